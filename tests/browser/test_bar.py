"""The filters take one slim line; on a phone they stand behind one word."""

import pytest
from playwright.sync_api import Page, expect

from browser.steps import choose, settled, title

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("address", ["", "indicator", "towns?unit=莘庄镇", "monthly", "leads"])
def test_the_title_begins_high_on_a_laptop_below_one_line_of_filters(
    page: Page, url: str, address: str
) -> None:
    page.goto(f"{url}/{address}")
    expect(title(page)).to_be_visible()
    settled(page)
    bar = page.locator(".st-key-bar").bounding_box()
    begins = title(page).bounding_box()
    assert bar is not None
    assert begins is not None
    assert bar["height"] < 70
    assert begins["y"] < 180
    assert page.locator(".stSidebar").locator("visible=true").count() == 0


def test_on_a_phone_the_filters_open_behind_one_word(page: Page, url: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(url)
    settled(page)
    unit = page.get_by_role("combobox", name="单位", exact=True)
    expect(unit).not_to_be_visible()
    expect(page.get_by_role("textbox", name="搜索")).to_be_visible()
    page.get_by_text("筛选", exact=True).click()
    choose(page, "单位", "七宝镇")
    expect(title(page)).to_contain_text("5")
    expect(page.get_by_role("button", name="七宝镇")).to_be_visible()
    expect(unit).to_be_visible()
    page.get_by_text("筛选", exact=True).click()
    expect(unit).not_to_be_visible()
