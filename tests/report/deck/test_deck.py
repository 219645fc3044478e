"""The slides as an office meets them: native, numbered, told, and in its own template's look."""

import io
from collections.abc import Iterator
from dataclasses import replace
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
from pptx.util import Inches

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.plan import Plan
from kpi.reporting.follow_ups import FollowUp
from kpi.words.numbers import amount, percent
from kpi.words.statuses import STATUSES
from report.deck.build import meeting_deck
from report.deck.embedded import without_formulas
from report.deck.fit import balanced, lines_of
from report.deck.slides import ROOM_WIDTH
from report.meeting.demands import demands
from report.meeting.meeting import Meeting, district_history, meeting
from report.meeting.since import since

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
    return [title_of(slide) for slide in deck.slides]


def title_of(slide: Any) -> str:
    """As it is read, in however many lines."""
    return str(slide.shapes.title.text_frame.text).replace("\v", "")


def words_of(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


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
    slide = next(s for s in deck.slides if "按序时考核" in title_of(s))
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    drawn = {series.name: list(series.values) for plot in chart.plots for series in plot.series}
    rows = [r for r in held.district if r.expected is not None and r.rate is not None]
    rows.sort(key=lambda r: r.pace_gap_points or 0.0)
    # fifteen are two slides of about as many
    assert drawn["完成率（%）"] == pytest.approx([(r.rate or 0) * 100 for r in rows[:7]])
    assert drawn["序时"] == pytest.approx([r.elapsed * 100 for r in rows[:7]])
    title = title_of(slide)
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
    slide = next(s for s in made.slides if title_of(s).startswith("文旅成团："))
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    done, pace, quota = chart.plots[0].series
    row = next(r for r in held.district if r.indicator == "tour_group")
    # the year's every month stands there; what is done ends in September, the pace at the quota
    assert list(chart.plots[0].categories) == [f"{month}月" for month in range(1, 13)]
    assert [list(s.values)[8] for s in (done, pace, quota)] == pytest.approx(
        [row.actual, row.expected, row.target]
    )
    assert list(done.values)[9:] == [None, None, None]
    assert list(pace.values)[9:] == pytest.approx([10 * 10 / 12, 10 * 11 / 12, 10])


def test_each_project_stands_by_its_name_with_two_marks_and_its_problem(
    deck: Any, held: Meeting
) -> None:
    slides = [s for s in deck.slides if any("低的一率" in text for text in words_of(s))]
    assert sum(map(marks_on, slides)) == 2 * len(held.projects)
    lowest = min(held.projects, key=lambda project: project.lowest_rate)
    texts = words_of(slides[0])
    # the lowest is on top
    place = texts.index(lowest.name)
    assert texts[place + 1 : place + 4] == [
        *("", ""),
        f"{lowest.lowest_rate:.1f}%　{lowest.issue or '未填'}",
    ]


def marks_on(slide: Any) -> int:
    return sum(shape.width == shape.height == Inches(0.17) for shape in slide.shapes)


def test_a_column_is_filled_by_its_status_on_a_pale_one_up_to_its_quota(deck: Any) -> None:
    slide = next(s for s in deck.slides if title_of(s).startswith("镇街动员企业采购（"))
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    track, done = chart.plots[0].series
    assert (track.name, chart.plots[0].overlap) == ("目标", 100)
    statuses = [status_in(label) for label in chart.plots[0].categories]
    colours = [str(done.points[n].format.fill.fore_color.rgb) for n in range(len(statuses))]
    assert set(zip(statuses, colours, strict=True)) == {
        *(("严重滞后", "B3261E"), ("滞后", "F2A93B")),
        *(("达序时", "2E7D62"), ("超序时", "2E7D62"), ("未报送", "FFFFFF")),
    }


def status_in(label: str) -> str:
    """莘庄镇, ■, 严重滞后, 差 138.2, each in its line: the status."""
    return next(word for word in label.split("\n") if word in STATUSES)


def test_the_wall_is_one_slide_filled_by_status_with_counts_at_its_ends(deck: Any) -> None:
    walls = [s for s in deck.slides if title_of(s).startswith("挂图作战：14 个镇街")]
    (table,) = (shape.table for s in walls for shape in s.shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert (rows[0][0], rows[0][-1], len(rows[0])) == ("", "落后", 16)
    (purchases,) = (n for n, row in enumerate(rows) if row[0] == "镇街动员企业采购")
    cells = list(table.rows[purchases].cells)[1:-1]
    fills = {(cell.text[0], str(cell.fill.fore_color.rgb)) for cell in cells}
    assert fills == {
        *(("■", "B3261E"), ("▽", "F2A93B"), ("●", "2E7D62"), ("▲", "2E7D62"), ("○", "FFFFFF")),
    }
    behind = sum(cell.text[0] in "■▽✖" for cell in cells)
    assert rows[purchases][-1] == str(behind)
    assert sum(map(int, rows[-1][1:-1])) == sum(int(row[-1]) for row in rows[1:-1])


def test_the_headlines_are_tiles_and_every_indicator_a_square(deck: Any, held: Meeting) -> None:
    texts = words_of(deck.slides[1])
    for card in held.headlines:
        (tile,) = (t for t in texts if t.startswith(f"{card.name}\n"))
        assert tile.split("\n")[1] == card.figure
    shapes = [text for text in texts if text in {s.shape for s in STATUSES.values()}]
    assert len(shapes) == len(held.district) == 45


def test_what_is_asked_and_what_is_open_ends_the_meeting(deck: Any, held: Meeting) -> None:
    (slide,) = (s for s in deck.slides if title_of(s).startswith("要求与下一步"))
    (text,) = (t for t in words_of(slide) if t.startswith("①"))
    assert text.split("\n") == [
        f"{number} {words}" for number, words in zip("①②③", demands(held), strict=False)
    ]
    # what follows is for whoever asks
    after = titles(deck)[list(deck.slides).index(slide) + 1]
    assert after == "附：明细清单"


def test_the_open_matters_stand_below_what_is_asked_the_overdue_first(held: Meeting) -> None:
    def matter(number: str, state: str) -> FollowUp:
        days = (date(2022, 7, 1), date(2022, 9, 15), None)
        return FollowUp(number, f"事项{number}", "区商务委", *days, None, state, 1, "督办", 4)

    matters = (matter("1", "在办"), matter("2", "办结"), matter("3", "超期"))
    made = Presentation(io.BytesIO(meeting_deck(replace(held, matters=matters))))
    (slide,) = (s for s in made.slides if title_of(s).startswith("要求与下一步"))
    assert title_of(slide).endswith("，2 件督办未办结")
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in list(table.rows)[1:]] == [
        ["事项3", "区商务委", "2022-09-15", "超期", "–"],
        ["事项1", "区商务委", "2022-09-15", "在办", "–"],
    ]


def test_the_lights_that_turned_since_the_meeting_before_have_a_slide(
    clean_store: Path, held: Meeting
) -> None:
    earlier = Times(date(2022, 6, 30), held.known_at)
    changed = since(meeting(connect(clean_store), held.plan, earlier, "半年会"), held)
    made = Presentation(io.BytesIO(meeting_deck(held, since=changed)))
    (slide,) = (s for s in made.slides if title_of(s).startswith("自“半年会”以来"))
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    told = [[cell.text for cell in row.cells][:3] for row in list(table.rows)[1:]]
    names = {i.code: i.name for i in held.plan.indicators}
    turned = [
        [names[c.after.indicator], *(STATUSES[r.status].label for r in (c.before, c.after))]
        for c in changed.turned
    ]
    assert told == turned[: len(told)] != []
    assert title_of(slide) == changed.finding


def test_a_status_under_a_column_is_a_word_and_no_label_is_turned(deck: Any) -> None:
    slide = next(s for s in deck.slides if title_of(s).startswith("镇街动员企业采购（"))
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    labels = {label.rpartition("\n差 ")[0] for label in chart.plots[0].categories}
    assert labels >= {"浦锦街道\n■\n严重滞后", "七宝镇\n▽\n滞后"}
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
        drawn = any(shape.has_table or shape.has_chart for shape in slide.shapes)
        # title, stamp and number stand on every slide
        assert drawn or len(slide.shapes) > 3


def test_no_slide_has_a_picture_and_each_has_its_stamp_and_number(deck: Any) -> None:
    for slide in list(deck.slides)[1:]:
        assert all(shape.shape_type != MSO_SHAPE_TYPE.PICTURE for shape in slide.shapes)
        told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(text.startswith("截至 2022-09-30　按 ") for text in told)
        assert 'type="slidenum"' in slide.element.xml


def test_a_title_takes_two_lines_at_most(deck: Any) -> None:
    for slide in deck.slides:
        (paragraph,) = slide.shapes.title.text_frame.paragraphs
        sizes = {run.font.size.pt for run in paragraph.runs}
        lines = [lines_of(run.text, ROOM_WIDTH, *sizes) for run in paragraph.runs]
        assert sum(lines) <= 2, title_of(slide)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("45 项指标", ["45 项指标"]),
        ("8 项已完成，11 项达到序时，3 项滞后", ["8 项已完成，", "11 项达到序时，3 项滞后"]),
        # no phrase ends where both lines would fit: the program breaks it
        ("一二三四五六七八九十一二三四五六七八九", ["一二三四五六七八九十一二三四五六七八九"]),
    ],
)
def test_a_title_is_broken_after_a_phrase(title: str, lines: list[str]) -> None:
    assert balanced(title, 12).split("\v") == lines


def test_notes_tell_the_rule_of_every_indicator_that_the_slide_shows(
    deck: Any, held: Meeting
) -> None:
    slide = next(s for s in deck.slides if title_of(s).startswith("挂图作战：9 个结对县"))
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
