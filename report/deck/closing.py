"""The last slides of a meeting: what changed since the one before, what is asked of whom next."""

from collections.abc import Sequence
from typing import Any

from kpi.words.statuses import STATUSES
from report.deck.fit import pages
from report.deck.notes import note
from report.deck.slides import LEFT, ROOM_HEIGHT, ROOM_WIDTH, TOP, add_slide, add_table, add_text
from report.meeting.demands import demands
from report.meeting.meeting import Meeting
from report.meeting.since import Since
from report.meeting.stamp import stamp

DIGITS = "①②③④⑤⑥⑦⑧⑨"
DEMANDS_HEIGHT = 2.3
OPEN = ("超期", "在办")
CHANGES = (3.2, 2.1, 2.1, 5.03)  # inches
MATTERS = (5.2, 2.2, 1.9, 1.2, 1.93)
Lines = Sequence[Sequence[str]]


def add_since(deck: Any, meeting: Meeting, since: Since | None) -> None:
    """Lights that turned since the last meeting, the worse first; nothing where there was none."""
    if since is None:
        return
    names = {indicator.code: indicator.name for indicator in meeting.plan.indicators}
    rows = [
        (
            names[change.after.indicator],
            STATUSES[change.before.status].label,
            STATUSES[change.after.status].label,
            change.after.reason,
        )
        for change in since.turned
    ]
    codes = [change.after.indicator for change in since.turned]
    slide = add_slide(deck, since.finding, note(meeting, codes), stamp(meeting))
    if rows:
        headers = ("指标", "上次会议", "现在", "说明")
        shown = pages(rows, CHANGES, 14, ROOM_HEIGHT)[0]
        add_table(slide, headers, shown, CHANGES, 14)
    else:
        add_text(slide, "没有指标的状态变化。", (LEFT, TOP, ROOM_WIDTH, 0.6), 20)


def add_next(deck: Any, meeting: Meeting) -> None:
    """要求与下一步: what the figures ask for, and the matters that are still open."""
    asked = list(demands(meeting))
    open_matters = [m for m in meeting.matters if m.state in OPEN]
    if not asked and not open_matters:
        return
    title = f"要求与下一步：{len(asked)} 条要求，{len(open_matters)} 件督办未办结"
    slide = add_slide(deck, title, note(meeting), stamp(meeting))
    text = "\n".join(f"{DIGITS[n]} {words}" for n, words in enumerate(asked))
    add_text(slide, text, (LEFT, TOP, ROOM_WIDTH, DEMANDS_HEIGHT), 20)
    rows = [
        (m.matter, m.unit, str(m.due_on), m.state, m.progress or "–")
        for m in sorted(open_matters, key=lambda m: (m.state != "超期", m.due_on))
    ]
    if rows:
        headers = ("督办事项", "承办单位", "期限", "情况", "办理")
        room = ROOM_HEIGHT - DEMANDS_HEIGHT
        add_table(
            slide, headers, pages(rows, MATTERS, 14, room)[0], MATTERS, 14, TOP + DEMANDS_HEIGHT
        )


def add_appendix(deck: Any, meeting: Meeting) -> None:
    """Where the meeting ends and the lists begin, for whoever is asked for a detail."""
    slide = add_slide(deck, "附：明细清单", note(meeting), stamp(meeting))
    text = "以下各页供会后查阅：全部指标、落后清单、未达标项目、报送情况、问题与措施、督办事项。"
    add_text(slide, text, (LEFT, TOP, ROOM_WIDTH, 1.0), 20)
