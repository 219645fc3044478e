"""Every page in every size and both themes: not wider than the screen, in Chinese, readable."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.axe import COLOURS, violations
from browser.steps import opened, settled

Serve = Callable[[Path], str]
DARK = "rgb(15, 20, 26)"  # backgroundColor in .streamlit/config.toml
SIZES = [(1366, 768), (1920, 1080), (390, 844)]
# each page's last words, which stand there when all of it does
PAGES = {
    "": "下载表格（XLSX）",
    "indicator?entity=七宝镇&row=10:Sheet1:5": "下载原件",
    "indicator": "下载表格（XLSX）",
    "indicator?indicator=镇街动员企业采购": "点选一行",
    "indicator?entity=七宝镇&by=采购渠道": "点选一行",
    "towns": "选两个以上的镇街",
    "counties?county=大关县": "选两个以上的结对县",
    "tasks": "选两个以上的任务",
    "tasks?task=19": "历月月报",
    "projects": "下载表格（XLSX）",
    "submissions": "下载表格（XLSX）",
    "submissions?submission=10": "撤回这份报送",
    "leads": "选两个以上的牵头单位",
    "leads?lead=区经委": "全文见",
    "monthly?cell=莘庄镇:2022-08": "没有退回的报送",
    "follow_ups": "督办事项由区合作交流办",
    "quality": "没有退回的报送",
    "consumption": "逐个镇街往下看",
    "travel": "数据（XLSX）",
    "people": "数据（XLSX）",
    "editions": "将按上方的时间定稿",
    "search?q=七宝镇": "七宝镇",
    "?present=1": "退出演示",
    "towns?compare_towns=莘庄镇&compare_towns=七宝镇": "（家，逐月累计）",
}
# what a reader sees or is read aloud, besides what is drawn on a canvas
WORDS = """() => {
  const seen = (element) =>
    element?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [document.title];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    // icons are written as ligatures: upload_file
    const hidden = parent.closest("script, style, noscript, [data-testid='stIconMaterial']");
    if (!hidden && seen(parent)) found.push(walker.currentNode.data);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (seen(element)) found.push(element.getAttribute(name));
  return found;
}"""
# Names of formats and files, of the product, and commands to type
ALLOWED = re.compile(
    r"[\w\-（）《》：]+\.(xlsx|csv)|Sheet1|XLSX|XLSM|XLSB|XLS|ODS|CSV|PNG|SVG|PDF|HTML|PPTX|Esc|Streamlit"
    r"|MH2022-\w+|python -m etl \w+"
)


# letters of charts' axes and of lists that are still in the light theme's colours
LIGHT_LETTERS = """() => [document, ...[...document.querySelectorAll("*")].map(e => e.shadowRoot)]
  .flatMap(root => [...root?.querySelectorAll(".xtick text, .ytick text, th.status") ?? []])
  .map(letters => getComputedStyle(letters))
  .filter(({ fill, color }) => ["rgb(14, 21, 32)", "rgb(91, 102, 115)"]
    .some(light => [fill, color].includes(light))).length"""


def drawn_for_the_dark(page: Page) -> None:
    """A theme's colours are in the charts and lists too, which the server draws anew."""
    page.wait_for_function(f"() => !({LIGHT_LETTERS})()")
    settled(page)


def foreign_words(page: Page) -> list[str]:
    texts = page.evaluate(WORDS)
    return sorted({t for t in texts if re.search(r"[A-Za-z]{3,}", ALLOWED.sub("", t))})


def drawn(page: Page, url: str, address: str) -> None:
    opened(page, f"{url}/{address}", PAGES[address])


# once opened, a view is asked everything: opening is what takes long
@pytest.mark.parametrize("address", PAGES)
def test_a_view_fits_every_screen_in_chinese_and_can_be_read_by_everyone(
    page: Page, url: str, address: str
) -> None:
    drawn(page, url, address)
    assert violations(page) == [], "light"
    assert_fits(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", DARK)
    drawn_for_the_dark(page)
    assert violations(page, COLOURS) == [], "dark"


def assert_fits(page: Page) -> None:
    """In each size no wider than the screen, and every word is Chinese."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        # what has to move when the window changes does so a moment later
        page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
        assert foreign_words(page) == [], width
    assert page.get_by_test_id("stException").count() == 0


def test_charts_and_lists_follow_a_theme_that_is_chosen_in_the_menu(page: Page, url: str) -> None:
    drawn(page, url, "")
    assert page.evaluate(LIGHT_LETTERS) > 0
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_text("深色").click()
    drawn_for_the_dark(page)


def test_menus_and_boxes_that_open_are_in_chinese(page: Page, url: str) -> None:
    drawn(page, url, "towns")
    page.get_by_role("button", name="选择日期").first.click()
    expect(page.get_by_role("button", name="下个月")).to_be_visible()
    assert foreign_words(page) == []
    page.keyboard.press("Escape")
    box = page.get_by_role("combobox", name="单位")
    box.fill("没有的单位")
    expect(page.get_by_text("没有结果")).to_be_visible()
    assert foreign_words(page) == []
    page.keyboard.press("Escape")
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    expect(page.get_by_text("浅色")).to_be_visible()
    assert foreign_words(page) == []


def test_a_tables_own_tools_are_in_chinese(page: Page, url: str) -> None:
    drawn(page, url, "projects")
    page.get_by_test_id("stDataFrame").hover()
    page.get_by_role("button", name="选择显示的列").click()
    expect(page.get_by_text("序号", exact=True)).to_be_visible()
    assert foreign_words(page) == []
    page.keyboard.press("Escape")
    page.get_by_test_id("stDataFrame").hover()
    page.get_by_role("button", name="查找").click()
    page.keyboard.type("滞后")
    expect(page.get_by_role("button", name="关闭查找")).to_be_visible()
    assert foreign_words(page) == []


# the texts of these elements that have more lines than words
BROKEN = """(elements) => elements.filter((element) => {
  const text = document.createRange();
  text.selectNodeContents(element);
  const lines = new Set([...text.getClientRects()].map((box) => Math.round(box.top)));
  return lines.size > element.textContent.trim().split(/\\s+/).length;
}).map((element) => element.textContent)"""
CUT = """(elements) => elements.filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => element.textContent)"""


def test_on_a_phone_no_header_breaks_within_a_word(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    drawn(page, url, "submissions?submission=10")
    headers = page.locator(".stTable th p")
    assert headers.all_inner_texts()[:5] == ["工作表", "报表", "单位", "期间", "行数"]
    assert headers.evaluate_all(BROKEN) == []


def test_on_a_phone_a_link_is_told_to_its_end(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    drawn(page, url, "tasks?task=19")
    links = page.locator(".stMain .stPageLink a > span")
    expect(links.filter(has_text="慢").first).to_be_visible()
    assert links.evaluate_all(CUT) == []


# a line of a heading that ends with a number or shape, whose word begins the next
TORN = """(headings) => headings.flatMap((heading) => {
  const lines = [];
  const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    for (let n = 1; n < data.length; n++) {
      const top = (at) => {
        const letter = document.createRange();
        letter.setStart(walker.currentNode, at);
        letter.setEnd(walker.currentNode, at + 1);
        return letter.getBoundingClientRect().top;
      };
      const bound = /[\\d■▽●]\\s/.test(data.slice(n - 1, n + 1));
      if (bound && top(n + 1) > top(n - 1) + 5) lines.push(data);
    }
  }
  return lines;
})"""


@pytest.mark.parametrize(
    ("address", "told", "last_words"),
    [
        ("", "项指标", PAGES[""]),
        ("indicator?entity=浦锦街道", "严重滞后", "点选一行"),
        ("indicator?entity=七宝镇", "滞后", "点选一行"),
    ],
)
def test_on_a_phone_a_number_or_shape_stays_with_its_word(
    page: Page, url: str, address: str, told: str, last_words: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{url}/{address}", last_words)
    headings = page.locator("h1, h2, h3")
    assert told in headings.first.inner_text()
    assert headings.evaluate_all(TORN) == []
