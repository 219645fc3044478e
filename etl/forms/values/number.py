"""Numbers, heads, shares, targets and the numbers of tasks."""

import re
from decimal import Decimal
from math import isfinite

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from etl import rules
from etl.forms.values.kind import Context, fault
from etl.forms.values.text import plain_text, without_look_alikes
from etl.read.cells import Value, show

MAX_TARGET = 10**12

# The signs of a number, a few spaces between them: 1,299.00, 1 299, (300).
SIGNS = r"[^\s\u4e00-\u9fffA-Za-z]+(?:\s{1,9}[^\s\u4e00-\u9fffA-Za-z]+)*+"
# A number, its thousands set off or not: 1299, -1,299.00, .5.
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|[-+]?\.\d+")


def read_number(value: Value) -> Decimal:
    """A number written with thousands separators, full-width digits or accounting brackets.

    >>> read_number("1,299.00"), read_number("１ ２９９")
    (Decimal('1299.00'), Decimal('1299'))
    >>> read_number("(300)"), read_number(0.1)
    (Decimal('-300'), Decimal('0.1'))
    >>> read_number("约300")
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: “约300”不是数字
    """
    if isinstance(value, float) and isfinite(value):
        return Decimal(repr(value))
    without_look_alikes(value, rules.BAD_NUMBER)
    text = plain_text(value).replace("。", ".").replace("\u2212", "-").replace("–", "-")
    # A space as thousands separator: 1 299 is 1,299.
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", ",", text)
    # An accountant's negative number: (1,299.00).
    negative = re.fullmatch(r"\((.+)\)", text)
    text = "-" + negative[1].strip() if negative else text
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise fault(rules.BAD_NUMBER, f"“{show(value)}”不是数字", "请只写数字，如 12 或 1,299.00")
    return Decimal(text.replace(",", ""))


# A number and what it counts: 12人, 3 个, 40人次.
_COUNT = re.compile(
    rf"(?P<number>{SIGNS})\s*+(人次|人|名|家|个|场|团|次|位|户|期|所|批次|批|岗|岗位|个岗位)?"
)


def read_count(value: Value) -> int:
    """A whole number of heads or pieces, not below zero.

    >>> read_count(12.0), read_count("40人次"), read_count("1,200 人")
    (12, 40, 1200)
    >>> read_count(-3.0)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: “-3”小于 0
    >>> read_count("1.5人")
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: “1.5人”不是整数
    """
    without_look_alikes(value, rules.BAD_COUNT)
    match = _COUNT.fullmatch(plain_text(value)) if isinstance(value, str) else None
    number = read_number(match["number"] if match else value)
    if number < 0:
        raise fault(rules.NEGATIVE_COUNT, f"“{show(value)}”小于 0", "人数、个数须是 0 或正整数")
    if number != number.to_integral_value() or number > 10**9:
        raise fault(rules.BAD_COUNT, f"“{show(value)}”不是整数", "人数、个数须是 0 或正整数")
    return int(number)


def read_percent(value: Value, info: ValidationInfo) -> float:
    """0 to 100; `0.85`, `85` and `85%` are the same share, unless the header says %.

    >>> read_percent(0.85, in_yuan), read_percent(85.0, in_yuan), read_percent("85%", in_yuan)
    (85.0, 85.0, 85.0)
    >>> read_percent(1.0, in_yuan)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: “1”可能是 1% 也可能是 100%
    >>> read_percent("120%", in_yuan)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: “120%”不在 0 到 100% 之间
    """
    context: Context = info.context  # type: ignore[assignment]
    without_look_alikes(value, rules.BAD_PERCENT)
    text = plain_text(value)
    written = text.endswith("%")
    number = read_number(text.removesuffix("%").strip() if isinstance(value, str) else value)
    if not written and (number == 1 or (context.in_percent and 0 < number <= 1)):
        low, high = (f"{n.normalize():f}%" for n in (number, number * 100))
        message = f"“{show(value)}”可能是 {low} 也可能是 {high}"
        raise fault(rules.AMBIGUOUS_PERCENT, message, f"请写成 {low} 或 {high}")
    share = number if written or number > 1 else number * 100
    if not 0 <= share <= 100:
        raise fault(rules.BAD_PERCENT, f"“{show(value)}”不在 0 到 100% 之间", "请写成 10% 的样子")
    return float(share)


def read_task(value: Value, info: ValidationInfo) -> int:
    """The number of a task of the year's plan.

    >>> read_task(19.0, in_yuan), read_task("19", in_yuan)
    (19, 19)
    >>> read_task("十九", in_yuan)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: 任务序号“十九”不在 1 到 ... 之间
    """
    context: Context = info.context  # type: ignore[assignment]
    last = context.tasks
    try:
        number = read_number(value)
    except PydanticCustomError:
        number = Decimal(0)
    if number not in range(1, last + 1):
        hint = "请对照工作要点任务分解表填写任务序号"
        raise fault(rules.BAD_TASK, f"任务序号“{show(value)}”不在 1 到 {last} 之间", hint)
    return int(number)


def read_target(value: Value) -> float:
    """A target in its indicator's unit, not below zero.

    >>> read_target(300.0), read_target("1,200")
    (300.0, 1200.0)
    >>> read_target(-1.0)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: 目标值“-1”小于 0
    """
    without_look_alikes(value, rules.BAD_TARGET)
    number = read_number(value)
    if number < 0:
        raise fault(rules.BAD_TARGET, f"目标值“{show(value)}”小于 0", "请填写 0 或正数")
    if number > MAX_TARGET:
        raise fault(rules.BAD_TARGET, f"目标值“{show(value)}”超出合理范围", "请核对目标值")
    return float(number)
