"""Texts, choices, and yes or no."""

import re
import unicodedata

from etl import rules
from etl.forms.values.kind import fault
from etl.read.cells import Value, show
from etl.read.signs import number_like
from etl.rules import Rule
from kpi.plan import clean_name

YES = frozenset({*"是有对√✓✔☑YyTt1", "YES", "TRUE"})
NO = frozenset({*"否无×✗✘✕╳☒xXNnFf0", "NO", "FALSE", "没有", "不是"})


def without_look_alikes(value: Value, rule: Rule) -> None:
    """Refuses a figure or a day with a sign that would pass for one of its digits: 12000①."""
    if isinstance(value, str) and (sign := number_like(value)):
        message = f"“{show(value)}”里的“{sign}”像是注释标记，看不出是不是数的一部分"
        raise fault(rule, message, "请只写普通数字，删去注释标记；要说明的写在备注里")


def plain_text(value: Value) -> str:
    """Half-width text without outer spaces; a whole number has no decimal point.

    >>> plain_text(" １２％ "), plain_text(12.0)
    ('12%', '12')
    """
    return unicodedata.normalize("NFKC", show(value)).strip()


# Full-width letters, digits and signs but brackets, commas, colons and quotes, as plain ones.
_HALF_WIDTH = {
    code: chr(code - 0xFEE0)
    for code in range(0xFF01, 0xFF5F)
    if chr(code) not in "（），：；！？＂＇"
}
# A full-width sign, or a bracket of any width: Ａ, (.
_WIDE_OR_BRACKET = re.compile("[()﹙﹚（）\uff01-\uff5e]")
_FULL_BRACKETS = str.maketrans("()﹙﹚", "（）（）")
_HALF_BRACKETS = str.maketrans("（）﹙﹚", "()()")
# A Chinese character: 局 of 教育局(本部).
_HAN = re.compile(r"[\u3400-\u9fff]")


def read_text(value: Value) -> str:
    """A text with single spaces between its words; a number as its sender sees it.

    One name has one form: brackets are full-width in Chinese, letters and digits never.

    >>> read_text(" 云南   核桃 "), read_text(31002200111.0)
    ('云南 核桃', '31002200111')
    >>> read_text("甲公司(本部)"), read_text("甲公司（本部）"), read_text("Ｎｏ．１２（Ａ）")
    ('甲公司（本部）', '甲公司（本部）', 'No.12(A)')
    """
    text = " ".join(show(value).split())
    if not _WIDE_OR_BRACKET.search(text) or text.isascii():
        return text
    brackets = _FULL_BRACKETS if _HAN.search(text) else _HALF_BRACKETS
    return text.translate(_HALF_WIDTH).translate(brackets)


def read_choice(value: Value) -> str:
    """A choice without white space; whether the form offers it is the form's affair.

    >>> read_choice("大宗 批发"), read_choice("线上 ")
    ('大宗批发', '线上')
    """
    return clean_name(show(value))


def read_yes_no(value: Value) -> bool:
    """Yes or no, in words, as a tick or as 1 and 0.

    >>> read_yes_no("是"), read_yes_no("√"), read_yes_no(1.0), read_yes_no("yes")
    (True, True, True, True)
    >>> read_yes_no("否"), read_yes_no("没有"), read_yes_no(False)
    (False, False, False)
    >>> read_yes_no("待定")
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: “待定”不是“是”或“否”
    """
    without_look_alikes(value, rules.BAD_YES_NO)
    text = plain_text(value).upper()
    text = text if text in YES | NO else plain_text(value)
    if isinstance(value, bool):
        return value
    if text not in YES | NO:
        raise fault(rules.BAD_YES_NO, f"“{show(value)}”不是“是”或“否”", "请只填“是”或“否”")
    return text in YES
