"""Months as people write them, and what a cover above a table says."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from etl.read.cells import Sheet
from etl.table.cover import Entry, read_cover
from etl.table.periods import Period, only_period, parse_period

SheetOf = Callable[..., Sheet]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]


def months(first: int, last: int) -> Period:
    return Period(date(2022, first, 1), date(2022, last, 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022年9月", 9, 9),
        ("二〇二二年九月", 9, 9),
        ("二二年九月", 9, 9),
        ("22年9月", 9, 9),
        ("2022年元月", 1, 1),
        ("2022年9月①", 9, 9),
        ("2022Q3", 7, 9),
        ("2022年Q3", 7, 9),
        ("2022-3Q", 7, 9),
        ("2022Q1-Q3", 1, 9),
        ("Q3 2022", 7, 9),
        ("Q3", 7, 9),
        ("22年三季度", 7, 9),
        ("二〇二二年第三季度", 7, 9),
        ("2022年09月份", 9, 9),
        ("2022 年 9 月", 9, 9),
        ("２０２２年９月", 9, 9),
        ("2022.9", 9, 9),
        ("2022-09", 9, 9),
        ("2022/9", 9, 9),
        ("202209", 9, 9),
        ("9月", 9, 9),
        ("9月份", 9, 9),
        ("2022年7-9月", 7, 9),
        ("2022年7—9月", 7, 9),
        ("2022年7～9月", 7, 9),
        ("2022年7月至9月", 7, 9),
        ("2022年7月到9月", 7, 9),
        ("2022.7-9", 7, 9),
        ("2022.7-2022.9", 7, 9),
        ("2022年7月-2022年9月", 7, 9),
        ("7-9月", 7, 9),
        ("7月-9月", 7, 9),
        ("2022年度7-9月", 7, 9),
        ("第三季度", 7, 9),
        ("三季度", 7, 9),
        ("2022年第3季度", 7, 9),
        ("2022四季度", 10, 12),
        ("上半年", 1, 6),
        ("2022年下半年", 7, 12),
        ("2022年全年", 1, 12),
        ("2022年1至12月", 1, 12),
        ("2022年3季度", 7, 9),
        ("3季度", 7, 9),
        ("2022年前三季度", 1, 9),
        ("2022年1-3季度", 1, 9),
        ("一至三季度", 1, 9),
        ("2022年二、三季度", 4, 9),
        ("2022年1--9月", 1, 9),
        ("202207-202209", 7, 9),
        ("一至九月", 1, 9),
        ("七、八、九月", 7, 9),
    ],
)
def test_a_period_is_whole_months(text: str, first: int, last: int) -> None:
    assert parse_period(text, 2022) == months(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022年7月1日-9月30日", 7, 9),
        ("2022年7月1日至2022年9月30日", 7, 9),
        ("2022.7.1-2022.9.30", 7, 9),
        ("2022/7/1-2022/9/30", 7, 9),
        ("2022年9月30日", 9, 9),
        ("2022-09-01", 9, 9),
        ("2022-03-05", 3, 3),
        ("2022年7月1日-9日", 7, 7),
        ("2022年7月1-31日", 7, 7),
    ],
)
def test_days_in_a_period_stand_for_their_months(text: str, first: int, last: int) -> None:
    assert parse_period(text, 2022) == months(first, last)


@pytest.mark.parametrize("text", ["2021年9月", "21年9月", "2021年度9月", "二〇二一年九月"])
def test_a_month_keeps_the_year_that_stands_before_it(text: str) -> None:
    assert parse_period(text, 2022) == Period.of_month(2021, 9)


@pytest.mark.parametrize("text", ["2022年7月-8月-9月", "8月（改9月）", "2022年6月、2022年第三季度"])
def test_of_two_periods_that_differ_none_is_taken(text: str) -> None:
    assert only_period(text, 2022) is None


@pytest.mark.parametrize("text", ["2022年1-9月（截至9月30日）", "2022年前三季度（1-9月）"])
def test_a_period_said_in_two_ways_is_one(text: str) -> None:
    assert only_period(text, 2022) == months(1, 9)


def test_a_period_of_another_year_keeps_its_year() -> None:
    assert parse_period("2021年12月", 2022) == Period.of_month(2021, 12)
    assert parse_period("2021年12月-2022年1月", 2022) == Period(date(2021, 12, 1), date(2022, 1, 1))


@pytest.mark.parametrize(
    "text",
    ["2022年", "2022年度", "2022", "", "采购明细表", "2022年13月", "9-7月", "20220930", "v2"],
)
def test_a_year_alone_is_no_period(text: str) -> None:
    assert parse_period(text, 2022) is None


def test_a_period_knows_its_months_and_days() -> None:
    assert list(months(11, 12).months()) == [date(2022, 11, 1), date(2022, 12, 1)]
    assert date(2022, 9, 30) in months(7, 9)
    assert date(2022, 10, 1) not in months(7, 9)
    assert (str(months(9, 9)), str(months(7, 9))) == ("2022年9月", "2022年7月至9月")


def test_a_cover_in_label_and_value_cells(sheet_of: SheetOf) -> None:
    cover = read_cover(
        sheet_of(
            ["消费帮扶采购明细表"],
            ["填报单位", "七宝镇", None, "填报月份", "2022年7-9月"],
            ["金额单位：", None, "万元", "填报日期", datetime(2022, 10, 8)],
            HEADER,
        ),
        3,
    )
    assert cover.units == (Entry("七宝镇", "B2"),)
    assert cover.periods == (Entry("2022年7-9月", "E2"),)
    assert cover.money_units == (Entry("万元", "C3"),)
    assert cover.period(2022) == months(7, 9)


def test_a_cover_whose_cells_hold_label_and_value(sheet_of: SheetOf) -> None:
    cover = read_cover(
        sheet_of(
            ["2022年消费帮扶采购明细表（单位：万元）"],
            ["填报单位：七宝镇", "报表期间: 2022年三季度", "填报人：王某"],
            HEADER,
        ),
        2,
    )
    assert cover.units == (Entry("七宝镇", "A2"),)
    assert cover.period(2022) == months(7, 9)
    assert cover.money_units == (Entry("万元", "A1"),)


@pytest.mark.parametrize("gap", ["  ", "，", "；", "\n", " "])
def test_a_whole_cover_in_one_merged_cell(sheet_of: SheetOf, gap: str) -> None:
    line = gap.join(["填报单位：七宝镇", "填报月份：2022年9月", "金额单位：元", "填报人：王某"])
    cover = read_cover(sheet_of([line], HEADER), 1)
    assert cover.units == (Entry("七宝镇", "A1"),)
    assert cover.period(2022) == months(9, 9)
    assert cover.money_units == (Entry("元", "A1"),)


@pytest.mark.parametrize(
    "line",
    [
        "填报单位 龙湖镇   填报月份 2022年9月  金额单位 万元",
        "填报单位龙湖镇 填报月份2022年9月 单位万元",
        "填报单位 龙湖镇 填报月份 2022年9月 填报日期 2022年10月8日 单位 万元",
        "填 报 单 位 （ 盖 章 ）：龙湖镇；填 报 月 份：2022年9月；（万元）",
        "填报单位名称（公章）(签章)：龙湖镇（公 章），填报月份：2022年9月，单位：万元",
    ],
)
def test_labels_without_a_colon_or_with_a_seal(sheet_of: SheetOf, line: str) -> None:
    cover = read_cover(sheet_of([line], HEADER), 1)
    assert [entry.value for entry in cover.units] == ["龙湖镇"]
    assert cover.period(2022) == months(9, 9)
    assert [entry.value for entry in cover.money_units] == ["万元"]


def test_a_day_of_filling_in_without_a_colon_is_not_part_of_the_title(sheet_of: SheetOf) -> None:
    line = "填报人 王某  填报日期 2022年10月8日"
    assert parse_period(read_cover(sheet_of([line], HEADER), 1).plain_title, 2022) is None


def test_the_lines_of_a_title_do_not_run_into_each_other(sheet_of: SheetOf) -> None:
    cover = read_cover(sheet_of(["附件4"], ["月报表"], HEADER), 2)
    assert [parse_period(text, 2022) for text in (cover.title, cover.plain_title)] == [None, None]


@pytest.mark.parametrize("line", ["2022年闵行区 单位 采购 明细", "各填报单位 区教育局", "附件 1"])
def test_words_of_a_title_are_no_labels(sheet_of: SheetOf, line: str) -> None:
    cover = read_cover(sheet_of([line], HEADER), 1)
    assert (cover.units, cover.periods, cover.money_units) == ((), (), ())


def test_a_line_that_speaks_to_the_senders_names_none(sheet_of: SheetOf) -> None:
    assert read_cover(sheet_of(["填报单位请于次月25日前报送"], HEADER), 1).units == ()


def test_the_month_of_a_cover_may_be_a_real_date(sheet_of: SheetOf) -> None:
    assert read_cover(sheet_of(["填报月份", date(2022, 6, 1)], HEADER), 1).period(2022) == months(
        6, 6
    )


def test_a_month_typed_as_a_number_that_ends_in_1_is_not_guessed(sheet_of: SheetOf) -> None:
    assert read_cover(sheet_of(["填报月份", 2022.9], HEADER), 1).period(2022) == months(9, 9)
    assert read_cover(sheet_of(["填报月份", 2022.1], HEADER), 1).period(2022) is None


def test_a_label_without_a_value_says_nothing(sheet_of: SheetOf) -> None:
    cover = read_cover(sheet_of(["填报单位：", None, "填报月份：", None], HEADER), 1)
    assert (cover.units, cover.periods, cover.money_units) == ((), (), ())


def test_the_day_of_filling_in_is_not_part_of_the_title(sheet_of: SheetOf) -> None:
    rows: list[list[Any]] = [
        ["援建项目进度表"],
        ["填报日期：2022年10月8日"],
        ["填报日期", "10月9日"],
    ]
    title = read_cover(sheet_of(*rows, HEADER), 3).title
    assert parse_period(title, 2022) is None
    assert "援建项目进度表" in title
