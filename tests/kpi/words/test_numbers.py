"""How figures are written: as a spreadsheet would show the very same value."""

import pytest

from kpi.words.numbers import amount, decimal, foreseen, percent, rounded, signed


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (15.95, "16.0"),  # in binary a little less than 15.95
        (-15.95, "-16.0"),
        (0.05, "0.1"),
        (2.25, "2.3"),  # not to the even figure
        (59.050000000000004, "59.1"),
        (1_234_567.849999, "1,234,567.8"),
        (-0.04, "0.0"),
        (-0.0, "0.0"),
    ],
)
def test_one_decimal_is_rounded_as_a_spreadsheet_rounds(value: float, written: str) -> None:
    assert decimal(value) == written


def test_a_gap_has_its_sign_and_none_has_none() -> None:
    assert [signed(gap) for gap in (2.45, -15.95, 0.04, -0.04, 0.0)] == [
        *("+2.5", "-16.0", "0.0", "0.0", "0.0"),
    ]


def test_units_money_and_per_cents_have_a_decimal_counts_none() -> None:
    assert (amount(3_800, "万元"), amount(1_181, "人次")) == ("3,800.0 万元", "1,181 人次")
    assert (amount(2.75, "人"), amount(59.05, "%"), amount(None, "人")) == ("2.8 人", "59.1%", "–")
    assert (percent(0.5905), percent(1.0), percent(None)) == ("59.1%", "100.0%", "–")


def test_what_is_foreseen_of_a_count_is_whole_for_there_is_no_half_of_a_person() -> None:
    assert (foreseen(576.3, "人"), foreseen(2.5, "场"), foreseen(None, "人")) == (
        "576 人",
        "3 场",
        "–",
    )
    assert (foreseen(3_547.06, "万元"), foreseen(59.05, "%")) == ("3,547.1 万元", "59.1%")


def test_a_rounded_figure_is_the_one_that_is_written() -> None:
    assert (rounded(1_234.95), rounded(-0.04)) == (1_235.0, 0.0)
