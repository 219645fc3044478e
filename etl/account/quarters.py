"""A list that tells what was reached by a quarter's end, and something that names another month."""

import re
from collections.abc import Iterator

from etl import rules
from etl.account.asking import Answered, ask_about
from etl.account.said import FILE, SHEET, Said
from etl.account.vocabulary import plain
from etl.forms.context import Office
from etl.problems import Choice, cell_name
from etl.read.cells import show
from etl.table.header_of import Heading
from etl.table.locate import Table
from etl.table.periods import Period, parse_period, without_period
from etl.table.rows import notes_of

# The month in which a list was sent, not the one it is about: 10月报送, 10月8日报.
_SENT = re.compile(r"\d{1,2}月(?:份)?(?:\d{1,2}[日号])?(?:报送|上报|填报|提交|报)")
# When it was filled in: 填报日期：2022年8月25日.
_FILLED = re.compile(r"(?:填报|填表|制表|报送|上报)(?:日期|时间)")
HINT = "请核对是哪个月底的数，改正后再报；或回答这个问题"


def ask_about_quarter(table: Table, heading: Heading, file_name: str, office: Office) -> Answered:
    """第三季度 over a list is its end, unless its file, its sheet or a note says 8月."""
    about = heading.period
    if table.form.cadence != "snapshot" or about is None:
        return None, ()
    year = office.plan.year
    cover = list(_cover(table))
    names = [Said(file_name.rsplit(".", 1)[0], FILE), Said(table.sheet.plain_name, SHEET)]
    told = [(said, p) for said in cover + names for p in _periods(said.text, year)]
    if not any(p.first < p.last == about.last for _, p in told) or any(p == about for _, p in told):
        return None, ()
    words = [(s, str(p)) for s, p in told if p.last != about.last and _counts(s, p, about)]
    words += [(s, str(p)) for s, p in _notes(table, year) if p.last != about.last]
    choice = Choice("as_is", f"是 {about} 底的数，照读")
    return ask_about(table, rules.OTHER_SPAN, words, (choice,), HINT, heading, office)


def _periods(text: str, year: int) -> Iterator[Period]:
    """Every period that a text names: 三季度 and 8月 of 三季度进展（8月）."""
    rest = _SENT.sub(" ", plain(text))
    for _ in range(3):
        period, rest = without_period(rest, year)
        if period is None:
            return
        yield period


def _counts(said: Said, period: Period, about: Period) -> bool:
    """A list that is filled in after the month says nothing else of it."""
    return not (_FILLED.search(plain(said.text)) and period.last > about.last)


def _cover(table: Table) -> Iterator[Said]:
    for row, column, text in table.sheet.texts(table.top_row, table.cover_from):
        yield Said(text, "表格上方", cell_name(row, column))
        beside = column + 1
        is_label = _FILLED.search(text) and not any(sign.isdigit() for sign in text)
        if is_label and beside < len(table.sheet.columns):
            value = show(table.sheet.cell(row, beside))
            yield Said(f"{text}{value}", "表格上方", cell_name(row, beside))


def _notes(table: Table, year: int) -> Iterator[tuple[Said, Period]]:
    for row, column, text in notes_of(table.sheet, table.sorted_rows):
        period = parse_period(text, year)
        if period is not None and not _FILLED.search(plain(text)):
            yield Said(text, "表格下方", cell_name(row, column), loose=True), period
