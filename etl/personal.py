"""Numbers by which a person can be found: no form asks for one, and none is shown whole.

An original keeps what was sent; in texts that are stored, told or shown, the middle is left out.
"""

import re
from datetime import date

# Eighteen places of an identity number, in groups or not: 11010519491231002X, 110105 19491231 002X.
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])([1-9]\d{5})( ?(?:19|20)\d{2} ?\d{4} ?)(\d{3})([\dXx])(?![\dA-Za-z])"
)
# A mobile number, +86 before it or not, in groups or not, in wide figures as well: 13812345678,
# 138-1234-5678, １３８１２３４５６７８; not 13812345678.50.
_MOBILE = re.compile(r"(?<![\d.])((?:86[- ]?)?[1１][3-9３-９]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d|\.\d)")
SHORTEST = 11
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
IDENTITY, MOBILE = "身份证号", "手机号"


def masked(text: str) -> str:
    """The text with the middle of each such number left out.

    >>> masked("联系人张三，13812345678"), masked("13812345678.00")
    ('联系人张三，138****5678', '13812345678.00')
    >>> masked("11010519491231002X"), masked("发票 110105194912310021")
    ('110105********002X', '发票 110105194912310021')
    """
    if len(text) < SHORTEST:
        return text
    text = _IDENTITY.sub(_without_middle, text)
    return _MOBILE.sub(r"\1****\2", text)


def personal_in(text: str) -> str | None:
    """What such a number in a text is, 身份证号 or 手机号; None where there is none.

    >>> personal_in("11010519491231002X"), personal_in("电话13812345678"), personal_in("2022年")
    ('身份证号', '手机号', None)
    """
    if len(text) < SHORTEST:
        return None
    if any(map(_is_identity, _IDENTITY.finditer(text))):
        return IDENTITY
    return MOBILE if _MOBILE.search(text) else None


def _without_middle(found: re.Match[str]) -> str:
    return f"{found[1]}********{found[3]}{found[4]}" if _is_identity(found) else found[0]


def _is_identity(found: re.Match[str]) -> bool:
    """Whether the day is one and the last sign is what the others sum to."""
    digits, day = found[0].replace(" ", ""), found[2].replace(" ", "")
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == digits[-1].upper()
