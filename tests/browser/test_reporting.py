"""The reporting pages by clicking: from who is missing to the submission, its figures and back."""

import datetime

from facts import Workbook
from playwright.sync_api import Page, expect

from browser.server import Own
from browser.steps import click_in_table, pick_row, settled, title
from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt

NAME = 110  # pixels of a table's first column
MONTH = 65
JULY = 420  # where there are three months, they fill the width


def test_a_cell_of_the_matrix_opens_its_submission_and_back_returns(page: Page, url: str) -> None:
    page.goto(f"{url}/monthly?as_of=2022-09-29&unit=七宝镇&report_form=消费帮扶采购明细表")
    expect(title(page)).to_contain_text("8月份报表：应报 1 份")
    settled(page)
    left, steps = page.url, page.evaluate("history.length")
    click_in_table(page, page.get_by_test_id("stDataFrame").first, JULY, 0)
    expect(title(page)).to_contain_text("第 10 号报送：✔ 已接收")
    # the filters come to the address a little later
    page.wait_for_url("**/submissions?**unit=**")
    assert "submission=10" in page.url
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(title(page)).to_contain_text("8月份报表：应报 1 份")
    assert page.url == left
    page.go_forward()
    expect(title(page)).to_contain_text("第 10 号报送：✔ 已接收")
    page.get_by_role("link", name="所有报送").click()
    expect(title(page)).to_contain_text("收到 1 份报送")
    page.wait_for_url(lambda address: "submission=" not in address and "unit=" in address)
    pick_row(page, page.get_by_test_id("stDataFrame"), 0)
    expect(title(page)).to_contain_text("第 10 号报送：✔ 已接收")
    page.go_back()
    expect(title(page)).to_contain_text("收到 1 份报送")


def test_a_cell_of_all_forms_opens_below_the_matrix_and_stays_in_the_address(
    page: Page, url: str
) -> None:
    page.goto(f"{url}/monthly?as_of=2022-09-30&unit=颛桥镇")
    expect(title(page)).to_contain_text("8月份报表")
    # January to September stand there: a town with a project owes reports from January on
    click_in_table(page, page.get_by_test_id("stDataFrame").first, NAME + MONTH // 2, 0)
    expect(page.get_by_role("heading", name="颛桥镇　2022年1月")).to_be_visible()
    settled(page)
    page.goto(page.url)
    expect(page.get_by_role("heading", name="颛桥镇　2022年1月")).to_be_visible()


def test_a_matter_shows_its_row_in_the_workbook(
    page: Page, own: Own, office: Office, workbook: Workbook
) -> None:
    store = Store(own.root)
    cover = [["填报单位", "区合作交流办"], ["报表期间", "2022年7月"]]
    headers = ["事项编号", "督办事项", "承办单位", "提出日期", "办结期限", "办结日期", "办理情况"]
    day = datetime.date(2022, 7, 14)
    rows = [["DB-1", "补采购", "区经委", day, datetime.date(2022, 8, 31), None, "办理中"]]
    path = workbook("督办.xlsx", {"S": [*cover, headers, *rows]})
    outcome = load_file(store, office, path.name, path.read_bytes(), Receipt("张三"))
    assert outcome.verdict == "accepted", outcome.problems
    page.goto(f"{own.url}/follow_ups?as_of=2022-09-30")
    expect(title(page)).to_have_text("1 项督办：1 项超期")
    pick_row(page, page.get_by_test_id("stDataFrame").first, 0)
    expect(page.get_by_role("heading", name="源单元格")).to_have_text(
        "源单元格：督办.xlsx › S › 第 4 行"
    )
    page.goto(page.url)
    expect(page.get_by_role("heading", name="源单元格")).to_be_visible()


def test_a_submission_is_taken_back_with_a_reason(
    page: Page, own: Own, office: Office, workbook: Workbook
) -> None:
    store = Store(own.root)
    headers = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
    cover = [["填报单位", "莘庄镇"], ["报表期间", "2022年8月"], headers]
    for number, yuan in enumerate((30_000, 50_000), start=1):
        row = ["甲公司", "专柜", datetime.date(2022, 8, 3), yuan, "0001"]
        path = workbook(f"{number}.xlsx", {"S": [*cover, row]})
        load_file(store, office, path.name, path.read_bytes(), Receipt("张三"))
    page.goto(f"{own.url}/submissions?submission=2")
    page.get_by_text("撤回这份报送").click()
    page.get_by_label("撤回的原因").fill("单位填错")
    page.get_by_text("我确认撤回第 2 号报送").click()
    page.get_by_role("button", name="撤回", exact=True).click()
    expect(title(page)).to_have_text("第 2 号报送：– 已撤回，2.xlsx")
    expect(
        page.get_by_text("重新计入：第 1 号的《消费帮扶采购明细表》莘庄镇 2022年8月")
    ).to_be_visible()
