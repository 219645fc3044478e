"""Months as people write them: 2022年1-9月, 第三季度, 2022.10, 上半年."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from etl.read.signs import without_marks

# What joins two ends: the - of 1-9月, the 至 of 一月至九月.
_TO = r"(?:-|~|—|–|至|到)+"
# What may follow a month's number, never a digit or a quarter: 9月, 9月份, 9.
_MONTH_TAIL = r"(?!\d|个?季)月?(?:份)?"
_PATTERNS = (
    # 2022年7-9月, 2022.12-2023.1
    rf"(?P<y>20\d{{2}})[年.\-/](?P<a>\d{{1,2}})月?(?:份)?{_TO}"
    rf"(?:(?P<y2>20\d{{2}})[年.\-/])?(?P<b>\d{{1,2}}){_MONTH_TAIL}",
    # 202207-09, 202207-202209
    rf"(?<!\d)(?P<y>20\d{{2}})(?P<a>0[1-9]|1[0-2]){_TO}(?P<y2>20\d{{2}})?(?P<b>0[1-9]|1[0-2])(?!\d)",
    # 2022年9月, 2022.10; not the 2022-1 of 2022-1至2季度
    rf"(?P<y>20\d{{2}})[年.\-/](?P<a>\d{{1,2}})(?!{_TO}\d个?季){_MONTH_TAIL}",
    # 2022年前三季度, 前2季度
    r"(?:(?P<y>20\d{2})年?)?前(?P<until>[二两三23])个?季度",
    # 2022年一至三季度, 1、2季度
    rf"(?:(?P<y>20\d{{2}})年?)?第?(?P<q>[一二三四1-4])(?:季度)?(?:{_TO}|[、,和及])第?(?P<q2>[一二三四1-4])季度",
    # 2022年第三季度
    r"(?P<y>20\d{2})年?第?(?P<q>[一二三四1-4])季度",
    # 2022年上半年
    r"(?P<y>20\d{2})年?(?P<h>[上下])半年",
    # 2022年全年
    r"(?P<y>20\d{2})年?(?P<all>全年)",
    # 202209
    r"(?<!\d)(?P<y>20\d{2})(?P<a>0[1-9]|1[0-2])(?!\d)",
    # 7-9月, 7月份至9月
    rf"(?<!\d)(?P<a>\d{{1,2}})月?(?:份)?{_TO}(?P<b>\d{{1,2}})月",
    # 第三季度, 3季度
    r"(?<!\d)第?(?P<q>[一二三四1-4])季度",
    # 上半年
    r"(?P<h>[上下])半年",
    # 9月
    r"(?<!\d)(?P<a>\d{1,2})月",
)
# 2022年7月1日-9月30日, 2022.7.1, 2022-07-01: the days stand for their months.
_DAYS = (
    # 7月1-15日 is 7月
    (rf"(?<=月)\d{{1,2}}[日号]?{_TO}\d{{1,2}}[日号]", ""),
    # 7月1日 is 7月
    (r"(?<=月)\d{1,2}[日号]", ""),
    # 2022.7.1 is 2022.7
    (r"(20\d{2}([./])\d{1,2})\2\d{1,2}(?![\d月])", r"\1"),
    # 2022-07-01 is 2022-07
    (r"(20\d{2}-\d{2})-\d{2}(?![\d月])", r"\1"),
)
# A quarter with its year in Latin letters: 2022Q3, 2022年Q1-Q3, 2022-3Q.
_LATIN_QUARTER = re.compile(
    rf"(20\d{{2}})[年\-./_]?(?:[Qq]([1-4])(?:{_TO}[Qq]?([1-4]))?|([1-4])[Qq])(?![\dA-Za-z])"
)
# The same with its year last: Q3 2022, Q3/2022.
_QUARTER_FIRST = re.compile(r"(?<![A-Za-z\d])[Qq]([1-4])[\-./_]?(20\d{2})(?!\d)年?")
_HAN = "一二三四五六七八九十"
# A month in Chinese numerals, itself before 月 or the first of several: 一至九月.
_HAN_MONTH = re.compile(
    rf"[{_HAN}]{{1,2}}(?=(?:(?:月份?)?(?:{_TO}|[、,和及])(?:[{_HAN}]{{1,2}}|\d{{1,2}})){{0,12}}月)"
)
# A year in Chinese numerals: 二〇二二年, 二零二二年, 二二年.
_HAN_YEAR = re.compile(r"(?:二[〇零○O0])?[〇零○O0一二三四五六七八九]{2}(?=年)")
# Several months in a row: 7、8、9月, 7月和8月.
_LIST = re.compile(r"(?<!\d)\d{1,2}月?(?:份)?(?:[、,和及]\d{1,2}月?(?:份)?)+")
_HAN_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, order=True)
class Period:
    """Whole months, each given by its first day, both ends included."""

    first: date
    last: date

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        return cls(date(year, month, 1), date(year, month, 1))

    def months(self) -> Iterator[date]:
        month = self.first
        while month <= self.last:
            yield month
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day.replace(day=1) <= self.last

    def __str__(self) -> str:
        first, last = f"{self.first.year}年{self.first.month}月", f"{self.last.month}月"
        return first if self.first == self.last else f"{first}至{last}"


def parse_period(text: str, year: int) -> Period | None:
    """The first period in a text; `year` serves where the text names none. None: no period."""
    first = _search(_plain(text), year)
    return first[0] if first else None


def only_period(text: str, year: int) -> Period | None:
    """The period in a text, None where another that ends in another month stands beside it."""
    plain = _plain(text)
    first = _search(plain, year)
    if first is None:
        return None
    period, match = first
    rest = _search(f"{plain[: match.start()]}|{plain[match.end() :]}", year)
    return period if rest is None or rest[0].last == period.last else None


def without_period(text: str, year: int) -> tuple[Period | None, str]:
    """The first period of a text, and the text without it: 截至9月累计 is 9月 and 截至累计."""
    plain = _plain(text)
    first = _search(plain, year)
    if first is None:
        return None, plain
    period, match = first
    return period, plain[: match.start()] + plain[match.end() :]


def year_named(texts: Iterable[str], year: int) -> int:
    """The year that texts name, where it is one and never `year` itself; else `year`."""
    plain = (_half_width(text) for text in texts)
    # A year: 2022 of 2022年9月.
    years = {int(y) for text in plain for y in re.findall(r"(?<!\d)(20\d{2})年", text)}
    return years.pop() if len(years) == 1 else year


def _half_width(text: str) -> str:
    # White space anywhere: 2022 年 9 月.
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", without_marks(text)))
    text = _HAN_YEAR.sub(lambda m: m[0].translate(_HAN_DIGITS), text)
    # A year of two digits: 22年9月 is 2022年9月.
    text = re.sub(r"(?<!\d)(\d{2})年", r"20\1年", text)
    # January by its other name: 2022年元月.
    text = re.sub(r"(?<=年)元月", "1月", text)
    # A quarter and nothing else: Q3.
    text = re.sub(r"^[Qq]([1-4])$", r"第\1季度", text)
    text = _QUARTER_FIRST.sub(r"\2年第\1季度", text)
    return _LATIN_QUARTER.sub(_quarter, text)


def _quarter(match: re.Match[str]) -> str:
    first, last = match[2] or match[4], match[3]
    return f"{match[1]}年第{first}季度" + (f"-第{last}季度" if last else "")


def _plain(text: str) -> str:
    """Half-width, months as numbers, several in a row as their range, days left out."""
    text = _HAN_MONTH.sub(_arabic, _half_width(text))
    if (match := _LIST.search(text)) and "月" in match[0]:
        # Each number: 7, 8 and 9 of 7、8、9月.
        numbers = [int(m) for m in re.findall(r"\d+", match[0])]
        if numbers != list(range(numbers[0], numbers[-1] + 1)):
            return ""
        text = text.replace(match[0], f"{numbers[0]}-{numbers[-1]}月")
    for days, months in _DAYS:
        text = re.sub(days, months, text)
    return text


def _search(text: str, year: int) -> tuple[Period, re.Match[str]] | None:
    """The first pattern that fits decides, be its months possible or not."""
    for pattern in _PATTERNS:
        if match := re.search(pattern, text):
            period = _period(match.groupdict(), year_named([text], year))
            return (period, match) if period else None
    return None


def _arabic(match: re.Match[str]) -> str:
    """十一 is 11; what is no month stays as it is."""
    months = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    return str(months.index(match[0]) + 1) if match[0] in months else match[0]


def _period(parts: dict[str, str | None], year: int) -> Period | None:
    start = int(parts.get("y") or year)
    first, last = _months(parts)
    try:
        period = Period(date(start, first, 1), date(int(parts.get("y2") or start), last, 1))
    except ValueError:
        return None
    return period if period.first <= period.last else None


def _months(parts: dict[str, str | None]) -> tuple[int, int]:
    if until := parts.get("until"):
        return 1, _QUARTERS[until] * 3
    if quarter := parts.get("q"):
        last = _QUARTERS[parts.get("q2") or quarter]
        return _QUARTERS[quarter] * 3 - 2, last * 3
    if half := parts.get("h"):
        return (1, 6) if half == "上" else (7, 12)
    if parts.get("all"):
        return 1, 12
    first = int(parts["a"] or 0)
    return first, int(parts.get("b") or first)
