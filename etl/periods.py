"""Months as people write them: 2022年1-9月, 第三季度, 2022.10, 上半年."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_TO = r"(?:-|~|—|–|至|到)"
_PATTERNS = (
    rf"(?P<y>20\d{{2}})[年.\-/](?P<a>\d{{1,2}})月?(?:份)?{_TO}(?:(?P<y2>20\d{{2}})[年.\-/])?(?P<b>\d{{1,2}})月?(?:份)?",
    r"(?P<y>20\d{2})[年.\-/](?P<a>\d{1,2})(?!\d)(?:月份?)?",
    r"(?P<y>20\d{2})年?第?(?P<q>[一二三四1-4])季度",
    r"(?P<y>20\d{2})年?(?P<h>[上下])半年",
    r"(?P<y>20\d{2})年?(?P<all>全年|1至12月)",
    r"(?<!\d)(?P<y>20\d{2})(?P<a>0[1-9]|1[0-2])(?!\d)",
    rf"(?<!\d)(?P<a>\d{{1,2}})月?(?:份)?{_TO}(?P<b>\d{{1,2}})月",
    r"第?(?P<q>[一二三四])季度",
    r"(?P<h>[上下])半年",
    r"(?<!\d)(?P<a>\d{1,2})月",
)
# 2022年7月1日-9月30日, 2022.7.1, 2022-07-01: the days stand for their months.
_DAYS = (
    (r"(?<=月)\d{1,2}[日号]", ""),
    (r"(20\d{2}([./])\d{1,2})\2\d{1,2}(?![\d月])", r"\1"),
    (r"(20\d{2}-\d{2})-\d{2}(?![\d月])", r"\1"),
)
_LIST = re.compile(r"(?<!\d)\d{1,2}月?(?:份)?(?:[、,和及]\d{1,2}月?(?:份)?)+")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


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
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    text = re.sub(r"[一二三四五六七八九十]{1,2}(?=月)", _arabic, text)
    listed = _LIST.search(text)
    if listed and "月" in listed[0]:
        named = [int(m) for m in re.findall(r"\d+", listed[0])]
        if named != list(range(named[0], named[-1] + 1)):
            return None
        text = text.replace(listed[0], f"{named[0]}-{named[-1]}月")
    for days, months in _DAYS:
        text = re.sub(days, months, text)
    for pattern in _PATTERNS:
        if match := re.search(pattern, text):
            return _period(match.groupdict(), year)
    return None


def _arabic(match: re.Match[str]) -> str:
    """十一 is 11; what is no month stays as it is."""
    months = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    return str(months.index(match[0]) + 1) if match[0] in months else match[0]


def _period(found: dict[str, str | None], year: int) -> Period | None:
    start = int(found.get("y") or year)
    first, last = _months(found)
    try:
        period = Period(date(start, first, 1), date(int(found.get("y2") or start), last, 1))
    except ValueError:
        return None
    return period if period.first <= period.last else None


def _months(found: dict[str, str | None]) -> tuple[int, int]:
    if quarter := found.get("q"):
        return _QUARTERS[quarter] * 3 - 2, _QUARTERS[quarter] * 3
    if half := found.get("h"):
        return (1, 6) if half == "上" else (7, 12)
    if found.get("all"):
        return 1, 12
    first = int(found["a"] or 0)
    return first, int(found.get("b") or first)
