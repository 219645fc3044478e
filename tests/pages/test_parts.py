"""A county's or unit's part of a figure that is not measured for it: figures by hand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from blocks import beside_chip
from facts import Facts
from scorecards import scorecards
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
TOWN = {"category": "企业动员", "purchaser": "甲公司"}
TOUR = {"kind": "旅游", "organiser": "乙", "people": 10}
AT = {"as_of": "2022-09-30"}
PURCHASE = {"indicator": "镇街动员企业采购"}


@pytest.fixture(scope="module")
def store(module_facts: Facts) -> Path:
    """大关县 sold 30 万元 to 莘庄镇 and 5 to 七宝镇, of 75 in all; one of two tours went there."""
    day, much = "purchased_on", "amount"
    mine = [
        TOWN | {"county": "大关县", day: "2022-07-02", much: 300_000},
        TOWN | {"county": "施甸县", day: "2022-08-03", much: 400_000},
    ]
    module_facts.add("purchase", "莘庄镇", "2022-07~08", mine)
    other = [TOWN | {"county": "大关县", day: "2022-08-09", much: 50_000}]
    module_facts.add("purchase", "七宝镇", "2022-08", other)
    tours = [
        TOUR | {"group_no": "A1", "departs_on": "2022-07-02", "destination": "大关县"},
        TOUR | {"group_no": "B2", "departs_on": "2022-08-03", "destination": "施甸县"},
    ]
    module_facts.add("tour", "区文旅局", "2022-07~08", tours)
    return module_facts.store.root


def metrics(app: AppTest) -> list[tuple[str, str]]:
    return [(metric.label, metric.value) for metric in app.metric]


def test_an_indicator_shows_a_countys_part_of_it_and_no_target(
    open_page: OpenPage, store: Path
) -> None:
    app = open_page(store, "indicator", county="大关县", **PURCHASE, **AT)
    title = "镇街动员企业采购（产地为大关县的部分）：35.0 万元，占全区的 46.7%"
    assert [t.value for t in app.title] == [title]
    assert metrics(app) == [("这一部分（万元）", "35.0"), ("全区（万元）", "75.0"), ("行数", "2/3")]
    assert "目标没有分到这一部分" in app.caption[0].value
    assert "数字从哪里来：2 行" in [part.value for part in app.subheader]
    rows = app.dataframe[0].value
    assert list(rows["对象"]) == ["七宝镇", "莘庄镇"]
    assert list(rows["产地"]) == ["大关县", "大关县"]


def test_a_towns_figure_has_a_countys_part_too(open_page: OpenPage, store: Path) -> None:
    app = open_page(store, "indicator", county="大关县", entity="莘庄镇", **AT)
    title = "镇街动员企业采购（产地为大关县的部分）：30.0 万元，占莘庄镇的 42.9%"
    assert app.title[0].value == title
    assert len(app.dataframe[0].value) == 1


def test_a_county_of_which_there_is_no_row_is_told(open_page: OpenPage, store: Path) -> None:
    app = open_page(store, "indicator", county="泽普县", **PURCHASE, **AT)
    assert app.title[0].value == "镇街动员企业采购（产地为泽普县的部分）：还没有"
    assert "计入全区的 3 行里没有产地为泽普县的部分" in app.info[0].value


def test_a_county_that_is_measured_keeps_its_target(open_page: OpenPage, store: Path) -> None:
    app = open_page(store, "indicator", county="大关县", indicator="结对县农特产品销售", **AT)
    assert ("目标（万元）", "1,000.0") in metrics(app)
    assert beside_chip(app, "county") is None


def test_a_countys_projects_keep_their_own_targets(open_page: OpenPage, facts: Facts) -> None:
    project = {"name": "路", "level": "市级", "planned": 100, "allocated": 50}
    rows = [
        project | {"project_no": "A", "county": "大关县", "invested": 60},
        project | {"project_no": "B", "county": "大关县", "invested": 90},
        project | {"project_no": "C", "county": "盐津县", "invested": 90},
    ]
    store = facts.add("project", "援滇昭通小组", "2022-08", rows).store.root
    app = open_page(store, "indicator", county="大关县", indicator="投资完成率", **AT)
    # 60 and 90 of 100 each; 90 the third
    assert app.title[0].value == "投资完成率（大关县的部分）：75.0%（全区 80.0%）"
    assert app.subheader[0].value.startswith("大关县的部分：2 个对象中")


@pytest.mark.parametrize(
    ("address", "key", "reason"),
    [
        (
            {"indicator": "工会福利采购", "unit": "莘庄镇"},
            "unit",
            "这个指标不由莘庄镇报送，下面是全区的",
        ),
        (
            {"indicator": "工会福利采购", "unit": "区总工会"},
            "unit",
            "这个指标全由区总工会报送，全区的数字就是它的",
        ),
        (
            {"indicator": "食堂采购预留份额", "county": "大关县"},
            "county",
            "《食堂采购预留份额执行情况表》不写是哪个县，这个指标分不到结对县",
        ),
        (
            {"indicator": "一县一学校结对", "county": "泽普县"},
            "county",
            "这个指标不考核泽普县，下面是全区的",
        ),
        (
            {"indicator": "信息月报", "county": "大关县"},
            "county",
            "这个指标看报表是否按时收到，不分结对县",
        ),
        ({"area": "消费协作"} | PURCHASE, "area", "本页看的就是“消费协作”"),
    ],
)
def test_a_filter_that_does_nothing_says_so_beside_its_chip(
    open_page: OpenPage, store: Path, address: dict[str, str], key: str, reason: str
) -> None:
    assert beside_chip(open_page(store, "indicator", **address, **AT), key) == reason


def test_an_areas_indicators_are_listed_and_of_a_row_the_first(
    open_page: OpenPage, store: Path
) -> None:
    app = open_page(store, "indicator", area="劳务协作", **AT)
    assert app.title[0].value.startswith(f"{len(scorecards(app))} 项指标：")
    assert "专场招聘会" in scorecards(app).index
    app = open_page(store, "indicator", area="劳务协作", entity="大关县", **AT)
    assert app.title[0].value.startswith("专场招聘会：")


def test_a_county_lists_the_indicators_that_it_has_a_part_in(
    open_page: OpenPage, store: Path
) -> None:
    listed = scorecards(open_page(store, "indicator", county="大关县", **AT)).index
    assert "结对县农特产品销售" in listed
    assert "工会福利采购" not in listed


def test_a_countys_tours_are_those_that_went_there(open_page: OpenPage, store: Path) -> None:
    app = open_page(store, "travel", county="大关县", **AT)
    assert app.title[0].value == "文旅与疗休养：大关县有 3 项指标的一部分"
    assert metrics(app) == [("文旅成团", "1 团"), ("泽普包机游", "0 人"), ("职工疗休养", "0 人次")]
    assert "目的地为大关县的部分；全区 2 团，目标没有分到它" in [c.value for c in app.caption]


def test_the_towns_stand_side_by_side_with_a_countys_part(open_page: OpenPage, store: Path) -> None:
    app = open_page(store, "towns", county="大关县", **AT)
    assert app.title[0].value == (
        "镇街动员企业采购（产地为大关县的部分）：35.0 万元，占全区的 46.7%；最多的是莘庄镇"
    )


def test_an_office_sees_the_counties_that_it_serves(open_page: OpenPage, store: Path) -> None:
    app = open_page(store, "counties", unit="援滇昭通小组", **AT)
    bars = app.get("plotly_chart")[0]
    drawn = json.loads(bars.proto.spec)["data"][0]["y"]
    assert sorted(label.split()[0] for label in drawn) == ["大关县", "永善县", "盐津县", "绥江县"]
