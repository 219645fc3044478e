"""Signs that nobody sees, twins of plain ones, and marks that look like digits."""

import pytest

from etl.read.signs import number_like, plain_signs, without_marks


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("合\u200b计", "合计"),
        ("\ufeff采购单位", "采购单位"),
        ("\u200e2022-09-05", "2022-09-05"),
        ("施甸\u00ad县\ufe0f", "施甸县"),
        ("12\u2060000", "12000"),
        ("12\u3164000", "12000"),
        ("莘庄\u00a0镇", "莘庄 镇"),
        ("\u2ee2桥镇", "马桥镇"),
        ("\u2f12量", "力量"),
        ("\uf90a额", "金额"),
        ("合計", "合计"),
        ("填報單位", "填报单位"),
        ("金額單位：萬元", "金额单位：万元"),
        ("採購日期", "采购日期"),
        ("備註", "备注"),
        ("馬橋鎮", "马桥镇"),
        ("昭通市鹽津縣", "昭通市盐津县"),
        ("結對縣（區）", "结对县（区）"),
        ("第一行\n第二行", "第一行\n第二行"),
        ("abc 1,299.00", "abc 1,299.00"),
    ],
)
def test_a_text_is_read_as_it_is_seen(written: str, seen: str) -> None:
    assert plain_signs(written) == seen


def test_figures_that_are_turned_round_are_not_put_straight() -> None:
    assert plain_signs("\u202e00021") == "\u202e00021"


@pytest.mark.parametrize("mark", "①②⑳²³¹₂⑴⒈⒓½¼㉑❶➀➓⓪⓿𝟏٣㏠㋀")
def test_a_mark_is_no_digit(mark: str) -> None:
    assert number_like(f"12000{mark}") == mark
    assert without_marks(f"采购额度{mark}（万元）") == "采购额度（万元）"


@pytest.mark.parametrize("text", ["12000", "１２０００", "二〇二二年", "采购额度（万元）", ""])
def test_a_plain_digit_is_no_mark(text: str) -> None:
    assert number_like(text) is None
    assert without_marks(text) == text
