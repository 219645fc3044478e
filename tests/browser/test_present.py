"""Presenting and searching in a real Chromium."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page, expect

from browser.steps import opened, settled, title

Serve = Callable[[Path], str]

# pixels of all type, of the first table, and of its lines
SIZES = """() => {
  const table = document.querySelector("[data-testid=stDataFrame]");
  const lines = table.querySelector(".dvn-scroll-inner");
  return [getComputedStyle(document.documentElement).fontSize, table.clientHeight,
          lines.clientHeight];
}"""


def test_tables_are_as_big_as_the_type_when_presenting_begins_and_when_it_ends(
    page: Page, url: str
) -> None:
    opened(page, f"{url}/towns", "逐项对比")
    assert page.evaluate(SIZES) == ["16px", 528, 525]
    opened(page, f"{url}/towns?present=2", "逐项对比")
    assert page.evaluate(SIZES) == ["19.2px", 633, 630]
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-bar")).to_be_visible()
    settled(page)
    assert page.evaluate(SIZES) == ["16px", 528, 525]
    page.go_back()
    expect(page.locator(".st-key-bar")).not_to_be_visible()
    settled(page)
    assert page.evaluate(SIZES) == ["19.2px", 633, 630]


def test_a_meeting_is_stepped_through_with_the_arrow_keys(page: Page, url: str) -> None:
    page.goto(f"{url}/?as_of=2022-06-30")
    page.get_by_role("button", name="演示").click()
    expect(page.get_by_role("button", name="退出演示")).to_be_visible()
    expect(page.locator(".st-key-bar")).not_to_be_visible()
    expect(title(page)).to_contain_text("项指标")
    settled(page)
    page.keyboard.press("ArrowRight")
    expect(title(page)).to_contain_text("14 个镇街中")
    expect(page.get_by_text("截至 2022年6月30日")).to_be_visible()
    page.go_back()
    expect(title(page)).to_contain_text("项指标")
    expect(page.get_by_text("截至 2022年6月30日")).to_be_visible()
    page.go_forward()
    expect(title(page)).to_contain_text("14 个镇街中")
    settled(page)
    page.keyboard.press("ArrowRight")
    expect(title(page)).to_contain_text("镇街动员企业采购：")
    expect(page.get_by_text("3 / ")).to_be_visible()
    settled(page)
    page.keyboard.press("ArrowLeft")
    expect(title(page)).to_contain_text("14 个镇街中")
    settled(page)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-bar")).to_be_visible()
    assert "present" not in page.url
    assert "as_of=2022-06-30" in page.url


def test_a_question_asked_on_any_page_is_answered_and_leads_on(page: Page, url: str) -> None:
    page.goto(f"{url}/towns")
    expect(title(page)).to_contain_text("14 个镇街中")
    box = page.get_by_role("textbox", name="搜索")
    box.fill("22312000008898026143")
    box.press("Enter")
    expect(title(page)).to_have_text("“22312000008898026143”：找到 1 处")
    page.get_by_role("link", name="镇街动员企业采购 › 七宝镇").click()
    expect(page.get_by_role("heading", name="源单元格")).to_contain_text("第 5 行")
    assert "entity=七宝镇" in unquote(page.url)
    # a unit that was found becomes the filter, and the same may be asked again
    for _ in range(2):
        box.fill("七宝")
        box.press("Enter")
        expect(title(page)).to_contain_text("“七宝”：找到")
        page.get_by_role("link", name="七宝镇", exact=True).click()
        expect(title(page)).to_contain_text("七宝镇：")
