"""What changed since the last meeting, in short: lights that turned, figures that moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.times import Times
from kpi.findings import district_rows
from kpi.words.numbers import amount, decimal
from kpi.words.statuses import STATUSES
from pages.frame.filters import View, to_indicator
from pages.frame.frozen import shown_editions, times_of
from pages.frame.store import fetch_progress
from pages.frame.text import plain
from pages.show.marks import marked, shape_marked
from report.editions.shelf import Edition

MOST = 6
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


def show_changes_since(view: View) -> None:
    """Since the newest edition before the day that is looked at, else since the month's end before;
    nothing on the first days of a year.
    """
    since = _since(view)
    if since is None:
        return
    name, then = since
    rows = fetch_progress(view.version, then)
    changed = changes(district_rows(rows), district_rows(view.rows))
    st.subheader(f"自{name}以来：{_counts(changed)}")
    for change in changed[:MOST]:
        _show(view, change)
    if len(changed) > MOST:
        with st.popover(f"全部 {len(changed)} 项变化", icon=":material/difference:"):
            for change in changed[MOST:]:
                _show(view, change)
    if last_edition(shown_editions(), view):
        st.page_link("pages/editions.py", label="逐项比较", icon=":material/difference:")


def _since(view: View) -> tuple[str, Times] | None:
    """What it is called and which two times it is."""
    last = last_edition(shown_editions(), view)
    if last is not None:
        return f"“{plain(last.manifest.name)}”", times_of(last)
    # of a day in the middle of a month the end of the one before, of a month's end too
    day = view.as_of.replace(day=1) - timedelta(days=1)
    if day < view.plan.first_day:
        return None
    return f"{day.month}月底", Times(day, view.at.known_at)


def last_edition(editions: list[Edition], view: View) -> Edition | None:
    """The newest meeting before the day; of the edition that is shown, the one before it."""
    earlier = [e for e in editions if e.manifest.as_of < view.as_of]
    return max(earlier, key=lambda e: e.manifest.as_of, default=None)


def changes(before: Iterable[Progress], after: Iterable[Progress]) -> list[Change]:
    """Each row that moved: lights that turned for the worse, those that turned for the better, then
    whatever else moved, the furthest first.
    """
    was = {row.indicator: row for row in before}
    pairs = (Change(was[row.indicator], row) for row in after if row.indicator in was)
    moved = [pair for pair in pairs if _figures(pair.before) != _figures(pair.after)]
    return sorted(moved, key=_place)


def _figures(row: Progress) -> tuple[object, ...]:
    return row.actual, row.target, row.status


def _place(change: Change) -> tuple[int, int, float]:
    """Worse, better, the rest; the most urgent, then the furthest moved, first."""
    kind = 0 if change.turn < 0 else 1 if change.turn > 0 else 2
    moved = (change.after.rate or 0.0) - (change.before.rate or 0.0)
    return kind, STATUSES[change.after.status].urgency if kind < 2 else 0, -abs(moved)


def _counts(changed: Sequence[Change]) -> str:
    """3 项好转，1 项变差; without either how many moved at all."""
    better, worse = sum(c.turn > 0 for c in changed), sum(c.turn < 0 for c in changed)
    if not better and not worse:
        return f"{len(changed)} 项的数字变了" if changed else "没有变化"
    counts = ((worse, "变差"), (better, "好转"))
    return "，".join(f"{number} 项{word}" for number, word in counts if number)


def _show(view: View, change: Change) -> None:
    """▽→● 达序时 工会福利采购 +88.6 万元, as a link to it."""
    indicator = view.plan.indicator(change.after.indicator)
    before, after = change.before, change.after
    light = marked(after.status)
    if change.turn:
        light = f"{shape_marked(before.status)}→{light}"
    more = moved_words(before.actual, after.actual, indicator.uom)
    st.page_link(
        "pages/indicator.py",
        label=f"{light} **{plain(indicator.name)}** {plain(more)}",
        query_params=to_indicator(view.plan, indicator.code),
    )


def moved_words(before: float | None, after: float | None, uom: str) -> str:
    """+88.6 万元, of shares +1.8 点; nothing where the figure stands still."""
    if before is None or after is None or before == after:
        return ""
    by = after - before
    words = f"{decimal(abs(by))} 点" if uom == "%" else amount(abs(by), uom)
    return f"{'+' if by > 0 else '-'}{words}"
