"""The same thing under another spelling, and single figures in another unit."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings

Rows = list[list[Any]]
Examined = Callable[[str, dict[str, Rows]], Findings]
PROJECT = ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", "完成投资", "已拨付资金"]


def asked(findings: Findings) -> list[str]:
    return [p.code for p in findings.problems if p.is_open]


@pytest.mark.parametrize("number", ["t001", "T 001", "T-001", "Ｔ００１"])
def test_a_groups_number_is_the_same_in_any_spelling(examined: Examined, number: str) -> None:
    tour = ["疗休养", "七宝镇总工会", "隆阳区", date(2022, 9, 5), 32]
    sheet = [
        ["赴对口地区组团情况表"],
        ["填报单位：区文旅局", "填报月份：2022年9月"],
        ["团号", "类别", "组织单位", "目的地", "出发日期", "人数"],
        *(["T001", *tour], [number, *tour]),
    ]
    assert asked(examined("文旅局.xlsx", {"S": sheet})) == ["rows_twice"]


def projects(*rows: list[Any], unit: str = "元") -> dict[str, Rows]:
    cover = ["填报单位：援滇保山小组", "填报月份：2022年9月", f"金额单位：{unit}"]
    return {"S": [["援建项目进度表"], cover, PROJECT, *rows]}


def test_a_project_that_differs_in_its_number_alone_is_asked_about(examined: Examined) -> None:
    tea = ["茶园", "区级", "隆阳区", 200, 150, 120]
    twice = projects(["BS-01", *tea], ["bs-01", *tea], unit="万元")
    assert asked(examined("保山项目9月.xlsx", twice)) == ["rows_twice"]


def test_a_cell_in_ten_thousands_of_a_table_in_yuan_is_asked_about(examined: Examined) -> None:
    sheets = projects(
        ["BS-01", "茶园", "区级", "隆阳区", 2_000_000, 150, 1_200_000],
        ["BS-02", "道路", "市级", "施甸县", 3_000_000, 0, 900_000],
    )
    (question,) = [p for p in examined("保山项目9月.xlsx", sheets).problems if p.is_open]
    assert (question.code, question.cell) == ("cell_unit", "F4")


def test_projects_of_some_hundred_yuan_are_in_ten_thousands(examined: Examined) -> None:
    sheets = projects(
        ["BS-01", "茶园", "区级", "隆阳区", 200, 150, 120],
        ["BS-02", "道路", "市级", "施甸县", 300, 100, 90],
    )
    assert asked(examined("保山项目9月.xlsx", sheets)) == ["unit_doubted"]


@pytest.mark.parametrize(("amount", "codes"), [(3.6, ["cell_unit"]), (36, [])])
def test_a_purchase_of_a_few_yuan_among_thousands_is_asked_about(
    examined: Examined, amount: float, codes: list[str]
) -> None:
    day = date(2022, 7, 5)
    sheet = [
        ["消费帮扶采购明细表"],
        ["填报单位：七宝镇", "填报月份：2022年7月", "金额单位：元"],
        ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"],
        *(["甲", "超市", day, 12_500, "1001"], ["乙", "超市", day, amount, "1002"]),
        ["丙", "超市", day, 8200, "1003"],
    ]
    assert asked(examined("七宝镇.xlsx", {"S": sheet})) == codes
