"""Net and gross, ordered and paid: two columns that may be the amount are a question."""

from typing import Any

import pytest
from seen import See

COVER = ["填报单位：七宝镇", None, "填报月份：2022年7月", "金额单位：元"]
NAMES = ["采购单位", "采购渠道", "采购日期"]
A = ["上海甲公司", "832平台", "2022-07-05"]
B = ["上海乙公司", "小闵帮扶", "2022-07-12"]


def test_net_tax_and_gross_are_a_question_whose_answer_moves_the_column(seen: See) -> None:
    book = seen(
        COVER,
        [*NAMES, "采购金额", "税额", "价税合计"],
        [*A, 11061.95, 1438.05, 12500],
        [*B, 31858.85, 4141.65, 36000.5],
    )
    assert book.asked == ["which_amount"]
    assert book.choices() == {
        "按“采购金额”列计": "采购额度 42,920.80 元，2 行",
        "按“价税合计”列计": "采购额度 48,500.50 元，2 行",
        "整份退回，改好再报": "",
    }
    assert book.answered("按“价税合计”").total() == 48500.5
    assert book.answered("按“采购金额”").total() == 42920.8


def test_a_column_that_is_the_sum_of_the_amount_and_another_is_asked_about(seen: See) -> None:
    book = seen(COVER, [*NAMES, "金额", "加项", "共"], [*A, 100, 9, 109], [*B, 200, 18, 218])
    assert book.asked == ["which_amount"]
    assert book.answered("按“共”").total() == 327


@pytest.mark.parametrize("other", ["实付金额", "结算金额", "实际采购额", "发票金额（含税）"])
def test_what_was_paid_beside_the_amount_is_a_question(seen: See, other: str) -> None:
    book = seen(COVER, [*NAMES, "采购金额", other], [*A, 100, 90], [*B, 200, 200])
    assert book.asked == ["which_amount"]


@pytest.mark.parametrize(
    ("headers", "one", "two"),
    [
        (["采购金额", "数量", "单价"], [100, 10, 10], [200, 10, 20]),
        (["采购额度", "其中：832平台", "其中：超市"], [100, 60, 40], [200, 150, 50]),
        (["采购额度（含税）", "不含税金额", "税额"], [113, 100, 13], [226, 200, 26]),
        (["采购额度", "货款", "运费"], [110, 100, 10], [220, 200, 20]),
        (["采购金额", "计划金额", "完成率"], [100, 120, 0.83], [200, 200, 1]),
        (["采购金额", "结算金额", "电话"], [100, 100, 13800000000], [200, 200, 13900000000]),
        (["采购金额", "税额", "税率"], [113, 13, "13%"], [226, 26, "13%"]),
        (["采购金额", "金额（万元）", "备用"], [12500, 1.25, None], [36000, 3.6, None]),
    ],
)
def test_parts_plans_taxes_and_the_same_again_are_no_question(
    seen: See, headers: list[str], one: list[Any], two: list[Any]
) -> None:
    book = seen(COVER, [*NAMES, *headers], [*A, *one], [*B, *two])
    assert (book.total(), book.asked) == (one[0] + two[0], [])


def test_an_amount_that_its_tax_shows_to_be_net_is_asked_about(seen: See) -> None:
    book = seen(COVER, [*NAMES, "采购金额", "税额"], [*A, 100, 13], [*B, 200, 18])
    assert book.asked == ["which_amount"]
    assert book.answered("“采购金额”就是").total() == 300


def test_two_columns_of_one_name_can_be_answered(seen: See) -> None:
    book = seen(COVER, [*NAMES, "采购额度", "采购额度"], [*A, 100, 90], [*B, 200, 180])
    assert book.asked == ["ambiguous_column"]


def test_the_form_may_have_its_own_planned_and_actual_columns(seen: See) -> None:
    header = ["班次名称", "培训类别", "开班日期", "计划人数", "实际人数"]
    row = ["甲班", "教师", "2022-07-05", 50, 48]
    book = seen(["填报单位：区教育局", "填报月份：2022年7月"], header, row)
    assert (book.total("trained"), book.asked) == (48, [])


def test_an_actual_amount_under_no_known_name_is_offered(seen: See) -> None:
    book = seen(COVER, [*NAMES, "计划金额", "实际金额"], [*A, 120, 100], [*B, 200, 180])
    assert book.asked == ["which_amount"]
    assert book.answered("按“实际金额”").total() == 280
