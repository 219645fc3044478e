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
    expect(page.get_by_role("button", name="七宝镇", exact=True)).to_be_visible()
    expect(unit).to_be_visible()
    page.get_by_text("筛选", exact=True).click()
    expect(unit).not_to_be_visible()


def test_a_county_shows_its_part_and_a_filter_without_meaning_says_so_beside_its_chip(
    page: Page, url: str
) -> None:
    page.goto(f"{url}/indicator?indicator=镇街动员企业采购&county=大关县")
    expect(title(page)).to_contain_text("产地为大关县的部分")
    page.goto(f"{url}/leads?county=大关县")
    reason = page.get_by_text("任务由单位牵头，不分结对县")
    expect(reason).to_be_visible()
    settled(page)
    chip = page.get_by_role("button", name="大关县").bounding_box()
    beside = reason.bounding_box()
    assert chip is not None
    assert beside is not None
    assert chip["x"] + chip["width"] < beside["x"]
    assert abs(chip["y"] + chip["height"] / 2 - beside["y"] - beside["height"] / 2) < 6
    page.get_by_role("button", name="大关县").click()
    expect(reason).not_to_be_visible()
