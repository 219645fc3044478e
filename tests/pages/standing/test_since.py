"""What changed: lights that turned for the worse first, then for the better, then what moved."""

from dataclasses import replace

import pytest
from facts import Facts

from kpi.changed import changes
from kpi.engine.progress import Progress
from pages.standing.since import moved_words


@pytest.fixture(scope="module")
def row(module_facts: Facts) -> Progress:
    bought = {"category": "工会福利", "purchased_on": "2022-06-05", "amount": 9_000_000}
    module_facts.add("purchase", "区总工会", "2022-06", [bought])
    return module_facts.of("union_purchase", "2022-06-30")["全区"]


def test_the_worse_come_first_then_the_better_then_what_moved_the_furthest(row: Progress) -> None:
    def moves(status: str, rate: float) -> list[Progress]:
        names = ("worse", "better", "little", "much", "still")
        return [replace(row, indicator=n, status=status, rate=rate, actual=rate) for n in names]

    before = moves("达序时", 0.5)
    worse, better, little, much, still = moves("达序时", 0.6)
    after = [
        replace(little, actual=0.6, rate=0.52),
        replace(still, actual=0.5, rate=0.5),
        replace(better, status="超序时"),
        replace(much, actual=0.6, rate=0.9),
        replace(worse, status="滞后"),
    ]
    found = [(change.after.indicator, change.turn) for change in changes(before, after)]
    assert found == [("worse", -2), ("better", 1), ("much", 0), ("little", 0)]


@pytest.mark.parametrize(
    ("before", "after", "uom", "words"),
    [
        (900.0, 988.6, "万元", "+88.6 万元"),
        (12.0, 9.0, "人", "-3 人"),
        (67.4, 69.2, "%", "+1.8 点"),
        (5.0, 5.0, "人", ""),
        (None, 5.0, "人", ""),
    ],
)
def test_a_figure_is_told_by_how_much_it_moved(
    before: float | None, after: float | None, uom: str, words: str
) -> None:
    assert moved_words(before, after, uom) == words


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        ("未到期", "达序时", 0),
        ("待下达", "已完成", 2),
        ("未到期", "逾期", -4),
        ("未报送", "达序时", 1),
    ],
)
def test_what_was_not_due_yet_was_as_good_as_on_its_pace(
    row: Progress, before: str, after: str, turn: int
) -> None:
    found = changes([replace(row, status=before)], [replace(row, status=after)])
    assert [change.turn for change in found] == [turn]
