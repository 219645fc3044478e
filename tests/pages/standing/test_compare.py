"""Towns and counties side by side, and where one stands, on the clean samples."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.engine.progress import COLUMNS, Progress
from kpi.plan import Plan
from kpi.ranking import Rank
from kpi.wall import WallLine
from pages.standing.compare import cell_text, compared
from report.charts.grids.matrix import Wall

OpenPage = Callable[..., AppTest]


def row(**values: object) -> Progress:
    return Progress(**dict.fromkeys(COLUMNS) | values)


@pytest.mark.parametrize(
    ("found", "rank", "text"),
    [
        (
            row(status="滞后", rate=0.527, pace_gap_points=-22.3),
            Rank(9, 14),
            "▽ 滞后 52.7% 慢22.3 9/14",
        ),
        (
            row(status="超序时", rate=0.9, pace_gap_points=15.0),
            Rank(1, 14),
            "▲ 超序时 90.0% 快15.0 1/14",
        ),
        (row(status="未到期", rate=0.0), Rank(2, 3), "◌ 未到期 0.0% 2/3"),
        (row(status="待下达"), None, "– 待下达"),
        (None, None, "·"),
    ],
)
def test_a_cell_says_status_rate_gap_and_place(
    found: Progress | None, rank: Rank | None, text: str
) -> None:
    assert cell_text(found, rank) == text


def test_towns_stand_side_by_side_with_their_places(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, "towns", compare_towns_table="true")
    app.multiselect(key="compare_towns").set_value(["七宝镇", "莘庄镇"]).run()
    table = app.dataframe[-1].value.set_index("指标")
    # 158.1 and 95.6 of 300 万元; three quarters are due
    assert list(table.columns) == ["七宝镇", "莘庄镇"]
    assert table.loc["镇街动员企业采购", "七宝镇"].startswith("▽ 滞后 52.7% 慢22.3 ")


def test_five_are_compared_and_the_sixth_is_refused_with_a_sentence(
    open_page: OpenPage, clean_store: Path
) -> None:
    six = ["七宝镇", "莘庄镇", "颛桥镇", "华漕镇", "虹桥镇", "梅陇镇"]
    app = open_page(clean_store, "towns", compare_towns=six, compare_towns_table="true")
    assert list(app.dataframe[-1].value.columns) == ["指标", *six[:5]]
    refused = "最多并排比较 5 个镇街，梅陇镇没有列入：请先去掉一个。"
    assert [warning.value for warning in app.warning] == [refused]


def test_those_compared_have_a_panel_of_lines_for_what_grows(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, "counties", compare_counties=["大关县", "永善县"])
    drawn = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    panels = {
        chart["layout"]["annotations"][0]["text"]: [line["name"] for line in chart["data"]]
        for chart in drawn
        if "逐月累计" in str(chart["layout"].get("annotations"))
    }
    names = ["大关县", "永善县"]
    assert panels["<b>结对县农特产品销售</b>（万元，逐月累计）"] == names
    # a meeting is held or not
    assert "联席会议" not in str(panels)


def test_one_alone_is_not_compared(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, "counties")
    charts = len(app.get("plotly_chart"))
    app.multiselect(key="compare_counties").set_value(["大关县"]).run()
    assert "选两个以上的结对县" in app.caption[-1].value
    assert len(app.get("plotly_chart")) == charts


def test_a_county_has_its_place_trend_strengths_and_gaps(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, "counties", county="大关县")
    place, *sides = [part.value for part in app.subheader]
    assert place.startswith("结对县农特产品销售：第 ")
    assert sides == ["长处：快于序时", "短板：慢于序时"]
    # its bullets, and the course of the figure that all are judged by
    assert len(app.get("plotly_chart")) == 2
    gaps = [link.label for link in app.get("page_link") if "慢" in link.label]
    # 592.4 of 1,000 万元, where 750 are due
    told = "**结对县农特产品销售**　:orange[▽ 滞后]　慢 15.8 点　完成 59.2%　第 "
    assert any(gap.startswith(told) for gap in gaps)


def test_a_county_is_told_what_it_lacks(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, "counties", county="大关县")
    told = next(part.value for part in app.markdown if part.value.startswith("还差："))
    # 591.7 of 1,000 万元: 750 are due by now, 408.3 are left for three months
    assert r"结对县农特产品销售 158\.3 万元，每月需 136\.1 万元" in told


def test_a_workbook_has_the_numbers_as_numbers(plan: Plan) -> None:
    one = row(status="滞后", rate=0.5, pace_gap_points=-25.0, indicator="county_sale")
    shown = Wall.of([WallLine("county_sale", (one, None))], ["甲", "乙"], plan)
    assert compared(shown, {("county_sale", "甲"): Rank(2, 9)}) == [
        {
            "指标": "结对县农特产品销售",
            "对象": "甲",
            "状态": "滞后",
            "完成率": 0.5,
            "差距（百分点）": -25.0,
            "名次": 2,
            "参加排名": 9,
        }
    ]
