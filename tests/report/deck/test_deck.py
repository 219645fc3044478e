"""The slides as an office meets them: native, numbered, told, and in its own template's look."""

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
from pptx.chart.data import CategoryChartData
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.plan import Plan
from kpi.words.numbers import amount, percent
from report.deck.build import meeting_deck
from report.deck.embedded import without_formulas
from report.deck.fit import lines_of
from report.deck.slides import ROOM_WIDTH
from report.meeting.meeting import Meeting, district_history, meeting

pytestmark = pytest.mark.slow

DAY = date(2022, 9, 30)


@pytest.fixture(scope="module")
def deck(slides: bytes) -> Any:
    return Presentation(io.BytesIO(slides))


def tables(deck: Any) -> Iterator[list[list[str]]]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                yield [[cell.text for cell in row.cells] for row in shape.table.rows]


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def test_every_indicator_stands_on_a_slide_with_its_progress_rows_figures(
    deck: Any, held: Meeting
) -> None:
    whole = [table for table in tables(deck) if table[0][-1] == "报表" and len(table[0]) == 7]
    lines = {line[0]: line for table in whole for line in table[1:]}
    assert len(lines) == len(held.district) == 45
    for row in held.district:
        indicator = held.plan.indicator(row.indicator)
        line = lines[indicator.name]
        told = [amount(row.actual, indicator.uom), amount(row.target, indicator.uom)]
        assert line[1:4] == [*told, percent(row.rate)]
        assert line[5].split()[-1] == row.status


def test_the_paced_indicators_are_a_chart_the_widest_gap_first(deck: Any, held: Meeting) -> None:
    slide = next(s for s in deck.slides if "按序时考核" in s.shapes.title.text_frame.text)
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    drawn = {series.name: list(series.values) for plot in chart.plots for series in plot.series}
    rows = [r for r in held.district if r.expected is not None and r.rate is not None]
    rows.sort(key=lambda r: r.pace_gap_points or 0.0)
    # fifteen are two slides of about as many
    assert drawn["完成率（%）"] == pytest.approx([(r.rate or 0) * 100 for r in rows[:7]])
    assert drawn["序时"] == pytest.approx([r.elapsed * 100 for r in rows[:7]])
    title = slide.shapes.title.text_frame.text
    assert title.startswith("按序时考核的 15 项指标中，11 项落后，差距最大的是就地就近就业、")
    assert title.endswith("（1/2）")


def test_an_indicator_runs_month_by_month_to_the_progress_row(
    clean_store: Path, held: Meeting
) -> None:
    history = district_history(connect(clean_store), held)
    assert list(history) == [
        *("enterprise_purchase", "county_sale", "tour_group", "convalescence"),
        "entrepreneur_trained",
    ]
    made = Presentation(io.BytesIO(meeting_deck(held, history=history)))
    slide = next(s for s in made.slides if s.shapes.title.text_frame.text.startswith("文旅成团："))
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    done, pace, quota = chart.plots[0].series
    row = next(r for r in held.district if r.indicator == "tour_group")
    assert list(chart.plots[0].categories) == [f"{month}月" for month in range(1, 13)]
    assert [list(s.values)[8] for s in (done, pace, quota)] == pytest.approx(
        [row.actual, row.expected, row.target]
    )
    # the months to come stand on the axis without a figure
    assert [list(s.values)[9:] for s in (done, pace)] == [[None] * 3] * 2


def test_the_projects_are_a_native_scatter_with_the_lines_of_90(deck: Any, held: Meeting) -> None:
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    (scatter,) = (c for c in charts if any(s.name == "90% 线" for s in c.plots[0].series))
    # all are below, and a side without projects has no place in the legend
    below, line = scatter.plots[0].series
    assert all(p.is_below for p in held.projects)
    assert list(below.values) == pytest.approx([p.disbursement_rate for p in held.projects])
    assert (line.name, list(line.values)) == ("90% 线", [0.0, 100.0, 90.0, 90.0, 90.0])


def test_a_status_under_a_column_is_a_word_and_no_label_is_turned(deck: Any) -> None:
    slide = next(
        s for s in deck.slides if s.shapes.title.text_frame.text.startswith("镇街动员企业采购（")
    )
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert set(chart.plots[0].categories) >= {"浦锦街道\n■\n严重滞后", "七宝镇\n▽\n滞后"}
    columns = [c for c in charts(deck) if c.plots[0].categories]
    assert len(columns) > 5
    assert all('rot="0"' in c.category_axis._element.xml for c in columns)


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_the_workbooks_in_the_charts_hold_the_same_figures_and_no_formula(deck: Any) -> None:
    for chart in charts(deck):
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        cells = [c for line in book.worksheets[0].iter_rows() for c in line]
        assert "f" not in {c.data_type for c in cells}
        held = {c.value for c in cells}
        for series in (s for plot in chart.plots for s in plot.series):
            assert series.name in held
            assert {float(f"{v:.16G}") for v in series.values if v is not None} <= held


def test_a_name_like_a_formula_is_text_in_a_charts_workbook() -> None:
    data = CategoryChartData()
    data.categories = ["=1+1", "@SUM(A1)", "http://example.com"]
    data.add_series("=cmd", [1, 2, 3])
    sheet = openpyxl.load_workbook(io.BytesIO(without_formulas(data))).worksheets[0]
    assert [[(c.data_type, c.value) for c in line] for line in sheet.iter_rows()] == [
        [("n", None), ("s", "=cmd")],
        [("s", "=1+1"), ("n", 1)],
        [("s", "@SUM(A1)"), ("n", 2)],
        [("s", "http://example.com"), ("n", 3)],
    ]
    assert not sheet._hyperlinks


def test_the_slides_keep_to_the_open_xml_schemas(slides: bytes, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(slides)
    assert OpenXmlValidator().validate(path).errors == []


def test_no_slide_is_empty(deck: Any) -> None:
    for slide in list(deck.slides)[1:]:
        assert any(shape.has_table or shape.has_chart for shape in slide.shapes)


def test_no_slide_has_a_picture_and_each_has_its_stamp_and_number(deck: Any) -> None:
    for slide in list(deck.slides)[1:]:
        assert all(shape.shape_type != MSO_SHAPE_TYPE.PICTURE for shape in slide.shapes)
        told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(text.startswith("截至 2022-09-30　按 ") for text in told)
        assert 'type="slidenum"' in slide.element.xml


def test_a_title_takes_two_lines_at_most(deck: Any) -> None:
    for slide in deck.slides:
        (run,) = slide.shapes.title.text_frame.paragraphs[0].runs
        assert lines_of(run.text, ROOM_WIDTH, run.font.size.pt) <= 2, run.text


def test_notes_tell_the_rule_of_every_indicator_that_the_slide_shows(
    deck: Any, held: Meeting
) -> None:
    slide = next(s for s in deck.slides if "个结对县中" in s.shapes.title.text_frame.text)
    note = slide.notes_slide.notes_text_frame.text
    sale = held.plan.indicator("county_sale")
    source = f"（工作要点第{sale.clause}条、任务{sale.task}）"
    assert f"结对县农特产品销售 口径：{sale.rule}{source}" in note
    assert "专场招聘会 口径：" in note
    assert note.endswith("（闵府办发〔2022〕15号）")


def test_the_theme_names_the_fonts_for_chinese_and_no_run_overrides_it(deck: Any) -> None:
    theme = deck.slide_master.part.part_related_by(RT.THEME).blob.decode()
    assert theme.count('<a:ea typeface="Microsoft YaHei"') == 2
    assert not any("<a:latin" in slide.element.xml for slide in deck.slides)


def test_a_meeting_without_any_report_still_has_its_slides(facts: Facts, plan: Plan) -> None:
    facts.add("event", "区合作交流办", "2022-01", [])
    found = meeting(connect(facts.store.root), plan, Times(date(2022, 1, 5)), "空会")
    assert titles(Presentation(io.BytesIO(meeting_deck(found))))[0] == "空会"


def test_a_text_of_any_length_neither_overflows_nor_is_lost_in_a_formula(facts: Facts) -> None:
    long = "@" + "问题很多" * 60
    words = {"task": 1, "state": "受阻", "progress": "=1", "problem": long, "next": "-2"}
    facts.add("task_report", "区合作交流办", "2022-07", [words] * 1)
    found = meeting(connect(facts.store.root), facts.plan, Times(DAY), "=会" * 30)
    made = Presentation(io.BytesIO(meeting_deck(found)))
    cells = [cell for table in tables(made) for line in table for cell in line]
    assert "-2" in cells
    assert any(cell.startswith("@问题很多") and cell.endswith("…") for cell in cells)
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= made.slide_height
