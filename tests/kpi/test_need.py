"""What it takes, in words."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.engine.progress import Progress
from kpi.gap import takes_words, what_it_takes, who_is_behind

# 300 万元 by the year's end, 225 by the end of September
ROW = Progress(
    indicator="purchase",
    entity="莘庄镇",
    level="entity",
    actual=86.7654,
    numerator=None,
    denominator=None,
    target=300.0,
    deadline=date(2022, 12, 31),
    rate=0.289218,
    elapsed=0.75,
    expected=225.0,
    pace_gap_points=-46.0782,
    needed_per_month=71.0782,
    forecast=None,
    forecast_low=None,
    forecast_high=None,
    met=None,
    entities=None,
    status="严重滞后",
    reason="",
    reports_in=9,
    reports_due=9,
)
DONE = replace(ROW, entity="七宝镇", actual=300.0, status="已完成", needed_per_month=0.0)
# 200 of which 150 are due: 150 - 73.7947 = 76.2 lack
STREET = replace(
    ROW,
    entity="古美街道",
    actual=73.7947,
    target=200.0,
    expected=150.0,
    pace_gap_points=-38.1,
    needed_per_month=42.0684,
)


@pytest.mark.parametrize(
    ("change", "uom", "words"),
    [
        ({}, "万元", "每月需 71.1 万元"),
        # 828 of 2000 in three months: 390.67, and nobody is two thirds of a man
        (
            {"needed_per_month": 390.6667, "target": 2000.0, "rate": 0.414},
            "人次",
            "每月需 391 人次",
        ),
        (
            {"needed_per_month": 1 / 3, "actual": 2.0, "target": 3.0, "rate": 2 / 3},
            "人",
            "年底前还需 1 人",
        ),
        ({"needed_per_month": 14.59}, "%", "每月需 14.6 点"),
        ({"needed_per_month": 0.0, "status": "已完成"}, "万元", ""),
        # a day that is past asks for the whole target: 37 - 33
        (
            {
                "needed_per_month": None,
                "expected": None,
                "actual": 33.0,
                "target": 37.0,
                "status": "逾期",
            },
            "份",
            "还差 4 份",
        ),
        ({"needed_per_month": None, "status": "达序时"}, "份", ""),
    ],
)
def test_what_is_needed_is_told_in_whole_counts(
    change: dict[str, object], uom: str, words: str
) -> None:
    assert takes_words(replace(ROW, **change), uom) == words  # type: ignore[arg-type]


def test_who_is_behind_is_counted_and_the_widest_gap_is_named() -> None:
    # 225 - 86.7654 = 138.2346
    assert who_is_behind([DONE, STREET, ROW], "镇街", "万元") == "2 个镇街落后，莘庄镇差 138.2 万元"
    assert who_is_behind([DONE], "镇街", "万元") is None


def test_what_it_takes_names_the_widest_gaps_and_counts_the_others() -> None:
    first, second = "莘庄镇每月需 71.1 万元", "古美街道每月需 42.1 万元"
    assert what_it_takes([STREET, DONE, ROW], "万元") == f"{first}，{second}"
    assert what_it_takes([STREET, ROW], "万元", most=1) == f"{first}，另 1 个也需加快"
    assert what_it_takes([DONE], "万元") == ""
