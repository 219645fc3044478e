"""What changed between two moments: one definition of better and worse for pages and papers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.findings import district_rows
from kpi.words.statuses import STATUSES

# how good a light is; one that is not due yet is as good as one that is on its pace
STANDING = {
    **{"逾期": 0, "严重滞后": 1, "滞后": 2, "未报送": 3},
    **dict.fromkeys(("待下达", "未到期", "达序时"), 4),
    **{"超序时": 5, "已完成": 6},
}


@dataclass(frozen=True)
class Change:
    """An indicator's own row before and now."""

    before: Progress
    after: Progress

    @property
    def turn(self) -> int:
        """Above zero where the light turned for the better, below where for the worse."""
        return STANDING[self.after.status] - STANDING[self.before.status]


def changes(before: Iterable[Progress], after: Iterable[Progress]) -> list[Change]:
    """Each of the district's rows that moved: lights that turned for the worse, those that turned
    for the better, then whatever else moved, the furthest first.
    """
    was = {row.indicator: row for row in district_rows(before)}
    now = (row for row in district_rows(after) if row.indicator in was)
    pairs = (Change(was[row.indicator], row) for row in now)
    moved = [pair for pair in pairs if _figures(pair.before) != _figures(pair.after)]
    return sorted(moved, key=_place)


def _figures(row: Progress) -> tuple[object, ...]:
    return row.actual, row.target, row.status


def _place(change: Change) -> tuple[int, int, float]:
    """Worse, better, the rest; the most urgent, then the furthest moved, first."""
    kind = 0 if change.turn < 0 else 1 if change.turn > 0 else 2
    moved = (change.after.rate or 0.0) - (change.before.rate or 0.0)
    return kind, STATUSES[change.after.status].urgency if kind < 2 else 0, -abs(moved)


def changes_in_words(changed: Sequence[Change]) -> str:
    """3 项好转，1 项变差; without either how many moved at all."""
    better, worse = sum(c.turn > 0 for c in changed), sum(c.turn < 0 for c in changed)
    if not better and not worse:
        return f"{len(changed)} 项的数字变了" if changed else "没有变化"
    counts = ((worse, "变差"), (better, "好转"))
    return "，".join(f"{number} 项{word}" for number, word in counts if number)
