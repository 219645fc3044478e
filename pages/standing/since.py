"""What changed since the last meeting, in short: lights that turned, figures that moved."""

from datetime import timedelta

import streamlit as st

from kpi.changed import Change, changes, changes_in_words
from kpi.engine.times import Times
from kpi.words.numbers import amount, decimal
from pages.frame.filters import View, to_indicator
from pages.frame.frozen import shown_editions, times_of
from pages.frame.store import fetch_progress
from pages.frame.text import plain
from pages.show.marks import marked, shape_marked
from report.editions.before import edition_before

MOST = 6


def show_changes_since(view: View) -> None:
    """Since the newest edition before the day that is looked at, else since the month's end before;
    nothing on the first days of a year.
    """
    since = _since(view)
    if since is None:
        return
    name, then = since
    changed = changes(fetch_progress(view.version, then), view.rows)
    st.subheader(f"自{name}以来：{changes_in_words(changed)}")
    for change in changed[:MOST]:
        _show(view, change)
    if len(changed) > MOST:
        with st.popover(f"全部 {len(changed)} 项变化", icon=":material/difference:"):
            for change in changed[MOST:]:
                _show(view, change)
    if edition_before(shown_editions(), view.as_of):
        st.page_link("pages/editions.py", label="逐项比较", icon=":material/difference:")


def _since(view: View) -> tuple[str, Times] | None:
    """What it is called and which two times it is."""
    last = edition_before(shown_editions(), view.as_of)
    if last is not None:
        return f"“{plain(last.manifest.name)}”", times_of(last)
    # of a day in the middle of a month the end of the one before, of a month's end too
    day = view.as_of.replace(day=1) - timedelta(days=1)
    if day < view.plan.first_day:
        return None
    return f"{day.month}月底", Times(day, view.at.known_at)


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
