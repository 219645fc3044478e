"""A meeting as tables: one definition for workbook, slides and bulletin, so that all agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from kpi.engine.progress import Progress
from kpi.findings import entity_finding, most_urgent_first, overall_finding
from kpi.headlines import Headline
from kpi.plan.models import SUBDISTRICT_OR_TOWN, County, Unit
from kpi.reporting.follow_ups import by_unit
from kpi.reporting.reminders import reminders
from kpi.reporting.reports import discipline
from kpi.wall import wall
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND, STATUSES
from report.meeting.meeting import Meeting

RATES = ("invested_rate", "paid_rate")  # the keys of the columns of the projects' two rates
Kind = Literal["text", "number", "percent", "points", "count", "day", "status"]


@dataclass(frozen=True)
class Column:
    """A column's key for the program, its header for the reader, and what its values are.

    Per cents are 0-1.
    """

    key: str
    header: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Section:
    """A table under its name and its finding: the program goes by its code, the reader by its name.

    `indicators` are the codes behind the rows, one each, where each tells of one.
    """

    code: str
    name: str
    finding: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    indicators: tuple[str, ...] = ()

    def place(self, key: str) -> int:
        """The number of the column of that key; KeyError where there is none."""
        return self._places[key]

    def has(self, key: str) -> bool:
        return key in self._places

    @cached_property
    def _places(self) -> dict[str, int]:
        return {column.key: number for number, column in enumerate(self.columns)}


def sections(meeting: Meeting) -> list[Section]:
    """Every table of a meeting, in the order in which it is looked at."""
    return [
        cards_section(meeting),
        indicators_section(meeting),
        *walls(meeting),
        laggards_section(meeting),
        projects_section(meeting),
        discipline_section(meeting),
        reminders_section(meeting),
        tasks_section(meeting),
        words_section(meeting),
        matters_section(meeting),
        entities_section(meeting),
    ]


def headlines_section(meeting: Meeting) -> Section:
    cards = meeting.headlines
    rows = tuple((h.name, h.figure, h.against, h.gap_points) for h in cards)
    columns = (
        *(Column("headline", "事项"), Column("figure", "完成"), Column("against", "对照")),
        Column("gap", "与序时相差（点）", "points"),
    )
    finding, codes = overall_finding(meeting.district), tuple(h.indicator for h in cards)
    return Section("headlines", "总览", finding, columns, rows, codes)


def cards_section(meeting: Meeting) -> Section:
    """The headlines as numbers, for a reader who calculates with them."""
    rows = tuple(
        (h.name.partition("（")[0], h.uom, h.value, h.whole, _part(h), h.gap_points)
        for h in meeting.headlines
    )
    columns = (
        *(Column("headline", "事项"), Column("uom", "计量单位")),
        *(Column("actual", "完成", "number"), Column("target", "目标", "number")),
        *(Column("rate", "完成率", "percent"), Column("gap", "差距（点）", "points")),
    )
    return Section("cards", "总览", overall_finding(meeting.district), columns, rows)


def _part(card: Headline) -> float | None:
    return None if card.value is None or not card.whole else card.value / card.whole


PROGRESS_COLUMNS = (
    Column("indicator", "指标"),
    Column("entity", "对象"),
    Column("uom", "计量单位"),
    Column("actual", "完成", "number"),
    Column("target", "目标", "number"),
    Column("rate", "完成率", "percent"),
    Column("elapsed", "序时", "percent"),
    Column("expected", "序时应完成", "number"),
    Column("gap", "差距（点）", "points"),
    Column("needed_per_month", "余下每月需", "number"),
    Column("forecast", "年底预计", "number"),
    Column("met", "已达标", "count"),
    Column("entities", "应达标", "count"),
    Column("status", "状态", "status"),
    Column("reports_in", "已报", "count"),
    Column("reports_due", "应报", "count"),
    Column("reason", "说明"),
)


def indicators_section(meeting: Meeting) -> Section:
    rows = most_urgent_first(meeting.district)
    return _progress(meeting, "indicators", "全部指标", overall_finding(rows), rows)


def entities_section(meeting: Meeting) -> Section:
    rows = [r for r in meeting.rows if r.level == "entity"]
    behind = sum(r.status in BEHIND for r in rows)
    finding = f"{len(rows)} 个对象，其中 {behind} 个滞后或逾期"
    return _progress(meeting, "entities", "全部对象", finding, rows)


def _progress(
    meeting: Meeting, code: str, name: str, finding: str, rows: Sequence[Progress]
) -> Section:
    lines = tuple(_line(meeting, row) for row in rows)
    codes = tuple(row.indicator for row in rows)
    return Section(code, name, finding, PROGRESS_COLUMNS, lines, codes)


def _line(meeting: Meeting, row: Progress) -> tuple[object, ...]:
    indicator = meeting.plan.indicator(row.indicator)
    paced = row.expected is not None
    return (
        *(indicator.name, spoken(row.entity), indicator.uom, row.actual, row.target, row.rate),
        *(row.elapsed if paced else None, row.expected),
        *(row.pace_gap_points, row.needed_per_month),
        *(row.forecast, row.met, row.entities, STATUSES[row.status].label),
        *(row.reports_in, row.reports_due, row.reason),
    )


def walls(meeting: Meeting) -> list[Section]:
    """挂图作战, once across the towns and once across the counties."""
    reference, shown = meeting.plan.reference, meeting.plan.shown
    towns = [unit for unit in reference.units if unit.kind in SUBDISTRICT_OR_TOWN]
    return [
        _wall(meeting, "wall_towns", "镇街", shown.towns, towns),
        _wall(meeting, "wall_counties", "结对县", shown.counties, reference.counties),
    ]


def _wall(
    meeting: Meeting, code: str, kind: str, first: str | None, across: Sequence[Unit | County]
) -> Section:
    """Indicators down; the finding is how they stand in the first indicator of their kind."""
    name, plan = f"挂图作战（{kind}）", meeting.plan
    wall_lines = wall(meeting.rows, plan, [one.name for one in across])
    lines = tuple(
        (
            plan.indicator(line.indicator).name,
            *(STATUSES[row.status].label if row else "·" for row in line.rows),
        )
        for line in wall_lines
    )
    rows = [r for r in meeting.rows if r.indicator == first and r.level == "entity"]
    finding = name
    if first is not None and rows:
        finding = f"{plan.indicator(first).name}：{entity_finding(rows, kind)}"
    named = (Column(one.code, one.name, "status") for one in across)
    columns = (Column("indicator", "指标"), *named)
    return Section(
        code, name, finding, columns, lines, tuple(line.indicator for line in wall_lines)
    )


def laggards_section(meeting: Meeting) -> Section:
    groups = meeting.laggards
    rows = [row for group in groups for row in group.rows]
    count = f"{len(groups)} 项指标有对象落后于序时，共 {len(rows)} 处（援建项目另列）"
    columns = (
        *(Column("indicator", "指标"), Column("entity", "对象")),
        *(Column("status", "状态", "status"), Column("rate", "完成率", "percent")),
        *(
            Column("gap", "差距（点）", "points"),
            Column("needed_per_month", "余下每月需", "number"),
        ),
        Column("uom", "计量单位"),
    )
    lines = tuple(_laggard(meeting, row) for row in rows)
    codes = tuple(row.indicator for row in rows)
    finding = count if rows else "没有落后于序时的对象"
    return Section("laggards", "落后清单", finding, columns, lines, codes)


def _laggard(meeting: Meeting, row: Progress) -> tuple[object, ...]:
    indicator = meeting.plan.indicator(row.indicator)
    label = STATUSES[row.status].label
    figures = (row.rate, row.pace_gap_points, row.needed_per_month)
    return indicator.name, spoken(row.entity), label, *figures, indicator.uom


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
    behind = sum(t.status in BEHIND for t in tasks)
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
    finding = f"{len(tasks)} 项任务，{behind} 项滞后或逾期"
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
