"""The bulletin's text as an editor gives it back."""

import time

import pytest

from report.bulletin.text import Part, from_markdown


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("## 指标进度 {#indicators}", Part("indicators", "指标进度", ())),
        ("##   指标进度{#indicators}  ", Part("indicators", "指标进度", ())),
        ("## 指标 {#a} 进度 {#b}", Part("b", "指标 {#a} 进度", ())),
        ("## 指标进度", Part("", "指标进度", ())),
        ("## 指标进度 {#Indicators}", Part("", "指标进度 {#Indicators}", ())),
        ("## {#indicators}", Part("", "{#indicators}", ())),
    ],
)
def test_a_heading_names_its_part_and_the_key_behind_it(line: str, part: Part) -> None:
    assert from_markdown(f"# 题\n{line}").parts == (part,)


def test_a_heading_of_many_spaces_is_read_at_once() -> None:
    heading = f"甲{' ' * 1_000}乙"
    started = time.perf_counter()
    assert from_markdown(f"# 题\n## {heading}").parts == (Part("", heading, ()),)
    assert time.perf_counter() - started < 0.5
