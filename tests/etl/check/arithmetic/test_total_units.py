"""A total that is exactly 10,000 times its rows is a question about the unit, not a warning."""

import pytest
from seen import See

COVER = ["填报单位：七宝镇", None, "填报月份：2022年7月"]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]
A = ["上海甲公司", "832平台", "2022-07-05"]
B = ["上海乙公司", "小闵帮扶", "2022-07-12"]


def test_rows_in_wan_above_a_total_in_yuan_are_asked_about(seen: See) -> None:
    book = seen(COVER, HEADER, [*A, 1.25], [*B, 3.60005], ["合计", None, None, 48500.5])
    assert book.asked == ["total_unit"]
    assert book.choices() == {
        "各行按元读": "采购额度 4.85 元，2 行",
        "各行按万元读": "采购额度 48,500.50 元，2 行",
        "整份退回，改好再报": "",
    }
    assert book.answered("各行按万元读").total() == 48500.5
    assert book.answered("各行按万元读").rules == ["answered"]
    assert book.answered("各行按元读").rules == ["answered", "total_mismatch"]


def test_rows_in_yuan_under_a_cover_in_wan_are_asked_about(seen: See) -> None:
    cover = [*COVER, "金额单位：万元"]
    book = seen(cover, HEADER, [*A, 12500], [*B, 36000.5], ["合计", None, None, 4.85005])
    assert book.asked == ["total_unit"]
    assert book.answered("各行按元读").total() == 48500.5


@pytest.mark.parametrize("total", [485.005, 48500500, 4850050])
def test_a_hundred_and_a_thousand_times_are_asked_about(seen: See, total: float) -> None:
    book = seen(COVER, HEADER, [*A, 12500], [*B, 36000.5], ["合计", None, None, total])
    assert book.asked == ["total_unit"]


@pytest.mark.parametrize("total", [48600, 97001, 485000, 4849])
def test_any_other_difference_stays_a_warning(seen: See, total: float) -> None:
    book = seen(COVER, HEADER, [*A, 12500], [*B, 36000.5], ["合计", None, None, total])
    assert (book.total(), book.rules) == (48500.5, ["total_mismatch"])


def test_all_amounts_of_a_table_are_one_question(seen: See) -> None:
    book = seen(
        ["填报单位：区财政局", None, "报表期间：2022年9月", None, "金额单位：元"],
        ["预算单位", "年度食堂采购总额", "累计采购额"],
        ["第一中学", 100, 9],
        ["实验小学", 50, 4.5],
        ["合计", 1500000, 135000],
    )
    assert book.asked == ["total_unit"]
    assert book.answered("各行按万元读").total("purchased_fen") == 135000
