"""Figures that are hard to believe: asked about, and read as the answer says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook

from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.problems import Problem
from etl.questions import Answers

Rows = list[list[Any]]
Read = Callable[..., Findings]
PURCHASE = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]


@pytest.fixture
def read(workbook: Workbook, office: Office) -> Read:
    """Reads sheets, with the answer to the one question where a choice is given."""

    def examined(sheets: dict[str, Rows], choice: str = "", name: str = "报表.xlsx") -> Findings:
        path: Path = workbook(name, sheets)
        found = examine(path.name, path.read_bytes(), office)
        if not choice:
            return found
        answers = Answers({p.asked.id: choice for p in found.problems if p.asked})
        return examine(path.name, path.read_bytes(), office.answering(answers))

    return examined


def asked(found: Findings) -> Problem:
    (problem,) = [p for p in found.problems if p.severity == "error"]
    assert problem.asked is not None
    return problem


def totals(found: Findings) -> dict[str, str]:
    question = asked(found).asked
    assert question is not None
    return {c.code: c.totals for c in question.choices}


def bought(*amounts: float, unit: str = "元", sender: str = "七宝镇") -> Rows:
    rows = [
        [f"公司{n}", "超市", "2022-07-05", amount, f"1000{n}"] for n, amount in enumerate(amounts)
    ]
    cover = [f"填报单位：{sender}", "填报月份：2022年7月", f"金额单位：{unit}"]
    return [["消费帮扶采购明细表"], cover, PURCHASE, *rows]


def fen(found: Findings) -> list[int]:
    return list(found.parts[0].rows["amount_fen"].to_pylist())


def test_a_row_of_980_yi_from_a_town_is_asked_about_and_may_be_right(read: Read) -> None:
    rows = bought(98_000_000_000, 36_000.5)
    question = asked(read({"7月": rows}))
    assert question.code == "beyond_belief"
    assert "第 4 行“采购额度”98,000,000,000.00 元" in question.message
    assert fen(read({"7月": rows}, "as_read")) == [9_800_000_000_000, 3_600_050]


def test_yuan_under_a_cover_of_wan_are_read_as_the_sender_says(read: Read) -> None:
    rows = bought(12_500, 36_000.5, 8_200, unit="万元")
    assert totals(read({"7月": rows})) == {
        "yuan": "采购额度 56,700.50 元，3 行",
        "as_read": "采购额度 567,005,000.00 元，3 行",
        "return": "",
    }
    assert fen(read({"7月": rows}, "yuan")) == [1_250_000, 3_600_050, 820_000]


def test_wan_under_a_cover_of_yuan_are_read_as_the_sender_says(read: Read) -> None:
    rows = bought(1.25, 3.60005, 0.82, 15)
    assert asked(read({"7月": rows})).code == "unit_doubted"
    assert totals(read({"7月": rows}))["wan"] == "采购额度 206,700.50 元，4 行"
    assert fen(read({"7月": rows}, "wan")) == [1_250_000, 3_600_050, 820_000, 15_000_000]
    assert fen(read({"7月": rows}, "yuan")) == [125, 360, 82, 1500]


def test_the_header_of_wan_is_read_as_yuan_too(read: Read) -> None:
    rows = [[*PURCHASE[:3], "采购额度（万元）"], ["甲", "超市", "2022-07-05", 36_000.5]]
    found = read({"七宝镇": rows}, "yuan")
    assert fen(found) == [3_600_050]


def test_one_question_is_asked_of_all_the_months_of_a_workbook(read: Read) -> None:
    august = [
        ["填报单位：七宝镇", "填报月份：2022年8月", "金额单位：万元"],
        PURCHASE,
        ["乙", "超市", "2022-08-05", 9_000, "99999"],
    ]
    sheets = {"7月": bought(12_500, unit="万元"), "8月": august}
    assert "“7月”第 4 行" in asked(read(sheets)).message
    assert [p.rows["amount_fen"].to_pylist() for p in read(sheets, "yuan").parts] == [
        [1_250_000],
        [900_000],
    ]


def test_a_month_of_20_yi_from_a_town_is_asked_about(read: Read) -> None:
    question = asked(read({"7月": bought(*[4_900_000] * 420)}))
    assert "七宝镇2022年7月合计 2,058,000,000.00 元" in question.message


CANTEEN = ["预算单位", "有无食堂", "年度食堂采购总额", "预留比例", "累计采购额"]


def canteen(*rows: list[Any]) -> dict[str, Rows]:
    cover = ["填报单位：区财政局", "填报月份：2022年9月", "金额单位：万元"]
    return {"S": [["食堂采购预留份额执行情况表"], cover, CANTEEN, *rows]}


def test_more_bought_than_the_whole_years_food_is_asked_about(read: Read) -> None:
    question = asked(read(canteen(["区教育局", "有", 500, 0.1, 600])))
    assert question.code == "share_beyond"
    assert "6,000,000.00 元，是“年度食堂采购总额”5,000,000.00 元的 120%" in question.message


def test_figures_of_a_unit_without_a_canteen_count_where_it_has_one(read: Read) -> None:
    sheets = canteen(["区教育局", "无", 500, 0.1, 40], ["区审计局", "无", 0, None, 0])
    assert asked(read(sheets)).cell == "B4"
    assert read(sheets, "has").parts[0].rows["has_canteen"].to_pylist() == [True, False]
    assert read(sheets, "none").parts[0].rows["has_canteen"].to_pylist() == [False, False]


def projects(*days: str) -> dict[str, Rows]:
    header = ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", "完成投资", "已拨付资金"]
    cover = ["填报单位：援滇保山小组", "填报月份：2022年9月", "金额单位：万元"]
    rows = [
        [f"BS-0{n}", "茶园", "区级", "隆阳区", 200, 150, 120, day] for n, day in enumerate(days)
    ]
    return {"S": [["援建项目进度表"], cover, [*header, "资金拨付完成日期"], *rows]}


def test_money_paid_in_december_is_asked_about_in_september(read: Read) -> None:
    sheets = projects("2022-12-01", "2022-07-01")
    assert "第 4 行“资金拨付完成日期”2022-12-01" in asked(read(sheets)).message
    days = read(sheets, "planned").parts[0].rows["funded_on"].to_pylist()
    assert [day and day.isoformat() for day in days] == [None, "2022-07-01"]
    days = read(sheets, "as_written").parts[0].rows["funded_on"].to_pylist()
    assert [day.isoformat() for day in days] == ["2022-12-01", "2022-07-01"]


QUOTA = ["指标", "承担单位", "目标值", "生效日期", "依据"]


def quotas(*rows: list[Any], above: str = "") -> dict[str, Rows]:
    cover = [["指标下达表"], ["填报单位：区合作交流办"], *([[above]] if above else [])]
    return {"S": [*cover, QUOTA, *rows]}


def test_a_quota_ten_thousand_times_the_plans_own_is_read_in_yuan(read: Read) -> None:
    sheets = quotas(["镇街动员企业采购", "七宝镇", 3_500_000, "2022-08-01", "会议纪要"])
    assert "而计划是 300 万元" in asked(read(sheets)).message
    assert read(sheets, "yuan").parts[0].rows["target"].to_pylist() == [350]
    assert read(sheets, "as_read").parts[0].rows["target"].to_pylist() == [3_500_000]


@pytest.mark.parametrize(
    ("row", "above", "rule"),
    [
        (["文旅成团", "全区", 12, "2022-08-01", "甲"], "单位：万元", "target_unit"),
        (["镇街动员企业采购", "七宝镇", 0.6, "2022-08-01", "甲"], "单位：亿元", "target_unit"),
        (["文旅成团", "全区", 12, "2021-08-01", "甲"], "", "date_outside_year"),
        (["文旅成团", "全区", 12, "2032-08-01", "甲"], "", "date_outside_year"),
        (["文旅成团", "全区", 12.5, "2022-08-01", "甲"], "", "quota_out_of_scale"),
        (["镇街动员企业采购", "七宝镇", 350, "2022-08-01", "甲"], "单位：万元", None),
    ],
)
def test_a_quota_says_what_its_indicator_is_counted_in_and_a_day_of_the_year(
    read: Read, row: list[Any], above: str, rule: str | None
) -> None:
    found = read(quotas(row, above=above))
    assert [p.code for p in found.problems] == ([rule] if rule else [])


def test_two_targets_of_one_day_are_refused(read: Read) -> None:
    row = ["镇街动员企业采购", "七宝镇", 350, "2022-08-01", "甲"]
    found = read(quotas(row, [*row[:2], 360, *row[3:]]))
    assert [(p.code, p.cell) for p in found.problems] == [("two_targets", "C5")]


def test_a_file_named_after_another_town_is_of_the_one_that_is_chosen(read: Read) -> None:
    rows, name = bought(12_500), "莘庄镇_2022年7月采购.xlsx"
    question = asked(read({"7月": rows}, name=name))
    assert "文件名写的是莘庄镇，表内写的是七宝镇" in question.message
    part = read({"7月": rows}, "as_named", name).parts[0]
    assert (part.unit, part.rows["reporting_unit"].to_pylist()) == ("莘庄镇", ["莘庄镇"])
    assert read({"7月": rows}, "as_inside", name).parts[0].unit == "七宝镇"


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("七宝镇2022年8月采购.xlsx", True),
        ("七宝镇2022年8月5日报.xlsx", False),
        ("七宝镇8月报送.xlsx", False),
        ("七宝镇三季度采购.xlsx", False),
        ("七宝镇6月采购.xlsx", False),
    ],
)
def test_julys_rows_in_a_file_of_august_are_asked_about(
    read: Read, name: str, is_asked: bool
) -> None:
    found = read({"S": bought(12_500)}, name=name)
    assert found.accepted is not is_asked
    assert read({"S": bought(12_500)}, "as_inside", name).accepted
