"""总览 in a real Chromium."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from facts import Facts
from places import CLEAN
from playwright.sync_api import Locator, Page, expect

from browser.server import Own
from browser.steps import settled

SIZES = [(1366, 768), (1920, 1080), (390, 844)]


def towns(page: Page) -> Locator:
    """The labels of the towns' bars."""
    return page.locator(".st-key-town-bars .js-plotly-plot .ytick")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_overview_is_drawn_in_every_size_without_sideways_scrolling(
    page: Page, url: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_contain_text("45 项指标：")
    expect(towns(page)).to_have_count(14)
    expect(page.get_by_role("row").filter(has_text="联席会议")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_test_id("stException").count() == 0


def test_the_labels_of_the_towns_are_whole_on_a_phone(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(url)
    labels = towns(page).locator("text")
    expect(labels).to_have_count(14)
    assert "莘庄工业区 ● 78.0%" in labels.all_text_contents()
    boxes = [label.bounding_box() for label in labels.all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)


def test_a_copied_address_shows_the_same_day_in_a_fresh_browser(page: Page, url: str) -> None:
    page.goto(f"{url}/?as_of=2022-06-30")
    expect(page.get_by_text("截至 2022年6月30日")).to_be_visible()
    # 3,800 万元: before July's change of 浦锦街道's quota
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("14 项已完成")


def test_an_empty_store_shows_the_plan_and_says_what_to_do(page: Page, own: Own) -> None:
    page.goto(own.url)
    expect(page.get_by_role("heading", level=1)).to_contain_text("45")
    expect(page.get_by_text("还没有收到报表。")).to_be_visible()
    page.get_by_role("link", name="下载模板、上传报表").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("数据报送")


def test_a_workbook_loaded_meanwhile_is_seen_at_the_next_look(page: Page, own: Own) -> None:
    from etl.forms.context import Office
    from etl.store.admit import Receipt, load_file
    from etl.store.disk.folder import Store
    from kpi.plan import load_plan

    store = Store(own.root)
    page.goto(own.url)
    expect(page.get_by_text("还没有收到报表。")).to_be_visible()
    sample = next(CLEAN.glob("c10_*.xlsx"))
    load_file(store, Office(load_plan()), sample.name, sample.read_bytes(), Receipt("测试"))
    page.reload()
    # 七宝镇: 158.107 of 300 万元
    expect(towns(page).filter(has_text="七宝镇 ▽ 52.7%")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_the_first_screen_says_who_is_behind_and_what_it_takes_without_scrolling(
    page: Page, url: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(url)
    settled(page)
    parts = page.locator(".st-key-glance .js-plotly-plot")
    expect(parts).to_have_count(2)
    expect(parts.last).to_contain_text("每月需")
    expect(page.locator(".st-key-glance").get_by_test_id("stMetric")).to_have_count(7)
    settled(page)
    boxes = [part.bounding_box() for part in parts.all()]
    assert all(box and box["y"] + box["height"] <= height for box in boxes)
    tops = {box["y"] for m in page.get_by_test_id("stMetric").all() if (box := m.bounding_box())}
    assert len(tops) == 1  # all seven in one row
    title = page.get_by_role("heading", level=1).bounding_box()
    assert title is not None
    assert title["y"] <= 180  # little stands above it


def test_a_square_opens_its_indicator_and_a_bar_its_unit(page: Page, url: str) -> None:
    page.goto(url)
    settled(page)
    page.locator(".st-key-glance .scatterlayer .point").first.click(force=True)
    expect(page).to_have_url(re.compile("indicator="))
    page.go_back()
    settled(page)
    page.locator(".st-key-worst-six .barlayer .point").first.click(force=True)
    expect(page).to_have_url(re.compile("entity="))


def test_on_a_phone_the_worst_come_first_and_the_pages_are_in_sight(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(url)
    settled(page)
    worst, squares = page.locator(".st-key-worst-six"), page.locator(".st-key-glance .stColumn")
    one, other = worst.bounding_box(), squares.first.bounding_box()
    assert one is not None
    assert other is not None
    assert one["y"] < other["y"]
    expect(page.locator(".st-key-phone-menu").get_by_role("link", name="指标")).to_be_in_viewport()


def test_a_scorecard_shows_what_a_unit_wrote_letter_by_letter(
    page: Page, serve: Callable[[Path], str], facts: Facts
) -> None:
    nasty = "<b>缺</b>地，见 http://evil.example 和 [这里](javascript:x)"
    said = {"task": 19, "state": "推进中", "progress": "好", "problem": nasty, "next": "再找"}
    facts.add("task_report", "莘庄镇", "2022-08", [said])
    page.goto(f"{serve(facts.store.root)}/indicator?as_of=2022-09-30")
    settled(page)
    expect(page.get_by_text("<b>缺</b>地", exact=False).first).to_be_visible()
    assert page.locator("a[href*='evil'], a[href^='javascript']").count() == 0
    assert page.locator("b", has_text="缺").count() == 0
