"""A chart that is taken along says what it shows, and its file says it too."""

import xml.etree.ElementTree as ET
from datetime import date, datetime

import plotly.graph_objects as go
import pytest
from facts import Facts

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.findings import district_rows
from kpi.plan import Plan
from kpi.trace.breakdown import Slice
from kpi.trace.history import history
from report.charts.slices import slice_bars
from report.charts.theme import LIGHT
from report.files.browser import BROWSER
from report.files.render import picture
from report.files.snapshot import bars_snapshot, line_snapshot
from report.files.stamped import Stamp, reports_of, stamped, wrapped

NASTY = '<a href="javascript:1"><b>店</b></a>'
DAY = date(2022, 9, 30)
STAMP = Stamp(DAY, datetime(2022, 10, 12, 1, 30), "全区·消费协作", 26, 28, "工作要点（15号）")


def purchase(yuan: int, day: str) -> dict[str, object]:
    return {"category": "企业动员", "purchased_on": day, "amount": yuan}


@pytest.fixture
def two_towns(facts: Facts) -> Facts:
    facts.add("purchase", "莘庄镇", "2022-07~09", [purchase(600_000, "2022-08-03")])
    return facts.add("purchase", "七宝镇", "2022-07~09", [purchase(3_100_000, "2022-08-03")])


def test_the_stamp_tells_both_times_filters_reports_and_source() -> None:
    assert STAMP.text == (
        "截至 2022-09-30　已知至 2022-10-12 09:30　筛选：全区·消费协作　已报 26/28 份　"
        "来源：工作要点（15号）"
    )


def test_without_reports_due_nothing_is_said_of_them() -> None:
    assert "份" not in Stamp(DAY, None, "全区", 0, 0, "要点").text


def test_the_subtitle_tells_unit_scope_day_and_reports_and_leaves_out_what_is_not() -> None:
    assert STAMP.subtitle("万元") == "万元，全区·消费协作，截至 9月30日，已报 26/28 份"
    assert Stamp(DAY, None, "全区", 0, 0, "要点").subtitle("") == "全区，截至 9月30日"


def test_the_file_is_named_by_what_scope_and_day_and_nothing_unsafe() -> None:
    assert STAMP.file_name("镇街 采购/大宗", "png") == "镇街_采购_大宗_全区·消费协作_2022-09-30.png"


def test_the_stamp_stands_in_a_margin_of_its_own_and_the_chart_keeps_its_size() -> None:
    figure = go.Figure().update_layout(height=300, margin={"t": 30, "b": 40})
    marked = stamped(figure, "题目", STAMP, uom="万元")
    layout = marked.layout
    assert layout.height - layout.margin.t - layout.margin.b == 300 - 30 - 40
    assert layout.title.text == (
        "<b>题目</b><br>"
        f'<span style="font-size:14px;color:{LIGHT.muted}">'
        "万元，全区·消费协作，截至 9月30日，已报 26/28 份</span>"
    )
    assert layout.annotations[-1].text == STAMP.text
    assert (figure.layout.title.text, figure.layout.height) == (None, 300)


def test_what_looks_like_markup_is_shown_letter_by_letter() -> None:
    marked = stamped(go.Figure(), "<script>alert(1)</script>", STAMP)
    assert marked.layout.title.text.startswith("<b>&lt;script&gt;alert(1)&lt;/script&gt;</b><br>")


def test_a_long_line_is_broken_but_never_before_a_closing_sign() -> None:
    assert wrapped("一二三四五，六", 5) == ["一二三四五，", "六"]
    assert wrapped("", 5) == [""]


def test_a_line_is_broken_after_a_phrase_and_begins_with_no_space() -> None:
    assert wrapped("一二三四五，六七八九十", 7) == ["一二三四五，", "六七八九十"]
    assert wrapped("差距最大的是浦锦，落后 51.8 点", 10.6) == ["差距最大的是浦锦，", "落后 51.8 点"]


@pytest.mark.slow
def test_names_that_look_like_markup_are_drawn_letter_by_letter(plan: Plan) -> None:
    slices = [Slice(NASTY, 1_000_000, None, 1)]
    figure = slice_bars(slices, plan.indicator("enterprise_purchase"), LIGHT)
    svg = picture(figure, "svg").decode()
    assert "<a " not in svg
    assert NASTY[:13] in "".join(ET.fromstring(svg).itertext())
    BROWSER.stop()


def test_one_row_tells_its_own_reports_several_those_of_the_whole(two_towns: Facts) -> None:
    rows = two_towns.rows("2022-09-30")
    mine = [r for r in rows if r.indicator == "enterprise_purchase" and r.level == "entity"]
    one = next(r for r in mine if r.entity == "莘庄镇")
    assert reports_of([one], rows) == (2, 2)
    assert reports_of(mine, rows) == (4, 28)
    assert reports_of(district_rows(rows), rows) == (0, 0)


def test_bars_are_drawn_from_the_progress_rows(two_towns: Facts, plan: Plan) -> None:
    rows, purchase = two_towns.rows("2022-09-30"), plan.indicator("enterprise_purchase")
    found = bars_snapshot(plan, rows, purchase, None, Times(DAY))
    assert found is not None
    told = {line["对象"]: line["完成"] for line in found.rows}
    assert (len(told), told["莘庄镇"], told["七宝镇"]) == (14, 60.0, 310.0)
    # three quarters of 300 万元 are due, and 60 are there
    assert found.title == "镇街动员企业采购：1 个镇街落后，莘庄镇差 165.0 万元"
    assert (found.uom, found.stamp.reports) == ("万元", "4/28")
    assert found.file_name("png") == "镇街动员企业采购_全区_2022-09-30.png"
    assert found.file("xlsx")[:2] == b"PK"


def test_a_roll_up_is_drawn_by_its_members(two_towns: Facts, plan: Plan) -> None:
    rows, purchase = two_towns.rows("2022-09-30"), plan.indicator("enterprise_purchase")
    towns = bars_snapshot(plan, rows, purchase, "镇（合计）", Times(DAY))
    assert towns is not None
    assert "江川路街道" not in {line["对象"] for line in towns.rows}
    assert len(towns.rows) == 9
    assert bars_snapshot(plan, rows, purchase, "没有这个镇", Times(DAY)) is None


def test_the_line_runs_month_by_month_to_the_day(two_towns: Facts, plan: Plan) -> None:
    purchase = plan.indicator("enterprise_purchase")
    points = history(connect(two_towns.store.root), plan, purchase, DAY)
    found = line_snapshot(plan, points, purchase, "莘庄镇", Times(DAY))
    assert found is not None
    assert [line["完成"] for line in found.rows][-3:] == [0.0, 60.0, 60.0]
    assert found.title.startswith("镇街动员企业采购：莘庄镇严重滞后，完成 20.0%，序时 75.0%")
    assert found.uom == "万元"
    assert found.file_name("svg") == "镇街动员企业采购逐月_莘庄镇_2022-09-30.svg"
