"""The sections of work: projects, tasks, matters, and what the units report or owe."""

from collections.abc import Sequence
from datetime import date

from kpi.findings import behind_counts
from kpi.reporting.follow_ups import by_unit
from kpi.reporting.reminders import reminders
from kpi.reporting.reports import discipline
from kpi.words.statuses import BEHIND, STATUSES
from report.meeting.meeting import Meeting
from report.meeting.section import Column, Section

RATES = ("invested_rate", "paid_rate")  # the keys of the columns of the projects' two rates


def projects_section(meeting: Meeting) -> Section:
    below = [p for p in meeting.projects if p.is_below]
    finding = f"{len(meeting.projects)} 个市、区级项目，{len(below)} 个两率未达 90%"
    rates = meeting.plan.rates
    named = (Column(key, i.name, "percent") for key, i in zip(RATES, rates, strict=False))
    columns = (
        *(Column("number", "项目编号"), Column("name", "项目名称"), Column("county", "县（区）")),
        *(Column("unit", "责任单位"), Column("planned", "计划投资（万元）", "number")),
        *(*named, Column("issue", "存在问题")),
    )
    lines = tuple(
        (
            *(p.number, p.name, p.county, p.unit or p.reporting_unit, p.planned_fen / 1_000_000),
            *(*map(_share, p.rates[: len(rates)]), p.issue),
        )
        for p in meeting.projects
    )
    return Section("projects", "援建项目", finding, columns, lines)


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def discipline_section(meeting: Meeting) -> Section:
    units = discipline(meeting.reports, meeting.as_of, "unit")
    due = sum(u.due for u in units)
    late, missing = sum(u.late for u in units), sum(u.missing for u in units)
    finding = f"应报 {due} 份：按时 {due - late - missing} 份，补报 {late} 份，未报 {missing} 份"
    columns = (
        *(Column("unit", "单位"), Column("due", "应报", "count")),
        *(Column("on_time", "按时", "count"), Column("late", "补报", "count")),
        *(Column("missing", "未报", "count"), Column("on_time_rate", "按时率", "percent")),
    )
    lines = tuple((u.name, u.due, u.on_time, u.late, u.missing, u.on_time_rate) for u in units)
    return Section("discipline", "报送纪律", finding, columns, lines)


def reminders_section(meeting: Meeting) -> Section:
    owed = reminders(meeting.reports, meeting.plan, meeting.as_of)
    count = f"{len(owed)} 个单位尚欠 {sum(r.reports for r in owed)} 份报表"
    columns = (
        *(Column("unit", "单位"), Column("report", "报表"), Column("months", "所欠月份")),
        *(Column("since", "最早应报", "day"), Column("days_overdue", "逾期天数", "count")),
    )
    lines = tuple(
        (
            *(r.unit, m.title, months_written(m.months)),
            *(m.since, m.days_overdue),
        )
        for r in owed
        for m in r.missing
    )
    finding = count if owed else "没有单位欠报"
    return Section("reminders", "催报清单", finding, columns, lines)


def months_written(months: Sequence[date]) -> str:
    """1–8月、10月: months that follow one another as one."""
    spans: list[list[int]] = []
    for month in (m.month for m in months):
        if spans and month == spans[-1][-1] + 1:
            spans[-1].append(month)
        else:
            spans.append([month])
    return "、".join(f"{s[0]}–{s[-1]}月" if len(s) > 1 else f"{s[0]}月" for s in spans)


def tasks_section(meeting: Meeting) -> Section:
    texts = {task.task: task for task in meeting.plan.tasks}
    tasks = meeting.tasks
    columns = (
        *(Column("task", "任务", "count"), Column("status", "状态", "status")),
        *(Column("lead", "牵头单位"), Column("indicator", "依据的指标"), Column("text", "内容")),
    )
    lines = tuple(
        (
            *(t.task, task_label(t.status), "、".join(texts[t.task].lead)),
            meeting.plan.indicator(t.by_indicator).name if t.by_indicator else None,
            texts[t.task].text,
        )
        for t in tasks
    )
    finding = f"{len(tasks)} 项任务：{behind_counts((t.status for t in tasks), '项')}"
    return Section("tasks", "工作要点", finding, columns, lines)


def task_label(status: str) -> str:
    entry = STATUSES.get(status)
    return entry.label if entry else f"○ {status}"


def words_section(meeting: Meeting) -> Section:
    """What the units say of problems and next steps, of tasks that are behind first."""
    urgent = {t.task for t in meeting.tasks if t.status in BEHIND or t.status == "受阻"}
    reports = [r for r in meeting.task_reports if r.problem or r.next]
    reports.sort(key=lambda r: (r.task not in urgent, r.task, r.unit))
    columns = (
        *(Column("task", "任务", "count"), Column("unit", "单位"), Column("month", "月份")),
        *(Column("state", "进展状态"), Column("progress", "进展情况")),
        *(Column("problem", "存在问题"), Column("next", "下步措施")),
    )
    lines = tuple(
        (r.task, r.unit, f"{r.month:%Y-%m}", r.state, r.progress, r.problem, r.next)
        for r in reports
    )
    finding = f"{len({r.unit for r in reports})} 个单位报告了问题或下步措施，共 {len(reports)} 条"
    return Section("words", "问题与措施", finding, columns, lines)


def matters_section(meeting: Meeting) -> Section:
    units = by_unit(meeting.matters)
    overdue, still = sum(u.overdue for u in units), sum(u.open for u in units)
    finding = f"{len(meeting.matters)} 件督办事项：超期 {overdue} 件，在办 {still} 件"
    columns = (
        *(Column("matter_no", "事项编号"), Column("matter", "督办事项")),
        *(Column("unit", "承办单位"), Column("decided_on", "提出日期", "day")),
        *(Column("due_on", "办结期限", "day"), Column("done_on", "办结日期", "day")),
        *(Column("state", "状态"), Column("progress", "办理情况")),
    )
    lines = tuple(
        (m.matter_no, m.matter, m.unit, m.decided_on, m.due_on, m.done_on, m.state, m.progress)
        for m in meeting.matters
    )
    return Section("matters", "督办事项", finding, columns, lines)
