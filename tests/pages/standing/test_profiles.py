"""镇街 and 结对县: who is behind stands first, and what else there is to one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from facts import Facts
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
TOWN = {"category": "企业动员", "purchaser": "甲公司"}


@pytest.fixture
def bought(facts: Facts) -> Path:
    """莘庄镇: 30 万元 from 大关县 and 20 from 泽普县, July late, August in time; a matter."""
    july = TOWN | {"county": "大关县", "purchased_on": "2022-07-02", "amount": 300_000}
    august = TOWN | {"county": "泽普县", "purchased_on": "2022-08-02", "amount": 200_000}
    facts.add("purchase", "莘庄镇", "2022-07", [july], received="2022-09-10")
    facts.add("purchase", "莘庄镇", "2022-08", [august], received="2022-09-10")
    matter = {"matter_no": "1", "matter": "补采购", "unit": "莘庄镇", "decided_on": "2022-07-01"}
    office = "区合作交流办"
    facts.add("follow_up", office, "2022-07", [matter | {"due_on": "2022-09-20"}])
    return facts.store.root


def words(app: AppTest) -> list[str]:
    return [part.value for part in app.markdown]


def test_the_wall_has_who_is_behind_first_and_the_usual_order_on_request(
    open_page: OpenPage, bought: Path
) -> None:
    # 50 of 300 万元 are 16.7 %; the others have not reported
    wall = {"as_of": "2022-09-30", "wall_table": "true"}
    behind = open_page(bought, "towns", **wall).dataframe[0].value
    usual = open_page(bought, "towns", standing="常用次序", **wall).dataframe[0].value
    assert list(behind.columns)[1:3] == ["莘庄镇", "江川路街道"]
    assert list(usual.columns)[1:6] == ["江川路街道", "古美街道", "新虹街道", "浦锦街道", "莘庄镇"]


def test_a_towns_page_tells_its_reports_matters_and_money(
    open_page: OpenPage, bought: Path
) -> None:
    told = words(open_page(bought, "towns", as_of="2022-09-30", unit="莘庄镇"))
    # purchases and projects of July and August are due, projects of January to June too
    assert "1 项督办：1 项超期" in told
    assert r"采购①–③ 50\.0 万元，最多的产地是大关县，30\.0 万元" in told
    assert "没有市、区级项目" in told
    assert any("补报 1 份" in part for part in told)


def test_beside_those_behind_stand_the_units_own_words(
    open_page: OpenPage, facts: Facts, bought: Path
) -> None:
    said = {
        "task": 19,
        "state": "推进中",
        "progress": "已采购",
        "problem": "供货慢",
        "next": "催货",
    }
    facts.add("task_report", "莘庄镇", "2022-08", [said], received="2022-09-20")
    assert facts.store.root == bought
    told = words(open_page(bought, "towns", as_of="2022-09-30", unit="莘庄镇"))
    assert told[told.index("**责任单位怎么说**（落后的指标，任务月报）") + 1] == (
        "镇街动员企业采购  \n:gray[莘庄镇（8月）　问题：供货慢　下步：催货]"
    )


def test_a_countys_page_tells_what_was_bought_from_it(open_page: OpenPage, bought: Path) -> None:
    told = words(open_page(bought, "counties", as_of="2022-09-30", county="泽普县"))
    assert r"采购①–③ 20\.0 万元，最多的是莘庄镇，20\.0 万元" in told
