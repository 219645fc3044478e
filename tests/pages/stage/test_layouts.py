"""What each step of a meeting shows, on literal rows with figures worked out by hand."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from facts import Facts, Row
from streamlit.testing.v1 import AppTest

from kpi.plan import Plan
from pages.frame.text import plain

OpenPage = Callable[..., AppTest]
Show = Callable[..., "Shown"]
DAY = "2022-09-30"  # 75 % of the year are over, three months are left


class Shown:
    """A screen as text: title, subtitle, the lines of its table, and what it takes."""

    def __init__(self, app: AppTest) -> None:
        words = [m.value for m in app.markdown[1:]]
        self.app = app
        self.title = app.title[0].value
        self.subtitle = words[0]
        self.sentence = words[1] if len(words) > 1 else ""
        self.html = "".join(h.proto.body for h in app.get("html"))

    @property
    def lines(self) -> list[list[str]]:
        """The cells of each line, without their tags."""
        # a line of the table, and a cell of it: <tr style="…"><td class="figure">12</td></tr>
        rows = re.findall(r"<tr style[^>]*>(.*?)</tr>", self.html)
        return [
            [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
            for row in rows
        ]


@pytest.fixture
def show(open_page: OpenPage, plan: Plan) -> Show:
    """Opens the step of a page, or of an indicator, on what was sent."""
    names = [one.indicator or one.page for one in plan.shown.steps]

    def open_step(facts: Facts, step: str, **address: str) -> Shown:
        number = str(names.index(step) + 1)
        return Shown(open_page(facts.store.root, present=number, as_of=DAY, **address))

    return open_step


def in_words(text: str) -> str:
    """A sentence as it stands on the canvas, where a figure is not parted from its unit."""
    return plain(text).replace(" ", "\u00a0")


def purchase(amount: int, county: str = "大关县", **more: str) -> Row:
    row: Row = {"category": "企业动员", "purchaser": "甲公司", "county": county}
    return row | {"purchased_on": "2022-08-02", "amount": amount} | more


@pytest.fixture
def bought(facts: Facts) -> Facts:
    """莘庄镇 has 50 of its 300 万元 and lacks 225 - 50 = 175; 马桥镇 has 240, 15 above its pace."""
    facts.add("purchase", "莘庄镇", "2022-08", [purchase(500_000)])
    return facts.add("purchase", "马桥镇", "2022-08", [purchase(2_400_000, "泽普县")])


def test_the_towns_are_told_by_who_lacks_most_and_what_it_takes(show: Show, bought: Facts) -> None:
    shown = show(bought, "towns")
    assert shown.title == plain("镇街动员企业采购：1 个镇街落后，莘庄镇差 175.0 万元")
    assert shown.subtitle.startswith("单位：万元　全区　截至 2022年9月30日　已报 ")
    # (300 - 50) / 3
    assert shown.sentence == in_words("莘庄镇每月需 83.3 万元")
    assert len(shown.app.get("plotly_chart")) == 1


def test_the_wall_counts_who_is_behind_in_how_many(show: Show, bought: Facts) -> None:
    shown = show(bought, "wall")
    assert shown.title.startswith("挂图作战：14 个镇街 ")
    # the matrix of the page, in type for the stage; those with most behind on top
    states, names, counts = json.loads(shown.app.get("plotly_chart")[0].proto.spec)["data"]
    assert states["insidetextfont"]["size"] == 28
    assert [text.replace("<br>", "") for text in names["text"][:2]] == ["江川路街道", "古美街道"]
    line = [t for t, hover in zip(states["text"], states["customdata"], strict=True)
            if "镇街动员企业采购" in hover[1]]  # fmt: skip
    # 14 towns, of which 莘庄镇 alone has reported too little: 50 of the 225 that are due
    assert (len(line), line.count("■<br>17%")) == (14, 1)
    assert counts["text"][0] == "落后"


def test_a_town_that_is_chosen_has_all_that_is_asked_of_it(show: Show, bought: Facts) -> None:
    shown = show(bought, "towns", unit="莘庄镇")
    assert shown.title.startswith("莘庄镇：")
    line = next(cells for cells in shown.lines if cells[0] == "镇街动员企业采购")
    assert line[2:] == ["50.0 万元", "300.0 万元", "■ 差 175.0"]


def test_an_indicator_has_its_line_and_its_bars(show: Show, bought: Facts) -> None:
    shown = show(bought, "enterprise_purchase")
    # 290 of 3,800 万元, of which 2,850 are due: 7.6 %, 2,560.0 lack
    assert shown.title.startswith(plain("镇街动员企业采购：■ 严重滞后，完成 7.6%，差 2,560.0 万元"))
    # (3,800 - 290) / 3
    assert shown.sentence == in_words("全区每月需 1,170.0 万元；莘庄镇每月需 83.3 万元")
    assert len(shown.app.get("plotly_chart")) == 2


def test_the_overview_has_the_headline_figures_and_who_is_furthest_behind(
    show: Show, bought: Facts
) -> None:
    assert '<span class="value">290.0</span>' in show(bought, "overview").html
    shown = show(bought, "overview", unit="莘庄镇")
    assert shown.title.endswith("最急的是莘庄镇镇街动员企业采购")
    line = next(cells for cells in shown.lines if cells[0].startswith("莘庄镇"))
    assert line == ["莘庄镇　镇街动员企业采购", "", "50.0 万元", "300.0 万元", "■ 差 175.0"]
    assert in_words("莘庄镇每月需 83.3 万元") in shown.sentence


def test_the_purchases_stand_against_their_quotas(show: Show, bought: Facts) -> None:
    shown = show(bought, "consumption")
    # 240 of 290 万元 are from 泽普县
    assert plain("采购①–③ 290.0 万元，产地最多的是泽普县（82.8%）") in shown.subtitle
    line = next(cells for cells in shown.lines if cells[0] == "镇街动员企业采购")
    assert line[2:] == ["290.0 万元", "3,800.0 万元", "■ 差 2,560.0"]


def test_a_topic_without_a_report_says_so(show: Show, bought: Facts) -> None:
    shown = show(bought, "travel", unit="莘庄镇")
    assert shown.title == "文旅与疗休养：这个范围内没有指标"
    assert shown.sentence
    assert shown.lines == []


def test_a_project_below_the_line_has_both_rates_and_its_problem(show: Show, facts: Facts) -> None:
    row: Row = {"project_no": "P1", "name": "<b>甲</b>", "county": "大关县", "level": "区级"}
    row |= {"planned": 1_000_000, "invested": 600_000, "allocated": 450_000}
    done = row | {"project_no": "P2", "name": "乙", "invested": 950_000, "allocated": 900_000}
    facts.add("project", "援滇昭通小组", "2022-08", [row, done])
    shown = show(facts, "projects")
    assert shown.title == plain("2 个市、区级项目：1 个两率未达 90%")
    # text of a cell is no HTML
    assert shown.lines == [["&lt;b&gt;甲&lt;/b&gt;", "大关县", "", "60.0%", "", "45.0%", "未填"]]
    # 90 - 45
    assert "还差\u00a045\\.0\u00a0点" in shown.sentence


def test_tasks_are_counted_by_area_and_status(show: Show, facts: Facts) -> None:
    said: Row = {"task": 12, "state": "受阻", "progress": "洽谈中"}
    facts.add("task_report", "区经委", "2022-08", [said])
    shown = show(facts, "tasks")
    assert "1 项受阻" in shown.title
    line = next(cells for cells in shown.lines if cells[0] == "产业协作")
    # one of the five is stuck, of the others nobody has said anything
    assert line[-1] == "5"
    assert sorted(line[1:-1]) == sorted(["1", "4", *["·"] * (len(line) - 4)])


def test_who_owes_reports_is_counted_and_named(show: Show, facts: Facts) -> None:
    facts.add("purchase", "区总工会", "2022-08", [], received="2022-09-01")
    shown = show(facts, "monthly", unit="区总工会")
    # each month from January to August is due by the 25th of the next but August's came
    assert shown.title.startswith("1 家欠报 ")
    assert shown.title.endswith("：区总工会")
    [line] = shown.lines
    assert line[0] == "区总工会"
    assert line[1].startswith("✖ ")


def matter(number: str, unit: str, due: str, done: str | None = None) -> Row:
    row: Row = {"matter_no": number, "matter": f"事项{number}", "unit": unit}
    return row | {"decided_on": "2022-07-01", "due_on": due, "done_on": done}


@pytest.fixture
def followed(facts: Facts) -> Facts:
    matters = [
        matter("1", "区经委", "2022-08-31", "2022-08-30"),
        matter("3", "莘庄镇", "2022-09-20"),
        matter("4", "莘庄镇", "2022-10-10"),
    ]
    return facts.add("follow_up", "区合作交流办", "2022-07", matters, received="2022-07-02")


def test_overdue_matters_stand_first(show: Show, followed: Facts) -> None:
    shown = show(followed, "follow_ups")
    assert shown.title == "3 项督办：1 项超期，1 项在办，1 项已办结"
    assert [cells[:5] for cells in shown.lines] == [
        ["✖ 超期", "事项3", "莘庄镇", "9月20日", "已过 10 天"],
        ["◌ 在办", "事项4", "莘庄镇", "10月10日", "还有 10 天"],
        ["✔ 办结", "事项1", "区经委", "8月31日", "·"],
    ]
    assert shown.sentence == in_words("莘庄镇“事项3”已超期，应于 9月20日前办结")


def test_it_ends_with_the_units_own_words_and_what_is_open(show: Show, followed: Facts) -> None:
    said: Row = {"task": 12, "state": "受阻", "progress": "洽谈中"}
    said |= {"problem": "缺地", "next": "再找<i>地</i>"}
    for unit in ("区经委", "区工商联"):
        followed.add("task_report", unit, "2022-08", [said])
    shown = show(followed, "closing")
    assert ["任务 12 ■ 受阻", "区工商联等 2 家", "缺地", "再找&lt;i&gt;地&lt;/i&gt;"] in shown.lines
    assert ["督办 超期", "莘庄镇", "事项3", "9月20日前办结；未填"] in shown.lines
    assert "2 件督办未办结" in shown.title


def test_units_and_counties_that_share_nothing_are_told(show: Show, bought: Facts) -> None:
    shown = show(bought, "towns", unit="莘庄镇", county="大关县")
    assert shown.title == "莘庄镇与大关县没有共同的指标"


def test_nothing_accepted_is_told(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_page(tmp_path, present="1")
    assert app.title[0].value == "45 项指标：42 项未报送，3 项待下达"
