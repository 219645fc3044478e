"""Without a mouse: everything is reached, is seen to be reached, and opens with Enter."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.steps import opened, settled, title

# the element that has the keyboard shows it: by an outline, a shadow or its box's border
RINGED = """() => {
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (element === document.body) return true;
  for (let n = 0; element && n < 5; n++, element = element.parentElement) {
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && style.outlineWidth !== "0px";
    if (outlined || style.boxShadow !== "none") return true;
    if (style.borderColor === "rgb(31, 95, 168)") return true;
  }
  return false;
}"""
LAST = "下载表格（XLSX）"  # stands below the last table
TABLE = ".stDataFrame canvas, .stDataFrame td"


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the keyboard is there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("where => document.activeElement.matches(where)", selector):
            return
    pytest.fail(f"Tab never came to {selector}")


def test_the_first_stop_skips_to_the_content(page: Page, url: str) -> None:
    opened(page, url, LAST)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("address", ["", "indicator", "submissions"])
def test_each_stop_is_seen_and_none_opens_anything(page: Page, url: str, address: str) -> None:
    opened(page, f"{url}/{address}", LAST)
    before = title(page).inner_text()
    for _ in range(60):
        page.keyboard.press("Tab")
        page.wait_for_function(RINGED)
    page.wait_for_timeout(500)  # what is picked in a table tells the server a moment later
    assert title(page).inner_text() == before


def test_a_cell_of_the_wall_is_reached_with_arrows_and_opened_with_enter(
    page: Page, url: str
) -> None:
    opened(page, f"{url}/?wall_table=true", LAST)
    tab_to(page, TABLE)
    expect(page.get_by_role("status").filter(has_text="年度工作计划上报")).to_be_visible()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    told = page.get_by_role("status").filter(has_text="江川路街道")
    expect(told).to_contain_text("镇街动员企业采购")
    page.keyboard.press("Enter")
    expect(title(page)).to_contain_text("镇街动员企业采购：")
    page.wait_for_url(re.compile("entity="))
    expect(page.get_by_role("combobox", name="对象")).to_have_value("江川路街道")


def test_after_a_cell_that_opens_below_the_arrows_go_on_and_open_nothing(
    page: Page, url: str
) -> None:
    opened(page, f"{url}/monthly", "没有退回的报送")
    tab_to(page, TABLE)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("cell="))
    address = page.url
    settled(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status").filter(has_text="2月")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.url == address


def test_a_line_of_a_table_is_opened_with_enter(page: Page, url: str) -> None:
    opened(page, f"{url}/tasks", LAST)
    tab_to(page, TABLE)
    expect(page.get_by_role("status").filter(has_text="打开")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("task="))
    expect(title(page)).to_contain_text("任务 ")
