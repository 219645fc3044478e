"""The topic pages: figures by hand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from facts import Facts
from streamlit.testing.v1 import AppTest

from kpi.engine.warehouse import connect
from kpi.topics.projects import projects
from pages.topics.aid import rates_finding

OpenPage = Callable[..., AppTest]
TOWN = {"category": "企业动员"}


@pytest.fixture(scope="module")
def bought(module_facts: Facts) -> Path:
    """莘庄镇: 30 and 20 万元 by one purchaser from two counties; 区总工会: 100 万元 by another."""
    day, much = "purchased_on", "amount"
    mine = [
        TOWN | {"purchaser": "甲公司", "county": "大关县", day: "2022-07-02", much: 300_000},
        TOWN | {"purchaser": "甲公司", "county": "泽普县", day: "2022-08-02", much: 200_000},
    ]
    module_facts.add("purchase", "莘庄镇", "2022-07~08", mine)
    union = {"category": "工会福利", "purchaser": "乙工会", "county": "大关县"}
    module_facts.add(
        "purchase", "区总工会", "2022-08", [union | {day: "2022-08-05", much: 1_000_000}]
    )
    return module_facts.store.root


def test_the_moneys_way_is_told_in_the_title(open_page: OpenPage, bought: Path) -> None:
    app = open_page(bought, "consumption", as_of="2022-09-30")
    assert app.title[0].value == "消费协作：采购①–③ 150.0 万元，产地最多的是大关县（86.7%）"


def test_units_and_months_sum_to_the_whole(open_page: OpenPage, bought: Path) -> None:
    table = open_page(bought, "consumption", as_of="2022-09-30").dataframe[0].value
    lines = table.set_index("单位")
    assert list(lines.loc["莘庄镇", ["7月", "8月", "合计"]]) == [30, 20, 50]
    assert list(lines.loc["合计", ["7月", "8月", "合计"]]) == [30, 120, 150]
    assert list(lines.index) == ["区总工会", "莘庄镇", "合计"]


def test_the_way_of_most_of_the_money_is_its_tables_title(
    open_page: OpenPage, bought: Path
) -> None:
    app = open_page(bought, "consumption", as_of="2022-09-30")
    # 100 of 150 万元
    title = "钱从哪里来，到哪里去：最多的是区总工会到大关县，100.0 万元（66.7%）"
    assert title in [part.value for part in app.header]


def test_a_county_narrows_the_money(open_page: OpenPage, bought: Path) -> None:
    app = open_page(bought, "consumption", as_of="2022-09-30", county="泽普县")
    assert app.title[0].value.startswith("消费协作：采购①–③ 20.0 万元")
    assert len(app.metric) == 0


def test_who_comes_back_is_no_new_purchaser(open_page: OpenPage, bought: Path) -> None:
    app = open_page(bought, "consumption", as_of="2022-09-30")
    assert "采购单位：首次采购 2 家，再次采购 1 家次" in [h.value for h in app.header]


def test_the_largest_products_on_request(open_page: OpenPage, bought: Path) -> None:
    app = open_page(bought, "consumption", as_of="2022-09-30")
    largest = app.dataframe[-1].value
    assert list(largest["名称"]) == ["乙工会", "甲公司"]
    assert list(largest["占比"]) == [66.7, 33.3]


def test_no_purchases_is_said(open_page: OpenPage, facts: Facts) -> None:
    facts.add("event", "区经委", "2022-03", [])
    app = open_page(facts.store.root, "consumption", as_of="2022-09-30")
    assert app.title[0].value == "消费协作：截至 2022年9月30日，还没有全区的采购"


def test_tours_by_destination(open_page: OpenPage, facts: Facts) -> None:
    tour = {"kind": "旅游", "departs_on": "2022-07-03", "people": 30}
    rows = [
        tour | {"group_no": "A", "destination": "大关县"},
        tour | {"group_no": "B", "destination": "大关县"},
        tour | {"group_no": "C", "destination": "泽普县"},
    ]
    facts.add("tour", "区文旅局", "2022-07", rows)
    at = {"as_of": "2022-09-30", "topic": "文旅成团", "topic_by": "目的地"}
    app = open_page(facts.store.root, "travel", **at)
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["文旅成团"] == "3 团"
    assert app.subheader[-1].value == "文旅成团按目的地：全区（团）"
    assert not app.exception


def test_projects_below_the_line_and_their_counties(open_page: OpenPage, facts: Facts) -> None:
    row = {"level": "市级", "county": "隆阳区", "planned": 100, "invested": 95}
    rows = [
        row | {"project_no": "A1", "name": "村道", "allocated": 95},
        row | {"project_no": "B2", "name": "水窖", "allocated": 40, "issue": "用地未批"},
    ]
    facts.add("project", "援滇保山小组", "2022-08", rows, received="2022-09-08")
    app = open_page(facts.store.root, "projects", as_of="2022-09-30")
    assert app.title[0].value == "2 个市、区级项目：1 个两率未达 90%"
    # on a phone in words, where a line has no room for both name and rates
    assert "**水窖**  \n95\\.0%、40\\.0%，差 50\\.0 点" in " ".join(m.value for m in app.markdown)
    below = app.dataframe[0].value
    assert list(below["项目编号"]) == ["B2"]
    assert list(below["资金拨付使用率"]) == [40.0]
    by_county = (
        open_page(facts.store.root, "projects", as_of="2022-09-30", projects_shown="按县")
        .dataframe[0]
        .value
    )
    assert list(by_county["未达 90%"]) == [1]


def test_the_project_furthest_from_90_is_told(facts: Facts) -> None:
    row = {"level": "市级", "county": "隆阳区", "planned": 100, "invested": 95}
    rows = [
        row | {"project_no": "A1", "name": "村道", "allocated": 95},
        row | {"project_no": "B2", "name": "水窖", "allocated": 40},
    ]
    facts.add("project", "援滇保山小组", "2022-08", rows, received="2022-09-08")
    found = projects(connect(facts.store.root), facts.plan, date(2022, 9, 30))
    assert rates_finding(found) == "2 个项目中 1 个未达 90%，最远的是水窖，差 50.0 个百分点"
    assert rates_finding(found[1:]) == "1 个项目的两率都达到 90%"
