"""Remarks word by word: what is left when all that is known to be harmless is taken away."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

KINDS = Path(__file__).with_name("harmless.yaml")
# A number, in figures or in words: 3, 1,200, 0.5, 十二, 二〇二二; each becomes a #.
_NUMBER = re.compile(r"\d+(?:[,.]\d+)*|[〇一二三四五六七八九十两]+")
# What stands between words and says nothing: brackets, points, quotes; not ×, =, ?, ~, $ or %.
_BETWEEN = frozenset("()[]{}【】〔〕《》<>「」“”‘’\"':;、/\\|.·…-—_,。!#&@*№+°■●○◆□√✓ ")
# A sum of money and nothing else, which may be the true one: 6500元, 8,000.00.
_SUM = re.compile(r"[¥￥]?[\d,.]+(?:万?元|万|[kKwW])|\d+\.\d{2}|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# So many times the figure: ×10, 12*1000; not 10箱×24瓶.
_TIMES = re.compile(r"[×*✕]\d+$")

# GB 2312 has its common signs, those of every day, before this row.
FIRST_RARE = 0xD8


# Words by their first sign, the longest first.
Words = dict[str, tuple[str, ...]]


class Vocabulary(NamedTuple):
    """The harmless words by their first sign, longest first, and those that are so only alone."""

    words: Words
    alone: frozenset[str]


@cache
def _kinds() -> list[dict[str, Any]]:
    kinds: list[dict[str, Any]] = yaml.safe_load(KINDS.read_text(encoding="utf-8"))
    return kinds


@cache
def vocabulary(form: str, of: str = "rows") -> Vocabulary:
    """The words that are harmless in a form's remarks, or in `lines` beside its table."""
    allowed = ("rows",) if of == "rows" else ("rows", "titles", "lines")
    kinds = [k for k in _kinds() if k.get("of", "rows") in allowed]
    mine = [k for k in kinds if of == "lines" or form in k.get("forms", [form])]
    alone = frozenset(w for k in mine if k.get("alone") for w in _words_of(k))
    words = (w for k in mine if not k.get("alone") for w in _words_of(k) if _is_fit(w, k))
    return Vocabulary(by_first(words), alone)


def _is_fit(word: str, kind: dict[str, Any]) -> bool:
    """A single sign of a title joins others there; in a line it might say what it says: 上, 旧."""
    return len(word) > 1 or kind.get("of") != "titles"


def words_of(of: str) -> list[str]:
    """The words of what is said in `titles` alone, or in `lines`."""
    return [word for kind in _kinds() if kind.get("of") == of for word in _words_of(kind)]


def by_first(words: Iterable[str]) -> Words:
    """Words by the sign that they begin with, the longest first; numbers as #."""
    first: dict[str, set[str]] = {}
    for word in words:
        form = _NUMBER.sub("#", word)
        first.setdefault(form[0], set()).add(form)
    return {sign: tuple(sorted(found, key=len, reverse=True)) for sign, found in first.items()}


def _words_of(kind: dict[str, Any]) -> list[str]:
    return [*kind.get("words", "").split(), *"".join(kind.get("signs", "").split())]


def left_of_remark(clause: str, form: str) -> str:
    """What no kind of harmless words holds, of a clause without white space.

    >>> left_of_remark("中秋慰问", "purchase"), left_of_remark("客户反悔", "purchase")
    ('', '反悔')
    """
    known = vocabulary(form)
    if clause in known.alone:
        return ""
    if _SUM.fullmatch(clause) or _TIMES.search(clause):
        return clause
    return left_of(clause.removesuffix("等"), known.words)


def left_of(text: str, *known: Words) -> str:
    """The signs of a text that are in no known word, the longest word first."""
    text, left, at = _NUMBER.sub("#", text), [], 0
    while at < len(text):
        words = (w for k in known for w in k.get(text[at], ()) if text.startswith(w, at))
        word = max(words, key=len, default="")
        if not word and not _is_between(text[at]):
            left.append(text[at])
        at += len(word) or 1
    return "".join(left)


def _is_between(sign: str) -> bool:
    """Punctuation, a letter of a code (QB-2022-018, MU5801), or a sign that only names hold."""
    return sign in _BETWEEN or (sign.isascii() and sign.isalpha()) or _is_rare(sign)


def _is_rare(sign: str) -> bool:
    """Whether a Chinese sign is none of the 3755 common ones: 褚, 豉, 湄."""
    if not "一" <= sign <= "龥":
        return False
    code = sign.encode("gb2312", errors="ignore")
    return not code or code[0] >= FIRST_RARE
