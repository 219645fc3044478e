"""A meeting as tables: one definition for workbook, slides and bulletin, so that all agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kpi.engine.progress import Progress
from kpi.findings import entity_finding, most_urgent_first, overall_finding
from kpi.headlines import Headline
from kpi.plan.models import SUBDISTRICT_OR_TOWN
from kpi.reporting.follow_ups import by_unit
from kpi.reporting.reminders import reminders
from kpi.reporting.reports import discipline
from kpi.wall import wall
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND, STATUSES
from report.meeting.meeting import Meeting

Kind = Literal["text", "number", "percent", "points", "count", "day", "status"]


@dataclass(frozen=True)
class Column:
    """A column's header and what its values are; per cents are 0-1."""

    header: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Section:
    """A table under its name and its finding."""

    name: str
    finding: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


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
    rows = tuple((h.name, h.figure, h.against, h.gap_points) for h in meeting.headlines)
    columns = (Column("事项"), Column("完成"), Column("对照"), Column("与序时相差（点）", "points"))
    return Section("总览", overall_finding(meeting.district), columns, rows)


def cards_section(meeting: Meeting) -> Section:
    """The headlines as numbers, for a reader who reckons on."""
    rows = tuple(
        (h.name.partition("（")[0], h.uom, h.value, h.whole, _part(h), h.gap_points)
        for h in meeting.headlines
    )
    columns = (
        *(Column("事项"), Column("计量单位"), Column("完成", "number")),
        *(Column("目标", "number"), Column("完成率", "percent"), Column("差距（点）", "points")),
    )
    return Section("总览", overall_finding(meeting.district), columns, rows)


def _part(card: Headline) -> float | None:
    return None if card.value is None or not card.whole else card.value / card.whole


PROGRESS_COLUMNS = (
    Column("指标"),
    Column("对象"),
    Column("计量单位"),
    Column("完成", "number"),
    Column("目标", "number"),
    Column("完成率", "percent"),
    Column("序时", "percent"),
    Column("序时应完成", "number"),
    Column("差距（点）", "points"),
    Column("余下每月需", "number"),
    Column("年底预计", "number"),
    Column("已达标", "count"),
    Column("应达标", "count"),
    Column("状态", "status"),
    Column("已报", "count"),
    Column("应报", "count"),
    Column("说明"),
)


def indicators_section(meeting: Meeting) -> Section:
    rows = most_urgent_first(meeting.district)
    return Section("全部指标", overall_finding(rows), PROGRESS_COLUMNS, _lines(meeting, rows))


def entities_section(meeting: Meeting) -> Section:
    rows = [r for r in meeting.rows if r.level == "entity"]
    behind = sum(r.status in BEHIND for r in rows)
    finding = f"{len(rows)} 个对象，其中 {behind} 个滞后或逾期"
    return Section("全部对象", finding, PROGRESS_COLUMNS, _lines(meeting, rows))


def _lines(meeting: Meeting, rows: Iterable[Progress]) -> tuple[tuple[object, ...], ...]:
    return tuple(_line(meeting, row) for row in rows)


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
    reference = meeting.plan.reference
    towns = reference.units_of(*SUBDISTRICT_OR_TOWN)
    counties = tuple(county.name for county in reference.counties)
    return [
        _wall(meeting, "挂图作战（镇街）", "镇街", "enterprise_purchase", towns),
        _wall(meeting, "挂图作战（结对县）", "结对县", "county_sale", counties),
    ]


def _wall(meeting: Meeting, name: str, kind: str, code: str, names: Sequence[str]) -> Section:
    lines = tuple(
        (
            meeting.plan.indicator(line.indicator).name,
            *(STATUSES[row.status].label if row else "·" for row in line.rows),
        )
        for line in wall(meeting.rows, meeting.plan, names)
    )
    told = [r for r in meeting.rows if r.indicator == code and r.level == "entity"]
    finding = f"{meeting.plan.indicator(code).name}：{entity_finding(told, kind)}" if told else name
    columns = (Column("指标"), *(Column(n, "status") for n in names))
    return Section(name, finding, columns, lines)


def laggards_section(meeting: Meeting) -> Section:
    groups = meeting.laggards
    rows = [row for group in groups for row in group.rows]
    finding = f"{len(groups)} 项指标有对象落后于序时，共 {len(rows)} 处（援建项目另列）"
    columns = (
        *(Column("指标"), Column("对象"), Column("状态", "status"), Column("完成率", "percent")),
        *(Column("差距（点）", "points"), Column("余下每月需", "number"), Column("计量单位")),
    )
    lines = tuple(_laggard(meeting, row) for row in rows)
    return Section("落后清单", finding if rows else "没有落后于序时的对象", columns, lines)


def _laggard(meeting: Meeting, row: Progress) -> tuple[object, ...]:
    indicator = meeting.plan.indicator(row.indicator)
    label = STATUSES[row.status].label
    figures = (row.rate, row.pace_gap_points, row.needed_per_month)
    return indicator.name, spoken(row.entity), label, *figures, indicator.uom


def projects_section(meeting: Meeting) -> Section:
    below = [p for p in meeting.projects if p.is_below]
    finding = f"{len(meeting.projects)} 个市、区级项目，{len(below)} 个两率未达 90%"
    columns = (
        *(Column("项目编号"), Column("项目名称"), Column("县（区）"), Column("责任单位")),
        *(Column("计划投资（万元）", "number"), Column("投资完成率", "percent")),
        *(Column("资金拨付使用率", "percent"), Column("存在问题")),
    )
    lines = tuple(
        (
            *(p.number, p.name, p.county, p.unit or p.reporting_unit, p.planned_fen / 1_000_000),
            *(_share(p.investment_rate), _share(p.disbursement_rate), p.issue),
        )
        for p in meeting.projects
    )
    return Section("援建项目", finding, columns, lines)


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def discipline_section(meeting: Meeting) -> Section:
    units = discipline(meeting.reports, meeting.as_of, "unit")
    due = sum(u.due for u in units)
    late, missing = sum(u.late for u in units), sum(u.missing for u in units)
    finding = f"应报 {due} 份：按时 {due - late - missing} 份，补报 {late} 份，未报 {missing} 份"
    columns = (
        *(Column("单位"), Column("应报", "count"), Column("按时", "count")),
        *(Column("补报", "count"), Column("未报", "count"), Column("按时率", "percent")),
    )
    lines = tuple((u.name, u.due, u.on_time, u.late, u.missing, u.on_time_rate) for u in units)
    return Section("报送纪律", finding, columns, lines)


def reminders_section(meeting: Meeting) -> Section:
    owed = reminders(meeting.reports, meeting.plan, meeting.as_of)
    finding = f"{len(owed)} 个单位尚欠 {sum(r.reports for r in owed)} 份报表"
    columns = (
        *(Column("单位"), Column("报表"), Column("所欠月份"), Column("最早应报", "day")),
        Column("逾期天数", "count"),
    )
    lines = tuple(
        (
            *(r.unit, m.title, months_written(m.months)),
            *(m.since, m.days_overdue),
        )
        for r in owed
        for m in r.missing
    )
    return Section("催报清单", finding if owed else "没有单位欠报", columns, lines)


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
    found = meeting.tasks
    behind = sum(t.status in BEHIND for t in found)
    columns = (
        *(Column("任务", "count"), Column("状态", "status"), Column("牵头单位")),
        *(Column("依据的指标"), Column("内容")),
    )
    lines = tuple(
        (
            *(t.task, task_label(t.status), "、".join(texts[t.task].lead)),
            meeting.plan.indicator(t.by_indicator).name if t.by_indicator else None,
            texts[t.task].text,
        )
        for t in found
    )
    return Section("工作要点", f"{len(found)} 项任务，{behind} 项滞后或逾期", columns, lines)


def task_label(status: str) -> str:
    known = STATUSES.get(status)
    return known.label if known else f"○ {status}"


def words_section(meeting: Meeting) -> Section:
    """What the units say of problems and next steps, of tasks that are behind first."""
    urgent = {t.task for t in meeting.tasks if t.status in BEHIND or t.status == "受阻"}
    told = [r for r in meeting.task_reports if r.problem or r.next]
    told.sort(key=lambda r: (r.task not in urgent, r.task, r.unit))
    columns = (
        *(Column("任务", "count"), Column("单位"), Column("月份"), Column("进展状态")),
        *(Column("进展情况"), Column("存在问题"), Column("下步措施")),
    )
    lines = tuple(
        (r.task, r.unit, f"{r.month:%Y-%m}", r.state, r.progress, r.problem, r.next) for r in told
    )
    finding = f"{len({r.unit for r in told})} 个单位报告了问题或下步措施，共 {len(told)} 条"
    return Section("问题与措施", finding, columns, lines)


def matters_section(meeting: Meeting) -> Section:
    units = by_unit(meeting.matters)
    overdue, still = sum(u.overdue for u in units), sum(u.open for u in units)
    finding = f"{len(meeting.matters)} 件督办事项：超期 {overdue} 件，在办 {still} 件"
    columns = (
        *(Column("事项编号"), Column("督办事项"), Column("承办单位"), Column("提出日期", "day")),
        *(Column("办结期限", "day"), Column("办结日期", "day"), Column("状态"), Column("办理情况")),
    )
    lines = tuple(
        (m.matter_no, m.matter, m.unit, m.decided_on, m.due_on, m.done_on, m.state, m.progress)
        for m in meeting.matters
    )
    return Section("督办事项", finding, columns, lines)


def facts_of(section: Section) -> Iterator[dict[str, object]]:
    """The rows by header."""
    headers = [column.header for column in section.columns]
    yield from (dict(zip(headers, row, strict=True)) for row in section.rows)
