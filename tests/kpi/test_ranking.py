"""Places by rate, and what one is good at and lacks, on literal rows."""

from kpi.engine.progress import COLUMNS, Progress
from kpi.ranking import Rank, gaps, ranks, strengths


def row(entity: str, rate: float | None = None, gap: float | None = None, **more: str) -> Progress:
    values = dict.fromkeys(COLUMNS) | {"indicator": "采购", "entity": entity, "level": "entity"}
    return Progress(**values | {"rate": rate, "pace_gap_points": gap} | more)


def test_the_highest_rate_is_first_and_equals_share_a_place() -> None:
    found = ranks([row("甲", 0.5), row("乙", 0.8), row("丙", 0.5), row("丁", 0.2)])
    assert found == {
        ("采购", "乙"): Rank(1, 4),
        ("采购", "甲"): Rank(2, 4),
        ("采购", "丙"): Rank(2, 4),
        ("采购", "丁"): Rank(4, 4),
    }


def test_each_indicator_has_places_of_its_own() -> None:
    found = ranks([row("甲", 0.5), row("乙", 0.8), row("甲", 0.1, indicator="培训")])
    assert (found["采购", "甲"], found["培训", "甲"]) == (Rank(2, 2), Rank(1, 1))


def test_who_has_no_rate_and_sums_over_many_have_no_place() -> None:
    sums = [row("全区（合计）", 0.9, level="rollup"), row("全区", 0.9)]
    assert ranks([row("甲", 0.5), row("乙"), *sums]) == {("采购", "甲"): Rank(1, 1)}


def test_strengths_are_ahead_and_gaps_behind_at_most_three_of_each() -> None:
    points = [("a", 5.0), ("b", -1.0), ("c", 0.0), ("d", 9.0), ("e", 1.0), ("f", -30.0)]
    rows = [row("甲", 0.5, gap, indicator=code) for code, gap in points] + [row("甲", 1.0)]
    assert [r.indicator for r in strengths(rows)] == ["d", "a", "e"]
    assert [r.indicator for r in gaps(rows)] == ["f", "b"]
