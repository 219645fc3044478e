"""Whatever a cell holds: a value or a stated refusal, and what was written comes back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from etl.forms.context import Office
from etl.forms.form import FormColumn
from etl.forms.forms import FORMS
from etl.forms.values import EPOCH, Count, Day, Money, Percent

pytestmark = pytest.mark.slow

Read = Callable[..., Any]
COLUMNS = {c.kind: c for form in FORMS.values() for c in form.columns()}.values()
# Text near to what people write, so that the readers' patterns are met, and any other text.
NEAR_TEXT = st.text("0123456789０９.,。-－+%年月日/()（）¥￥元万亿人次是否√ １２e①Ⅷ٣", max_size=14)
CELLS = st.one_of(
    st.text(max_size=20),
    NEAR_TEXT,
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)
SETTINGS = settings(deadline=None, max_examples=150)
IN_THE_YEAR = st.dates(date(2022, 1, 1), date(2022, 12, 31))
FEN = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda c: c.kind.name)
@SETTINGS
@given(cell=CELLS)
@example(cell=float("nan"))
@example(cell=float("-inf"))
@example(cell="9" * 5000)
@example(cell="𐩀" * 5)
def test_a_reader_gives_a_value_or_says_in_chinese_why_not(
    office: Office, column: FormColumn, cell: Any
) -> None:
    try:
        column.adapter.validate_python(cell, context=office.values)
    except ValidationError as refused:
        (error,) = refused.errors()
        assert column.choices or ("hint" in error["ctx"] and "“" in error["msg"])


@SETTINGS
@given(fen=FEN)
def test_an_amount_written_in_any_way_is_read_back(read: Read, fen: int) -> None:
    yuan = Decimal(fen) / 100
    assert read(Money, f"{yuan:.2f}") == fen
    assert read(Money, f"￥{yuan:,.2f}") == fen
    assert read(Money, f"{yuan:.2f}元", "万元") == fen
    assert read(Money, f"{yuan / 10_000:f}万") == fen
    assert read(Money, f"{yuan / 10**8:f}亿元") == fen
    assert read(Money, f"{yuan:.2f}".replace(".", "。")) == fen
    assert read(Money, f"({-yuan:.2f})" if yuan < 0 else f"{yuan:.2f}") == fen


@SETTINGS
@given(fen=FEN)
def test_an_amount_typed_as_a_number_is_read_back(read: Read, fen: int) -> None:
    assert read(Money, fen / 100) == fen
    assert read(Money, fen / 10**6, "万元") == fen
    assert read(Money, fen / 10**10, "亿元") == fen


@SETTINGS
@given(day=IN_THE_YEAR)
def test_a_day_written_in_any_way_is_read_back(read: Read, day: date) -> None:
    year, month, number = day.year, day.month, day.day
    written = [
        day.isoformat(),
        f"{year}.{month}.{number}",
        f"{year}/{month}/{number}",
        f"{year}年{month}月{number}日",
        f"{day:%Y%m%d}",
        f"{month}月{number}日",
        str((day - EPOCH).days),
        float((day - EPOCH).days),
    ]
    assert [read(Day, cell) for cell in written] == [day] * len(written)


@SETTINGS
@given(number=st.integers(0, 10**9), thousandths=st.integers(2, 1000))
def test_a_count_and_a_percent_are_read_back(read: Read, number: int, thousandths: int) -> None:
    assert read(Count, f"{number:,}人次") == number
    assert read(Count, float(number)) == number
    assert read(Percent, f"{thousandths / 10}%") == thousandths / 10
