"""One meeting in slides, workbook and page: every table and chart holds the very same rows."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from kpi.engine.progress import Progress
from kpi.words.numbers import amount, percent, signed
from kpi.words.statuses import BEHIND, STATUSES
from report.meeting.meeting import Meeting
from report.meeting.written import tables
from report.workbook.book import meeting_workbook

pytestmark = pytest.mark.slow

DAY = date(2022, 9, 30)
Line = tuple[object, ...]


@pytest.fixture(scope="module")
def deck(slides: bytes) -> Any:
    return Presentation(io.BytesIO(slides))


@pytest.fixture(scope="module")
def book(held: Meeting) -> Any:
    return openpyxl.load_workbook(io.BytesIO(meeting_workbook(held)))


def slides_table(deck: Any, *headers: str) -> list[tuple[str, ...]]:
    """The lines of the tables under these headers, over all their slides."""
    found = [
        [tuple(cell.text for cell in row.cells) for row in shape.table.rows]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
    ]
    return [line for table in found if table[0] == headers for line in table[1:]]


def sheet(book: Any, name: str) -> list[Line]:
    """A sheet's lines, without the wholly empty."""
    rows = book[name].iter_rows(min_row=5, values_only=True)
    return [row for row in rows if any(v is not None for v in row)]


def kept(value: float | None) -> float | None:
    """As a workbook keeps it, with sixteen digits."""
    return None if value is None else float(f"{value:.16G}")


def behind(held: Meeting) -> list[Progress]:
    """Straight from the progress rows."""
    return [
        r
        for r in held.rows
        if r.level == "entity" and r.status in BEHIND and r.pace_gap_points is not None
        if r.indicator not in held.plan.shown.project_rates
    ]


def needed(row: Progress, uom: str) -> str:
    said = row.need(uom)
    return said.in_column if said else "–"


def test_who_is_behind_is_the_same_on_slides_in_the_workbook_and_on_paper(
    deck: Any, book: Any, held: Meeting
) -> None:
    name, uom = (
        {i.code: getattr(i, field) for i in held.plan.indicators} for field in ("name", "uom")
    )
    rows = behind(held)
    assert len(rows) > 30
    written = {
        (
            *(name[r.indicator], r.entity, STATUSES[r.status].label, percent(r.rate)),
            *(signed(r.pace_gap_points or 0), needed(r, uom[r.indicator])),
        )
        for r in rows
    }
    headers = ("指标", "对象", "状态", "完成率", "差距（点）", "余下每月需")
    slides = slides_table(deck, *headers)
    assert (set(slides), len(slides)) == (written, len(rows))
    assert list(tables(held)["laggards"].lines) == slides
    assert set(sheet(book, "落后清单")) == {
        (
            *(name[r.indicator], r.entity, STATUSES[r.status].label, kept(r.rate)),
            *(kept(r.pace_gap_points), kept(r.needed_per_month), uom[r.indicator]),
        )
        for r in rows
    }
    written_titles = [s.shapes.title.text.replace("\v", "") for s in deck.slides]
    told = next(title for title in written_titles if "补齐" in title)
    assert told.startswith(book["落后清单"]["A1"].value)


def test_the_projects_are_the_same_on_slides_in_the_workbook_and_on_paper(
    deck: Any, book: Any, held: Meeting
) -> None:
    below = [p for p in held.projects if p.is_below]
    assert below
    headers = ("项目编号", "项目名称", "县（区）", "责任单位")
    headers += ("投资完成率", "资金拨付使用率", "存在问题")
    rates = [(amount(p.investment_rate, "%"), amount(p.disbursement_rate, "%")) for p in below]
    assert slides_table(deck, *headers) == [
        (p.number, p.name, p.county, p.unit or p.reporting_unit, *rate, p.issue or "–")
        for p, rate in zip(below, rates, strict=True)
    ]
    assert list(tables(held)["projects"].lines) == [
        (p.number, p.name, p.county, *rate, p.issue or "–")
        for p, rate in zip(below, rates, strict=True)
    ]
    assert [(r[0], r[4:7]) for r in sheet(book, "援建项目")] == [
        (
            p.number,
            (
                kept(p.planned_fen / 1_000_000),
                *(None if v is None else kept(v / 100) for v in both_rates(p)),
            ),
        )
        for p in held.projects
    ]


def both_rates(project: Any) -> tuple[float | None, float | None]:
    return project.investment_rate, project.disbursement_rate


def test_reporting_discipline_is_the_same_on_slides_in_the_workbook_and_on_paper(
    deck: Any, book: Any, held: Meeting
) -> None:
    states: dict[str, list[str]] = {}
    for report in (r for r in held.reports if r.due_on <= DAY):
        states.setdefault(report.unit, []).append(report.state)
    counts = {
        unit: (len(found), *(found.count(state) for state in ("按时", "补报", "未报")))
        for unit, found in states.items()
    }
    headers = ("单位", "应报", "按时", "补报", "未报", "按时率")
    lines = slides_table(deck, *headers)
    assert {line[0]: line[1:] for line in lines} == {
        unit: (*map(str, found), percent(found[1] / found[0])) for unit, found in counts.items()
    }
    assert {r[0]: r[1:6] for r in sheet(book, "报送纪律")} == {
        unit: (*found, kept(found[1] / found[0])) for unit, found in counts.items()
    }
    late = {line[0]: line[1:] for line in lines if (line[3], line[4]) != ("0", "0")}
    assert {line[0]: line[1:] for line in tables(held)["discipline"].lines} == late


def columns(deck: Any) -> Iterator[tuple[str, list[str], dict[str, list[float | None]]]]:
    """Title, names, and values by series of every chart over names."""
    for slide in deck.slides:
        for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
            series = {s.name: list(s.values) for plot in chart.plots for s in plot.series}
            if "90% 线" not in series:
                yield (
                    slide.shapes.title.text.replace("\v", ""),
                    list(chart.plots[0].categories),
                    series,
                )


def status_in(label: str) -> str:
    """莘庄镇, ■, 严重滞后, 差 138.2, each in its line: the status."""
    lines = [line for line in label.split("\n") if not line.startswith("差 ")]
    return lines[-1].lstrip("■▽●▲✔✖○◌– ")


def test_every_chart_over_names_holds_the_progress_rows_of_its_title(
    deck: Any, held: Meeting
) -> None:
    by_name = {f"{i.name}（{i.uom}）": i.code for i in held.plan.indicators}
    drawn = [(t.partition("：")[0], names, s) for t, names, s in columns(deck)]
    drawn = [chart for chart in drawn if chart[0] in by_name]
    assert len(drawn) >= 4
    for title, names, series in drawn:
        rows = {
            r.entity: r
            for r in held.rows
            if r.indicator == by_name[title] and r.level == "entity" and r.expected is not None
        }
        shown = [rows.pop(name_of(label, rows)) for label in names]
        assert rows == {}, "every entity stands in the chart"
        uom = held.plan.indicator(by_name[title]).uom
        assert series[f"完成（{uom}）"] == pytest.approx([r.actual for r in shown])
        assert series["目标"] == pytest.approx([r.target for r in shown])
        assert series["序时"] == pytest.approx([r.expected for r in shown])
        assert [status_in(label) for label in names] == [r.status for r in shown]


def name_of(label: str, names: Any) -> str:
    """The entity whose name stands, broken or not, before the status."""
    return max((n for n in names if label.replace("\n", "").startswith(n)), key=len)


def test_the_discipline_chart_counts_the_units_that_were_late_or_owe(
    deck: Any, held: Meeting
) -> None:
    (series,) = (s for _, _, s in columns(deck) if "补报" in s)
    lines = tables(held)["discipline"].lines[: len(series["按时"])]
    for place, name in ((2, "按时"), (3, "补报"), (4, "未报")):
        assert series[name] == [float(line[place]) for line in lines]


def test_the_lists_of_the_workbook_are_the_meetings_own(book: Any, held: Meeting) -> None:
    status = {t.task: t.status for t in held.tasks}
    tasks = {r[0]: str(r[1]).split()[-1] for r in sheet(book, "工作要点")}
    assert tasks == status
    told = [r for r in held.task_reports if r.problem or r.next]
    assert {r[:2] + r[3:] for r in sheet(book, "问题与措施")} == {
        (r.task, r.unit, r.state, r.progress, r.problem, r.next) for r in told
    }
    for name in ("挂图作战（镇街）", "挂图作战（结对县）"):
        headers = [cell.value for cell in book[name][4]]
        by_cell = {(held.plan.indicator(r.indicator).name, r.entity): r.status for r in held.rows}
        cells = [
            (line[0], entity, str(value).split()[-1])
            for line in sheet(book, name)
            for entity, value in zip(headers[1:], line[1:], strict=True)
            if value != "·"
        ]
        assert len(cells) > 20
        direct = [c for c in cells if (c[0], c[1]) in by_cell]
        assert direct
        assert all(by_cell[c[0], c[1]] == c[2] for c in direct)
