"""Sums of money, and the units that they are written in."""

import re
from decimal import ROUND_HALF_UP, Decimal

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from etl import rules
from etl.forms.values.kind import Context, fault
from etl.forms.values.number import SIGNS, read_number
from etl.forms.values.text import plain_text, without_look_alikes
from etl.read.cells import Value, show
from kpi.plan import clean_name

FEN_PER = {"元": Decimal(100), "万元": Decimal(1_000_000), "亿元": Decimal(10_000_000_000)}
MONEY_UNITS = tuple(FEN_PER)
FEN_PER |= {"万": FEN_PER["万元"], "亿": FEN_PER["亿元"], "圆": FEN_PER["元"]}
MAX_FEN = 10**16

# A currency before a sum: ¥, 人民币:, RMB.
_MARK = r"(?:[¥￥]|人民币|RMB|CNY)?[:：]?"
# A sum with its currency and unit: ￥1,299.00元整, -1.2万, 人民币￥300 元.
_MONEY = re.compile(
    rf"(?P<sign>[-\u2212]?)\s*+{_MARK}\s*+{_MARK}\s*+(?P<number>{SIGNS})"
    rf"\s*+(?P<unit>万\s*+元|亿\s*+元|元|万|亿|圆)?\s*+(?:人民币|RMB|CNY)?\s*+[整正]?",
    re.IGNORECASE,
)


def read_money(value: Value, info: ValidationInfo) -> int:
    """Fen; a unit in the cell (1.2万) goes before the sheet's.

    >>> read_money(1299.0, in_yuan), read_money("￥1,299.00元整", in_yuan)
    (129900, 129900)
    >>> read_money(1.2, in_wan), read_money("1.2万", in_yuan), read_money("-300元", in_wan)
    (1200000, 1200000, -30000)
    >>> read_money("若干", in_yuan)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: “若干”不是金额
    """
    context: Context = info.context  # type: ignore[assignment]
    hint = "请写成数字，如 12345.67；金额单位写在表头“金额单位”处"
    without_look_alikes(value, rules.BAD_MONEY)
    match = _MONEY.fullmatch(plain_text(value)) if isinstance(value, str) else None
    try:
        number = read_number(match["sign"] + match["number"] if match else value)
    except PydanticCustomError:
        raise fault(rules.BAD_MONEY, f"“{show(value)}”不是金额", hint) from None
    unit = match and match["unit"] and "".join(match["unit"].split())
    per_unit = FEN_PER[unit] if unit else context.fen_per_unit
    if abs(number * per_unit) > MAX_FEN:
        raise fault(rules.BAD_MONEY, f"“{show(value)}”超出合理范围", hint)
    return int((number * per_unit).to_integral_value(ROUND_HALF_UP))


# What stands beside a unit in a remark: the , of 含税,万元, the 单位: of 单位:万元.
_BESIDE_MONEY_UNIT = re.compile(r"[,、;:/()\[\]|为是]|单位|金额|计量|人民币|RMB|CNY|[¥￥]")
# A multiple of ten thousand's kin, or a currency: a unit, though none that is known.
# For example 千元, 美元, USD, k.
_LIKE_MONEY_UNIT = re.compile(
    r"[十百千万亿]+[元圆]?|.*[元圆]|美金|港币|外币|欧元|日元|英镑|USD|HKD|EUR|JPY|GBP|[kKwW]|\$|[十百千万亿]+.?",
    re.IGNORECASE,
)


def money_unit_in(text: str) -> str | None:
    """The money unit that a text names (含税，万元); an unknown one (千元) as it is written.

    >>> money_unit_in("含税，万元"), money_unit_in("单位：亿"), money_unit_in("千元")
    ('万元', '亿元', '千元')
    >>> money_unit_in("含税") is None
    True
    """
    words = _BESIDE_MONEY_UNIT.split(clean_name(text))
    units = {unit for word in words if word and (unit := _unit_of_word(word))}
    return "、".join(sorted(units)) or None


def _unit_of_word(word: str) -> str | None:
    """万元 of 以万元计 and of 万; not of 10万元以上."""
    if within := _WITHIN_WORD.search(word):
        return within[0]
    return _FULL.get(word, word) if _LIKE_MONEY_UNIT.fullmatch(word) else None


# A unit inside a word and behind no figure: 万元 of 以万元计, not of 10万元以上.
_WITHIN_WORD = re.compile(r"(?<![\d.几数十百千万亿])[十百千万亿]+元")
_FULL = {"万": "万元", "亿": "亿元", "圆": "元"}
