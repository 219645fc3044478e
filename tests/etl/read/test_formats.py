"""What a number format shows of a number, and texts whose signs look different."""

from decimal import Decimal
from typing import Any

import pytest

from etl.read.parse.formats import read_format, shown, shown_differently
from etl.read.parse.raw import Notes
from etl.read.parse.rich import Run, note

SCALED, HIDDEN = "（数字格式缩小了显示）", "（数字格式不显示这个数）"


def as_shown(value: Any, code: str) -> Any:
    sections = read_format(code)
    return value if sections is None else shown(value, sections)


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "#,##0.00",
        '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
        "#,##0.00_);[Red]\\(#,##0.00\\)",
        "0;-0;;@",
        "[DBNum1][$-804]General",
        "[$¥-804]#,##0.00",
        '0"人"',
        '"P"000',
        '0"."',
        "0.00E+00",
        "@",
    ],
)
def test_most_formats_show_the_number_that_a_cell_holds(code: str) -> None:
    assert as_shown(12.5, code) == 12.5


NEGATED = "（数字格式显示成负数）"


@pytest.mark.parametrize(
    "code",
    ["-0.00;-0.00", "-0.00;0.00", '"-"0', '"减"0.00', "\\-#,##0", "[红色](0.00);0.00", "−0", "△0"],
)
def test_a_number_that_is_shown_as_less_than_nothing_is_no_figure(code: str) -> None:
    assert as_shown(12.5, code) == f"12.5{NEGATED}"


@pytest.mark.parametrize(
    ("held", "text", "shown"),
    [
        (12.5, "-12.50", f"12.5{NEGATED}"),
        (12.5, "(12.50)", f"12.5{NEGATED}"),
        (-12.5, "-12.50", None),
        (-12.5, "(12.50)", None),
        (12.5, "12.50", None),
    ],
)
def test_an_ods_shows_it_in_the_text_of_the_cell(held: float, text: str, shown: str | None) -> None:
    assert shown_differently(Decimal(str(held)), text, False) == shown


def test_a_minus_of_its_own_stays_one() -> None:
    assert as_shown(-12.5, "0.00;-0.00") == -12.5
    assert as_shown(-12.5, "#,##0.00_);(#,##0.00)") == -12.5


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (12.34, '[=0]"-";0.00"万元"', "12.34万元"),
        (0, '[=0]"-";0.00"万元"', 0),
        (12.34, "0.00[$万元]", "12.34万元"),
        (12.34, "$#,##0.00", "12.34（$）"),
        (12.34, "[$€-2]0.00", "12.34（€）"),
        (12.34, '0.00"吨"', "12.34（吨）"),
        (12.34, "0.00[$万元-804]", "12.34万元"),
        (12.34, '0.00"万元";-0.00"万元"', "12.34万元"),
        (-12.34, '0.00"元";-0.00"万元"', "-12.34万元"),
        (1.2, 'G/通用格式"万元"', "1.2万元"),
        (1.2, "0.0万元", "1.2万元"),
        (300, '[>=10000]0!.0,"万元";0"元"', "300元"),
        (15, '0"%"', "15%"),
        (0.5, '0.0"%"', "0.5%"),
        (0.5, "0\\%", "0.5%"),
        (0.155, "0.0%", "15.5%"),
        ("12.5", '@"万元"', "12.5万元"),
        (1, '"是";;"否"', "是"),
        (0, '"是";;"否"', "否"),
    ],
)
def test_the_section_of_a_value_says_what_unit_it_is_in(value: Any, code: str, text: Any) -> None:
    assert as_shown(value, code) == text


@pytest.mark.parametrize(
    "code", ['#!.0000"万元"', '#\\.0000"万元"', '0!.0,"万元"', '0\\.0,"万元"', '0"."0,"万元"']
)
def test_a_figure_shown_in_ten_thousands_is_what_the_cell_holds_in_yuan(code: str) -> None:
    assert as_shown(123400, code) == "12.34万元"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("0!.0,", f"123400{SCALED}"),
        ("0.00,,", f"123400{SCALED}"),
        ('0.0,"万元"', f"123400{SCALED}"),
        ('0"00"', f"123400{SCALED}"),
        (";;;", f"123400{HIDDEN}"),
        ('"约"0', "123400（约）"),
        ("[$USD] 0", "123400（USD）"),
    ],
)
def test_a_number_that_is_shown_as_another_is_no_figure(code: str, text: str) -> None:
    assert as_shown(123400, code) == text


@pytest.mark.parametrize(
    ("held", "text", "read"),
    [
        ("12.34", "12.34", None),
        ("12.344", "12.34", None),
        ("1299", "¥1,299.00", None),
        ("-300", "(300.00)", None),
        ("0", "-", None),
        ("12", "###", None),
        ("12", "一十二", None),
        ("12.34", "12.34万元", "12.34万元"),
        ("123400", "12.3万元", "12.34万元"),
        ("123400", "123.40", f"123400{SCALED}"),
        ("15", "15%", "15%"),
        ("12", "-", f"12{HIDDEN}"),
        ("1", "是", "是"),
    ],
)
def test_an_ods_shows_in_a_text_what_its_format_made_of_the_number(
    held: str, text: str, read: str | None
) -> None:
    assert shown_differently(Decimal(held), text, False) == read


@pytest.mark.parametrize("text", ["," * 100, "1" * 100, "1," * 50, "-" * 100])
def test_a_long_text_is_no_trouble(text: str) -> None:
    shown_differently(Decimal(1), text, False)
    as_shown(1, "[" * 500 + '"' * 500)


@pytest.mark.parametrize(
    ("runs", "text", "is_struck", "is_partly_struck"),
    [
        ((Run("12000", True), Run("15000")), "15000", False, True),
        ((Run("12000"), Run("2", False, "superscript")), "12000²", False, False),
        ((Run("H"), Run("2", False, "subscript"), Run("O")), "H₂O", False, False),
        ((Run("12000", True), Run(" ", False)), "12000", True, False),
    ],
)
def test_a_text_is_read_without_what_is_struck_and_with_its_raised_signs(
    runs: tuple[Run, ...], text: str, is_struck: bool, is_partly_struck: bool
) -> None:
    notes = Notes()
    note(notes, (3, 1), runs)
    assert notes.texts == {(3, 1): text}
    assert (notes.struck, notes.partly) == (
        {(3, 1)} if is_struck else set(),
        {(3, 1)} if is_partly_struck else set(),
    )


def test_a_run_without_a_look_of_its_own_is_as_struck_as_its_cell() -> None:
    notes = Notes()
    notes.struck.add((3, 1))
    note(notes, (3, 1), (Run("12000", None), Run("15000", False)))
    assert (notes.texts, notes.struck, notes.partly) == ({(3, 1): "15000"}, set(), {(3, 1)})
