"""每月一报 and 督办 on the stage: who owes what, and what is not done yet."""

from collections.abc import Sequence

from kpi.reporting.follow_ups import FollowUp
from kpi.reporting.reminders import Reminder, reminders
from kpi.reporting.reports import NAMED, Report, discipline
from kpi.words.numbers import percent
from pages.frame.filters import View
from pages.frame.store import fetch_follow_ups, fetch_reports
from pages.reporting.matters import COLOURS, MARKS, days_text, finding
from pages.show.words import OPEN
from pages.stage.screen import Screen, subtitle
from pages.stage.table import Cell, Column, Line, show_lines

OWED = (
    *(Column("单位", 18), Column("欠报", 9, "figure"), Column("报表和月份", 55)),
    Column("最久逾期", 18, "figure"),
)
OPEN_MATTERS = (
    *(Column("状态", 11), Column("督办事项", 33), Column("承办单位", 17)),
    *(Column("期限", 12, "figure"), Column("距期限", 13, "figure"), Column("办理情况", 14)),
)


def monthly(view: View) -> Screen:
    """Who owes reports, who owes most first."""
    owed = [r for r in fetch_reports(view.version, view.at) if view.scope.unit in (None, r.unit)]
    due = [r for r in owed if r.due_on <= view.as_of]
    if not due:
        return Screen("还没有到期的报表", subtitle(view), "")
    missing = reminders(owed, view.plan, view.as_of)
    return Screen(
        _finding(missing, due),
        subtitle(view, more=_received(due)),
        _sentence(view, missing, due),
        (lambda height: _draw(view, missing, height)) if missing else None,
    )


def _finding(missing: Sequence[Reminder], due: Sequence[Report]) -> str:
    """2 家欠报 2 份：江川路街道、浦江镇."""
    if not missing:
        return f"应报 {len(due)} 份报表，全部收到"
    names = "、".join(r.unit for r in missing[:NAMED]) + ("等" if len(missing) > NAMED else "")
    return f"{len(missing)} 家欠报 {sum(r.reports for r in missing)} 份：{names}"


def _received(due: Sequence[Report]) -> str:
    late = sum(r.state == "补报" for r in due)
    received = sum(r.received_at is not None for r in due)
    return f"已报 {received}/{len(due)} 份" + (f"（补报 {late} 份）" if late else "")


def _sentence(view: View, missing: Sequence[Reminder], due: Sequence[Report]) -> str:
    lowest = discipline(due, view.as_of, "unit")[0]
    rate = f"按时率最低的是{lowest.name}（{percent(lowest.on_time_rate)}）"
    return f"请尽快补报，逾期后报送的按补报统计；{rate}" if missing else rate


def _draw(view: View, missing: Sequence[Reminder], height: int) -> None:
    color = view.palette.statuses["逾期"]
    show_lines(OWED, [_owed(reminder, color) for reminder in missing], height, "另 {} 家未列出")


def _owed(reminder: Reminder, color: str) -> Line:
    titles = "；".join(
        f"{m.title}（{'、'.join(str(day.month) for day in m.months)}月）" for m in reminder.missing
    )
    days = max(m.days_overdue for m in reminder.missing)
    number = Cell(f"{reminder.reports} 份", color)
    return (Cell(reminder.unit), number, Cell(titles), Cell(f"{days} 天"))


def follow_ups_screen(view: View) -> Screen:
    """What is followed up and not done, the overdue first."""
    known = fetch_follow_ups(view.version, view.at)
    matters = [m for m in known if view.scope.unit in (None, m.unit)]
    if not matters:
        words = "督办事项由区合作交流办用《督办事项表》报送"
        return Screen("没有督办事项", subtitle(view), words)
    still = open_first(matters)
    return Screen(
        finding(matters),
        subtitle(view),
        next_due(still),
        (lambda height: draw_matters(view, still, height)) if still else None,
    )


def open_first(matters: Sequence[FollowUp]) -> list[FollowUp]:
    still = [m for m in matters if m.state in OPEN]
    return sorted(still, key=lambda m: (OPEN.index(m.state), m.due_on, m.matter_no))


def next_due(still: Sequence[FollowUp]) -> str:
    """最早到期的是新虹街道：动员民营企业参与结对，11月30日前办结."""
    if not still:
        return "全部办结"
    first = still[0]
    day = f"{first.due_on.month}月{first.due_on.day}日"
    late = "已超期，应于" if first.state == "超期" else "最早到期，须于"
    return f"{first.unit}“{first.matter}”{late} {day} 前办结"


def draw_matters(view: View, still: Sequence[FollowUp], height: int) -> None:
    lines = [matter_line(view, matter) for matter in still]
    show_lines(OPEN_MATTERS, lines, height, "另 {} 件未列出")


def matter_line(view: View, matter: FollowUp) -> Line:
    color = view.palette.statuses[COLOURS[matter.state]]
    day = f"{matter.due_on.month}月{matter.due_on.day}日"
    return (
        *(Cell(MARKS[matter.state], color), Cell(matter.matter), Cell(matter.unit)),
        *(Cell(day), Cell(days_text((matter.due_on - view.as_of).days))),
        Cell(matter.progress or "–"),
    )
