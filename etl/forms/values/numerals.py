"""Chinese numerals in days and months, as plain figures."""

import re

_DIGITS = str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789")
# A year in Chinese numerals, digit by digit: 二〇二二年, 二零二二年, 二二年.
_YEAR = re.compile(r"(?<![十百])(?:二[〇零○Oo0])?[〇零○Oo0一二三四五六七八九]{2}(?=年)")
# A number below a hundred before 月, 日 or 号: 九月, 十一月, 二十五日, 廿五号; 元月 is January.
_NUMBER = re.compile(
    r"(?:[一二三]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|[一二三四五六七八九]|元(?=月))(?=[月日号])"
)
_TENS = {"廿": 2, "卅": 3, "十": 1, "二十": 2, "三十": 3, "一十": 1}


def with_figures(text: str) -> str:
    """A text whose years, months and days are figures, years of four digits.

    >>> with_figures("二〇二二年九月二十五日"), with_figures("22年元月廿五日")
    ('2022年9月25日', '2022年1月25日')
    """
    text = _YEAR.sub(lambda m: m[0].translate(_DIGITS), text)
    text = _NUMBER.sub(lambda m: str(_number(m[0])), text)
    # A year of two digits: 22年9月 is 2022年9月.
    return re.sub(r"(?<![\d.])(\d{2})年", r"20\1年", text)


def _number(numeral: str) -> int:
    if numeral == "元":
        return 1
    tens = next(
        (t for t in ("二十", "三十", "一十", "十", "廿", "卅") if numeral.startswith(t)), ""
    )
    ones = numeral.removeprefix(tens)
    return _TENS.get(tens, 0) * 10 + (int(ones.translate(_DIGITS)) if ones else 0)
