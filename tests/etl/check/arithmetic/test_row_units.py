"""A column that names the unit of each row's amount is read row by row."""

from typing import Any

import pytest
from seen import See

COVER = ["填报单位：七宝镇", None, "填报月份：2022年7月"]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]
A = ["上海甲公司", "832平台", "2022-07-05"]
B = ["上海乙公司", "小闵帮扶", "2022-07-12"]
IN_YUAN = [*COVER, "金额单位：元"]


@pytest.mark.parametrize("name", ["单位", "金额单位", "计量单位", "币种", "备注", None])
def test_each_row_is_read_in_its_unit(seen: See, name: str | None) -> None:
    book = seen(COVER, [*HEADER, name], [*A, 12.34, "万元"], [*B, 56000, "元"])
    assert (book.total(), book.rules) == (179400, [])


def test_a_cell_with_a_unit_of_its_own_keeps_it(seen: See) -> None:
    book = seen(COVER, [*HEADER, "单位"], [*A, "1.2万元", "元"], [*B, 56000, "元"])
    assert book.total() == 68000


def test_a_total_is_held_to_the_unit_of_its_own_row(seen: See) -> None:
    rows = [[*A, 12.34, "万元"], [*B, 56000, "元"], ["合计", None, None, 17.94, "万元"]]
    assert seen(COVER, [*HEADER, "单位"], *rows).rules == []


@pytest.mark.parametrize(
    ("cover", "one", "two"),
    [(COVER, "万元", None), (COVER, "万元", "斤"), (IN_YUAN, "万元", "万元")],
)
def test_a_row_without_a_unit_and_another_unit_on_the_cover_are_a_question(
    seen: See, cover: list[Any], one: Any, two: Any
) -> None:
    book = seen(cover, [*HEADER, "单位"], [*A, 1, one], [*B, 2, two])
    assert book.asked == ["row_units"]
    assert book.answered("不看").total() == 3
    assert book.answered("照各行").total() == (30000 if two == "万元" else 10002)


def test_a_unit_that_the_cover_names_as_well_is_no_question(seen: See) -> None:
    book = seen([*COVER, "金额单位：万元"], [*HEADER, "单位"], [*A, 1, "万元"], [*B, 2, "万元"])
    assert (book.total(), book.rules) == (30000, [])


def test_what_the_goods_are_counted_in_is_harmless(seen: See) -> None:
    book = seen(IN_YUAN, [*HEADER, "单位"], [*A, 100, "箱"], [*B, 200, "斤"])
    assert (book.total(), book.asked) == (300, [])


def test_a_money_unit_that_is_not_known_is_refused(seen: See) -> None:
    book = seen(COVER, [*HEADER, "单位"], [*A, 1, "千元"], [*B, 2, "元"])
    assert "unknown_money_unit" in book.rules


def test_the_amounts_of_a_project_share_the_unit_of_their_row(seen: See) -> None:
    header = [
        "项目编号",
        "项目名称",
        "项目级别",
        "县（区）",
        "计划投资",
        "完成投资",
        "已拨付资金",
        "单位",
    ]
    book = seen(
        ["填报单位：援滇保山小组", "填报月份：2022年9月"],
        header,
        ["BS-01", "茶园", "区级", "隆阳区", 200, 150, 120, "万元"],
        ["BS-02", "道路", "市级", "施甸县", 3000000, 1000000, 900000, "元"],
    )
    assert (book.total("invested_fen"), book.rules) == (2500000, [])
