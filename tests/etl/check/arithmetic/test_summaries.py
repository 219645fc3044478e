"""A sheet of another's sums is a summary: it would count everything twice."""

from seen import See

HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
DETAILS = [
    HEADER,
    ["上海甲公司", "832平台", "2022-07-05", 12500, "10000001"],
    ["上海乙公司", "小闵帮扶", "2022-07-12", 36000.5, "10000002"],
    ["上海丙公司", "832平台", "2022-07-20", 8200, "10000003"],
]
AUGUST = [
    HEADER,
    ["上海甲公司", "832平台", "2022-08-05", 700, "10000005"],
    ["上海乙公司", "小闵帮扶", "2022-08-12", 900.5, "10000006"],
]
BY_CHANNEL = [
    HEADER,
    ["七宝镇", "832平台", "2022-07-31", 20700],
    ["七宝镇", "小闵帮扶", "2022-07-31", 36000.5],
]


def test_a_sheet_called_a_summary_is_left_out(seen: See) -> None:
    book = seen(明细=DETAILS, 汇总=BY_CHANNEL)
    assert (book.total(), book.rules) == (56700.5, ["summary_left_out"])


def test_a_summary_without_days_is_left_out_too(seen: See) -> None:
    rows = [HEADER, ["七宝镇", "832平台", None, 20700], ["七宝镇", "小闵帮扶", None, 36000.5]]
    assert seen(汇总=rows, 明细=DETAILS).total() == 56700.5


def test_one_of_another_name_is_asked_about(seen: See) -> None:
    book = seen(明细=DETAILS, 七宝=BY_CHANNEL)
    assert book.asked == ["summary_sheet"]
    assert book.answered("只计明细").total() == 56700.5
    assert book.answered("各张都计").total() == 113401


def test_a_single_row_of_the_whole_is_asked_about(seen: See) -> None:
    book = seen(明细=DETAILS, 第二张=[HEADER, ["七宝镇", "多渠道", "2022-07-31", 56700.5]])
    assert book.asked == ["summary_sheet"]


def test_a_summary_of_several_sheets_by_month(seen: See) -> None:
    months = [
        HEADER,
        ["七宝镇", "各渠道", "2022-07-31", 56700.5],
        ["七宝镇", "各渠道", "2022-08-31", 1600.5],
    ]
    book = seen(**{"7月": DETAILS, "8月": AUGUST, "汇总": months})
    assert (book.total(), book.rules) == (58301, ["summary_left_out"])


def test_two_months_are_no_summary(seen: See) -> None:
    book = seen(**{"7月": DETAILS, "8月": AUGUST})
    assert (book.total(), book.rules) == (58301, [])


def test_a_summary_below_its_details_on_one_sheet_is_asked_about(seen: See) -> None:
    book = seen(*DETAILS, [], *BY_CHANNEL)
    assert book.asked == ["summary_sheet"]
    assert book.answered("只计明细").total() == 56700.5
