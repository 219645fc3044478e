"""What is lacking: up to the pace, or up to the target once the day is past."""

from dataclasses import replace

import pytest
from facts import Facts

from kpi.engine.progress import Progress
from kpi.gap import gap, gap_words, lacking, need_words, widest_gap_first


@pytest.fixture(scope="module")
def row(module_facts: Facts) -> Progress:
    bought = {"category": "企业动员", "purchased_on": "2022-06-05", "amount": 868_000}
    module_facts.add("purchase", "莘庄镇", "2022-06", [bought])
    return module_facts.of("enterprise_purchase", "2022-06-30")["莘庄镇"]


def test_one_behind_lacks_what_is_missing_to_its_pace(row: Progress) -> None:
    # half of the year is half of 300, of which 86.8 is done
    assert row.expected == 150.0
    assert gap(row) == pytest.approx(63.2)
    assert gap_words(row, "万元") == "差 63.2"


def test_once_the_day_is_past_the_target_is_lacking(row: Progress) -> None:
    overdue = replace(row, status="逾期")
    assert gap_words(overdue, "万元") == "差 213.2"


@pytest.mark.parametrize("status", ["已完成", "超序时", "达序时", "未报送", "未到期", "待下达"])
def test_nothing_lacks_where_nobody_is_behind(row: Progress, status: str) -> None:
    assert gap(replace(row, status=status)) is None
    assert gap_words(replace(row, status=status), "万元") == ""


def test_what_is_counted_lacks_whole_ones_and_a_share_lacks_points(row: Progress) -> None:
    people = replace(row, actual=7.0, expected=9.2)
    assert gap_words(people, "人") == "差 3"
    assert gap_words(replace(people, expected=9.0), "人") == "差 2"
    # 0.1 + 0.2 is a hair above 0.3, no further man
    assert gap_words(replace(people, actual=0.7 + 0.1, expected=2.8), "人") == "差 2"
    share = replace(people, actual=81.3, expected=90.0)
    assert gap_words(share, "%") == "差 8.7 点"
    assert [lacking(people, "人"), lacking(share, "%"), lacking(row, "万元")] == [
        *("差 3 人", "差 8.7 点"),
        "差 63.2 万元",
    ]


def test_who_lacks_most_comes_first_and_who_lacks_nothing_last(row: Progress) -> None:
    # 63.2 of 300 lack and 93.2; two lack nothing, of which one is 30 points ahead
    more = replace(row, entity="梅陇镇", actual=56.8)
    ahead = replace(row, entity="七宝镇", status="超序时", pace_gap_points=30.0)
    done = replace(row, entity="浦江镇", status="达序时", pace_gap_points=0.5)
    ordered = widest_gap_first([ahead, done, row, more])
    assert [r.entity for r in ordered] == ["梅陇镇", "莘庄镇", "浦江镇", "七宝镇"]


def test_what_it_takes_is_told_by_month_in_whole_ones_where_it_is_counted(row: Progress) -> None:
    # 213.2 in the six months that are left
    assert need_words(row, "万元") == "每月需 35.5 万元"
    people = replace(row, actual=7.0, target=30.0, rate=7 / 30, needed_per_month=23 / 6)
    assert need_words(people, "人") == "每月需 4 人"
    # nobody trains a third of a man
    assert need_words(replace(people, actual=28.0, rate=28 / 30, needed_per_month=1 / 3), "人") == (
        "年底前还需 2 人"
    )
    assert need_words(replace(row, needed_per_month=None), "万元") == ""
