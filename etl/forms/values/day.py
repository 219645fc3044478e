"""Days, however they are written."""

import re
from datetime import date, datetime, timedelta

from pydantic import ValidationInfo

from etl import rules
from etl.forms.values.kind import Context, fault
from etl.forms.values.numerals import with_figures
from etl.forms.values.text import plain_text, without_look_alikes
from etl.read.cells import Value, show

SERIAL_DAYS = range(36526, 73051)  # 2000-01-01 to 2099-12-31
EPOCH = date(1899, 12, 30)
DAYS_1904 = 1462  # between the two systems of serial days

# What joins two days: the - of 6月3日-5日, 至.
_TO = r"(?:-|~|—|–|至|到)+"
# A time of day: 09:30, 下午3时20分, T00:00:00.000Z.
_TIME = r"(?:[\sT]*+(?:上午|下午)?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?分?Z?)?"
# A day of the week: 周五, (星期五).
_WEEKDAY = r"(?:\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)?"
_TAIL = rf"\s*+{_WEEKDAY}{_TIME}"
# A day with its year: 2022-06-03, 2022.6.3, 2022年6月3日, 2022、6、3.
_FULL_DAY = r"(\d{4})\s*+[-./年、,·]\s*+(\d{1,2})\s*+[-./月、,·]\s*+(\d{1,2})\s*+[日号]?"
# A day with its year, and what may follow it: 2022-06-03 09:30, 2022年6月3日(周五).
_DAY = re.compile(_FULL_DAY + _TAIL)
# A day whose year stands last, read only where the other two leave no doubt: 9/25/2022.
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
# Any other sign between the numbers of a day: the — of 2022—6—3, the blanks of 2022 6 3.
_BETWEEN = re.compile(r"(?<=\d)(?:[—–•・_\\]| (?=\d))(?=\d)")
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
    >>> read_day("22年6月3日", in_yuan), read_day("二〇二二年六月三日", in_yuan)
    (datetime.date(2022, 6, 3), datetime.date(2022, 6, 3))
    >>> read_day("2022、6、3", in_yuan), read_day("6/23/2022", in_yuan)
    (datetime.date(2022, 6, 3), datetime.date(2022, 6, 23))
    >>> read_day("2022.13.3", in_yuan)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: 无法识别日期“2022.13.3”
    """
    context: Context = info.context  # type: ignore[assignment]
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    without_look_alikes(value, rules.BAD_DATE)
    text = with_figures(plain_text(value).replace("。", ".").removesuffix(".").removeprefix("公元"))
    if _SERIAL_DAY.fullmatch(text) and int(float(text)) in SERIAL_DAYS:
        return EPOCH + timedelta(days=int(float(text)) + (DAYS_1904 if context.date1904 else 0))
    day = _day_of(text, context.year) or _first_of_range(text, context.year)
    if day is None or isinstance(value, bool):
        raise fault(rules.BAD_DATE, f"无法识别日期“{show(value)}”", "请写成 2022-06-03 的样子")
    return day


def _day_of(text: str, year: int) -> date | None:
    match = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    parts = match.groups() if match else _year_last(text) or _other_signs(text)
    if short := _DAY_OF_YEAR.fullmatch(text):
        parts = (str(year), *short.groups())
    try:
        y, month, day = map(int, parts or ())
        return date(y, month, day)
    except ValueError:
        return None


def _year_last(text: str) -> tuple[str, ...] | None:
    """9/25/2022 and 25/9/2022, and 9/9/2022; 9/5/2022 is May or September."""
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first != second and first <= 12 and second <= 12:
        return None
    month, day = sorted((first, second))
    return match[4], str(month), str(day)


def _other_signs(text: str) -> tuple[str, ...] | None:
    """2022—6—3 and 2022 6 3, which are no range."""
    match = _DAY.fullmatch(_BETWEEN.sub("-", text))
    return match.groups() if match else None


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
