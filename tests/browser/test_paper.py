"""A page on paper: what it says, whole, without what is there to be clicked."""

from playwright.sync_api import Page, expect

from browser.steps import settled

PAPER = 718  # A4 without its margins, in pixels
CHARTS = """() => [...document.querySelectorAll('.js-plotly-plot')].map((chart) => {
  const box = chart.getBoundingClientRect();
  return [Math.round(box.left), Math.round(box.right)];
})"""


def test_a_printed_page_is_white_and_whole_and_has_nothing_to_click(page: Page, url: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{url}/indicator?entity=七宝镇")
    expect(page.get_by_text("数字从哪里来")).to_be_visible()
    settled(page)
    # what the browser does when it prints
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    settled(page)
    charts = page.evaluate(CHARTS)
    assert [box for box in charts if box[0] < 0 or box[1] > PAPER] == []
    assert len(charts) == 2
    white = "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == (
        white
    )
    for thing in (".st-key-bar", ".stAppHeader", ".stDownloadButton", ".stSelectbox"):
        expect(page.locator(thing).locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_on_paper_a_table_wider_than_the_screen_has_all_its_columns(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{url}/indicator?entity=七宝镇")
    settled(page)
    expect(page.locator(".paper-copy")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    settled(page)
    copy = page.locator(".paper-copy")
    expect(copy.get_by_text("文件", exact=True)).to_be_visible()
    box = copy.bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= PAPER + 0.5) == (True, True)
    # the table itself, of which columns would be cut, is not printed beside it
    expect(page.locator(".stDataFrame").locator("visible=true")).to_have_count(0)


def test_on_paper_no_mark_is_cut_at_the_side_and_no_line_is_broken_across_pages(
    page: Page, url: str
) -> None:
    page.goto(url)
    expect(page.locator(".stPageLink").locator("visible=true").first).to_be_visible()
    settled(page)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    settled(page)
    sides = page.locator(".stPageLink a, [data-testid=stColumn]").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert [side for side in sides if side[0] < 0 or side[1] > PAPER + 0.5] == []
    breaks = page.locator(".stHorizontalBlock").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakInside)"
    )
    assert set(breaks) == {"avoid"}
