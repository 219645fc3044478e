"""What is taken away: charts as PNG, tables as XLSX, blank templates."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from browser.steps import choose

Serve = Callable[[Path], str]


def taken(page: Page, button: Locator, folder: Path) -> Path:
    """Clicks and keeps what is downloaded under the name that it is given."""
    with page.expect_download() as download:
        button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_chart_is_saved_under_a_telling_name_and_twice_as_fine(
    page: Page, url: str, tmp_path: Path
) -> None:
    page.goto(url)
    # the browser's own picture would have neither finding nor unit of measure
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert page.locator(".modebar-btn").count() == 0
    path = taken(page, page.get_by_role("button", name="图片（PNG）").nth(1), tmp_path)
    assert path.name == "镇街动员企业采购_全区_2022-09-30.png"
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20], "big") == 2 * 960


def test_a_table_is_saved_with_its_numbers_as_numbers(page: Page, url: str, tmp_path: Path) -> None:
    page.goto(f"{url}/?unit=七宝镇")
    path = taken(page, page.get_by_role("button", name="下载表格（XLSX）"), tmp_path)
    assert path.name == "全部指标_七宝镇_2022-09-30.xlsx"
    sheet = load_workbook(path)["全部指标"]
    headers, *rows = sheet.iter_rows(values_only=True)
    lines = [dict(zip(headers, row, strict=True)) for row in rows]
    bought = next(line for line in lines if line["指标"] == "镇街动员企业采购")
    assert (bought["完成"], bought["目标"], bought["状态"]) == (158.107, 300, "滞后")
    assert "七宝镇　截至 2022年9月30日" in str(rows[-1][0])


def test_rows_are_saved_with_their_days_as_days(page: Page, url: str, tmp_path: Path) -> None:
    page.goto(f"{url}/indicator?entity=七宝镇")
    expect(page.get_by_role("heading", name="数字从哪里来")).to_be_visible()
    button = page.get_by_role("button", name="下载表格（XLSX）").last
    path = taken(page, button, tmp_path)
    assert path.name == "镇街动员企业采购_明细_七宝镇_2022-09-30.xlsx"
    headers, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    bought = [dict(zip(headers, row, strict=True)) for row in rows[:34]]
    assert sum(line["采购额度（元）"] for line in bought) == pytest.approx(1_581_070)
    assert {line["采购日期"].year for line in bought} == {2022}
    assert {type(line["行"]) for line in bought} == {int}


def test_a_blank_template_opens_with_its_headers(page: Page, url: str, tmp_path: Path) -> None:
    page.goto(f"{url}/submissions")
    choose(page, "报表", "专场招聘会情况表")
    button = page.get_by_role("button", name="下载《专场招聘会情况表》模板")
    path = taken(page, button, tmp_path)
    assert path.name == "专场招聘会情况表.xlsx"
    book = load_workbook(path)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        "填报表",
        "填表说明",
    ]
    sheet = book["填报表"]
    assert [sheet["A1"].value, sheet["A5"].value] == ["专场招聘会情况表", "举办日期*"]
