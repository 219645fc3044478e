"""Questions of a workbook, answered in the browser: it counts at once, and the answer is kept."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook
from playwright.sync_api import Locator, Page, expect

from browser.axe import violations
from browser.steps import pick_row, settled, title

Serve = Callable[[Path], str]
HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度（意向口径）", "采购凭证"]


@pytest.fixture
def url(serve: Serve, tmp_path: Path) -> str:
    return serve(tmp_path / "store")


def purchases(month: int, *rows: tuple[str, int]) -> dict[str, list[list[Any]]]:
    """七宝镇's of a month, under a header that is not understood."""
    day = datetime.date(2022, month, 3)
    lines = [[buyer, "专柜", day, yuan, f"{month}{n:03}"] for n, (buyer, yuan) in enumerate(rows)]
    cover = [["填报单位：", "七宝镇"], ["报表期间：", f"2022年{month}月"], ["金额单位：", "元"]]
    return {"采购": [*cover, HEADERS, *lines]}


def send(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_test_id("stFileChipName").get_by_text(path.name)).to_be_visible()
    page.get_by_label("报送人").fill("张三")
    page.get_by_role("button", name="检查并报送").click()


def to_page(page: Page, name: str) -> None:
    page.get_by_role("button", name="报送", exact=True).click()
    page.get_by_role("menuitem", name=name).click()


def figure(page: Page, label: str) -> Locator:
    page.get_by_role("link", name="总览").click()
    return page.locator(".js-plotly-plot .ytick", has_text=label)


def choose(page: Page, answer: str) -> None:
    settled(page)
    page.get_by_text(answer).click()


def test_a_workbook_with_two_questions_is_answered_counts_and_is_asked_about_no_more(
    page: Page, url: str, workbook: Workbook
) -> None:
    rows = [("甲公司", 300_000), ("乙公司合计", 300_000)]
    page.goto(f"{url}/submissions")
    send(page, workbook("七宝镇7月.xlsx", purchases(7, *rows)))
    expect(page.get_by_text("待回答：七宝镇7月.xlsx（2 个问题）")).to_be_visible()
    button = page.get_by_role("button", name="按回答处理")
    expect(button).to_be_disabled()
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)  # the upload's own
    settled(page)
    assert violations(page) == []
    choose(page, "就是本表要报的“采购额度”，照读")
    expect(page.get_by_text("还有 1 个没有选")).to_be_visible()
    choose(page, "是数据，计入：采购额度 600,000.00 元，2 行")
    expect(button).to_be_enabled()
    button.click()
    expect(page.get_by_text("已接收：七宝镇7月.xlsx（第 2 号）")).to_be_visible()
    # 60 of 300 万元, where 7 of 12 months have passed
    expect(figure(page, "七宝镇 ■ 20.0%")).to_be_visible()

    to_page(page, "数据报送")
    send(page, workbook("七宝镇8月.xlsx", purchases(8, ("甲公司", 300_000))))
    expect(page.get_by_text("已接收：七宝镇8月.xlsx（第 3 号）")).to_be_visible()
    expect(page.get_by_text("的回答）")).to_be_visible()
    page.goto(url)  # the day that is looked at is that of the newest month, for a new visitor
    expect(figure(page, "七宝镇 ■ 30.0%")).to_be_visible()

    to_page(page, "数据质量")
    expect(title(page)).to_contain_text("提醒")
    expect(page.get_by_role("heading", name="记住的回答：1 个")).to_be_visible()
    pick_row(page, page.get_by_test_id("stDataFrame").first, 0)
    page.get_by_label("经手人").fill("李四")
    page.get_by_text("我确认收回这个回答").click()
    page.get_by_role("button", name="收回", exact=True).click()
    expect(page.get_by_text("已收回七宝镇的回答")).to_be_visible()
    expect(page.get_by_role("heading", name="没有记住的回答")).to_be_visible()

    to_page(page, "数据报送")
    send(page, workbook("七宝镇9月.xlsx", purchases(9, ("甲公司", 300_000))))
    expect(page.get_by_text("待回答：七宝镇9月.xlsx（1 个问题）")).to_be_visible()
    expect(figure(page, "七宝镇 ■ 30.0%")).to_be_visible()


def test_a_question_that_holds_markup_is_shown_as_it_is(
    page: Page, url: str, workbook: Workbook
) -> None:
    name, file = "_八月_ <b>~1~ $x$", "**粗** <i>.xlsx"
    (rows,) = purchases(7, ("甲公司", 300_000)).values()
    rows[3][3] = header = "采购额度（<b>意向 **口径** $x$）"
    page.goto(f"{url}/submissions")
    send(page, workbook(file, {name: rows}))
    expect(page.get_by_text(f"待回答：{file}（1 个问题）")).to_be_visible()
    expect(page.get_by_text(f"{name} › D4")).to_be_visible()
    expect(page.get_by_text(f"表头“{header}”")).to_be_visible()
    expect(page.get_by_text("整份退回，改好再报")).to_be_visible()
