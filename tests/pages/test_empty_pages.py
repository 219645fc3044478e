"""A page without figures says what is missing here and what to do next, in a reader's own words."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from facts import Facts
from places import ROOT
from scorecards import scorecards
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("[a-z]*.py"))
# folders and commands are the server's: /tmp/store, python -m etl load
NOT_FOR_READERS = re.compile(r"/tmp|python|make run|--")
PROJECT = {"level": "市级", "planned": 100, "invested": 90, "allocated": 95, "county": "大关县"}
DAY = {"as_of": "2022-09-30"}


def words(app: AppTest) -> str:
    parts = (*app.title, *app.info, *app.warning, *app.error, *app.markdown, *app.caption)
    return " ".join(str(part.value) for part in parts)


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_report_every_page_draws_and_says_where_to_begin(
    open_page: OpenPage, tmp_path: Path, page: str
) -> None:
    app = open_page(tmp_path / "nothing", page)
    assert len(app.title) == 1
    assert "还没有收到报表" in app.markdown[0].value
    assert "下载模板、上传报表" in [link.label for link in app.get("page_link")]
    assert not NOT_FOR_READERS.search(words(app))
    assert not (tmp_path / "nothing").exists()


def test_before_the_first_report_all_indicators_stand_with_their_targets(
    open_page: OpenPage, tmp_path: Path
) -> None:
    app = open_page(tmp_path / "nothing", **DAY)
    assert app.title[0].value == "45 项指标：23 项未报送，19 项未到期，3 项待下达"
    cards = scorecards(app)
    assert len(cards) == 45
    union = cards.loc["工会福利采购"]
    assert (union["status"], union["target"]) == ("○ 未报送", "2,000.0 万元")


def test_before_the_first_report_the_tasks_and_what_is_due_are_listed(
    open_page: OpenPage, tmp_path: Path
) -> None:
    app = open_page(tmp_path / "nothing", "tasks", **DAY)
    assert app.title[0].value.startswith("46 项任务：没有落后的")
    app = open_page(tmp_path / "nothing", "monthly", **DAY)
    assert app.title[0].value.startswith("8月份报表：应报 ")
    assert "收到 0 份" in app.title[0].value


def test_a_unit_without_projects_is_told_so(open_page: OpenPage, facts: Facts) -> None:
    rows = [PROJECT | {"project_no": "A", "name": "路"}]
    store = facts.add("project", "援滇昭通小组", "2022-08", rows).store.root
    app = open_page(store, "projects", unit="莘庄镇", **DAY)
    assert app.title[0].value == "莘庄镇没有市、区级援建项目"
    assert "全区有 1 个市、区级项目，没有一个由莘庄镇负责" in app.info[0].value
    app = open_page(store, "projects", county="施甸县", **DAY)
    assert "没有一个在施甸县" in app.info[0].value


def test_no_project_at_all_is_told_otherwise(open_page: OpenPage, facts: Facts) -> None:
    store = facts.add("event", "区经委", "2022-03", []).store.root
    app = open_page(store, "projects", **DAY)
    assert app.title[0].value == "援建项目：截至 2022年9月30日，还没有收到进度表"
    assert "援滇保山小组、援滇昭通小组、援疆泽普分指" in app.info[0].value


def test_a_unit_that_reports_no_purchases_is_told_who_does(
    open_page: OpenPage, facts: Facts
) -> None:
    store = facts.add("event", "区经委", "2022-03", []).store.root
    app = open_page(store, "consumption", unit="区卫健委", **DAY)
    assert app.title[0].value == "消费协作：区卫健委不报采购"
    assert "由区经委、区总工会、江川路街道等 16 家报送" in app.info[0].value


def test_a_unit_that_owes_no_report_is_told_so(open_page: OpenPage, facts: Facts) -> None:
    store = facts.add("event", "区经委", "2022-03", []).store.root
    app = open_page(store, "monthly", unit="区审计局", **DAY)
    assert "没有要区审计局每月报报表" in app.info[0].value
    app = open_page(store, "monthly", unit="区总工会", as_of="2022-06-30")
    assert "第一份是 7 月份的，2022-08-25 到期" in app.info[0].value


def test_with_the_first_report_the_day_goes_to_its_month(open_page: OpenPage, facts: Facts) -> None:
    app = open_page(facts.store.root)
    assert app.date_input(key="as_of").value == date(2022, 12, 31)
    bought = {"category": "企业动员", "purchased_on": "2022-08-02", "amount": 1}
    assert facts.add("purchase", "莘庄镇", "2022-08", [bought]).store
    assert app.run().date_input(key="as_of").value == date(2022, 8, 31)
    assert "还没有收到报表" not in words(app)
