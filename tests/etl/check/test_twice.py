"""The same thing twice in a workbook: rows, tours, classes, sheets and their corrections."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook

from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.questions import Answers

Rows = list[list[Any]]
Read = Callable[..., Findings]
PURCHASE = ["采购单位", "采购渠道", "采购日期", "采购额度"]
A = ["甲", "超市", "2022-07-05", 12_500]
B = ["乙", "超市", "2022-07-12", 36_000]
C = ["丙", "超市", "2022-07-20", 8_200]


@pytest.fixture
def read(workbook: Workbook, office: Office) -> Read:
    """Reads sheets, with the same answer to every question where a choice is given."""

    def examined(sheets: dict[str, Rows], choice: str = "") -> Findings:
        path: Path = workbook("报表.xlsx", sheets)
        found = examine(path.name, path.read_bytes(), office)
        if not choice:
            return found
        answers = Answers({p.asked.id: choice for p in found.problems if p.asked})
        return examine(path.name, path.read_bytes(), office.answering(answers))

    return examined


def table(title: str, unit: str, header: list[str], *rows: list[Any]) -> Rows:
    return [[title], [f"填报单位：{unit}"], header, *rows]


def purchases(*rows: list[Any]) -> Rows:
    return table("消费帮扶采购明细表", "区总工会", PURCHASE, *rows)


def codes(found: Findings) -> list[str]:
    return [p.code for p in found.problems]


def rows_of(found: Findings) -> list[int]:
    return [row for part in found.parts for row in part.rows["row"].to_pylist()]


def test_a_sheet_that_holds_every_row_twice_is_asked_about(read: Read) -> None:
    sheets = {"S": purchases(A, B, C, A, B, C)}
    assert codes(read(sheets)) == ["rows_twice"]
    once = read(sheets, "once")
    assert rows_of(once) == [4, 5, 6]
    assert [p.message for p in once.problems if p.code == "left_out"] == [
        "没有计入重复的 3 行：“S”第 7 行、“S”第 8 行、“S”第 9 行"
    ]
    assert rows_of(read(sheets, "all")) == [4, 5, 6, 7, 8, 9]


def test_two_equal_rows_of_a_busy_shop_are_told_alone(read: Read) -> None:
    found = read({"S": purchases(A, B, C, A)})
    assert (codes(found), found.accepted) == (["duplicate_row"], True)


TOUR = ["团号", "类别", "组织单位", "目的地", "出发日期", "人数", "备注"]
T1 = ["T001", "疗休养", "工会", "隆阳区", "2022-09-05", 32, None]
T2 = ["T002", "旅游", "公司", "昭通市", "2022-09-12", 25, None]
CLASS = ["班次名称", "培训类别", "结对县（区）", "开班日期", "实际人数"]
K1 = ["带头人一期", "创业致富带头人", "隆阳区", "2022-08-01", 55]
POSTING = ["类别", "结对县（区）", "派出单位", "选派人数", "起始日期"]
P1 = ["教师", "隆阳区", "莘庄中学", 2, "2022-03-01"]
FIRM = ["企业名称", "企业性质", "结对县（区）", "签约日期"]
F1 = ["甲公司", "民营", "隆阳区", "2022-03-01"]


@pytest.mark.parametrize(
    ("title", "unit", "header", "row"),
    [
        ("赴对口地区组团情况表", "区文旅局", TOUR, T1),
        ("培训情况表", "援滇保山小组", CLASS, K1),
        ("选派人员及结对情况表", "区教育局\t填报月份：2022年9月", POSTING, P1),
        ("村企结对企业名册", "七宝镇\t填报月份：2022年9月", FIRM, F1),
    ],
)
def test_the_same_tour_class_posting_or_firm_counts_once_or_twice(
    read: Read, title: str, unit: str, header: list[str], row: list[Any]
) -> None:
    rows = table(title, "", header, row, row)
    rows[1] = [f"填报单位：{unit}".split("\t")[0], *unit.split("\t")[1:]]
    assert codes(read({"S": rows})) == ["rows_twice"]
    assert rows_of(read({"S": rows}, "once")) == [4]
    assert rows_of(read({"S": rows}, "all")) == [4, 5]


def test_a_tour_in_two_sheets_of_a_file_is_asked_about(read: Read) -> None:
    one = table("赴对口地区组团情况表", "区文旅局", TOUR, T1, T2)
    two = table("赴对口地区组团情况表", "区文旅局", TOUR, T1, ["T003", *T2[1:]])
    once = read({"甲": one, "乙": two}, "once")
    assert [part.rows["group_no"].to_pylist() for part in once.parts] == [
        ["T001", "T002"],
        ["T003"],
    ]


def test_two_coaches_of_one_tour_are_two_rows(read: Read) -> None:
    rows = table("赴对口地区组团情况表", "区文旅局", TOUR, [*T1[:6], "1号车"], [*T1[:6], "2号车"])
    assert read({"S": rows}).problems == ()


@pytest.mark.parametrize(
    "name", ["7月（更正）", "7月(修改)", "7月（新）", "7月补", "7月 (2)", "7月-副本"]
)
def test_a_sheet_and_its_correction_are_asked_about(read: Read, name: str) -> None:
    sheets = {"7月": purchases(A, B), name: purchases(A, [*B[:3], 37_000])}
    found = read(sheets)
    assert codes(found) == ["corrected_sheet"]
    assert [c.totals for c in found.problems[0].asked.choices if found.problems[0].asked] == [
        "采购额度 49,500.00 元，2 行",
        "采购额度 48,500.00 元，2 行；采购额度 49,500.00 元，2 行",
        "",
    ]
    corrected = read(sheets, "corrected")
    assert [part.sheet for part in corrected.parts] == [name]
    assert [part.sheet for part in read(sheets, "both").parts] == ["7月", name]


def test_the_sheet_of_another_month_is_no_correction(read: Read) -> None:
    august = ["丁", "超市", "2022-08-20", 8_200]
    found = read({"7月": purchases(A, B), "7月 (2)": purchases(august)})
    assert (found.problems, len(found.parts)) == ((), 2)


def test_a_project_list_and_its_correction_are_asked_about_once(read: Read) -> None:
    header = ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", "完成投资", "已拨付资金"]
    cover = ["填报单位：援滇保山小组", "填报月份：2022年9月", "金额单位：万元"]
    rows = [["援建项目进度表"], cover, header, ["P1", "茶园", "区级", "隆阳区", 200, 150, 120]]
    sheets = {"9月": rows, "9月更正": [*rows[:3], [*rows[3][:5], 160, 120]]}
    assert codes(read(sheets)) == ["corrected_sheet"]
    assert read(sheets, "corrected").parts[0].rows["invested_fen"].to_pylist() == [160_000_000]
