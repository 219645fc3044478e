"""The views of a meeting that are charts: all indicators, one by entity, projects, reports."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Any

from kpi.engine.progress import Progress
from kpi.findings import entity_finding, most_urgent_first, overall_finding
from kpi.plan import Indicator
from kpi.plan.models import DISTRICT, SUBDISTRICT_OR_TOWN
from kpi.reporting.reports import discipline
from kpi.words.numbers import amount
from kpi.words.statuses import BEHIND
from report.deck.charts import (
    LETTERS,
    MOST_AT_EASE,
    Rate,
    add_pace_chart,
    add_quota_chart,
    status_word,
)
from report.deck.dumbbells import add_dumbbells
from report.deck.notes import note
from report.deck.slides import ROOM_HEIGHT, ROOM_WIDTH, add_slide, add_text
from report.deck.spread import add_discipline_chart
from report.deck.views import add_section
from report.meeting.figure_sections import laggards_section
from report.meeting.meeting import Meeting
from report.meeting.section import Column, Section
from report.meeting.stamp import stamp
from report.meeting.written import Table

BOX = (0.45, 1.45, ROOM_WIDTH, ROOM_HEIGHT - 0.1)
MOST_COLUMNS = 14
MOST_PROJECTS = 15  # whose names are still read from the back row
NAMED = 3


def add_paced(deck: Any, meeting: Meeting) -> None:
    """The indicators that have a pace, as shares of their quotas, the widest gap first."""
    paced = [r for r in meeting.district if r.expected is not None and r.rate is not None]
    paced.sort(key=lambda r: r.pace_gap_points or 0.0)
    groups = ceil(len(paced) / MOST_COLUMNS)
    for number in range(groups):
        rows = paced[number * len(paced) // groups : (number + 1) * len(paced) // groups]
        part = f"（{number + 1}/{groups}）" if groups > 1 else ""
        notes, foot = note(meeting, [r.indicator for r in rows]), stamp(meeting)
        slide = add_slide(deck, f"{_paced_finding(meeting, paced)}{part}", notes, foot)
        many = len(rows) > MOST_AT_EASE
        add_pace_chart(slide, [_rate(meeting, row, many) for row in rows])


def _paced_finding(meeting: Meeting, rows: list[Progress]) -> str:
    behind = [meeting.plan.indicator(r.indicator).name for r in rows if r.status in BEHIND]
    sentence = f"按序时考核的 {len(rows)} 项指标中，{len(behind)} 项落后"
    if not behind:
        return sentence
    return f"{sentence}，差距最大的是{'、'.join(behind[:NAMED])}"


def _rate(meeting: Meeting, row: Progress, many: bool) -> Rate:
    name = meeting.plan.indicator(row.indicator).name
    letters = LETTERS if many else LETTERS + 1
    lines = [name[n : n + letters] for n in range(0, len(name), letters)]
    label = "\n".join([*lines, status_word(row, many)])
    return Rate(label, row.rate or 0.0, row.elapsed, row.status)


def key_indicators(meeting: Meeting) -> Iterator[tuple[Indicator, list[Progress]]]:
    """The paced indicators of towns and of counties that a chart can show, by the plan's order."""
    reference = meeting.plan.reference
    names = {*reference.units_of(*SUBDISTRICT_OR_TOWN), *(c.name for c in reference.counties)}
    for indicator in meeting.plan.indicators:
        rows = [r for r in meeting.rows if r.indicator == indicator.code and r.level == "entity"]
        rows = [r for r in rows if r.entity != DISTRICT and r.expected is not None]
        if len(rows) >= 3 and all(r.entity in names for r in rows):
            yield indicator, most_urgent_first(rows)


def add_indicator(deck: Any, meeting: Meeting, indicator: Indicator, rows: list[Progress]) -> None:
    """Columns with quota and pace marks, the widest gap first."""
    whole = next(r for r in meeting.district if r.indicator == indicator.code)
    done = f"{amount(whole.actual, indicator.uom)}，目标 {amount(whole.target, indicator.uom)}"
    first = f"全区：{done}；{whole.reason}。单位：{indicator.uom}。"
    counties = {county.name for county in meeting.plan.reference.counties}
    kind = "结对县" if rows[0].entity in counties else "镇街"
    title = f"{indicator.name}（{indicator.uom}）：{entity_finding(rows, kind)}"
    slide = add_slide(deck, title, note(meeting, [indicator.code], first=first), stamp(meeting))
    add_quota_chart(slide, rows, indicator.uom)


def add_laggards(deck: Any, meeting: Meeting, table: Table) -> None:
    """Who is behind and what each month must bring; the projects' rates stand on their own."""
    named = laggards_section(meeting)
    finding = f"{named.finding}，补齐须如末列"
    codes = [i.code for i in meeting.plan.indicators if i.code in named.indicators]
    section = _section(table, finding)
    add_section(deck, meeting, section, [3.1, 3.4, 1.6, 1.3, 1.33, 1.7], size=14, codes=codes)


def add_every_indicator(deck: Any, meeting: Meeting, table: Table) -> None:
    """All indicators as a table, the most urgent first."""
    codes = [row.indicator for row in most_urgent_first(meeting.district)]
    section = _section(table, overall_finding(meeting.district))
    add_section(deck, meeting, section, [3.6, 1.9, 1.9, 1.3, 1.1, 1.5, 1.13], codes=codes)


def _section(table: Table, finding: str) -> Section:
    columns = tuple(Column(column.key, column.header) for column in table.columns)
    return Section(table.code, table.caption, finding, columns, table.lines)


def add_project_rates(deck: Any, meeting: Meeting, section: Section) -> None:
    """Each project by name with its two rates, the lowest first, on as many slides as they need."""
    codes, names = meeting.plan.shown.project_rates, [rate.name for rate in meeting.plan.rates]
    if not meeting.projects or not codes:
        return
    ordered = sorted(meeting.projects, key=lambda project: project.lowest_rate)
    groups = ceil(len(ordered) / MOST_PROJECTS)
    for number in range(groups):
        shown = ordered[number * len(ordered) // groups : (number + 1) * len(ordered) // groups]
        part = f"（{number + 1}/{groups}）" if groups > 1 else ""
        slide = add_slide(deck, f"{section.finding}{part}", note(meeting, codes), stamp(meeting))
        add_dumbbells(slide, shown, names)


def add_projects_below(deck: Any, meeting: Meeting, section: Section) -> None:
    """The list of those below the line."""
    below = [row for row, p in zip(section.rows, meeting.projects, strict=True) if p.is_below]
    if below and meeting.plan.shown.project_rates:
        finding = f"两率未达 90% 的 {len(below)} 个项目，低的在前"
        named = replace(section, finding=finding, rows=tuple(below))
        widths = [1.55, 3.5, 1.1, 1.5, 1.2, 1.55, 2.03]
        only = [c.key for c in section.columns if c.key != "planned"]
        codes = meeting.plan.shown.project_rates
        add_section(deck, meeting, named, widths, only=only, size=12, codes=codes)


def add_discipline(deck: Any, meeting: Meeting, section: Section) -> None:
    """The units that were late or owe something as columns; then every unit."""
    units = [u for u in discipline(meeting.reports, meeting.as_of, "unit") if u.late or u.missing]
    notes = note(meeting, first="按时指期限内收到并通过检查；逾期后报送的记为补报，按逾期统计。")
    slide = add_slide(deck, section.finding, notes, stamp(meeting))
    if units:
        add_discipline_chart(slide, units[:MOST_COLUMNS], BOX)
    else:
        add_text(slide, "各单位都按时报送。", (0.45, 1.6, ROOM_WIDTH, 0.6), 18)
    late = f"{len(units)} 个单位有补报或未报，{len(section.rows) - len(units)} 个单位全部按时"
    every = replace(section, finding=late)
    add_section(deck, meeting, every, [3.93, 1.7, 1.7, 1.7, 1.7, 1.7], size=12)


def add_words(deck: Any, meeting: Meeting, section: Section) -> None:
    """The problems that the units report, each with its next step."""
    problem, unit = section.place("problem"), section.place("unit")
    rows = tuple(row for row in section.rows if row[problem])
    units = len({row[unit] for row in rows})
    finding = f"{units} 个单位报告了 {len(rows)} 条问题和下步措施" if rows else "没有单位报告问题"
    shown = replace(section, finding=finding, rows=rows)
    only = ["task", "unit", "month", "problem", "next"]
    add_section(deck, meeting, shown, [0.7, 1.7, 1.1, 4.4, 4.53], only=only)
