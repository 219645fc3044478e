"""Workbook and slides, read back: every figure is the progress row's, and text stays text."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from facts import Facts
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from kpi.engine.progress import Progress
from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from report.charts.theme import LIGHT
from report.deck.build import meeting_deck
from report.deck.fit import em, pages, shorten
from report.meeting.lineage import lineage_of
from report.meeting.meeting import Meeting, meeting
from report.meeting.sections import sections
from report.meeting.work_sections import months_written
from report.workbook.book import meeting_workbook

pytestmark = pytest.mark.slow

DAY = date(2022, 9, 30)


@pytest.fixture(scope="module")
def content(clean_store: Path, held: Meeting) -> bytes:
    return meeting_workbook(held, lineage_of(connect(clean_store), held))


@pytest.fixture(scope="module")
def book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def deck(slides: bytes) -> Any:
    return Presentation(io.BytesIO(slides))


def texts(deck: Any) -> Iterator[str]:
    """Every text of the slides, cells included."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def figures(row: Progress) -> tuple[float | None, float | None, float | None]:
    return row.actual, row.target, row.rate


def test_every_figure_of_the_workbook_is_the_progress_rows(book: Any, held: Meeting) -> None:
    sheet = book["全部对象"]
    found = {(r[0], r[1]): r for r in sheet.iter_rows(min_row=5, values_only=True)}
    rows = [r for r in held.rows if r.level == "entity"]
    assert len(rows) == len(found) > 300
    headers = [c.value for c in sheet[4]]
    assert headers[7:9] == ["序时应完成", "差距（点）"]
    for row in rows:
        line = found[held.plan.indicator(row.indicator).name, row.entity.replace("@", " ")]
        # a workbook keeps sixteen digits
        written = tuple(None if v is None else float(f"{v:.16G}") for v in figures(row))
        assert line[3:6] == written, row
        more = (row.expected, row.pace_gap_points, row.needed_per_month, row.forecast)
        assert line[7:11] == tuple(None if v is None else float(f"{v:.16G}") for v in more)
        assert line[13].split()[-1] == row.status
        assert line[14:17] == (row.reports_in, row.reports_due, row.reason)


def test_the_years_end_of_what_is_counted_is_shown_whole(book: Any) -> None:
    lines = book["全部指标"].iter_rows(min_row=5)
    formats = {(r[2].value, r[10].number_format) for r in lines if r[10].value is not None}
    assert {("万元", "#,##0.0"), ("人", "#,##0")} <= formats
    assert {shown for uom, shown in formats if uom not in ("万元", "%")} == {"#,##0"}


def test_the_workbook_says_as_of_when_and_can_be_filtered(book: Any) -> None:
    sheet = book["全部指标"]
    assert "截至 2022-09-30　按 2030-01-01 08:00 所知　已报 " in sheet["A2"].value
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B5", "A4:Q49")


def test_the_workbook_keeps_to_the_open_xml_schemas(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    assert OpenXmlValidator().validate(path).errors == []


def test_every_section_is_on_a_sheet_of_its_own(book: Any, held: Meeting) -> None:
    first, *others = (s.name for s in sections(held))
    assert book.sheetnames == [first, "图表", *others, "来源"]


def test_the_headlines_are_numbers_in_their_own_formats(book: Any) -> None:
    sheet = book["总览"]
    lines = {row[0].value: row[1:] for row in sheet.iter_rows(min_row=5)}
    assert [c.value for c in lines["文旅成团"]] == ["团", 10, 10, 1, 25]
    assert [c.number_format for c in lines["文旅成团"]][1:4] == ["#,##0", "#,##0", "0.0%"]
    assert lines["采购总额①–③"][1].number_format == "#,##0.0"
    assert [c.value for c in lines["投资完成率达标项目"]][:3] == ["个", 0, 23]


def test_the_charts_are_native_and_have_quota_and_pace_marks(book: Any, held: Meeting) -> None:
    charts = book["图表"]._charts
    assert len(charts) >= 4
    chart = next(c for c in charts if "全部对象" in c.series[0].val.numRef.f)
    (line,) = (c for c in chart._charts if c is not chart)
    headers = [c.value for c in book["全部对象"][4]]
    columns = [s.val.numRef.f.split("$")[1] for s in line.series]
    assert [headers["ABCDEFGH".index(c)] for c in columns] == ["目标", "序时应完成"]
    cells = book["全部对象"][chart.series[0].val.numRef.f.split("!")[1].replace("$", "")]
    rows = [r for r in held.rows if r.indicator == "enterprise_purchase" and r.level == "entity"]
    assert [c.value for (c,) in cells] == pytest.approx([r.actual for r in rows])
    fills = [point.spPr.solidFill.srgbClr for point in chart.series[0].dPt]
    assert fills == [LIGHT.fills[r.status].color.removeprefix("#").upper() for r in rows]


def test_text_that_looks_like_a_formula_stays_text_everywhere(facts: Facts) -> None:
    nasty = {"task": 1, "state": "受阻", "progress": "=1+1", "problem": "@SUM(A1)", "next": "+cmd"}
    facts.add("task_report", "区合作交流办", "2022-07", [nasty])
    found = meeting(connect(facts.store.root), facts.plan, Times(DAY), "=HYPERLINK(1)")
    book = openpyxl.load_workbook(io.BytesIO(meeting_workbook(found)))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
    assert {"=1+1", "@SUM(A1)", "+cmd"} <= {c.value for c in cells}
    told = list(texts(Presentation(io.BytesIO(meeting_deck(found)))))
    assert {"=HYPERLINK(1)", "@SUM(A1)", "+cmd"} <= set(told)


def test_the_slides_begin_with_the_meeting_and_each_title_is_a_finding(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == "第三季度会"
    assert titles[1].startswith("45 项指标：14 项已完成，3 项达到序时")
    assert any(t.startswith("镇街动员企业采购（万元）：14 个镇街中") for t in titles)
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000)


# the widest gap first; who has not reported is not behind
BEHIND = ("浦锦街道", "古美街道", "华漕镇", "七宝镇", "江川路街道", "梅陇镇", "颛桥镇")
NOT_REPORTED = ("浦江镇", "马桥镇", "虹桥镇", "莘庄镇")
ON_PACE = ("莘庄工业区", "新虹街道", "吴泾镇")


def test_charts_are_native_and_hold_the_progress_rows(deck: Any, held: Meeting) -> None:
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    assert not any(shape.shape_type == 13 for shape in shapes), "a picture"
    slide = next(
        s for s in deck.slides if s.shapes.title.text_frame.text.startswith("镇街动员企业采购（")
    )
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    drawn = {series.name: list(series.values) for plot in chart.plots for series in plot.series}
    towns = {r.entity: r for r in held.rows if r.indicator == "enterprise_purchase"}
    rows = [towns[name] for name in (*BEHIND, *NOT_REPORTED, *ON_PACE)]
    assert drawn["完成（万元）"] == pytest.approx([r.actual for r in rows])
    assert drawn["目标"] == pytest.approx([r.target for r in rows])
    assert drawn["序时"] == pytest.approx([r.expected for r in rows])


def test_notes_tell_rule_clause_and_what_is_in(deck: Any) -> None:
    slide = next(
        s for s in deck.slides if s.shapes.title.text_frame.text.startswith("镇街动员企业采购（")
    )
    note = slide.notes_slide.notes_text_frame.text
    assert "口径：企业动员类采购额，计入报送的镇街（工作要点第10③条、任务19）" in note
    assert "截至 2022-09-30" in note
    assert "已报 " in note


def test_no_text_on_a_slide_is_smaller_than_ten_points(deck: Any) -> None:
    sizes = [
        run.font.size.pt
        for slide in deck.slides
        for shape in slide.shapes
        for frame in (
            [shape.text_frame]
            if shape.has_text_frame
            else [c.text_frame for row in shape.table.rows for c in row.cells]
            if shape.has_table
            else []
        )
        for paragraph in frame.paragraphs
        for run in paragraph.runs
    ]
    assert min(sizes) >= 10


def test_no_table_is_higher_than_its_slide(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height
            assert shape.left + shape.width <= deck.slide_width


def test_rows_go_to_further_slides_when_one_is_full() -> None:
    rows = [["一行"]] * 10
    assert [len(page) for page in pages(rows, [3.0], 20, 2.0)] == [3, 3, 3, 1]
    assert pages([], [3.0], 20, 2.0) == []


def test_no_slide_is_left_with_a_single_row_that_the_others_could_take() -> None:
    assert [len(page) for page in pages([["一行"]] * 7, [3.0], 10, 2.0)] == [4, 3]


def test_months_that_follow_one_another_are_written_as_one() -> None:
    months = [date(2022, n, 1) for n in (1, 2, 3, 6, 8, 9)]
    assert months_written(months) == "1–3月、6月、8–9月"


def test_a_text_is_cut_by_its_width() -> None:
    assert em("ab中") == pytest.approx(2.16)
    assert (shorten("东西部协作", 5), shorten("东西部协作工作", 5)) == ("东西部协作", "东西部协…")
