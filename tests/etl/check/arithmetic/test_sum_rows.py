"""A row whose figures are the sum of others is a total, whatever it is called."""

from typing import Any

import pytest
from seen import See

COVER = ["填报单位：七宝镇", None, "填报月份：2022年7月", "金额单位：元"]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
A = ["上海甲公司", "832平台", "2022-07-05", 12500, "10000001"]
B = ["上海乙公司", "小闵帮扶", "2022-07-12", 36000.5, "10000002"]
C = ["上海丙公司", "832平台", "2022-07-20", 8200, "10000003"]
D = ["上海丁公司", "扶贫超市", "2022-07-28", 150000, "10000004"]
ALL = 206700.5
CANTEENS = [
    ["填报单位：区财政局", None, "报表期间：2022年9月", None, "金额单位：元"],
    ["预算单位", "有无食堂", "年度食堂采购总额", "预留比例", "累计采购额"],
    ["上海市闵行区第一中学", "有", 1000000, "10%", 90000],
    ["闵行区实验小学", "有", 500000, "10%", 45000],
    ["闵行区第二中学", "有", 700000, "10%", 77000],
]


@pytest.mark.parametrize(
    "total",
    [
        ["全区", None, None, ALL],
        ["2期", None, None, ALL],
        ["七宝镇", "各渠道", None, ALL],
        ["832平台 汇总", None, None, ALL],
        [None, None, None, ALL],
        ["共4笔", None, None, ALL],
        ["上述四家", None, "7月", ALL],
    ],
)
def test_a_row_of_a_sum_without_a_day_or_a_number_is_a_total(seen: See, total: list[Any]) -> None:
    book = seen(COVER, HEADER, A, B, C, D, total)
    assert (book.total(), book.asked) == (ALL, [])


def test_a_total_by_its_figures_alone_is_told(seen: See) -> None:
    book = seen(COVER, HEADER, A, B, C, D, ["2期", None, None, ALL])
    assert (book.total(), book.rules) == (ALL, ["sum_row"])


def test_a_full_row_of_a_sum_is_asked_about_and_answered(seen: See) -> None:
    book = seen(COVER, HEADER, A, B, C, D, ["七宝镇", "各渠道", "2022-07-31", ALL])
    assert book.asked == ["total_or_data"]
    assert book.choices() == {
        "是合计，不计入": "采购额度 206,700.50 元，4 行",
        "是数据，计入": "采购额度 413,401.00 元，5 行",
        "整份退回，改好再报": "",
    }
    assert book.answered("是合计").total() == ALL
    assert book.answered("是数据").total() == 2 * ALL


def test_subtotals_between_groups_are_totals(seen: See) -> None:
    one, two = ["上半月", None, None, 48500.5], ["下半月", None, None, 158200]
    book = seen(COVER, HEADER, A, B, one, C, D, two, ["全月", None, None, ALL])
    assert (book.total(), book.asked) == (ALL, [])


def test_a_total_of_a_word_parts_the_rows_that_are_added_up(seen: See) -> None:
    book = seen(
        COVER, HEADER, A, B, ["小计", None, None, 48500.5], C, D, ["丙丁", None, None, 158200]
    )
    assert (book.total(), book.asked) == (ALL, [])


def test_a_total_above_its_rows_is_one_too(seen: See) -> None:
    book = seen(COVER, HEADER, ["全镇", None, None, ALL], A, B, C, D)
    assert (book.total(), book.asked) == (ALL, [])


@pytest.mark.parametrize(
    "row", [[None, "832平台", None, 20700], ["其中：832平台", None, None, 20700]]
)
def test_the_sum_of_a_group_that_the_row_names_is_a_total(seen: See, row: list[Any]) -> None:
    book = seen(COVER, HEADER, A, B, C, D, row)
    assert (book.total(), book.asked) == (ALL, [])


@pytest.mark.parametrize(
    "rows",
    [
        [["甲公司", "超市", "2022-07-05", n, f"1000000{i}"] for i, n in enumerate((100, 100, 200))],
        [["甲公司", "超市", "2022-07-05", n, None] for n in (1000, 2000, 3000)],
        [["甲公司", "超市", "2022-07-05", n, None] for n in (5000, 3000, 8000, 400)],
    ],
)
def test_a_coincidence_of_round_figures_is_no_question(seen: See, rows: list[list[Any]]) -> None:
    book = seen(COVER, HEADER, *rows)
    assert (book.total(), book.asked) == (sum(row[3] for row in rows), [])


@pytest.mark.parametrize("name", ["全区", "平均", "其中：教育系统", "教育局所属", "区本级"])
def test_a_total_is_never_a_canteen(seen: See, name: str) -> None:
    book = seen(*CANTEENS, [name, None, 2200000, None, 212000])
    assert (book.total("purchased_fen"), book.asked) == (212000, [])


def test_a_full_row_of_the_sums_of_all_canteens_is_asked_about(seen: See) -> None:
    book = seen(*CANTEENS, ["教育局", "有", 2200000, "10%", 212000])
    assert book.asked == ["total_or_data"]


def test_a_county_that_has_as_many_as_two_others_is_no_total(seen: See) -> None:
    counties = [["施甸县", 2, 4], ["龙陵县", 3, 6], ["昌宁县", 5, 10]]
    header = ["结对县（区）", "本月新增来沪就业人数", "本月新增就地就近就业人数"]
    cover = ["填报单位：区人社局", "报表期间：2022年9月"]
    assert seen(cover, header, *counties).total("local") == 20
    all_of_them = seen(cover, header, *counties[:2], ["全部", 5, 10])
    assert (all_of_them.total("local"), all_of_them.asked) == (10, [])


def test_a_total_of_a_continued_table_adds_up_both(seen: See) -> None:
    book = seen(COVER, HEADER, A, B, ["续表"], HEADER, C, D, ["全镇", None, None, ALL])
    assert (book.total(), book.asked) == (ALL, [])
