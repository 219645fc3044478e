"""What stands around a table makes plans, void tables and other spans of its figures."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings

Examined = Callable[[str, dict[str, list[list[Any]]]], Findings]
DAY = date(2022, 9, 5)


def purchases(title: str = "消费帮扶采购明细表", note: str = "") -> list[list[Any]]:
    return [
        [title],
        ["填报单位：七宝镇", None, "填报月份：2022年9月"],
        ["采购单位", "采购渠道", "采购日期", "采购额度"],
        ["甲公司", "超市", DAY, 1.25],
        *([[note]] if note else []),
    ]


def employment(
    title: str, *, label: str = "填报月份：2022年9月", note: str = ""
) -> list[list[Any]]:
    return [
        [title],
        [label],
        ["结对县（区）", "来沪就业人数", "就地就近就业人数"],
        ["隆阳区", 12, 30],
        *([[note]] if note else []),
    ]


def rules_asked(findings: Findings) -> list[str]:
    return [p.code for p in findings.problems if p.is_open]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "七宝镇2022年消费帮扶采购计划表",
            "消费帮扶采购明细表（预计数）",
            "2021年消费帮扶采购明细表",
        ),
        *("消费帮扶采购明细表（草稿）", "消费帮扶采购明细表（上年）", "消费帮扶采购意向表"),
    ],
)
def test_a_title_of_a_plan_or_another_year_is_asked_about(examined: Examined, title: str) -> None:
    assert rules_asked(examined("七宝.xlsx", {"S": purchases(title)})) == ["other_state"]


@pytest.mark.parametrize("sheet", ["7月作废", "7月（旧）", "草稿", "测试"])
def test_a_void_sheet_is_asked_about_and_may_be_left_out(examined: Examined, sheet: str) -> None:
    findings = examined("七宝.xlsx", {sheet: purchases(), "新": purchases()})
    (question,) = [p.asked for p in findings.problems if p.asked]
    assert [(c.code, c.totals) for c in question.choices][:2] == [
        ("as_is", ""),  # both sheets hold the same row: that would be refused
        ("skip", "采购额度 1.25 元，1 行"),
    ]


@pytest.mark.parametrize("name", ["七宝镇采购计划.xlsx", "七宝镇采购（作废）.xlsx"])
def test_a_files_name_is_read_too(examined: Examined, name: str) -> None:
    assert rules_asked(examined(name, {"S": purchases()})) == ["other_state"]


@pytest.mark.parametrize(
    "title",
    [
        *("上海市闵行区2022年度东西部协作消费帮扶采购明细表", "七宝镇9月采购汇总", "附件5"),
        *("消费帮扶采购计划完成情况表", "消费帮扶采购明细表（1-9月累计）"),
    ],
)
def test_a_title_that_changes_nothing_is_not_asked_about(examined: Examined, title: str) -> None:
    """A purchase has its own day: a title of several months changes no figure."""
    assert examined("七宝.xlsx", {"S": purchases(title)}).accepted


@pytest.mark.parametrize(
    "rows",
    [
        employment("劳务协作就业人数月报表（1-9月累计）"),
        employment("劳务协作就业人数月报表", label="填报月份：截至9月底累计"),
        employment("（本表为年初以来累计数）"),
        employment("劳务协作就业人数月报表", note="注：以上为1-9月累计数。"),
    ],
)
def test_what_may_be_more_than_a_month_is_asked_about(
    examined: Examined, rows: list[list[Any]]
) -> None:
    assert rules_asked(examined("人社局9月.xlsx", {"S": rows})) == ["other_span"]


def test_a_note_that_explains_is_not_asked_about(examined: Examined) -> None:
    rows = employment("劳务协作就业人数月报表", note="注：累计在沪就业满三个月的方可计入。")
    assert examined("人社局9月.xlsx", {"S": rows}).accepted


@pytest.mark.parametrize(
    "note",
    ["注：灰色行不计入统计", "注：带*的为预计数", "注：标红的是重复上报", "注：斜体为未到账的"],
)
def test_rows_told_by_their_looks_are_asked_about(examined: Examined, note: str) -> None:
    assert rules_asked(examined("七宝.xlsx", {"S": purchases(note=note)})) == ["row_state"]


@pytest.mark.parametrize(
    "note",
    ["注：1.带*的为必填项。", "填报说明：无食堂的单位不纳入考核。", "注：黄色底纹处由下拉选择"],
)
def test_a_note_on_how_to_fill_in_is_not_asked_about(examined: Examined, note: str) -> None:
    assert examined("七宝.xlsx", {"S": purchases(note=note)}).accepted


@pytest.mark.parametrize("line", ["本表金额单位为万", "Unit: 10k RMB", "金额以千计"])
def test_an_odd_money_unit_above_the_table_is_asked_about(examined: Examined, line: str) -> None:
    rows = purchases()
    rows.insert(2, [line])
    findings = examined("七宝.xlsx", {"S": rows})
    (question,) = [p.asked for p in findings.problems if p.asked]
    assert [(c.code, c.totals) for c in question.choices][:2] == [
        ("yuan", "采购额度 1.25 元，1 行"),
        ("wan", "采购额度 12,500.00 元，1 行"),
    ]


@pytest.mark.parametrize("title", ["第三季度就业人数", "2022年1至9月就业人数", "至9月末就业人数"])
def test_a_title_of_several_months_over_one_month_of_people_is_asked_about(
    examined: Examined, title: str
) -> None:
    assert rules_asked(examined("人社局.xlsx", {"S": employment(title)})) == ["other_span"]


def test_a_sentence_that_ends_in_a_total_s_word_is_a_note(examined: Examined) -> None:
    sheets = {"S": employment("就业人数", note="本表人数为1-9月累计")}
    assert rules_asked(examined("人社局.xlsx", sheets)) == ["other_span"]


@pytest.mark.parametrize("note", ["注：本表金额单位：万", "注：金额 RMB’000", "数据单位：千"])
def test_a_note_of_an_odd_unit_is_asked_about(examined: Examined, note: str) -> None:
    findings = examined("七宝.xlsx", {"S": purchases(note=note)})
    assert rules_asked(findings) == ["odd_money_unit"]


@pytest.mark.parametrize("line", ["（K）", "RMB 000"])
def test_a_lone_mark_of_a_unit_above_the_table_is_asked_about(
    examined: Examined, line: str
) -> None:
    rows = purchases()
    findings = examined("七宝.xlsx", {"S": [rows[0], [line], *rows[1:]]})
    assert rules_asked(findings) == ["odd_money_unit"]


@pytest.mark.parametrize(
    "title", ["指标下达表（征求意见稿）", "指标下达表（作废）", "指标下达表-样表"]
)
def test_a_void_table_of_quotas_is_asked_about(examined: Examined, title: str) -> None:
    header = ["指标", "承担单位", "目标值", "生效日期", "依据"]
    rows = [[title], header, ["来沪就业", "全区", 420, date(2022, 2, 1), "沪合作办〔2022〕7号"]]
    assert rules_asked(examined("下达.xlsx", {"S": rows})) == ["other_state"]


@pytest.mark.parametrize("over", ["其中：市级", "2021年"])
def test_a_part_or_another_year_over_a_header_is_asked_about(examined: Examined, over: str) -> None:
    rows = purchases()
    findings = examined("七宝.xlsx", {"S": [*rows[:2], [None, None, None, over], *rows[2:]]})
    assert rules_asked(findings) == ["unknown_words"]
