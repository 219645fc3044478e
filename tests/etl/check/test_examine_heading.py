"""What holds for a whole table: its unit, its months, its implied category."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from etl.examine.examine import Findings

Examined = Callable[..., Findings]
Rows = list[list[Any]]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]
ROW = ["某甲公司", "832平台", "2022-09-03", 1.2]
EMPLOYMENT: Rows = [
    ["结对县（区）", "本月新增来沪就业人数", "本月新增就地就近就业人数"],
    ["施甸县", 3, 4],
]
PROJECTS: Rows = [
    ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", "完成投资", "已拨付资金"],
    ["P1", "某路", "市级", "大关县", 500, 200, 100],
]


def told(findings: Findings) -> list[tuple[str, str]]:
    assert findings.parts == ()
    return [(p.code, p.message) for p in findings.problems]


@pytest.mark.parametrize("cell", [date(2022, 9, 3), datetime(2022, 9, 3), "2022-09-03"])
def test_dates_are_real_dates_or_iso_text(examined: Examined, cell: Any) -> None:
    findings = examined("七宝镇.xlsx", {"Sheet1": [HEADER, [*ROW[:2], cell, 1]]})
    assert findings.parts[0].rows["purchased_on"].to_pylist() == [date(2022, 9, 3)]


@pytest.mark.parametrize(
    ("unit", "category"),
    [
        ("七宝镇", "企业动员"),
        ("莘庄工业区", "企业动员"),
        ("区总工会", "工会福利"),
        ("区财政局", "食堂采购"),
    ],
)
def test_a_left_out_category_is_implied_by_the_unit(
    examined: Examined, unit: str, category: str
) -> None:
    findings = examined(f"{unit}.xlsx", {"Sheet1": [HEADER, ROW]})
    assert findings.parts[0].rows["category"].to_pylist() == [category]


def test_a_category_that_is_written_goes_before_the_implied_one(examined: Examined) -> None:
    rows: Rows = [[*HEADER, "采购类别"], [*ROW, "工会福利"], [*ROW, None], [*ROW, "-"]]
    findings = examined("七宝镇.xlsx", {"Sheet1": rows})
    assert findings.parts[0].rows["category"].to_pylist() == ["工会福利", "企业动员", "企业动员"]


def test_the_category_of_a_unit_with_two_is_a_question(examined: Examined) -> None:
    findings = examined("区经委.xlsx", {"Sheet1": [HEADER, ROW]})
    message = "缺少“采购类别”列，而区经委的数据不止一类"
    assert told(findings) == [("missing_column", message)]


@pytest.mark.parametrize("cell", [None, "-", "无", " "])
def test_an_empty_category_of_a_unit_with_two_is_a_question(examined: Examined, cell: Any) -> None:
    rows: Rows = [[*HEADER, "采购类别"], [*ROW, "大宗批发"], [*ROW, cell]]
    findings = examined("区经委.xlsx", {"Sheet1": rows})
    message = "第 3 行“采购类别”：现为空，而区经委的数据不止一类"
    assert told(findings) == [("missing_cell", message)]


@pytest.mark.parametrize(
    ("file", "sheet", "above"),
    [
        ("采购.xlsx", "七宝镇", []),
        ("七宝镇9月采购.xlsx", "Sheet1", []),
        ("采购.xlsx", "Sheet1", [["七宝镇消费帮扶采购明细表"]]),
        ("采购9月.xlsx", "Sheet1", [["填报单位：七宝镇人民政府"]]),
    ],
)
def test_the_unit_is_named_by_cover_sheet_or_file(
    examined: Examined, file: str, sheet: str, above: Rows
) -> None:
    assert examined(file, {sheet: [*above, HEADER, ROW]}).parts[0].unit == "七宝镇"


def test_a_form_of_a_single_sender_implies_its_unit(examined: Examined) -> None:
    assert examined("9月.xlsx", {"Sheet1": EMPLOYMENT}).parts[0].unit == "区人社局"


@pytest.mark.parametrize(
    ("file", "above"),
    [
        ("采购.xlsx", []),
        ("七宝镇和莘庄镇.xlsx", []),
        ("采购.xlsx", [["填报单位：七宝镇"], ["填报单位：莘庄镇"]]),
    ],
)
def test_a_unit_that_nobody_names_is_a_question(examined: Examined, file: str, above: Rows) -> None:
    findings = examined(file, {"Sheet1": [*above, HEADER, ROW]})
    assert told(findings) == [("no_unit", "《消费帮扶采购明细表》看不出填报单位")]


@pytest.mark.parametrize(
    ("file", "sheet", "above"),
    [
        ("区人社局2022年9月.xlsx", "Sheet1", []),
        ("就业人数.xlsx", "9月", []),
        ("就业人数.xlsx", "Sheet1", [["2022年9月劳务协作就业人数月报表"]]),
        ("就业人数8月.xlsx", "Sheet1", [["填报月份", "2022年9月"]]),
        ("2022年9月.xlsx", "Sheet1", [["填报日期：2022年10月8日"]]),
    ],
)
def test_the_month_of_a_form_without_dates_is_named_by_cover_sheet_or_file(
    examined: Examined, file: str, sheet: str, above: Rows
) -> None:
    (part,) = examined(file, {sheet: [*above, *EMPLOYMENT]}).parts
    assert (part.months, str(part.period)) == ((date(2022, 9, 1),), "2022年9月")


@pytest.mark.parametrize(
    ("file", "rule", "message"),
    [
        ("2022年.xlsx", "no_period", "看不出是哪个月的数据"),
        ("1-8月.xlsx", "period_too_long", "报表期间 2022年1月至8月 不是一个月"),
        ("2021年9月.xlsx", "period_outside_year", "报表期间 2021年9月 不在 2022 年"),
    ],
)
def test_a_month_that_is_not_clear_is_a_question(
    examined: Examined, file: str, rule: str, message: str
) -> None:
    findings = examined(file, {"Sheet1": EMPLOYMENT})
    assert told(findings) == [(rule, f"《劳务协作就业人数月报表》{message}")]


@pytest.mark.parametrize(
    ("file", "sheet", "above", "message"),
    [
        (
            "区人社局.xlsx",
            "8月",
            [["2022年9月劳务协作就业人数月报表"]],
            "表头所写的 2022年8月 与“2022年9月劳务协作就业人数月报表”不一致",
        ),
        ("区人社局.xlsx", "8月", [["填报月份：2022年9月"]], "表头所写的 2022年9月 与“8月”不一致"),
    ],
)
def test_a_sheet_and_a_title_that_name_two_months_are_a_question(
    examined: Examined, file: str, sheet: str, above: Rows, message: str
) -> None:
    findings = examined(file, {sheet: [*above, *EMPLOYMENT]})
    assert told(findings) == [("period_conflict", f"《劳务协作就业人数月报表》{message}")]


def test_a_sheet_of_one_month_may_stand_under_a_title_of_several(examined: Examined) -> None:
    rows: Rows = [["2022年1-8月劳务协作就业人数月报表"], *EMPLOYMENT]
    (part,) = examined("区人社局.xlsx", {"3月": rows}).parts
    assert part.months == (date(2022, 3, 1),)


@pytest.mark.parametrize("above", [[["2021年劳务协作就业人数月报表"], ["填报月份：9月"]]])
def test_a_month_without_a_year_takes_it_from_the_title(examined: Examined, above: Rows) -> None:
    message = "《劳务协作就业人数月报表》报表期间 2021年9月 不在 2022 年"
    findings = examined("区人社局.xlsx", {"Sheet1": [*above, *EMPLOYMENT]})
    assert told(findings) == [("period_outside_year", message)]


def test_a_day_without_a_year_takes_it_from_the_title(examined: Examined) -> None:
    rows: Rows = [["七宝镇2021年消费帮扶采购明细表"], HEADER, ["甲公司", "超市", "9月3日", 1]]
    message = "第 3 行“采购日期”：2021-09-03 不在 2022 年之内"
    assert told(examined("采购.xlsx", {"Sheet1": rows})) == [("date_outside_year", message)]


def test_a_snapshot_stands_for_the_last_month_of_its_period(examined: Examined) -> None:
    (part,) = examined("援滇昭通小组1-9月.xlsx", {"Sheet1": PROJECTS}).parts
    assert (part.months, part.rows["month"].to_pylist()) == (
        (date(2022, 9, 1),),
        [date(2022, 9, 1)],
    )


def test_a_cover_states_the_months_even_where_one_has_no_rows(examined: Examined) -> None:
    rows: Rows = [["填报月份：2022年8-9月"], HEADER, ROW]
    (part,) = examined("七宝镇.xlsx", {"Sheet1": rows}).parts
    assert part.months == (date(2022, 8, 1), date(2022, 9, 1))


def test_two_sheets_may_hold_two_forms(examined: Examined) -> None:
    sheets = {"采购9月": [HEADER, ROW], "项目9月": PROJECTS}
    findings = examined("七宝镇.xlsx", sheets)
    assert [(p.form, p.sheet, p.rows.num_rows) for p in findings.parts] == [
        ("purchase", "采购9月", 1),
        ("project", "项目9月", 1),
    ]


def test_a_total_row_and_a_note_are_no_data(examined: Examined) -> None:
    rows: Rows = [HEADER, ROW, ROW, ["合计", None, None, 2.4], [], ["注：含税"], ["填报人：王某"]]
    (part,) = examined("七宝镇.xlsx", {"Sheet1": rows}).parts
    assert part.rows["amount_fen"].to_pylist() == [120, 120]
