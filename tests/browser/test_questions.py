"""A stranger's five questions, each answered within three clicks from 总览."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.steps import pick_row, settled, title
from etl.store.disk.folder import Store
from kpi.engine.times import Times
from kpi.engine.warehouse import connect, published
from kpi.plan import Plan
from report.editions.freeze import freeze
from report.meeting.meeting import meeting

Serve = Callable[[Path], str]


@pytest.fixture(scope="module")
def url(
    serve: Serve, clean_store: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The clean samples, with the half-year meeting frozen."""
    root = tmp_path_factory.mktemp("questions") / "store"
    shutil.copytree(clean_store, root)
    half_year = Times(date(2022, 6, 30), datetime(2099, 1, 1))
    held = meeting(connect(root), plan, half_year, "半年会")
    freeze(Store(root), held, published(root))
    return serve(root)


@pytest.fixture
def overview(page: Page, url: str) -> Page:
    page.goto(url)
    expect(title(page)).to_contain_text("45 项指标")
    settled(page)
    return page


def bar(page: Page, name: str) -> Locator:
    """The bar beside a label."""
    settled(page)
    chart = page.locator(".js-plotly-plot", has=page.locator(".bars"))
    labels = chart.locator(".ytick text")
    expect(labels.first).to_be_visible()
    place = [name in text for text in labels.all_text_contents()].index(True)
    return chart.locator(".bars .point path").nth(place)


def test_which_towns_are_behind_on_purchases_and_by_how_much(overview: Page) -> None:
    overview.get_by_role("link", name="逐个镇街往下看").click()
    expect(title(overview)).to_contain_text("落后 21.2 个百分点")
    expect(overview.get_by_role("heading", name="14 个对象中")).to_be_visible()
    expect(overview.locator(".js-plotly-plot .ytick text", has_text="马桥镇")).to_be_visible()


def test_which_cell_made_xinzhuangs_march(overview: Page) -> None:
    wall = overview.locator(".js-plotly-plot", has_text="落后项数")
    # the fifth town in the line of 镇街动员企业采购, the third of fourteen towns
    cell = wall.locator(".barlayer .trace.bars").first.locator(".point path").nth(2 * 14 + 4)
    cell.evaluate("element => element.scrollIntoView({ block: 'center' })")
    cell.click(force=True)
    expect(title(overview)).to_contain_text("镇街动员企业采购：")
    expect(overview.get_by_role("combobox", name="对象")).to_have_value("莘庄镇")
    bar(overview, "2022-03").click(force=True)
    expect(overview.get_by_role("link", name="› 2022-03")).to_be_visible()
    pick_row(overview, overview.get_by_test_id("stDataFrame"), 0)
    expect(overview.get_by_role("heading", name="源单元格：c09_莘庄镇")).to_be_visible()


def test_which_projects_are_under_the_line_and_why(overview: Page) -> None:
    overview.get_by_role("button", name="专题").click()
    overview.get_by_role("menuitem", name="援建项目").click()
    expect(title(overview)).to_contain_text("两率未达 90%")
    pick_row(overview, overview.get_by_test_id("stDataFrame").first, 0)
    expect(title(overview)).to_contain_text("投资完成率")


def test_who_has_not_reported_for_august(overview: Page) -> None:
    overview.get_by_role("button", name="报送", exact=True).click()
    overview.get_by_role("menuitem", name="每月一报").click()
    expect(title(overview)).to_contain_text("8月份报表")
    expect(overview.get_by_test_id("stCode").last).to_contain_text("2022年8月")


def test_what_the_figures_looked_like_at_the_half_year_meeting(overview: Page) -> None:
    overview.get_by_role("combobox", name="会议版").click()
    overview.get_by_role("option", name="半年会").click()
    expect(overview.get_by_text("会议版“半年会”")).to_be_visible()
    overview.get_by_test_id("stMain").get_by_role("button", name="会议版：半年会").click()
    expect(title(overview)).to_contain_text("45 项指标")
    overview.get_by_role("button", name="报送", exact=True).click()
    overview.get_by_role("menuitem", name="会议版").click()
    overview.get_by_role("link", name="以会议版打开看板").click()
    expect(overview.get_by_text("会议版“半年会”")).to_be_visible()
