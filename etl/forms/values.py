"""The types of the forms' columns: the only place that knows how people write a value.

Each reader takes a cell's value and the sheet's context and returns the typed value, or raises a
PydanticCustomError whose type is the rule's code and whose `hint` says how to mend the cell.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from etl import rules
from etl.read.cells import Value, show
from etl.rules import Rule
from kpi.plan import NameIndex, clean_name

FEN_PER = {"元": Decimal(100), "万元": Decimal(1_000_000), "亿元": Decimal(10_000_000_000)}
MONEY_UNITS = tuple(FEN_PER)
FEN_PER |= {"万": FEN_PER["万元"], "亿": FEN_PER["亿元"], "圆": FEN_PER["元"]}
BLANKS = frozenset({"", "-", "--", "---", "—", "——", "–", "―", "/", "//", "\\", "无"})
YES = frozenset({*"是有对√✓✔☑YyTt1", "YES", "TRUE"})
NO = frozenset({*"否无×✗✘✕╳☒xXNnFf0", "NO", "FALSE", "没有", "不是"})
SERIAL_DAYS = range(36526, 73051)  # 2000-01-01 to 2099-12-31
EPOCH = date(1899, 12, 30)
DAYS_1904 = 1462  # between the two systems of serial days
MAX_FEN = 10**16
MAX_TARGET = 10**12


@dataclass(frozen=True)
class Context:
    """What a cell's meaning depends on: the year, the money unit and the names in use."""

    year: int
    fen_per_unit: Decimal
    units: NameIndex
    counties: NameIndex
    places: NameIndex
    indicators: NameIndex
    tasks: int
    indicator_names: Mapping[str, str] = field(default_factory=dict)
    cities: tuple[str, ...] = ()
    date1904: bool = False
    in_percent: bool = False


@dataclass(frozen=True)
class Kind:
    """How a type is stored and shown: its name, DuckDB type, and the texts that mean empty."""

    name: str
    sql: str
    blanks: frozenset[str] = BLANKS


def fault(rule: Rule, message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError(rule.code, "{message}", {"message": message, "hint": hint})


def plain_text(value: Value) -> str:
    """Half-width text without outer spaces; a whole number has no decimal point.

    >>> plain_text(" １２％ "), plain_text(12.0)
    ('12%', '12')
    """
    return unicodedata.normalize("NFKC", show(value)).strip()


def read_text(value: Value) -> str:
    """A text with single spaces between its words; a number as its sender sees it.

    >>> read_text(" 云南   核桃 "), read_text(31002200111.0)
    ('云南 核桃', '31002200111')
    """
    return " ".join(show(value).split())


def read_choice(value: Value) -> str:
    """A choice without white space; whether the form offers it is the form's affair.

    >>> read_choice("大宗 批发"), read_choice("线上 ")
    ('大宗批发', '线上')
    """
    return clean_name(show(value))


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
    text = plain_text(value).replace("。", ".").replace("\u2212", "-").replace("–", "-")
    # A space as thousands separator: 1 299 is 1,299.
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", ",", text)
    # An accountant's negative number: (1,299.00).
    negative = re.fullmatch(r"\((.+)\)", text)
    text = "-" + negative[1].strip() if negative else text
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise fault(rules.BAD_NUMBER, f"“{show(value)}”不是数字", "请只写数字，如 12 或 1,299.00")
    return Decimal(text.replace(",", ""))


# A currency before a sum: ¥, 人民币:, RMB.
_MARK = r"(?:[¥￥]|人民币|RMB|CNY)?[:：]?"
# The signs of a number, a few spaces between them: 1,299.00, 1 299, (300).
_SIGNS = r"[^\s\u4e00-\u9fffA-Za-z]+(?:\s{1,9}[^\s\u4e00-\u9fffA-Za-z]+)*+"
# A sum with its currency and unit: ￥1,299.00元整, -1.2万, 人民币￥300 元.
_MONEY = re.compile(
    rf"(?P<sign>[-\u2212]?)\s*+{_MARK}\s*+{_MARK}\s*+(?P<number>{_SIGNS})"
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


# A number and what it counts: 12人, 3 个, 40人次.
_COUNT = re.compile(
    rf"(?P<number>{_SIGNS})\s*+(人次|人|名|家|个|场|团|次|位|户|期|所|批次|批|岗|岗位|个岗位)?"
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
    text = plain_text(value).upper()
    text = text if text in YES | NO else plain_text(value)
    if isinstance(value, bool):
        return value
    if text not in YES | NO:
        raise fault(rules.BAD_YES_NO, f"“{show(value)}”不是“是”或“否”", "请只填“是”或“否”")
    return text in YES


# What joins two days: the - of 6月3日-5日, 至.
_TO = r"(?:-|~|—|–|至|到)+"
# A time of day: 09:30, 下午3时20分, T00:00:00.000Z.
_TIME = r"(?:[\sT]*+(?:上午|下午)?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?分?Z?)?"
# A day of the week: 周五, (星期五).
_WEEKDAY = r"(?:\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)?"
_TAIL = rf"\s*+{_WEEKDAY}{_TIME}"
# A day with its year: 2022-06-03, 2022.6.3, 2022年6月3日.
_FULL_DAY = r"(\d{4})\s*+[-./年]\s*+(\d{1,2})\s*+[-./月]\s*+(\d{1,2})\s*+[日号]?"
# A day with its year, and what may follow it: 2022-06-03 09:30, 2022年6月3日(周五).
_DAY = re.compile(_FULL_DAY + _TAIL)
# A spreadsheet's serial day: 44715, 44715.5.
_SERIAL_DAY = re.compile(r"\d{5}(?:\.\d+)?")
# A day of eight digits: 20220603.
_COMPACT_DAY = re.compile(r"(20\d{2})(\d{2})(\d{2})")
# A day without a year: 6月3日, 6月3号 周五.
_DAY_OF_YEAR = re.compile(rf"(\d{{1,2}})\s*+月\s*+(\d{{1,2}})\s*+[日号]?{_TAIL}")
# The second day of a range: of the same month, of another month, or in full.
# For example 6月3日-5日, 2022.6.3-6.5, 20220603-20220605.
_RANGE = re.compile(
    rf"(?P<first>(?:\d{{4}}\s*+[-./年]\s*+)?\d{{1,2}}\s*+[-./月]\s*+\d{{1,2}}\s*+[日号]?|20\d{{6}})"
    rf"\s*+{_TO}\s*+"
    r"(?P<last>(?:(?:\d{4}\s*+[-./年]\s*+)?\d{1,2}\s*+[-./月]\s*+)?\d{1,2}\s*+[日号]?|20\d{6})"
)


def read_day(value: Value, info: ValidationInfo) -> date:
    """A day however it is written, of a range the first; 6月3日 takes its year from the plan.

    >>> read_day("2022.6.3", in_yuan), read_day("20220603", in_yuan)
    (datetime.date(2022, 6, 3), datetime.date(2022, 6, 3))
    >>> read_day("6月3日-5日", in_yuan), read_day(44715.0, in_yuan)
    (datetime.date(2022, 6, 3), datetime.date(2022, 6, 3))
    >>> read_day("2022.13.3", in_yuan)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: 无法识别日期“2022.13.3”
    """
    context: Context = info.context  # type: ignore[assignment]
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = plain_text(value).replace("。", ".")
    if _SERIAL_DAY.fullmatch(text) and int(float(text)) in SERIAL_DAYS:
        return EPOCH + timedelta(days=int(float(text)) + (DAYS_1904 if context.date1904 else 0))
    day = _day_of(text, context.year) or _first_of_range(text, context.year)
    if day is None or isinstance(value, bool):
        raise fault(rules.BAD_DATE, f"无法识别日期“{show(value)}”", "请写成 2022-06-03 的样子")
    return day


def _day_of(text: str, year: int) -> date | None:
    match = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    parts = match.groups() if match else None
    if short := _DAY_OF_YEAR.fullmatch(text):
        parts = (str(year), *short.groups())
    try:
        y, month, day = map(int, parts or ())
        return date(y, month, day)
    except ValueError:
        return None


def _first_of_range(text: str, year: int) -> date | None:
    """The first day of 6月3日-5日 or 2022.6.3-6.5; None where its last day does not follow it."""
    match = _RANGE.fullmatch(text)
    first = match and _day_of(match["first"], year)
    if not match or first is None:
        return None
    # Each number: 6 and 5 of 6月5日.
    numbers = [int(n) for n in re.findall(r"\d+", match["last"])]
    if len(numbers) == 1 and numbers[0] > 31:
        return first if (_day_of(match["last"], year) or date.min) >= first else None
    full = [first.year, first.month][: 3 - len(numbers)] + numbers
    try:
        return first if date(*full) >= first else None
    except ValueError:
        return None


def name_reader(index: str, rule: Rule, what: str) -> Callable[[Value, ValidationInfo], str]:
    """A reader of names: aliases become the proper name, a near miss is asked about.

    >>> read_unit = name_reader("units", rules.UNKNOWN_UNIT, "单位")
    >>> read_unit("莘庄镇", in_yuan), read_unit("闵行区莘庄镇", in_yuan)
    ('莘庄镇', '莘庄镇')
    >>> read_unit("某某镇", in_yuan)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: 不认识的单位“某某镇”
    """

    def read(value: Value, info: ValidationInfo) -> str:
        context: Context = info.context  # type: ignore[assignment]
        names: NameIndex = getattr(context, index)
        name = names.find(show(value))
        if name is None:
            hint = name_hint(show(value), names, context, what)
            raise fault(rule, f"不认识的{what}“{show(value)}”", hint)
        return name

    return read


def name_hint(text: str, names: NameIndex, context: Context, what: str) -> str:
    """How to mend a name that nobody has: the nearest one, or which kind of name is asked for."""
    city = context.places.find(text)
    if names is context.counties and city in context.cities:
        return f"“{city}”是市（地区），这里要写到县（区）"
    nearest = names.nearest(text)
    if nearest is None:
        return f"请按名册填写{what}的规范名称"
    return f"您是不是要写：{context.indicator_names.get(nearest, nearest)}？"


def read_origin(value: Value, info: ValidationInfo) -> str:
    """A paired county or city by its proper name; any other place as it is written.

    >>> read_origin("隆阳", in_yuan), read_origin("云南省保山市隆阳区", in_yuan)
    ('隆阳区', '隆阳区')
    >>> read_origin("山东 寿光", in_yuan)
    '山东寿光'
    """
    context: Context = info.context  # type: ignore[assignment]
    return context.places.find(show(value)) or clean_name(show(value))


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
    number = read_number(value)
    if number < 0:
        raise fault(rules.BAD_TARGET, f"目标值“{show(value)}”小于 0", "请填写 0 或正数")
    if number > MAX_TARGET:
        raise fault(rules.BAD_TARGET, f"目标值“{show(value)}”超出合理范围", "请核对目标值")
    return float(number)


Text = Annotated[str, BeforeValidator(read_text), Kind("text", "varchar")]
Money = Annotated[int, BeforeValidator(read_money), Kind("money", "bigint")]
Day = Annotated[date, BeforeValidator(read_day), Kind("day", "date")]
Percent = Annotated[float, BeforeValidator(read_percent), Kind("percent", "double")]
Count = Annotated[int, BeforeValidator(read_count), Kind("count", "bigint")]
YesNo = Annotated[bool, BeforeValidator(read_yes_no), Kind("yes_no", "boolean")]
# Under 有无食堂 the word 无 is an answer, elsewhere an empty cell.
HasOrNot = Annotated[bool, BeforeValidator(read_yes_no), Kind("yes_no", "boolean", BLANKS - {"无"})]
Target = Annotated[float, BeforeValidator(read_target), Kind("number", "double")]
TaskNumber = Annotated[int, BeforeValidator(read_task), Kind("task", "integer")]
UnitName = Annotated[
    str, BeforeValidator(name_reader("units", rules.UNKNOWN_UNIT, "单位")), Kind("unit", "varchar")
]
CountyName = Annotated[
    str,
    BeforeValidator(name_reader("counties", rules.UNKNOWN_COUNTY, "结对县（区）")),
    Kind("county", "varchar"),
]
PlaceName = Annotated[
    str,
    BeforeValidator(name_reader("places", rules.UNKNOWN_PLACE, "对口地区")),
    Kind("place", "varchar"),
]
Origin = Annotated[str, BeforeValidator(read_origin), Kind("origin", "varchar")]
IndicatorCode = Annotated[
    str,
    BeforeValidator(name_reader("indicators", rules.UNKNOWN_INDICATOR, "指标")),
    Kind("indicator", "varchar"),
]
CHOICE = Kind("choice", "varchar")
choice = BeforeValidator(read_choice)
