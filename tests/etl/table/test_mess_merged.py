"""Merged cells, groups of headers, several sheets: right figures, or a question."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.store.lines.ledger import totals_fen

D = date(2022, 9, 3)
Rows = list[list[Any]]
COVER = ["填报单位：七宝镇", None, "填报月份：2022年9月"]
WAN = [*COVER, "金额单位：万元"]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
A, B = ["甲", "超市", D, 100, "11111111"], ["乙", "超市", D, 250.5, "22222222"]
PROJECT = ["项目编号", "项目名称", "项目级别", "县（区）"]
MONEY = ["计划投资", "完成投资", "已拨付资金"]
ROAD = ["P1", "某路", "乡镇结对", "施甸县", 10, 5, 4]
QUOTA = ["指标", "承担单位", "目标值", "生效日期", "依据"]
Read = Callable[..., Findings]


@pytest.fixture
def read(office: Office) -> Read:
    """Examines sheets of literal rows, the first with merged ranges."""

    def examine_rows(sheets: dict[str, Rows], *merges: str, name: str = "报表.xlsx") -> Findings:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        for merge in merges:
            book.worksheets[0].merge_cells(merge)
        file = io.BytesIO()
        book.save(file)
        return examine(name, file.getvalue(), office)

    return examine_rows


def yuan(findings: Findings) -> list[dict[str, float]]:
    assert findings.accepted, findings.problems
    return [{k: v / 100 for k, v in totals_fen(p).items()} for p in findings.parts]


def errors(findings: Findings) -> list[tuple[str, str | None, str | None]]:
    assert findings.parts == ()
    return [(p.code, p.sheet, p.cell) for p in findings.problems if p.severity == "error"]


UPPER = [*PROJECT, "资金情况（万元）", None, None]
LOWER: list[Any] = [*[None] * 4, *MONEY]


@pytest.mark.parametrize("merges", [("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2"), ()])
def test_a_unit_above_holds_for_the_columns_under_it(read: Read, merges: tuple[str, ...]) -> None:
    rows = [COVER, [*UPPER, "备注"], LOWER, ROAD]
    (found,) = yuan(read({"S": rows}, *merges))
    assert found == {"planned": 100_000, "invested": 50_000, "allocated": 40_000}


@pytest.mark.parametrize("merges", [("A2:E2", "F2:G2"), ()])
def test_a_unit_above_other_columns_does_not(read: Read, merges: tuple[str, ...]) -> None:
    upper = ["采购信息", None, None, None, None, "其他情况（万元）", None]
    rows = [COVER, upper, [*HEADER, "单价", "规格"], [*A, 5, 6]]
    assert yuan(read({"S": rows}, *merges)) == [{"amount": 100}]


@pytest.mark.parametrize("merge", ["A1:C1", "A1:E1", "B1:D1"])
def test_a_title_over_some_columns_is_a_title(read: Read, merge: str) -> None:
    title: Rows = [["莘庄镇消费帮扶采购明细表（单位：万元）"]]
    if merge.startswith("B"):
        title = [[None, *title[0]]]
    (part,) = read({"S": [*title, HEADER, A]}, merge).parts
    assert (part.unit, totals_fen(part)) == ("莘庄镇", {"amount": 100_000_000})


def test_a_merged_name_carries_down_and_a_merged_figure_is_refused(read: Read) -> None:
    rows = [COVER, HEADER, A, [None, "超市", None, 3, None]]
    found = read({"S": rows}, "A3:A4", "C3:C4", "E3:E4")
    assert yuan(found) == [{"amount": 103}]
    assert found.parts[0].rows["purchaser"].to_pylist() == ["甲", "甲"]
    assert [p.code for p in found.problems] == []
    rows = [COVER, HEADER, A, [*B[:3], None, "2"]]
    assert errors(read({"S": rows}, "D3:D4")) == [("merged_figure", "S", "D3")]


@pytest.mark.parametrize("lower", [["累计", "本月"], ["本月", "累计"], ["上年同期", "本期"], []])
def test_a_figure_under_a_header_over_two_columns_is_not_chosen(
    read: Read, lower: list[str]
) -> None:
    below: Rows = [[None, None, None, *lower]] if lower else []
    rows = [COVER, [*HEADER[:4], None], *below, [*A[:3], 500, 100]]
    assert ("ambiguous_column", "S", "D2") in errors(read({"S": rows}, "D2:E2"))


def test_a_header_may_be_merged_over_an_empty_column(read: Read) -> None:
    rows = [COVER, [*HEADER[:4], None, HEADER[4]], [*A[:4], None, A[4]]]
    assert yuan(read({"S": rows}, "D2:E2")) == [{"amount": 100}]


@pytest.mark.parametrize("upper", ["累计就业人数", "上年同期就业人数", "预计就业人数"])
def test_an_upper_header_that_makes_another_figure_is_refused(read: Read, upper: str) -> None:
    rows = [["填报月份：2022年9月"], ["结对县（区）", upper, None]]
    rows += [[None, "来沪就业人数", "就地就近就业人数"], ["施甸县", 10, 20]]
    assert "missing_column" in [rule for rule, *_ in errors(read({"S": rows}, "B2:C2"))]


@pytest.mark.parametrize("upper", ["投资计划与完成情况（万元）", "计划和实际投资（万元）"])
def test_an_upper_header_of_plan_and_work_done_stands_above_both(read: Read, upper: str) -> None:
    rows = [COVER, [*PROJECT, upper, None, None], LOWER, ROAD]
    (found,) = yuan(read({"S": rows}, "E2:G2"))
    assert found == {"planned": 100_000, "invested": 50_000, "allocated": 40_000}


@pytest.mark.parametrize(
    ("header", "told"), [("预留比例%", None), ("预留份额比例", ("near_miss_column", "S", None))]
)
def test_a_ratio_is_read_or_asked_about_and_never_left_out(
    read: Read, header: str, told: tuple[str, str, None] | None
) -> None:
    columns = ["预算单位", "年度食堂采购总额", header, "累计采购额"]
    found = read({"S": [["填报月份：2022年9月"], columns, ["某校", 100, 15, 20]]})
    if told:
        assert errors(found) == [told]
    else:
        assert found.parts[0].rows["reserved_ratio"].to_pylist() == [15.0]


def test_a_day_may_be_called_a_time(read: Read) -> None:
    rows = [COVER, [*PROJECT, *MONEY, "开工时间"], [*ROAD, D]]
    assert read({"S": rows}).parts[0].rows["started_on"].to_pylist() == [D]


@pytest.mark.parametrize(
    ("sheet", "title", "told"),
    [
        ("梅陇镇", "消费帮扶采购明细表", ("unit_conflict", "梅陇镇", "A2")),
        ("S", "梅陇镇消费帮扶采购明细表", ("unit_conflict", "S", "A2")),
        ("七宝", "七宝镇消费帮扶采购明细表", None),
        ("区合作交流办", "消费帮扶采购明细表", None),
    ],
)
def test_a_sheet_copied_from_another_town_is_a_question(
    read: Read, sheet: str, title: str, told: tuple[str, str, str] | None
) -> None:
    found = read({sheet: [[title], ["填报单位：七宝镇", "填报月份：2022年9月"], HEADER, A]})
    assert (errors(found) == [told]) if told else found.accepted


def test_a_second_table_under_another_towns_title_is_not_the_first_towns(read: Read) -> None:
    rows = [COVER, HEADER, A, ["梅陇镇消费帮扶采购明细表"], HEADER, B]
    assert errors(read({"S": rows})) == [("two_tables", "S", None)]


@pytest.mark.parametrize(
    ("name", "title"), [("龙湖镇", "消费帮扶采购明细表"), ("S", "龙湖镇2022年消费帮扶采购明细表")]
)
def test_an_unknown_units_sheet_is_not_taken_for_anothers(
    read: Read, name: str, title: str
) -> None:
    first = [COVER, HEADER, A]
    found = read({"七宝镇": first, name: [[title], HEADER, B]})
    assert errors(found) == [("unknown_unit", name, None)]


def test_tables_under_covers_of_their_own_may_stand_below_each_other(read: Read) -> None:
    august = ["填报单位：七宝镇", None, "填报月份：2022年8月", "金额单位：万元"]
    rows = [august, HEADER, [*A[:2], "2022-08-03", 1, "1"], ["合计", None, None, 1], ["注：含税"]]
    rows += [[*august[:2], "填报月份：2022年9月", "金额单位：元"], HEADER, B]
    assert yuan(read({"S": rows})) == [{"amount": 10_250.5}]


def test_a_second_table_at_the_side_is_not_left_out(read: Read) -> None:
    header = [*HEADER, None, "企业名称", "企业性质", "结对县（区）", "签约日期"]
    found = read({"S": [COVER, header, [*A, None, "丙", "民营", "施甸县", D]]})
    assert errors(found) == [("two_tables", "S", None)]


def test_tables_of_two_months_may_stand_below_each_other(read: Read) -> None:
    header = ["结对县（区）", "来沪就业人数", "就地就近就业人数"]
    august, september = (["2022年8月劳务协作就业人数月报表"], ["2022年9月劳务协作就业人数月报表"])
    rows = [august, header, ["施甸县", 1, 2], september, header, ["施甸县", 3, 4]]
    (part,) = read({"S": rows}).parts
    assert part.rows["month"].to_pylist() == [date(2022, 8, 1), date(2022, 9, 1)]


def test_a_merged_group_goes_on_below_its_subtotal(read: Read) -> None:
    header = ["所在县（区）", "销售日期", "销售额", "是否计入前四项"]
    rows = [["填报单位：援滇昭通小组", "填报月份：2022年9月"], header, ["大关县", D, 1, "否"]]
    rows += [[None, D, 2, "否"], [None, "小计", 3], ["盐津县", D, 4, "否"], ["合计", None, 8]]
    found = read({"S": rows}, "A3:A5")
    assert found.parts[0].rows["county"].to_pylist() == ["大关县", "大关县", "盐津县"]
    (warning,) = found.problems
    assert (warning.code, warning.cell) == ("total_mismatch", "C7")
    assert "写的是 8 元，按上面各行相加是 7 元" in warning.message


def test_a_note_that_speaks_of_a_sum_makes_no_total_of_its_row(read: Read) -> None:
    header = ["所在县（区）", "销售日期", "销售额", "是否计入前四项", "备注"]
    rows = [["填报单位：援滇昭通小组", "填报月份：2022年9月"], header]
    rows += [["大关县", D, 1, "否", "两批合计"], ["大关县", None, 2, "否", "两批合计"]]
    assert yuan(read({"S": rows[:3]})) == [{"amount": 1}]
    assert errors(read({"S": rows})) == [("missing_cell", "S", "B4")]


@pytest.mark.parametrize(
    "row", [[None, "已协调。", None, D], [None, "已协调。", None, None, D, "好。"]]
)
def test_half_a_row_of_sentences_and_days_is_no_note(read: Read, row: list[Any]) -> None:
    header = ["事项编号", "督办事项", "承办单位", "提出日期", "办结期限", "办理情况"]
    rows = [["督办事项表"], header, ["1", "催报。", "七宝镇", D, D], row]
    found = errors(read({"S": rows}))
    assert {rule for rule, *_ in found} == {"missing_cell"}
    assert ("missing_cell", "S", "A4") in found


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ({"9月": [WAN, HEADER, A], "8月": [HEADER, [*B[:2], "2022-08-03", 1]]}, "no_money_unit"),
        ({"封面": [["金额单位", "万元"]], "9月": [COVER, HEADER, A]}, "no_money_unit"),
        ({"9月": [COVER, HEADER, A, B], "汇总": [COVER, HEADER, A, B]}, "repeated_sheet"),
        ({"S": [[*COVER[:1]], [*COVER[:1], "、莘庄镇"], HEADER, A]}, None),
        ({"S": [["填报单位：七宝镇、莘庄镇"], HEADER, A]}, "unknown_unit"),
        ({"S": [COVER, ["助力万元村建设"], HEADER, A]}, "money_unit_conflict"),
        ({"S": [["填报单位：区教育局"], HEADER, A]}, "sender_not_allowed"),
    ],
)
def test_what_sheets_say_together_is_never_guessed(
    read: Read, sheets: dict[str, Rows], told: str | None
) -> None:
    found = read(sheets)
    assert [rule for rule, *_ in errors(found)] == [told] if told else found.accepted


def test_a_month_that_does_not_agree_is_a_question(read: Read) -> None:
    header = ["结对县（区）", "来沪就业人数", "就地就近就业人数"]
    rows = [["填报月份：2022年1月"], header, ["隆阳区", 1, 2]]
    assert errors(read({"2月": rows})) == [("period_conflict", "2月", "A1")]
    assert errors(read({"1月": [*rows, ["隆阳", 1, 2]]})) == [("repeated_row", "1月", "A4")]


@pytest.mark.parametrize(
    ("unit", "header", "told"),
    [
        ("莘庄镇人民政府", "目标值", None),
        ("莘庄镇", "目标值（万元）", None),
        ("莘庄镇", "目标值（选填）", None),
        ("辛庄镇", "目标值", "unknown_entity"),
        ("全区", "目标值", "unknown_entity"),
        (None, "目标值", "unknown_entity"),
        ("莘庄镇", "目标值（元）", "target_unit"),
    ],
)
def test_a_quota_is_carried_by_an_entity_of_its_indicator(
    read: Read, unit: str | None, header: str, told: str | None
) -> None:
    row = ["镇街动员企业采购", unit, 300, "2022-07-01", "某文"]
    rows = [["填报单位：区合作交流办"], [*QUOTA[:2], header, *QUOTA[3:]], row]
    found = read({"S": rows})
    if told:
        assert [rule for rule, *_ in errors(found)] == [told]
    else:
        assert found.parts[0].rows["unit"].to_pylist() == ["莘庄镇"]


def test_rules_on_rows_warn_and_let_in(read: Read) -> None:
    header = [*PROJECT, *MONEY, "开工日期", "完工日期"]
    row = [*ROAD[:4], 10, 12, 11, date(2022, 5, 1), date(2022, 4, 1)]
    found = read({"S": [COVER, header, row]})
    assert {(p.code, p.cell) for p in found.problems} == {
        ("rate_above_100", "F3"),
        ("rate_above_100", "G3"),
        ("ends_before_begins", "I3"),
    }
    assert found.accepted


def test_a_voucher_kept_as_a_number_has_lost_digits(read: Read) -> None:
    rows = [COVER, HEADER, [*A[:4], 22312000005961716520], [*B[:4], None]]
    found = read({"S": rows})
    assert {(p.code, p.cell) for p in found.problems} == {
        ("voucher_digits_lost", "E3"),
        ("missing_voucher", "E4"),
    }


def test_the_same_event_twice_is_a_warning(read: Read) -> None:
    header = ["活动类别", "主办单位", "对口地区", "活动日期"]
    rows = [["填报单位：区经委"], header, ["展示推介", "七宝镇", "大关县", D]]
    found = read({"S": [*rows, ["展示推介", "七宝镇人民政府", "大关", "2022.9.3"]]})
    assert [(p.code, p.cell) for p in found.problems] == [("duplicate_event", "A4")]
