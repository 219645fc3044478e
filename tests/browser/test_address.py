"""What is seen can be sent: filters and pages live in the address."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.steps import choose, settled, title

Serve = Callable[[Path], str]


# A server's first request is another matter: Streamlit then runs the page without app.py.
@pytest.mark.parametrize(
    ("page_name", "finding"),
    [
        ("towns", "镇街动员企业采购：14 个镇街中"),
        ("submissions", "收到 37 份报送"),
    ],
)
def test_a_fresh_servers_first_request_may_be_for_any_page(
    page: Page, serve: Serve, clean_store: Path, page_name: str, finding: str
) -> None:
    page.goto(f"{serve(clean_store)}/{page_name}")
    expect(title(page)).to_contain_text(finding)
    expect(page.get_by_role("link", name="总览")).to_be_visible()
    assert page.url.endswith(f"/{page_name}")


def test_a_filter_that_is_chosen_is_in_the_address_for_a_fresh_browser(
    page: Page, chromium: Browser, url: str
) -> None:
    page.goto(url)
    expect(title(page)).to_contain_text("45 项指标")
    choose(page, "单位", "七宝镇")
    expect(title(page)).to_have_text(re.compile(r"^5\s项指标"))  # a space that does not break
    page.wait_for_url("**unit=**")
    seen = title(page).inner_text()
    fresh = chromium.new_context().new_page()
    fresh.goto(page.url)
    expect(title(fresh)).to_have_text(seen)
    expect(fresh.get_by_role("combobox", name="单位")).to_have_value("七宝镇")
    fresh.context.close()


def parameters(address: str) -> set[str]:
    return set(unquote(address).partition("?")[2].split("&"))


def test_a_filter_goes_along_to_the_next_page_by_menu_and_by_link(page: Page, url: str) -> None:
    page.goto(f"{url}/?unit=七宝镇&as_of=2022-06-30")
    page.get_by_role("link", name="镇街动员企业采购").click()
    expect(title(page)).to_contain_text("镇街动员企业采购：")
    expect(page.get_by_text("截至 2022年6月30日")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="镇街").click()
    expect(title(page)).to_contain_text("七宝镇：4 项指标")
    page.wait_for_url(lambda told: {"unit=七宝镇", "as_of=2022-06-30"} <= parameters(told))


def test_back_and_forward_go_from_page_to_page(page: Page, url: str) -> None:
    page.goto(url)
    expect(title(page)).to_contain_text("45 项指标")
    menu = page.get_by_role("navigation")
    menu.get_by_role("link", name="工作要点").click()
    expect(title(page)).to_contain_text("46 项任务")
    menu.get_by_role("button", name="专题").click()
    page.get_by_role("menuitem", name="援建项目").click()
    expect(title(page)).to_contain_text("23 个市、区级项目")
    page.go_back()
    expect(title(page)).to_contain_text("46 项任务")
    page.go_back()
    expect(title(page)).to_contain_text("45 项指标")
    page.go_forward()
    expect(title(page)).to_contain_text("46 项任务")


def test_back_from_an_indicator_is_the_filtered_page_that_it_was_opened_from(
    page: Page, url: str
) -> None:
    page.goto(f"{url}/?area=消费协作")
    page.get_by_role("link", name="结对县农特产品销售").click()
    expect(title(page)).to_contain_text("结对县农特产品销售：")
    page.go_back()
    expect(title(page)).to_contain_text("12 项指标")
    page.go_forward()
    expect(title(page)).to_contain_text("结对县农特产品销售：")


# Streamlit writes what it misses to the console
def test_an_address_without_a_page_opens_the_overview(unwatched: Page, url: str) -> None:
    unwatched.goto(f"{url}/没有这个页面")
    expect(title(unwatched)).to_contain_text("45 项指标")
    expect(unwatched.get_by_text("没有这个页面，已打开总览。")).to_be_visible()


def test_what_cannot_be_chosen_together_is_told(page: Page, url: str) -> None:
    page.goto(f"{url}/counties?unit=莘庄镇&county=大关县")
    expect(page.get_by_text("单位与结对县不能同时选择")).to_be_visible()
    settled(page)  # a click between two runs of the page is lost
    page.locator(".st-key-bar").get_by_role("button", name="清除").first.click()
    expect(title(page)).to_contain_text("大关县：")
