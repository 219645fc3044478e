"""The views of a meeting, each as one or more slides."""

from collections.abc import Iterator, Sequence
from typing import Any

from kpi.findings import entity_finding
from kpi.numbers import amount
from kpi.plan import Indicator
from kpi.plan.models import DISTRICT, SUBDISTRICT_OR_TOWN
from kpi.progress import Progress
from kpi.reports import discipline
from report.deck.charts import Box, add_discipline_chart, add_quota_chart, add_rates_chart
from report.deck.fit import pages, shorten
from report.deck.slides import ROOM_HEIGHT, ROOM_WIDTH, add_slide, add_table, add_text
from report.meeting import Meeting
from report.sections import Column, Section
from report.stamp import stamp

BODY = 13
MOST_PAGES = 3
LONGEST_CELL = 110


def cell_text(value: object, column: Column) -> str:
    """A value as it is written on a slide and in the bulletin."""
    if value is None:
        return "–"
    if isinstance(value, float | int) and column.kind in ("percent", "points", "number"):
        return {"percent": f"{value:.1%}", "points": f"{value:+.1f}"}.get(
            column.kind, f"{value:,.1f}"
        )
    return shorten(str(value), LONGEST_CELL)


def add_cover(deck: Any, meeting: Meeting) -> None:
    slide = add_slide(deck, meeting.name, stamp(meeting))
    title = slide.shapes.title
    title.top = title.top * 7
    add_text(slide, f"{meeting.plan.document}\n{stamp(meeting)}", (0.45, 3.6, ROOM_WIDTH, 1.6), 16)


def add_section(
    deck: Any,
    meeting: Meeting,
    section: Section,
    widths: Sequence[float],
    *,
    size: float = BODY,
    only: Sequence[str] = (),
    most_pages: int = MOST_PAGES,
) -> None:
    """A section as a table over as many slides as it needs, three at most; `only` some columns."""
    places = [n for n, c in enumerate(section.columns) if not only or c.header in only]
    headers = [section.columns[n].header for n in places]
    rows = [[cell_text(row[n], section.columns[n]) for n in places] for row in section.rows]
    groups = pages(rows, widths, size, ROOM_HEIGHT)
    shown = groups[:most_pages]
    left = len(rows) - sum(map(len, shown))
    note = f"{section.name}。{stamp(meeting)}" + (f"；另有 {left} 行见工作簿" if left else "")
    for number, group in enumerate(shown, start=1):
        part = f"（{number}/{len(shown)}）" if len(shown) > 1 else ""
        add_table(add_slide(deck, f"{section.finding}{part}", note), headers, group, widths, size)
    if not groups:
        add_slide(deck, section.finding, note)


def add_wall(deck: Any, meeting: Meeting, section: Section) -> None:
    names = len(section.columns) - 1
    first = 1.65
    widths = [first, *([(ROOM_WIDTH - first) / names] * names)]
    if names <= 10:
        add_section(deck, meeting, section, widths, size=12)
        return
    # shape above word, where there is little room beside it
    rows = tuple(tuple(str(value).replace(" ", "\n") for value in row) for row in section.rows)
    stacked = Section(section.name, section.finding, section.columns, rows)
    add_section(deck, meeting, stacked, widths, size=11)


def key_indicators(meeting: Meeting) -> Iterator[tuple[Indicator, list[Progress]]]:
    """The paced indicators of towns and of counties that a chart can show, by the plan's order."""
    reference = meeting.plan.reference
    names = {*reference.units_of(*SUBDISTRICT_OR_TOWN), *(c.name for c in reference.counties)}
    for indicator in meeting.plan.indicators:
        rows = [r for r in meeting.rows if r.indicator == indicator.code and r.level == "entity"]
        rows = [r for r in rows if r.entity != DISTRICT and r.expected is not None]
        if len(rows) >= 3 and all(r.entity in names for r in rows):
            yield indicator, sorted(rows, key=lambda r: r.pace_gap_points or 0.0)


def add_indicator(deck: Any, meeting: Meeting, indicator: Indicator, rows: list[Progress]) -> None:
    """Columns with quota and pace marks, the widest gap first."""
    whole = next(r for r in meeting.district if r.indicator == indicator.code)
    done = f"{amount(whole.actual, indicator.uom)}，目标 {amount(whole.target, indicator.uom)}"
    note = (
        f"口径：{indicator.rule}（工作要点第{indicator.clause}条、任务{indicator.task}）。"
        f"全区：{done}；{whole.reason}。单位：{indicator.uom}。{stamp(meeting)}"
    )
    title = f"{indicator.name}（{indicator.uom}）：{entity_finding(rows, '对象')}"
    add_quota_chart(add_slide(deck, title, note), rows, indicator.uom)


def add_projects(deck: Any, meeting: Meeting, section: Section) -> None:
    """The two rates as a scatter beside the worst; then the list of those below."""
    below = [row for row, p in zip(section.rows, meeting.projects, strict=True) if p.is_below]
    rule = "文件要求年底前每个项目的投资完成率、资金拨付使用率均不低于 90%（工作要点第4条）"
    if meeting.projects:
        slide = add_slide(deck, section.finding, f"{rule}。{stamp(meeting)}")
        box: Box = (0.45, 1.45, ROOM_WIDTH, ROOM_HEIGHT - 0.1)
        add_rates_chart(slide, meeting.projects, box)
    named = Section(
        section.name, f"两率未达 90% 的 {len(below)} 个项目", section.columns, tuple(below)
    )
    if below:
        widths = [1.55, 3.6, 1.1, 1.5, 1.15, 1.15, 2.38]
        only = [c.header for c in section.columns if c.header != "计划投资（万元）"]
        add_section(deck, meeting, named, widths, only=only, size=12)


def add_discipline(deck: Any, meeting: Meeting, section: Section) -> None:
    """The units that were late or owe something; all of them stand in the workbook."""
    units = [u for u in discipline(meeting.reports, meeting.as_of, "unit") if u.late or u.missing]
    slide = add_slide(deck, section.finding, f"按时指期限内收到并通过检查。{stamp(meeting)}")
    if units:
        add_discipline_chart(slide, units[:14], (0.45, 1.45, ROOM_WIDTH, ROOM_HEIGHT - 0.1))
    else:
        add_text(slide, "各单位都按时报送。", (0.45, 1.6, ROOM_WIDTH, 0.6), 18)
