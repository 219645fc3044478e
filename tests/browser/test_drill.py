"""From 总览 down to the cell, by clicking and from a cold address."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from places import CLEAN
from playwright.sync_api import Locator, Page, expect

from browser.steps import click_in_table, pick_row, settled, title

Serve = Callable[[Path], str]
FILE = "c10_七宝镇_消费帮扶采购明细表_2022年1-9月.xlsx"


def click_bar(page: Page, town: str) -> None:
    """Clicks the bar that stands beside a town's label."""
    settled(page)
    # by entity; by month below
    chart = page.locator(".js-plotly-plot", has=page.locator(".bars")).first
    # what is done, after the tracks to the quotas
    bars = chart.locator(".trace.bars").nth(1).locator(".point path")
    expect(bars).to_have_count(14)
    labels = chart.locator(".ytick text")
    place = [town in text for text in labels.all_text_contents()].index(True)
    bars.nth(place).evaluate("element => element.scrollIntoView({ block: 'center' })")
    # Plotly catches clicks on a layer above the bars
    bars.nth(place).click(force=True)


def expect_the_cell(page: Page) -> None:
    """The fifth row of 七宝镇's workbook, its amount in G5 highlighted."""
    expect(page.get_by_role("heading", name="源单元格")).to_have_text(
        f"源单元格：{FILE} › Sheet1 › 第 5 行"
    )
    expect(page.get_by_text("取数单元格：G5")).to_be_visible()
    table = page.get_by_test_id("stTable")
    expect(table.locator("thead th")).to_have_text(["", *"ABCDEFGHIJ"])
    line = table.locator("tbody tr", has=page.get_by_role("rowheader", name="5", exact=True))
    colours = line.locator("td").evaluate_all(
        "cells => cells.map((cell) => getComputedStyle(cell).backgroundColor)"
    )
    marked, shaded = "rgb(31, 95, 168)", "rgb(223, 228, 234)"
    assert colours == [marked if letter == "G" else shaded for letter in "ABCDEFGHIJ"]


def test_from_the_overview_to_the_cell_by_clicking(page: Page, url: str, tmp_path: Path) -> None:
    page.goto(url)
    page.get_by_role("link", name="逐个镇街往下看").click()
    expect(title(page)).to_contain_text("镇街动员企业采购：▽ 滞后，完成 53.8%")
    click_bar(page, "七宝镇")
    # 158.107 of 300 万元
    expect(title(page)).to_contain_text("镇街动员企业采购：▽ 滞后，完成 52.7%")
    expect(page.get_by_role("heading", name="数字从哪里来：34 行")).to_be_visible()
    pick_row(page, page.get_by_test_id("stDataFrame"), 0)
    expect_the_cell(page)
    assert "entity=七宝镇" in unquote(page.url)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载原件").click()
    assert download.value.suggested_filename.endswith(FILE)
    kept = tmp_path / "original.xlsx"
    download.value.save_as(kept)
    assert kept.read_bytes() == (CLEAN / FILE).read_bytes()
    page.go_back()
    expect(page.get_by_role("heading", name="源单元格")).to_have_count(0)
    assert "row=" not in page.url
    page.get_by_role("link", name="全区", exact=True).click()
    expect(title(page)).to_contain_text("镇街动员企业采购：▽ 滞后，完成 53.8%")


def test_the_cell_has_an_address_of_its_own(page: Page, url: str) -> None:
    page.goto(f"{url}/indicator?entity=七宝镇&row=10:Sheet1:5")
    expect(title(page)).to_contain_text("镇街动员企业采购：▽ 滞后，完成 52.7%")
    expect_the_cell(page)


def test_a_line_of_the_laggards_opens_its_own_indicator(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("link", name="结对县农特产品销售").click()
    # 4,680.1 of 9,000 万元
    expect(title(page)).to_contain_text("结对县农特产品销售：■ 严重滞后，完成 52.0%")


def test_a_row_of_the_overviews_table_opens_its_indicator(page: Page, url: str) -> None:
    page.goto(f"{url}/?order=按工作要点")
    expect(title(page)).to_contain_text("45 项指标")
    page.get_by_role("row").filter(has_text="联席会议").click()
    expect(title(page)).to_contain_text("联席会议：")


def test_a_click_goes_on_with_the_filters_in_force(page: Page, url: str) -> None:
    page.goto(f"{url}/?unit=七宝镇&as_of=2022-06-30&order=按工作要点")
    expect(title(page)).to_contain_text("项指标")
    page.get_by_role("row").filter(has_text="镇街动员企业采购").last.click()
    expect(title(page)).to_contain_text("镇街动员企业采购：")
    expect(page.get_by_text("截至 2022年6月30日")).to_be_visible()
    assert "unit=七宝镇" in unquote(page.url)


def test_a_cell_of_the_months_leads_to_the_rows_of_its_unit_and_month(page: Page, url: str) -> None:
    page.goto(f"{url}/consumption?unit=七宝镇")
    # held together, so that no line ends between the signs
    expect(title(page)).to_contain_text("消费协作：采购①\u2060–\u2060③ 158.1 万元")
    settled(page)
    # 七宝镇's own line; January stands behind the names, February after it
    click_in_table(page, page.get_by_test_id("stDataFrame").first, 320, 0)
    expect(title(page)).to_contain_text("镇街动员企业采购：▽ 滞后，完成 52.7%")
    expect(page.get_by_role("link", name="› 2022-02")).to_be_visible()
    assert "unit=七宝镇" in unquote(page.url)
    page.get_by_role("link", name="› 七宝镇").click()
    expect(page.get_by_role("link", name="› 2022-02")).to_have_count(0)
    expect(page.get_by_role("heading", name="数字从哪里来：34 行")).to_be_visible()


def test_from_a_month_to_its_rows_and_back_by_the_browsers_own_buttons(
    page: Page, url: str
) -> None:
    page.goto(f"{url}/indicator?entity=七宝镇&by=采购渠道&slice=产地直采")
    expect(page.get_by_role("link", name="› 产地直采")).to_be_visible()
    page.get_by_role("link", name="› 七宝镇").click()
    expect(page.get_by_role("link", name="› 产地直采")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("link", name="› 产地直采")).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("link", name="› 产地直采")).to_have_count(0)


def click_ground(page: Page, chart: Locator, number: int) -> None:
    """Clicks a panel, a cell or a line of a chart, wherever it stands on the page."""
    settled(page)
    ground = chart.locator(".bars .point path").nth(number)
    ground.evaluate("element => element.scrollIntoView({ block: 'center' })")
    # Plotly catches clicks on a layer above the bars
    ground.click(force=True)


def test_a_panel_of_the_units_lines_opens_its_unit(page: Page, url: str) -> None:
    page.goto(f"{url}/indicator?indicator=镇街动员企业采购")
    expect(page.get_by_role("heading", name="14 个对象逐月对照序时")).to_be_visible()
    panels = page.locator(".st-key-wide-multiples .js-plotly-plot")
    first = panels.locator(".annotation-text").first
    expect(first).to_be_visible()
    unit = (first.text_content() or "").split(" ")[0]
    click_ground(page, panels, 0)
    expect(page.get_by_role("combobox", name="对象")).to_have_value(unit)


def test_a_cell_of_the_moneys_way_opens_the_purchases_of_its_pair(page: Page, url: str) -> None:
    page.goto(f"{url}/consumption?unit=七宝镇")
    # held together, so that no line ends between the signs
    expect(title(page)).to_contain_text("消费协作：采购①\u2060–\u2060③ 158.1 万元")
    table = page.locator(".st-key-wide-way .js-plotly-plot")
    head = table.locator(".textpoint text").filter(has_text="县").first
    expect(head).to_be_visible()
    click_ground(page, table, 0)
    expect(title(page)).to_contain_text("镇街动员企业采购：▽ 滞后，完成 52.7%")
    assert "by=产地" in unquote(page.url)
    assert "slice=" in page.url


def test_a_projects_line_opens_the_project(page: Page, url: str) -> None:
    page.goto(f"{url}/projects")
    expect(title(page)).to_contain_text("两率未达 90%")
    click_ground(page, page.locator(".st-key-wide-rates .js-plotly-plot"), 0)
    expect(title(page)).to_contain_text("投资完成率：")
    assert "entity=" in page.url
