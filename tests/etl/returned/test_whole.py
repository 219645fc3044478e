"""Returned: all problems at once, all of the file or nothing of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl import rules
from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.problems import Problem

pytestmark = pytest.mark.slow

Examined = Callable[..., Findings]
Rows = list[list[Any]]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]
ROW = ["某甲公司", "超市", "2022-09-03", 12.5]


def test_a_unit_that_is_not_in_the_register_is_named_with_its_cell(examined: Examined) -> None:
    cover: Rows = [["填报单位", "龙湖镇"], ["填报单位：辛庄镇"]]
    findings = examined("采购.xlsx", {"Sheet1": [*cover, HEADER, ROW]})
    said = "填报单位“{}”不在名册中"
    unknown = rules.UNKNOWN_UNIT
    hints = ("请按名册填写单位的规范名称", "您是不是要写：莘庄镇？")
    assert findings.problems == (
        Problem(unknown, said.format("龙湖镇"), hints[0], "Sheet1", "B1", "龙湖镇"),
        Problem(unknown, said.format("辛庄镇"), hints[1], "Sheet1", "A2", "辛庄镇"),
    )


def test_a_period_that_cannot_be_read_is_named_with_its_cell(examined: Examined) -> None:
    findings = examined("七宝镇.xlsx", {"Sheet1": [["填报月份", "去年底"], HEADER, ROW]})
    message = "无法识别报表期间“去年底”"
    hint = "请写成“2022年9月”或“2022年7-9月”的样子"
    assert findings.problems == (
        Problem(rules.BAD_PERIOD, message, hint, "Sheet1", "B1", "去年底"),
    )


def test_a_missing_column_is_named_with_the_headers_that_would_do(examined: Examined) -> None:
    rows: Rows = [["采购单位", "采购渠道", "采购额度"], ["某甲公司", "超市", 5]]
    message = "《消费帮扶采购明细表》缺少必填列“采购日期”"
    hint = "请在表头补上“采购日期”列（也可写作：购买日期、日期、采购时间）"
    assert examined("七宝镇.xlsx", {"Sheet1": rows}).problems == (
        Problem(rules.MISSING_COLUMN, message, hint, "Sheet1"),
    )


def test_a_table_without_rows_is_returned(examined: Examined) -> None:
    message = "《消费帮扶采购明细表》表头下没有数据行"
    hint = "请把数据填在表头下方；本期确无数据的，不必报送本表"
    assert examined("七宝镇.xlsx", {"Sheet1": [HEADER]}).problems == (
        Problem(rules.NO_ROWS, message, hint, "Sheet1"),
    )


def test_a_workbook_of_no_known_form_is_returned(examined: Examined) -> None:
    findings = examined("七宝镇.xlsx", {"Sheet1": [["车牌", "司机"], ["沪A", "王某"]]})
    (problem,) = findings.problems
    assert (problem.code, problem.message) == ("unknown_form", "没有找到任何一种报表的表头")
    assert problem.hint.startswith("本系统接收：消费帮扶采购明细表、结对县农特产品销售明细表、")
    assert (problem.sheet, problem.cell) == ("Sheet1", None)


def test_a_workbook_without_a_single_cell_is_returned(examined: Examined) -> None:
    (problem,) = examined("七宝镇.xlsx", {"Sheet1": [], "Sheet2": []}).problems
    assert (problem.code, problem.message) == ("unknown_form", "工作簿里没有数据")


def test_all_problems_are_told_at_once(examined: Examined) -> None:
    rows: Rows = [
        ["填报单位", "龙湖镇"],
        HEADER[:1] + HEADER[2:],
        [None, "2022.13.45", "许多"],
        ["某甲公司", "2021-12-28", 5],
        ["某乙公司", "2022-09-03", "许多"],
    ]
    findings = examined("采购.xlsx", {"Sheet1": rows})
    assert findings.parts == ()
    assert sorted((p.code, p.cell) for p in findings.problems if p.cell) == [
        ("bad_date", "B3"),
        ("bad_money", "C3"),
        ("bad_money", "C5"),
        ("date_outside_year", "B4"),
        ("missing_cell", "A3"),
        ("unknown_unit", "B1"),
    ]
    assert [p.code for p in findings.problems if not p.cell] == ["missing_column"]


def test_one_bad_sheet_returns_the_whole_file(examined: Examined) -> None:
    sheets = {"八月": [HEADER, ROW], "九月": [HEADER, [*ROW[:3], "许多"]]}
    findings = examined("区总工会.xlsx", sheets)
    assert findings.parts == ()
    assert [(p.sheet, p.cell, p.code) for p in findings.problems] == [("九月", "D2", "bad_money")]
    assert not findings.accepted


@pytest.mark.parametrize(("rows", "more"), [(50, None), (51, 1), (130, 80)])
def test_more_than_fifty_equal_faults_of_a_column_are_summed_up(
    examined: Examined, rows: int, more: int | None
) -> None:
    findings = examined("七宝镇.xlsx", {"Sheet1": [HEADER] + [[*ROW[:3], "许多"]] * rows})
    cells = [p.cell for p in findings.problems if p.cell]
    assert cells == [f"D{row}" for row in range(2, 52)]
    rest = [p.message for p in findings.problems if not p.cell]
    assert rest == ([f"“采购额度”另有 {more} 行同样的问题：“许多”不是金额"] if more else [])


def test_of_a_thousand_different_faults_of_a_column_the_rest_is_counted(
    examined: Examined,
) -> None:
    rows = [[*ROW[:3], f"许多{number}"] for number in range(1, 1004)]
    found = examined("七宝镇.xlsx", {"Sheet1": [HEADER, *rows]}).problems
    assert [p.cell for p in found][-2:] == ["D1001", None]
    assert found[-1].message == "“采购额度”另有 3 行没有逐行列出，也有问题或尚未检查"


def test_a_workbook_of_endless_problems_tells_the_first_and_counts_the_rest(
    examined: Examined,
) -> None:
    rows = [[f"{column}{number}" for column in "甲乙丙丁"] for number in range(1, 4001)]
    months = {f"{month}月": [HEADER, *rows] for month in range(1, 4)}
    found = examined("七宝镇.xlsx", months).problems
    assert (len(found), found[-1].code) == (5001, "more_problems")
    assert found[-1].message.startswith("另有 ")


def test_headers_repeated_without_end_are_refused_with_what_to_do(examined: Examined) -> None:
    found = examined("七宝镇.xlsx", {"Sheet1": [HEADER, *([ROW, HEADER] * 501)]})
    (problem,) = found.problems
    assert problem.message == "工作表“Sheet1”里有 500 行以上像是表头，读不完"
    assert problem.hint == "请只留最上面一行表头，删去下面重复的表头"


def test_a_cell_of_endless_text_is_told_in_short(examined: Examined) -> None:
    rows = [HEADER, [*ROW[:3], "许" * 30_000]]
    (problem,) = examined("七宝镇.xlsx", {"Sheet1": rows}).problems
    assert problem.value == "许" * 400 + "…（共 30000 字）"
    assert len(problem.message) < 420


def test_long_numbers_of_vouchers_that_lost_digits_are_told_fifty_times(
    examined: Examined,
) -> None:
    rows = [[*ROW, 31_002_200_111_000_000 + 1000 * number] for number in range(60)]
    found = examined("七宝镇.xlsx", {"Sheet1": [[*HEADER, "采购凭证"], *rows]}).problems
    lost = [p for p in found if p.code == "voucher_digits_lost"]
    assert [p.cell for p in lost][-2:] == ["E51", None]
    assert (
        lost[-1].message
        == "另有 10 行同样的问题：号码超过 15 位，存成了数字或科学计数，末几位已丢失"
    )


def test_a_hidden_sheet_is_not_loaded_and_a_warning_says_so(
    workbook: Callable[..., Path], office: Office
) -> None:
    path = workbook("区总工会.xlsx", {"九月": [HEADER, ROW], "旧": [HEADER, ROW], "更旧": [ROW]})
    book = openpyxl.load_workbook(path)
    book["旧"].sheet_state, book["更旧"].sheet_state = "hidden", "veryHidden"
    book.save(path)
    findings = examine(path.name, path.read_bytes(), office)
    assert [part.sheet for part in findings.parts] == ["九月"]
    hint = "其中有要报送的数据时，请取消隐藏后重新报送"
    assert findings.problems == tuple(
        Problem(rules.HIDDEN_SHEET, f"隐藏的工作表“{name}”没有读取", hint, name)
        for name in ("旧", "更旧")
    )


def test_a_workbook_of_hidden_sheets_only_holds_nothing(
    workbook: Callable[..., Path], office: Office
) -> None:
    path = workbook("七宝镇.xlsx", {"九月": [HEADER, ROW], "空": []})
    book = openpyxl.load_workbook(path)
    book["九月"].sheet_state = "hidden"
    book.save(path)
    findings = examine(path.name, path.read_bytes(), office)
    assert (findings.parts, findings.accepted) == ((), False)


def test_a_sheet_of_explanations_is_a_warning(examined: Examined) -> None:
    sheets: dict[str, Rows] = {
        "九月": [HEADER, ROW],
        "填报须知": [["一、按月填报"]],
        "填表说明": [["二、次月报"]],
        "空": [],
    }
    findings = examined("区总工会.xlsx", sheets)
    assert [part.sheet for part in findings.parts] == ["九月"]
    message = "工作表“填报须知”里没有认得的表头，没有读取"
    hint = "其中有要报送的数据时，请用模板的表头重新填写"
    assert findings.problems == (Problem(rules.NO_TABLE, message, hint, "填报须知"),)
