"""Texts longer than their kind can need are refused, by kind, and at once."""

from collections.abc import Callable
from time import process_time

import pytest

from etl.examine.examine import Findings

HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度", "产品名称"]
ROW = ["甲公司", "专柜", "2022-09-03", 12.5, "核桃"]


@pytest.fixture
def problems(examined: Callable[..., Findings]) -> Callable[..., list[tuple[str, str | None, str]]]:
    """Rule, cell and message of each error of a sheet of 七宝镇."""

    def of(*rows: list[object]) -> list[tuple[str, str | None, str]]:
        findings = examined("七宝镇2022年9月.xlsx", {"采购": list(rows)})
        return [(p.code, p.cell, p.message) for p in findings.problems if p.severity == "error"]

    return of


def test_an_amount_with_three_hundred_spaces_in_it_is_refused_at_once(
    problems: Callable[..., list[tuple[str, str | None, str]]],
) -> None:
    start = process_time()
    found = problems(HEADERS, [*ROW[:3], "1" + " " * 300 + "x", "核桃"])
    assert found == [("too_long", "D2", "第 2 行“采购额度”：最多 40 字，现有 302 字")]
    assert process_time() - start < 5


@pytest.mark.parametrize(
    ("column", "text", "most"),
    [(2, "2022年9月3日" + "至" * 60, 60), (3, "9" * 41, 40), (4, "好" * 2001, 2000)],
)
def test_each_kind_of_column_has_a_length_of_its_own(
    problems: Callable[..., list[tuple[str, str | None, str]]], column: int, text: str, most: int
) -> None:
    row = [text if index == column else value for index, value in enumerate(ROW)]
    ((rule, cell, message),) = problems(HEADERS, row)
    assert (rule, cell) == ("too_long", f"{'ABCDE'[column]}2")
    assert f"最多 {most} 字，现有 {len(text)} 字" in message


def test_what_is_as_long_as_it_may_be_is_read(
    problems: Callable[..., list[tuple[str, str | None, str]]],
) -> None:
    long = ["甲公司", "专柜", "2022年9月3日(周六) 上午09:30", "人民币 1,234.50 元整", "好" * 2000]
    assert problems(HEADERS, long) == []


def test_a_text_of_three_thousand_signs_above_or_below_a_table_is_not_passed_over(
    problems: Callable[..., list[tuple[str, str | None, str]]],
) -> None:
    message = "表格上方、下方的文字一格最多 2000 字，这里有 3000 字"
    assert ("too_long", "A1", message) in problems(["说" * 3000], HEADERS, ROW)
    assert ("too_long", "A3", message) in problems(
        HEADERS, ROW, ["注：" + "单位万元。" * 599 + "完。。"]
    )
