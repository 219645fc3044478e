"""A quick look at a text must let every header through."""

import pytest

from etl.forms.forms import FORMS
from etl.table.headers import looks_like_header, said_by

NAMES = sorted({name for form in FORMS.values() for name in form.headers()})


@pytest.mark.parametrize(
    "written",
    ["{}", "*{}", "{} ", "1.{}", "其中：{}", "{}（万元）", "{}（含税）（元）", "{}万元", "{}%"],
)
def test_whatever_a_form_takes_for_a_header_looks_like_one(written: str) -> None:
    texts = [written.format(name) for name in NAMES]
    taken = [text for text in texts if any(said_by(form, text) for form in FORMS.values())]
    assert [text for text in taken if not looks_like_header(text)] == []
    assert len(taken) > len(NAMES) / 2 or written in ("{}万元", "{}%")


@pytest.mark.parametrize("text", ["采购时间", "销售时间", "采 购\n日期"])
def test_a_day_called_a_time_looks_like_a_header(text: str) -> None:
    assert looks_like_header(text)


@pytest.mark.parametrize("text", ["公司1", "七宝镇", "2022-09-30", "", "见附件"])
def test_what_stands_in_the_rows_does_not(text: str) -> None:
    assert not looks_like_header(text)
