"""Titles and the names of sheets, word by word: a word that is not understood may be a state."""

import re
from functools import cache

from etl.account.remarks.harmless import Words, by_first, left_of, vocabulary, words_of
from etl.account.vocabulary import (
    HARMLESS,
    LOOSE_SCALE,
    MONEY,
    MONTHLY,
    ODD_SCALE,
    SPANS,
    own_names,
    own_words,
    plain,
    without_plans_done,
)
from etl.forms.form import Form
from etl.table.periods import without_period

# Signs and numbers between the words of a title.
_SIGNS = re.compile(r"[\W_\d]+")
# What ends a heading and begins a sentence: 填报说明：……。
_SENTENCE = re.compile(r"[。；;：:！!，,]")
# What a title is called whatever it is about: 情况表, 明细.
_ANY_FORM = ("情况", "况表", "明细", "细表", "月报", "报表", "进度", "度表", "人数", "数月", "人员")
# A remark in brackets: （意向）.
_BRACKET = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]{1,40})[)\]】〕]")
# A sheet's name that begins with its months: 7月, 2022年7月份, 7-9月.
_OF_MONTHS = re.compile(r"(?:20\d\d年?)?(?:\d{1,2}月?[-—~至到])?\d{1,2}月份?")
# A line that is a title, word by word: 采购明细表（意向）; not 采购凭证附后.
_TABLE = re.compile(r"[表册账单稿]|明细|情况|汇总|统计|公示|名录|目录|一览")
# A line that tells how to fill in: 请于每月5日前报送, 填报说明：……, 2、…….
_HOW_TO = re.compile(
    r"请(?!自|勿|忽|以)|应当|不得|如[有无果遇]|若|必[填须]|例如|[填编]\w?说明|^\(?\d{1,2}[)、.](?!\d)"
)
LONGEST, LONGEST_LINE, LEAST_PAIRS = 40, 30, 4


@cache
def _known(form: type[Form]) -> re.Pattern[str]:
    words = {plain(w) for w in (*words_of("titles"), *HARMLESS, *MONEY)} - {"其中"}
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)))


def left_of_title(form: type[Form], text: str, names: re.Pattern[str], year: int) -> str:
    """What is not understood of a line that may be the form's title; whose it is may be anybody.

    七宝镇消费帮扶采购明细表（意向） leaves 意向, 某公司消费帮扶未采购明细表 leaves 未.
    """
    line = plain(text)
    at = _title_in(form, line)
    return "" if at < 0 else _left(form, line[at:], names, year)


def _title_in(form: type[Form], line: str) -> int:
    """Where in a line the form's title may begin; -1: the line is none."""
    if len(line) > LONGEST or _SENTENCE.search(line):
        return -1
    pairs = {form.title[i : i + 2] for i in range(len(form.title) - 1)} - set(_ANY_FORM)
    places = [line.find(pair) for pair in pairs if pair in line]
    is_title = _TABLE.search(line) or len(places) >= LEAST_PAIRS
    return min(places, default=-1) if is_title else -1


def left_of_line(form: type[Form], text: str, names: re.Pattern[str]) -> str:
    """What is not understood of a short line beside a table that is no title: 领导还没看过."""
    line = plain(text)
    if len(line) > LONGEST_LINE or _HOW_TO.search(line) or _title_in(form, line) >= 0:
        return ""
    # spans and units of money are asked about for themselves, where they matter
    if any(words.search(line) for words in (SPANS, MONTHLY, ODD_SCALE, LOOSE_SCALE)):
        return ""
    return left_of(names.sub(" ", line), *_of_lines(form))


@cache
def _of_lines(form: type[Form]) -> tuple[Words, Words]:
    return vocabulary(form.code, "lines").words, by_first(own_names(form))


def left_of_sheet(form: type[Form], name: str, names: re.Pattern[str], year: int) -> str:
    """What is not understood of a sheet's name behind its month, or in its brackets: 7月（旧）."""
    line = plain(name)
    month = _OF_MONTHS.match(line)
    said = [line[month.end() :]] if month else _BRACKET.findall(line)
    return "、".join(left for piece in said if (left := _left(form, piece, names, year)))


def _left(form: type[Form], line: str, names: re.Pattern[str], year: int) -> str:
    # spans are asked about for themselves, where they matter
    text = MONTHLY.sub(" ", SPANS.sub(" ", names.sub(" ", without_plans_done(line))))
    for _ in range(3):
        period, text = without_period(text, year)
        if period is None:
            break
    text = own_words(form).sub(" ", _SIGNS.sub(" ", text))
    return "".join(_known(form).sub(" ", text).split())
