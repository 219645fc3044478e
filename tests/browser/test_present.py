"""Presenting in a real Chromium: each step one screen, by the keys of a presenter's remote."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.steps import settled, title
from kpi.plan import load_plan

Serve = Callable[[Path], str]

PROJECTORS = [(1920, 1080), (1280, 800), (1366, 768)]
STEPS = len(load_plan(2022).shown.steps)
# what can be scrolled up or down: the document, the page, and the chart's or table's place
SCROLLED = """() => [document.documentElement, document.querySelector(".stMain"),
    document.querySelector(".st-key-stage"), document.querySelector(".st-key-stage-body")]
  .map(part => part.scrollHeight - part.clientHeight)"""
# the smallest type in pixels of the canvas that words are set in, and what they are
SMALLEST = """() => {
  const walker = document.createTreeWalker(document.querySelector(".st-key-stage"), 4);
  let least = [1000, ""];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const style = getComputedStyle(node.parentElement), size = parseFloat(style.fontSize);
    const seen = node.data.trim() && node.parentElement.getBoundingClientRect().width;
    if (seen && !node.parentElement.closest("style, .hoverlayer") && size < least[0]) {
      least = [size, node.data];
    }
  }
  return least;
}"""
# how far the last mark or word of a part reaches over the canvas
BEYOND = """() => {
  const edge = document.querySelector(".st-key-stage").getBoundingClientRect();
  const parts = document.querySelectorAll(
    ".st-key-stage :is(h1, p, td, th, .value, .against, .main-svg text)");
  return [...parts].map(part => [part.getBoundingClientRect(), part.textContent])
    .filter(([box]) => box.width && (box.right > edge.right + 1 || box.bottom > edge.bottom + 1))
    .map(([, text]) => text);
}"""


def presented(page: Page, address: str) -> None:
    """Opens an address that presents, and waits until its screen is drawn."""
    page.goto(address)
    expect(stage(page).get_by_role("heading", level=1)).to_be_visible()
    settled(page)


def stage(page: Page) -> Locator:
    return page.locator(".st-key-stage")


def turned(page: Page, key: str, number: int) -> None:
    """Presses a key and waits for the step that it leads to."""
    page.keyboard.press(key)
    expect(page.get_by_text(f"{number} / {STEPS}", exact=True)).to_be_attached()
    settled(page)


def wake(page: Page) -> None:
    """Moves the mouse, once somebody looks for that, so that the bar comes."""
    page.wait_for_function("() => window.stage")
    page.mouse.move(400, 300)
    page.mouse.move(410, 310)
    expect(page.locator(".st-key-stage-bar")).to_have_css("opacity", "1")


def click_alone(part: Locator) -> None:
    """Clicks what is drawn anew, when all is drawn and the one of before is gone."""
    settled(part.page)
    expect(part).to_have_count(1)
    part.click()


@pytest.fixture
def projector(page: Page, request: pytest.FixtureRequest) -> Page:
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    return page


@pytest.mark.parametrize("projector", PROJECTORS, indirect=True, ids=str)
@pytest.mark.parametrize("number", range(1, STEPS + 1))
def test_a_step_is_one_screen_in_the_type_of_the_rules(
    projector: Page, url: str, number: int
) -> None:
    presented(projector, f"{url}/?present={number}")
    assert projector.evaluate(SCROLLED) == [0, 0, 0, 0]
    assert projector.evaluate(BEYOND) == []
    size, words = projector.evaluate(SMALLEST)
    assert size >= 28, words
    heading = stage(projector).get_by_role("heading", level=1)
    assert heading.evaluate("title => getComputedStyle(title).fontSize") == "52px"


def test_headline_figures_are_seen_from_the_back_row(page: Page, url: str) -> None:
    presented(page, f"{url}/?present=1")
    sizes = page.locator(".stage-figures .value").evaluate_all(
        "figures => figures.map(figure => getComputedStyle(figure).fontSize)"
    )
    assert sizes == ["96px"] * 7


def test_a_presenters_remote_turns_the_steps_from_a_cold_load(page: Page, url: str) -> None:
    presented(page, f"{url}/?present=1&as_of=2022-06-30")
    turned(page, "PageDown", 2)
    expect(title(page)).to_contain_text("挂图作战：")
    expect(page.get_by_text("截至 2022年6月30日")).to_be_visible()
    turned(page, "PageUp", 1)
    turned(page, "ArrowRight", 2)
    turned(page, "Space", 3)
    turned(page, "ArrowLeft", 2)
    turned(page, "End", STEPS)
    expect(title(page)).to_contain_text("要求与下一步：")
    turned(page, "PageDown", STEPS)
    turned(page, "Home", 1)
    page.keyboard.press("5")
    turned(page, "PageDown", 2)
    page.go_back()
    expect(page.get_by_text(f"1 / {STEPS}", exact=True)).to_be_attached()
    settled(page)
    turned(page, "PageDown", 2)
    turned(page, "PageDown", 3)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-bar")).to_be_visible()
    expect(title(page)).to_contain_text("镇街动员企业采购：")
    assert "present" not in page.url
    assert "as_of=2022-06-30" in page.url


def test_keys_pressed_faster_than_a_screen_is_drawn_all_count(page: Page, url: str) -> None:
    presented(page, f"{url}/?present=1")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    turned(page, "PageDown", 4)


def test_b_makes_the_screen_black_until_any_key(page: Page, url: str) -> None:
    presented(page, f"{url}/?present=2")
    black = "getComputedStyle(document.body, '::after').backgroundColor"
    page.keyboard.press("b")
    assert page.evaluate(black) == "rgb(0, 0, 0)"
    page.keyboard.press("PageDown")
    assert page.evaluate(black) != "rgb(0, 0, 0)"
    assert "present=2" in page.url
    turned(page, "PageDown", 3)


def test_the_bar_comes_with_the_mouse_or_the_focus_and_goes(page: Page, url: str) -> None:
    presented(page, f"{url}/?present=1")
    bar = page.locator(".st-key-stage-bar")
    expect(bar).to_have_css("opacity", "0")
    page.mouse.move(400, 300)
    expect(bar).to_have_css("opacity", "1")
    expect(bar).to_have_css("opacity", "0", timeout=5_000)
    page.keyboard.press("Tab")
    expect(bar).to_have_css("opacity", "1")


def test_it_begins_on_a_page_and_a_list_of_steps_jumps(page: Page, url: str) -> None:
    page.goto(f"{url}/?as_of=2022-06-30")
    page.get_by_role("button", name="演示").click()
    expect(stage(page)).to_be_visible()
    settled(page)
    wake(page)
    page.get_by_role("button", name="总览").click()
    page.get_by_role("button", name="5. 结对县").click()
    expect(title(page)).to_contain_text("结对县农特产品销售：")
    expect(page.get_by_text("截至 2022年6月30日")).to_be_visible()


def test_a_bar_is_clicked_where_it_is_seen_on_a_small_projector(page: Page, url: str) -> None:
    presented(page, f"{url}/?present=3")
    bars = page.locator(".js-plotly-plot .trace.bars").last.locator(".point")
    expect(bars).to_have_count(14)
    box = bars.last.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer")).to_contain_text("浦锦街道")
    page.mouse.down()
    page.mouse.up()
    expect(title(page)).to_contain_text("浦锦街道：")
    assert "unit=浦锦街道" in unquote(page.url)


def test_steps_are_ticked_and_ordered_on_a_panel(page: Page, url: str) -> None:
    presented(page, f"{url}/?present=1&steps=towns.closing")
    wake(page)
    page.get_by_role("button", name="选择步骤").click()
    panel = page.get_by_role("dialog")
    click_alone(panel.locator(".st-key-stage-down-towns button"))
    page.wait_for_url("**steps=closing.towns*")
    click_alone(panel.locator(".st-key-stage-take-closing-in label"))
    page.wait_for_url("**steps=towns")
    click_alone(panel.locator(".st-key-stage-take-overview-out label"))
    page.wait_for_url("**steps=towns.overview*")
    panel.get_by_role("button", name="完成").click()
    expect(panel).not_to_be_visible()
    expect(page.get_by_text("1 / 2", exact=True)).to_be_attached()


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
