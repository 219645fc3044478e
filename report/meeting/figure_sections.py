"""The sections of figures: headlines, indicators, entities, who stands where, who is behind."""

from collections.abc import Sequence

from kpi.engine.progress import Progress
from kpi.findings import behind_counts, entity_finding, most_urgent_first, overall_finding
from kpi.headlines import Headline
from kpi.plan.models import SUBDISTRICT_OR_TOWN, County, Unit
from kpi.wall import wall
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from report.meeting.meeting import Meeting
from report.meeting.section import Column, Section


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
    finding = f"{len(rows)} 个对象：{behind_counts((r.status for r in rows), '个')}"
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
