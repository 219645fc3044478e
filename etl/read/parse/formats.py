"""Number formats: what a cell shows, where that says more than the number that it holds."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

# The formats of a number that say nothing more, and those of a percent, by their built-in ids.
PERCENT_IDS = (9, 10)
PERCENT = "0%"
UNKNOWN = "（数字格式缩小了显示）"
HIDDEN = "（数字格式不显示这个数）"
NEGATED = "（数字格式显示成负数）"
# What before the digits makes them look like less than nothing: -0.00, "减"0, △0.
MINUS = frozenset("-−－–—减负△▲")
# The parts of a format. Texts: "万元", [$万元-804]; brackets that show nothing: [红色], [>=1].
# An escaped sign: \. and !. ; padding and fill: _), *-; the general format; an exponent: E+00.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\[\$(?P<currency>[^\[\]-]{0,99})[^\[\]]{0,99}\]|(?P<silent>\[[^\[\]]{0,99}\]|[_*].?)'
    r"|[\\!](?P<escaped>.?)|(?P<general>G/通用格式|General)|(?P<exponent>E[+-][0#?]+)"
    r"|(?P<place>[0#?])|(?P<sign>[.,%@;])|(?P<date>[ymdhsegb])|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
# The condition of a section: [>=10000], [=0].
_CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?\d+(?:\.\d+)?)\]")
# A money unit or a multiple among a format's texts: 万元, 千, ‰.
_UNIT = re.compile(r"[十百千万亿美欧港]*[元圆]|[十百千万亿]+|[%％‰]")
# What may stand beside a figure and leave it what it is: 人, 人次; not 公斤, 元/斤.
_HARMLESS = re.compile(
    r"(?:人民币|人次|批次|[人次个家场份名件项户批期团所位天日号月年季岗宗起套])?"
)
# A word beside a figure: 约, 预计, ≈, or a foreign currency: USD, €.
_WORD = re.compile(r"[\u4e00-\u9fff≈～~±≤≥<>$€£]|USD|HKD|EUR|JPY|GBP", re.IGNORECASE)
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


class Section(NamedTuple):
    """One section of a format: its texts, and how the digits that it shows were scaled.

    `negates`: a minus, or brackets, stand around its digits.
    `power`: what the number is multiplied by before it is shown, as a power of ten; `inserted`:
    how many digits stand behind a point that is a mere text; -1: its digits cannot be told.
    """

    condition: tuple[str, float] | None
    texts: str
    places: int
    power: int
    inserted: int
    is_date: bool
    percents: int
    for_text: bool
    negates: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it shows the number that it is given, and hardly more."""
        words = _bare(self.texts)
        kept = not (self.power or self.inserted or self.percents or self.for_text)
        return self.is_date or (self.places > 0 and kept and _is_harmless(words))


@lru_cache(maxsize=2000)
def read_format(code: str) -> tuple[Section, ...] | None:
    """The sections of a format; None where each shows the number as it is."""
    sections = _sections(code[:1000])
    if sections[0].is_date or all(map(_says_nothing, sections, range(len(sections)))):
        return None
    return sections


def _says_nothing(section: Section, index: int) -> bool:
    """It shows the number as it is, a text as it is, or a mere dash for zero."""
    if section.negates and _may_be_positive(section, index):
        return False
    is_zero = section.condition == ("=", 0.0) or (index == 2 and section.condition is None)
    return section.is_plain or ((section.for_text or is_zero) and not _bare(section.texts))


def _may_be_positive(section: Section, index: int) -> bool:
    """Whether numbers above zero may be shown by a section: the first, or one of a condition."""
    if section.condition is None:
        return index != 1
    sign, bound = section.condition
    return sign in (">", ">=", "<>") or bound > 0


def _sections(code: str) -> tuple[Section, ...]:
    sections, tokens = [], list[re.Match[str]]()
    for match in _TOKEN.finditer(code):
        if match["sign"] == ";":
            sections.append(_section(tokens))
            tokens = []
        else:
            tokens.append(match)
    return (*sections, _section(tokens))


def _section(tokens: list[re.Match[str]]) -> Section:
    condition: tuple[str, float] | None = None
    texts, has_point, is_odd, before = "", False, False, ""
    places = inserted = commas = 0
    for token in tokens:
        text = token["quoted"] or token["currency"] or token["escaped"] or token["plain"] or ""
        if found := _CONDITION.fullmatch(token["silent"] or ""):
            condition = (found[1], float(found[2]))
        if token["place"] or token["general"]:
            places, commas = places + 1, 0
            inserted += has_point
        commas += places > 0 and token["sign"] == ","
        # a digit of a text behind the number's own, or a second point: 0"00", 0!.0.0
        is_odd |= places > 0 and any(sign.isdigit() for sign in text)
        is_odd |= has_point and token["sign"] == "."
        has_point |= places > 0 and text == "."
        texts += "@" if token["sign"] == "@" else text
        before += "" if places else text
    signs = [token["sign"] for token in tokens]
    percents = signs.count("%")
    power = 2 * percents - 3 * commas
    is_date = any(token["date"] for token in tokens)
    negates = places > 0 and bool(MINUS & {*before} or ("(" in before and ")" in texts))
    inserted = -1 if is_odd else inserted
    return Section(
        condition, texts, places, power, inserted, is_date, percents, "@" in signs, negates
    )


def _bare(texts: str) -> str:
    """Texts without what only sets them apart: brackets, signs of currency, spaces."""
    return re.sub(r"[\s()（）¥￥:：/.,+\-—–'@]", "", texts)


def _is_harmless(words: str) -> bool:
    """What leaves a figure what it is: nothing, a measure (人次), letters of no meaning."""
    return bool(_HARMLESS.fullmatch(words)) or not (_WORD.search(words) or _UNIT.search(words))


def unit_of(code: str) -> str:
    """The unit that a format shows behind a positive number; empty where it shows none."""
    sections = read_format(code)
    if sections is None:
        return ""
    section = _of_value(sections, 1.0)
    if section.percents:
        return "%"
    unit = _UNIT.search(section.texts)
    if section.power or section.inserted:
        return UNKNOWN
    return unit[0] if unit else ""


def _of_value(sections: tuple[Section, ...], value: float) -> Section:
    """The section that a number is shown by: by its condition, else by its sign."""
    if any(s.condition for s in sections[:2]):
        for section in sections[:2]:
            if section.condition and _holds(value, *section.condition):
                return section
        both = len(sections) > 1 and sections[0].condition and sections[1].condition
        return sections[min(2 if both else 1, len(sections) - 1)]
    numeric = [s for s in sections[:3] if not s.for_text] or list(sections)
    index = 0 if value > 0 else 1 if value < 0 else 2
    return numeric[index] if index < len(numeric) else numeric[0]


def _holds(value: float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound,
        "<=": value <= bound,
        "=": value == bound,
        "<>": value != bound,
        ">": value > bound,
        ">=": value >= bound,
    }[sign]


def shown(value: Any, sections: tuple[Section, ...]) -> Any:
    """A value as its format shows it: 0.15 as `15%`, 1.2 as `1.2万元`; unchanged where it is that.

    A number that is shown as another one gets a remark, so that nobody takes it for a figure.
    """
    if isinstance(value, str):
        return _shown_text(value, sections)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    section = _of_value(sections, float(value))
    if section.negates and value > 0 and not section.is_date:
        return f"{number_text(Decimal(repr(value)))}{NEGATED}"
    if section.is_date or section.is_plain:
        return value
    if not section.places and not section.for_text:
        return _instead(value, section)
    return _shown_number(value, section)


def _shown_text(value: str, sections: tuple[Section, ...]) -> str:
    """A text in a format for texts: 12.5 under @"万元" is 12.5万元."""
    last = sections[-1]
    if not last.for_text or not value.strip() or not _bare(last.texts):
        return value
    return last.texts.replace("@", value.strip(), 1).replace("@", "").strip()


def _instead(value: float, section: Section) -> Any:
    """A section of texts alone: 是 for 1; a dash for 0 is still 0; nothing for 12 hides it."""
    words = section.texts.strip()
    if _bare(words) and not words.isascii():
        return words
    return value if value == 0 else f"{number_text(Decimal(repr(value)))}{HIDDEN}"


def _shown_number(value: float, section: Section) -> Any:
    held = Decimal(repr(value))
    unit = _UNIT.search(section.texts)
    if section.percents == 1 and section.power == 2 and not section.inserted and not unit:
        return f"{number_text(held * 100)}%{_rest(section.texts)}"
    if section.percents or section.inserted < 0:
        return f"{number_text(held)}{UNKNOWN}"
    scale = section.power - section.inserted
    return with_unit(held, scale, unit[0] if unit else "", section.texts)


def with_unit(held: Decimal, scale: int, unit: str, texts: str = "") -> Any:
    """A number that is shown times 10 ** scale beside a unit; the two agree or contradict."""
    if scale and unit and scale == -sum(_POWERS.get(sign, 0) for sign in unit):
        if unit[0] in "万亿":
            return f"{number_text(held.scaleb(scale))}{unit}"
        if unit[-1] in "元圆":
            return f"{number_text(held)}元"
    if scale:
        return f"{number_text(held)}{UNKNOWN}"
    return f"{number_text(held)}{unit.replace('％', '%')}{_rest(texts.replace(unit, '', 1))}"


def _rest(texts: str) -> str:
    """What else a format says, as a remark behind the number: 约 of "约"0.0"万元"."""
    words = _bare(texts)
    return "" if _is_harmless(words) else f"（{words}）"


def number_text(number: Decimal) -> str:
    """A number without an exponent, and without the dust of its binary form: 15, 0.5."""
    text = f"{number:.10f}"
    return text.rstrip("0").rstrip(".")


# A number as it is shown: 1,299.00; and its exponent or fraction, which nobody scales: E+05, 1/2.
_SHOWN = re.compile(r"(\d[\d,]*)(\.\d+)?(E[+-]?\d|[ /]\d)?", re.IGNORECASE)
_NUMERALS = re.compile(r"[零〇一二三四五六七八九十百千万亿两点壹贰叁肆伍陆柒捌玖拾佰仟负]+")


def shown_differently(held: Decimal, text: str, is_percent: bool) -> str | None:
    """What a cell shows, by its text as it was shown; None where it shows just what it holds."""
    if is_percent:
        return f"{number_text(held * 100)}%"
    match = _SHOWN.search(text)
    if match is None:
        return _without_digits(held, text)
    if match[3]:
        return None
    around = text[: match.start()].strip() + text[match.end() :].strip()
    if held > 0 and (MINUS & {*around[:1]} or around == "()"):
        return f"{number_text(held)}{NEGATED}"
    behind = len(match[2] or ".") - 1
    number = Decimal(match[1].replace(",", "") + (match[2] or ""))
    scales = (0, 3, 4, 6, 8)
    near = (s for s in scales if abs(number.scaleb(s) - abs(held)) <= Decimal(1).scaleb(s - behind))
    scale = next(near, None)
    if scale is None:
        return f"{number_text(held)}{UNKNOWN}"
    texts = text[: match.start()] + text[match.end() :]
    unit = _UNIT.search(texts)
    if not scale and unit is None and _is_harmless(_bare(texts)):
        return None
    return str(with_unit(held, -scale, unit[0] if unit else "", texts))


def _without_digits(held: Decimal, text: str) -> str | None:
    """是 for 1; a dash for 0; a number in Chinese numerals; ### where the column is too narrow."""
    if _WORD.search(text):
        return None if _NUMERALS.fullmatch(text.strip()) else text.strip()
    hides = held and _bare(text) == "" and text.strip()
    return f"{number_text(held)}{HIDDEN}" if hides else None
