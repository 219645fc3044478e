"""Cell readers: days, percents, counts, yes and no, targets and text."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from etl.forms.values import (
    Count,
    CountyName,
    Day,
    HasOrNot,
    Money,
    Percent,
    Target,
    TaskNumber,
    Text,
    YesNo,
)

Read = Callable[..., Any]
Refusal = Callable[..., tuple[str, str, str]]


@pytest.mark.parametrize(
    "cell",
    [
        date(2022, 6, 3),
        datetime(2022, 6, 3),
        datetime(2022, 6, 3, 14, 30),
        "2022-06-03",
        "2022-6-3",
        "2022.6.3",
        "2022/6/3",
        "2022/06/03",
        "2022年6月3日",
        "2022 年 6 月 3 日",
        "２０２２年６月３日",
        "2022-06-03 00:00:00",
        "20220603",
        20220603.0,
        "6月3日",
        "6 月 3 日",
        "6月3",
        44715.0,
        "44715",
        "22年6月3日",
        "二〇二二年六月三日",
        "二零二二年六月三号",
        "二○二二年六月三日",
        "二二年六月三日",
        "2022年六月三日",
        "六月三日",
        "2022、6、3",
        "2022，6，3",
        "2022·6·3",
        "2022—6—3",
        "2022–06–03",
        "2022\\6\\3",
        "2022 6 3",
        "2022 年 6 月 3 日 ",
        "2022年6月3",
        "2022.6.3.",
        "2022-06-03（周五）",
        "公元2022年6月3日",
    ],
)
def test_a_day_is_read_however_it_is_written(read: Read, cell: Any) -> None:
    assert read(Day, cell) == date(2022, 6, 3)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("二〇二二年十月十日", date(2022, 10, 10)),
        ("二〇二二年十一月二十五日", date(2022, 11, 25)),
        ("十二月三十一日", date(2022, 12, 31)),
        ("元月廿五日", date(2022, 1, 25)),
        ("9/25/2022", date(2022, 9, 25)),
        ("25/9/2022", date(2022, 9, 25)),
        ("9.9.2022", date(2022, 9, 9)),
        ("九月五日至七日", date(2022, 9, 5)),
        ("22年9月5日-7日", date(2022, 9, 5)),
    ],
)
def test_a_day_in_words_or_with_its_year_last_is_read(read: Read, cell: str, day: date) -> None:
    assert read(Day, cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "2022.13.45",
        "9/5/2022",
        "22.6.3",
        "22/6/3",
        "06-03-22",
        "2022-06-03①",
        "2022-06-0③",
        "２０２２年６月③日",
        "2022年六十三月三日",
        "二〇二二年六月",
        "2022 63",
        "2022-02-30",
        "6月上旬",
        "6月",
        "2022年",
        2022.0,
        "昨天",
        12.5,
        "𐩀" * 5,
        "9" * 5000,
        True,
    ],
)
def test_what_names_no_day_is_no_date(refusal: Refusal, cell: Any) -> None:
    assert refusal(Day, cell)[0] == "bad_date"


def test_a_refused_day_says_how_to_write_one(refusal: Refusal) -> None:
    assert refusal(Day, "2022.13.45") == (
        "bad_date",
        "无法识别日期“2022.13.45”",
        "请写成 2022-06-03 的样子",
    )


@pytest.mark.parametrize(
    ("cell", "per_cent"),
    [
        (0.85, 85.0),
        ("0.85", 85.0),
        (85.0, 85.0),
        ("85", 85.0),
        ("85%", 85.0),
        ("８５％", 85.0),
        ("85 %", 85.0),
        (0.07, 7.0),
        (0.0, 0.0),
        ("100%", 100.0),
        (100.0, 100.0),
        ("1%", 1.0),
        ("0.5%", 0.5),
    ],
)
def test_a_percent_is_read_from_0_to_100(read: Read, cell: Any, per_cent: float) -> None:
    assert read(Percent, cell) == per_cent


@pytest.mark.parametrize(
    ("cell", "rule", "hint"),
    [
        (1.0, "ambiguous_percent", "请写成 1% 或 100%"),
        ("1", "ambiguous_percent", "请写成 1% 或 100%"),
        ("850%", "bad_percent", "请写成 10% 的样子"),
        (101.0, "bad_percent", "请写成 10% 的样子"),
        ("-5%", "bad_percent", "请写成 10% 的样子"),
        ("一成", "bad_number", "请只写数字，如 12 或 1,299.00"),
        (float("nan"), "bad_number", "请只写数字，如 12 或 1,299.00"),
    ],
)
def test_an_unclear_percent_is_refused(refusal: Refusal, cell: Any, rule: str, hint: str) -> None:
    assert refusal(Percent, cell)[::2] == (rule, hint)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (18.0, 18),
        ("18", 18),
        ("18人", 18),
        ("18 人次", 18),
        ("1,200名", 1200),
        ("３家", 3),
        (0.0, 0),
    ],
)
def test_a_count_is_a_whole_number(read: Read, cell: Any, number: int) -> None:
    assert read(Count, cell) == number


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (-18.0, "negative_count"),
        ("(3)", "negative_count"),
        (2.5, "bad_count"),
        (1e12, "bad_count"),
        ("十八", "bad_number"),
        (float("nan"), "bad_number"),
    ],
)
def test_heads_cannot_be_fewer_than_none_nor_halves(refusal: Refusal, cell: Any, rule: str) -> None:
    assert refusal(Count, cell)[0] == rule


@pytest.mark.parametrize("cell", ["是", "有", "√", "✓", "Y", "y", "Ｙ", "1", 1.0, True, " 是 "])
def test_yes_is_written_in_many_ways(read: Read, cell: Any) -> None:
    assert read(YesNo, cell) is True


@pytest.mark.parametrize("cell", ["否", "无", "×", "✗", "N", "n", "Ｎ", "x", "Ｘ", "0", 0.0, False])
def test_no_is_written_in_many_ways(read: Read, cell: Any) -> None:
    assert read(HasOrNot, cell) is False


def test_any_other_word_is_neither_yes_nor_no(refusal: Refusal) -> None:
    assert refusal(YesNo, "大概") == ("bad_yes_no", "“大概”不是“是”或“否”", "请只填“是”或“否”")


@pytest.mark.parametrize(("cell", "number"), [(300.0, 300.0), ("1,000", 1000.0), ("９０.5", 90.5)])
def test_a_target_is_a_plain_number(read: Read, cell: Any, number: float) -> None:
    assert read(Target, cell) == number


@pytest.mark.parametrize(
    ("cell", "rule"), [(-1.0, "bad_target"), ("三百", "bad_number"), ("9" * 400, "bad_target")]
)
def test_a_target_below_zero_or_beyond_measure_is_refused(
    refusal: Refusal, cell: Any, rule: str
) -> None:
    assert refusal(Target, cell)[0] == rule


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  832 平台 ", "832 平台"),
        ("两\n行", "两 行"),
        (310112.0, "310112"),
        (1.5, "1.5"),
        (datetime(2022, 6, 3), "2022-06-03"),
        ("（甲）", "（甲）"),
    ],
)
def test_text_keeps_its_words_and_loses_its_stray_spaces(read: Read, cell: Any, text: str) -> None:
    assert read(Text, cell) == text


@pytest.mark.parametrize("kind", [Count, Day, Money, Percent, Target, TaskNumber])
@pytest.mark.parametrize("cell", ["12①", "12²", "12⑴", "⒓", "½", "12❶", "1𝟐", "12%①", "①"])
def test_a_mark_beside_a_figure_is_no_digit_of_it(refusal: Refusal, kind: Any, cell: str) -> None:
    code, message, _ = refusal(kind, cell)
    assert code.startswith("bad_")
    assert kind is TaskNumber or "像是注释标记" in message


@pytest.mark.parametrize("cell", ["①", "1①", "⓪", "⁰"])
def test_a_mark_is_neither_yes_nor_no(refusal: Refusal, cell: str) -> None:
    assert refusal(YesNo, cell)[0] == "bad_yes_no"


@pytest.mark.parametrize("cell", ["施甸县①", "施甸县²", "施甸 ⑴"])
def test_a_mark_is_no_part_of_a_name(read: Read, cell: str) -> None:
    assert read(CountyName, cell) == "施甸县"


@pytest.mark.parametrize("cell", ["龙陵县小学(本部)", "龙陵县小学（本部）", "龙陵县小学（本部） "])
def test_a_name_is_one_whatever_its_brackets(read: Read, cell: str) -> None:
    assert read(Text, cell) == "龙陵县小学（本部）"


def test_a_number_of_a_document_is_one_whatever_its_width(read: Read) -> None:
    assert read(Text, "ＮＯ（２０２２）００１") == read(Text, "NO(2022)001") == "NO(2022)001"
