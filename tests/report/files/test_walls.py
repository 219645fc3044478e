"""挂图作战 as a file: a page of A3 that lies on its side, and its figures."""

from datetime import date

import pytest
from facts import InMemory

from kpi.engine.times import Times
from kpi.plan import Plan
from report.files.poster import poster
from report.files.snapshot import Snapshot
from report.files.walls import names_of, wall_snapshot

DAY = date(2022, 9, 30)


@pytest.fixture(scope="module")
def snapshot(plan: Plan) -> Snapshot:
    """七宝镇 bought for 100 of 300 万元, and nobody else told of anything."""
    bought = {"category": "企业动员", "purchased_on": "2022-07-02", "amount": 1_000_000}
    facts = InMemory(plan)
    facts.add("purchase", "七宝镇", "2022-07", [bought], received="2022-08-02")
    return wall_snapshot(plan, facts.rows(DAY.isoformat()), "镇街", Times(DAY, None))


def test_the_poster_is_as_large_as_the_page_and_in_large_type(snapshot: Snapshot) -> None:
    page = poster(snapshot.figure, snapshot.title, snapshot.stamp)
    assert (page.layout.width, page.layout.height) == (1587, 1123)
    assert page.data[0].insidetextfont.size == 28
    assert page.layout.title.text.startswith("<b>挂图作战：14 个镇街 ")


def test_what_the_shapes_mean_stands_below_and_the_file_names_its_paper(snapshot: Snapshot) -> None:
    words = snapshot.figure.layout.annotations[0].text
    assert "■ 严重滞后" in words
    assert "○ 未报送" in words
    assert snapshot.file_name("a3") == "挂图作战_镇街_A3_全区_2022-09-30.pdf"
    assert snapshot.file_name("png") == "挂图作战_镇街_全区_2022-09-30.png"


def test_the_workbook_has_a_line_for_each_that_is_asked(snapshot: Snapshot) -> None:
    (line,) = (
        row for row in snapshot.rows if row["镇街"] == "七宝镇" and row["计量单位"] == "万元"
    )
    assert (line["状态"], line["完成"], line["目标"]) == ("严重滞后", 100.0, 300.0)


def test_the_page_is_a3_on_its_side(snapshot: Snapshot) -> None:
    # 420 x 297 mm are 1190.6 x 841.9 points
    assert b"/MediaBox [0 0 1190" in snapshot.file("a3") or b"1189.9" in snapshot.file("a3")


def test_there_is_a_wall_for_towns_and_one_for_counties(plan: Plan) -> None:
    assert [len(names_of(kind, plan)) for kind in ("镇街", "结对县")] == [14, 9]
