"""What a reader does on any page."""

from playwright.sync_api import Locator, Page, expect

# asked at every frame: Playwright's own expectations look once a second at last
STILL = """() => document.querySelector("[data-testid='stApp'][data-test-script-state=notRunning]")
  && !document.querySelector("[data-testid='stSkeleton'], [data-stale=true]")"""

WORDS_ARE_THERE = f"words => ({STILL})() && document.body.textContent.includes(words)"


def settled(page: Page) -> None:
    """Waits until the script has run and all of the page is drawn, so that nothing moves."""
    page.wait_for_function(STILL, timeout=45_000)


def opened(page: Page, address: str, last_words: str) -> None:
    """Opens an address and waits until the page's last words stand there, and nothing moves."""
    page.goto(address)
    # an expectation that waits describes the whole page each time it looks, in case that it fails
    page.wait_for_function(WORDS_ARE_THERE, arg=last_words, polling=50)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_text(last_words).last).to_be_visible()
    settled(page)


def title(page: Page) -> Locator:
    """The page's title; while one page makes room for the next, the leaving one's is stale."""
    return page.locator("[data-stale=false]").get_by_role("heading", level=1)


def choose(page: Page, label: str, option: str) -> None:
    """Types into a box and takes the option; a box that is drawn anew meanwhile would close."""
    settled(page)
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def click_in_table(page: Page, table: Locator, x: int, row: int) -> None:
    """Clicks in a table, which is drawn on a canvas; the first row below the headers is 0."""
    settled(page)
    expect(table.locator("canvas").first).to_be_visible()
    # below the bar on top of the page, however tall the table is
    table.evaluate("table => { table.style.scrollMarginTop = '100px'; table.scrollIntoView() }")
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + 35 * (row + 1) + 17)


def pick_row(page: Page, table: Locator, row: int) -> None:
    """Clicks the box before a row."""
    click_in_table(page, table, 18, row)
