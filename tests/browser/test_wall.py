"""挂图作战 in a browser: a cell opens, a name opens, and a phone has a list."""

from urllib.parse import unquote

from playwright.sync_api import Locator, Page, expect

from browser.steps import settled, title


def wall(page: Page) -> Locator:
    """The chart with the names across and the counts at its ends."""
    settled(page)
    return page.locator(".js-plotly-plot", has_text="落后项数")


def click_cell(page: Page, place: int, trace: int = 0) -> None:
    """Clicks a cell, numbered line by line; trace 1 are the names across."""
    cells = wall(page).locator(".barlayer .trace.bars").nth(trace).locator(".point path")
    cells.nth(place).evaluate("element => element.scrollIntoView({ block: 'center' })")
    # Plotly catches clicks on a layer above the bars
    cells.nth(place).click(force=True)


def test_a_cell_opens_its_indicator_and_town(page: Page, url: str) -> None:
    page.goto(f"{url}/towns?standing=常用次序")
    # the second town in the first line
    click_cell(page, 1)
    expect(title(page)).to_contain_text("年度工作计划上报：")
    assert "entity=古美街道" in unquote(page.url)


def test_a_name_opens_its_own_page(page: Page, url: str) -> None:
    page.goto(f"{url}/towns?standing=常用次序")
    click_cell(page, 4, trace=1)
    expect(title(page)).to_contain_text("莘庄镇：")


def test_from_the_overview_a_name_opens_the_countys_page(page: Page, url: str) -> None:
    page.goto(f"{url}/?across=结对县")
    click_cell(page, 5, trace=1)
    expect(title(page)).to_contain_text("大关县：")


def test_on_a_phone_a_list_stands_for_the_matrix(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{url}/towns")
    line = page.get_by_role("link", name="莘庄镇")
    expect(line).to_be_visible()
    expect(page.locator(".js-plotly-plot", has_text="落后项数")).to_be_hidden()
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(wall(page)).to_be_visible()
    expect(line).to_be_hidden()
