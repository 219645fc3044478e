"""每月一报 and 督办 on the stage: who owes what, and what is not done yet."""

from collections.abc import Sequence
from datetime import date

from kpi.reporting.follow_ups import FollowUp
from kpi.reporting.reminders import Reminder, reminders
from kpi.reporting.reports import NAMED, Discipline, Report, discipline, received_of
from kpi.words.numbers import percent
from pages.frame.filters import View
from pages.frame.store import fetch_follow_ups, fetch_reports
from pages.reporting.matters import COLOURS, MARKS, days_text, finding
from pages.show.words import OPEN
from pages.stage.screen import Screen, subtitle
from pages.stage.table import Cell, Column, Line, show_lines
from report.meeting.work_sections import months_written

LATE = (
    *(Column("单位", 17), Column("未报", 9, "figure"), Column("补报", 9, "figure")),
    *(Column("按时", 11, "figure"), Column("所欠报表和月份", 40), Column("最久逾期", 14, "figure")),
)
NONE = "·"
MATTERS = (
    *(Column("状态", 12), Column("督办事项", 31), Column("承办单位", 16)),
    *(Column("期限", 11, "figure"), Column("距期限", 12, "figure"), Column("办理情况", 18)),
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
        subtitle(view, more=_received(due, view.as_of)),
        _sentence(view, missing, due),
        lambda height: _draw(view, missing, due, height),
    )


def _finding(missing: Sequence[Reminder], due: Sequence[Report]) -> str:
    """2 家欠报 2 份：江川路街道、浦江镇."""
    if not missing:
        return f"应报 {len(due)} 份报表，全部收到"
    names = "、".join(r.unit for r in missing[:NAMED]) + ("等" if len(missing) > NAMED else "")
    return f"{len(missing)} 家欠报 {sum(r.reports for r in missing)} 份：{names}"


def _received(due: Sequence[Report], as_of: date) -> str:
    late = sum(r.state == "补报" for r in due)
    received, count = received_of(due, as_of)
    return f"已报 {received}/{count} 份" + (f"（补报 {late} 份）" if late else "")


def _sentence(view: View, missing: Sequence[Reminder], due: Sequence[Report]) -> str:
    lowest = discipline(due, view.as_of, "unit")[0]
    rate = f"按时率最低的是{lowest.name}（{percent(lowest.on_time_rate)}）"
    return f"请尽快补报，逾期后报送的按补报统计；{rate}" if missing else rate


def _draw(view: View, missing: Sequence[Reminder], due: Sequence[Report], height: int) -> None:
    """A line a unit that owes or was late, who owes most first."""
    owing = {reminder.unit: reminder for reminder in missing}
    units = [d for d in discipline(due, view.as_of, "unit") if d.missing or d.late]
    units.sort(key=lambda d: (-d.missing, d.on_time_rate, d.name))
    color = view.palette.statuses["逾期"]
    lines = [_line(unit, owing.get(unit.name), color) for unit in units]
    show_lines(LATE, lines, height, "另 {} 家未列出")


def _line(unit: Discipline, reminder: Reminder | None, color: str) -> Line:
    missing = Cell(f"✖ {unit.missing}", color) if unit.missing else Cell(NONE)
    late = Cell(str(unit.late) if unit.late else NONE)
    counts = (missing, late, Cell(f"{unit.on_time}/{unit.due}"))
    if reminder is None:
        return (Cell(unit.name), *counts, Cell(NONE), Cell(NONE))
    days = max(m.days_overdue for m in reminder.missing)
    titles = "；".join(f"{m.title}{months_written(m.months)}" for m in reminder.missing)
    return (Cell(unit.name), *counts, Cell(titles), Cell(f"{days} 天"))


def follow_ups_screen(view: View) -> Screen:
    """What is followed up and not done, the overdue first."""
    known = fetch_follow_ups(view.version, view.at)
    matters = [m for m in known if view.scope.unit in (None, m.unit)]
    if not matters:
        words = "督办事项由区合作交流办用《督办事项表》报送"
        return Screen("没有督办事项", subtitle(view), words)
    ordered = urgent_first(matters)
    return Screen(
        finding(matters),
        subtitle(view),
        next_due(ordered),
        lambda height: _draw_matters(view, ordered, height),
    )


def urgent_first(matters: Sequence[FollowUp]) -> list[FollowUp]:
    """The overdue first, then those in work by the day they are due, then what is done."""
    return sorted(matters, key=lambda m: (list(MARKS).index(m.state), m.due_on, m.matter_no))


def next_due(ordered: Sequence[FollowUp]) -> str:
    """新虹街道“动员民营企业参与结对”最早到期，须于 11月30日 前办结."""
    first = next((m for m in ordered if m.state in OPEN), None)
    if first is None:
        return "督办事项已全部办结"
    day = f"{first.due_on.month}月{first.due_on.day}日"
    late = "已超期，应于" if first.state == "超期" else "最早到期，须于"
    return f"{first.unit}“{first.matter}”{late} {day}前办结"


def _draw_matters(view: View, matters: Sequence[FollowUp], height: int) -> None:
    lines = [_matter(view, matter) for matter in matters]
    show_lines(MATTERS, lines, height, "另 {} 件未列出")


def _matter(view: View, matter: FollowUp) -> Line:
    color = view.palette.statuses[COLOURS[matter.state]]
    days = (matter.due_on - view.as_of).days
    return (
        *(Cell(MARKS[matter.state], color), Cell(matter.matter), Cell(matter.unit)),
        Cell(f"{matter.due_on.month}月{matter.due_on.day}日"),
        Cell(days_text(days) if matter.state in OPEN else NONE),
        Cell(matter.progress or NONE),
    )
