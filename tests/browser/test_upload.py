"""数据报送 into a store that is empty at first: the figures move, or every problem is told."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook
from playwright.sync_api import Page, expect

from browser.server import Own

HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]


@pytest.fixture
def url(own: Own) -> str:
    return own.url


def purchases(unit: str, *rows: list[Any]) -> list[list[Any]]:
    cover: list[list[Any]] = [["填报单位：", unit], ["报表期间：", "2022年8月"]]
    return [*cover, ["金额单位：", "元"], HEADERS, *rows]


def send(page: Page, *paths: Path) -> None:
    page.locator("input[type=file]").set_input_files(paths)
    for path in paths:
        expect(page.get_by_test_id("stFileChipName").get_by_text(path.name)).to_be_visible()
    page.get_by_role("button", name="检查并报送").click()


def test_a_good_workbook_moves_the_figures(page: Page, url: str, workbook: Workbook) -> None:
    page.goto(f"{url}/submissions")
    expect(page.get_by_role("heading", level=1)).to_have_text("数据报送")
    bought = [["甲公司", "专柜", datetime.date(2022, 8, 3), 600_000, "0001"]]
    send(page, workbook("七宝镇8月.xlsx", {"Sheet1": purchases("七宝镇", *bought)}))
    expect(page.get_by_text("已接收：七宝镇8月.xlsx")).to_be_visible()
    expect(
        page.get_by_text("Sheet1：《消费帮扶采购明细表》七宝镇　2022年8月　1 行")
    ).to_be_visible()
    page.get_by_role("link", name="总览").click()
    # 60 of 300 万元, where two thirds are due
    expect(page.locator(".js-plotly-plot .ytick", has_text="七宝镇 ■ 20.0%")).to_be_visible()
    page.get_by_role("button", name="报送", exact=True).click()
    page.get_by_role("menuitem", name="数据报送").click()
    more = [["乙公司", "专柜", datetime.date(2022, 8, 4), 300_000, "0002"]]
    send(page, workbook("莘庄镇8月.xlsx", {"Sheet1": purchases("莘庄镇", *more)}))
    expect(page.get_by_text("已接收：莘庄镇8月.xlsx")).to_be_visible()
    page.get_by_role("link", name="总览").click()
    expect(page.locator(".js-plotly-plot .ytick", has_text="莘庄镇 ■ 10.0%")).to_be_visible()


def test_a_bad_workbook_is_returned_with_each_problem_at_its_cell(
    page: Page, url: str, workbook: Workbook
) -> None:
    rows = [
        ["甲公司", "专柜", "2022.13.45", 600_000, "0001"],
        ["乙公司", "专柜", datetime.date(2022, 8, 4), "约三万多", "0002"],
    ]
    page.goto(f"{url}/submissions")
    send(page, workbook("七宝镇8月.xlsx", {"八月_采购": purchases("七宝镇", *rows)}))
    expect(page.get_by_text("已退回：七宝镇8月.xlsx")).to_be_visible()
    told = page.get_by_test_id("stTable").first.locator("tbody tr")
    expect(told).to_have_count(2)
    for line, (cell, value) in enumerate([("C5", "2022.13.45"), ("D6", "约三万多")]):
        cells = told.nth(line).locator("td")
        expect(cells.nth(0)).to_have_text("错误")
        expect(cells.nth(1)).to_have_text("八月_采购")
        expect(cells.nth(2)).to_have_text(cell)
        expect(cells.nth(3)).to_have_text(value)
    page.get_by_role("link", name="总览").click()
    expect(page.get_by_text("还没有一份通过检查")).to_be_visible()


def test_good_and_bad_together_each_have_their_verdict(
    page: Page, url: str, workbook: Workbook
) -> None:
    good = [["甲公司", "专柜", datetime.date(2022, 8, 3), 600_000, "0001"]]
    bad = [["甲公司", "专柜", "去年", 1, "0001"]]
    page.goto(f"{url}/submissions")
    sound = workbook("好.xlsx", {"Sheet1": purchases("七宝镇", *good)})
    send(page, sound, workbook("坏.xlsx", {"Sheet1": purchases("莘庄镇", *bad)}))
    expect(page.get_by_text("已接收：好.xlsx")).to_be_visible()
    expect(page.get_by_text("已退回：坏.xlsx")).to_be_visible()
    send(page, sound)
    expect(page.get_by_text("未变：已接收过同一文件：好.xlsx")).to_be_visible()


def test_names_and_cells_with_markup_are_shown_as_they_are(
    page: Page, url: str, workbook: Workbook
) -> None:
    name = "**粗** [点我](a.cn) <b>x $y$ :red[z] a@x.cn.xlsx"
    value = "<img src=x onerror=alert(1)> **粗** $z$ :red[红] http://x.cn"
    rows = [["甲公司", "专柜", value, 1, "0001"]]
    page.goto(f"{url}/submissions")
    page.locator("input[type=file]").set_input_files(
        workbook(name, {"_八月_ ~1~": purchases("七宝镇", *rows)})
    )
    page.get_by_role("button", name="检查并报送").click()
    expect(page.get_by_text(f"已退回：{name}", exact=True)).to_be_visible()
    cells = page.get_by_test_id("stTable").first.locator("tbody td")
    expect(cells.nth(1)).to_have_text("_八月_ ~1~")
    expect(cells.nth(3)).to_have_text(value)
    expect(page.locator("table img")).to_have_count(0)
    assert links_away(page, url) == []


def test_markup_of_an_accepted_workbook_is_shown_as_it_is_beside_its_cell(
    page: Page, url: str, workbook: Workbook
) -> None:
    buyer, sheet = "<b>甲</b> **公司** $x$ [a](b) http://x.cn www.x.cn a@x.cn", "_八月_ ~1~"
    rows = [[buyer, "+1 渠道 *一*", datetime.date(2022, 8, 3), 600_000, "0001"]]
    page.goto(f"{url}/submissions")
    page.locator("input[type=file]").set_input_files(
        workbook("**八月** <i> www.x.cn.xlsx", {sheet: purchases("七宝镇", *rows)})
    )
    page.get_by_role("button", name="检查并报送").click()
    expect(page.get_by_text("已接收：**八月** <i> www.x.cn.xlsx")).to_be_visible()
    assert links_away(page, url) == []
    page.goto(f"{url}/indicator?entity=七宝镇&row=1:{sheet}:5")
    expect(page.get_by_role("heading", name="源单元格")).to_have_text(
        f"源单元格：**八月** <i> www.x.cn.xlsx › {sheet} › 第 5 行"
    )
    cells = page.get_by_test_id("stTable").locator("tbody tr").nth(4).locator("td")
    expect(cells).to_have_text([buyer, "+1 渠道 *一*", "2022-08-03", "600000", "0001"])
    assert links_away(page, url) == []


def links_away(page: Page, url: str) -> list[str]:
    """Where links lead that do not lead to a page of ours."""
    addresses = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    return [address for address in addresses if not address.startswith(url)]


def test_what_the_uploader_takes_and_refuses_is_said_in_chinese(
    page: Page, url: str, tmp_path: Path
) -> None:
    page.goto(f"{url}/submissions")
    told = page.get_by_test_id("stFileUploaderDropzoneInstructions")
    expect(told).to_have_text("每个文件不超过 50MB 格式：XLSX, XLSM, XLSB, XLS, ODS, CSV")
    large, other = tmp_path / "大.xlsx", tmp_path / "包.zip"
    large.write_bytes(b"0" * (50 * 2**20 + 1))
    other.write_bytes(b"PK")
    page.locator("input[type=file]").set_input_files([large, other])
    box = page.get_by_test_id("stFileUploader")
    expect(box.get_by_text("文件不能超过 50MB。")).to_be_visible()
    expect(box.get_by_text("不收这种文件（application/zip）。")).to_be_visible()
    expect(box.get_by_text("Error")).to_have_count(0)


def test_nothing_chosen_is_told(page: Page, url: str) -> None:
    page.goto(f"{url}/submissions")
    page.get_by_role("button", name="检查并报送").click()
    expect(page.get_by_text("请先选择要报送的文件")).to_be_visible()
