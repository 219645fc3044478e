"""What stands above a table: who reports, for which months, in which money unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from etl.cells import Sheet, Value, show
from etl.periods import Period, parse_period
from etl.problems import cell_name
from etl.values import FEN_PER, money_unit_in
from kpi.plan import clean_name

UNIT_LABELS = ("填报单位", "报送单位", "上报单位", "填表单位")
PERIOD_LABELS = ("填报月份", "报表期间", "填报期间", "报告期", "所属期", "报表月份", "所属月份")
MONEY_LABELS = ("金额单位", "单位", "计量单位")
OTHER_LABELS = ("填报人", "联系电话", "填报日期", "联系人", "制表人", "审核人")
LABELS = (*UNIT_LABELS, *PERIOD_LABELS, *MONEY_LABELS, *OTHER_LABELS)
# A label is followed by its value in the same cell, or stands alone before the cell that holds it.
_LABELLED = re.compile(
    rf"({'|'.join(sorted(LABELS, key=len, reverse=True))})\s*[:：]\s*(.*?)"
    rf"(?=\s*[,，;；、]|\s*(?:{'|'.join(LABELS)})\s*[:：]|\s{{2,}}|$)"
)
# A money unit needs no label where it stands alone in brackets: 采购明细表（万元）.
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")


@dataclass(frozen=True)
class Entry:
    """A value of the cover and the cell where it stands."""

    value: Value
    cell: str


@dataclass(frozen=True)
class Cover:
    """The entries of a cover by kind; each may be written more than once."""

    units: tuple[Entry, ...]
    periods: tuple[Entry, ...]
    money_units: tuple[Entry, ...]
    title: str

    def period(self, year: int) -> Period | None:
        """The first period that can be read; a year alone is no period."""
        found = (_period(entry.value, year) for entry in self.periods)
        return next((p for p in found if p is not None), None)


def read_cover(sheet: Sheet, header_row: int) -> Cover:
    """The cover above a table's header row."""
    entries = list(_entries(sheet, header_row))

    def of(labels: tuple[str, ...]) -> tuple[Entry, ...]:
        return tuple(dict.fromkeys(entry for label, entry in entries if label in labels))

    title = " ".join(text for _, _, text in sheet.texts(header_row))
    # 填报日期：2022年10月8日 does not say which month is reported, nor 填报人 which unit.
    for entry in of(OTHER_LABELS):
        title = title.replace(show(entry.value), " ")
    return Cover(of(UNIT_LABELS), of(PERIOD_LABELS), of(MONEY_LABELS), title)


def _entries(sheet: Sheet, header_row: int) -> Iterator[tuple[str, Entry]]:
    for row, column, text in sheet.texts(header_row):
        cell = cell_name(row, column)
        found = [(m[1], _balanced(m[2])) for m in _LABELLED.finditer(text) if _starts_word(text, m)]
        yield from ((label, Entry(value, cell)) for label, value in found if value)
        bare = (money_unit_in(part) for part in _BRACKET.findall(text))
        yield from ((MONEY_LABELS[0], Entry(unit, cell)) for unit in bare if unit in FEN_PER)
        label = clean_name(text).rstrip(":")
        if label in LABELS:
            yield from ((label, entry) for entry in _next_entry(sheet, row, column))


def _starts_word(text: str, match: re.Match[str]) -> bool:
    """`单位：` in 填报单位：七宝镇 is no label of its own."""
    before = text[match.start() - 1] if match.start() else " "
    return not re.match(r"[\u4e00-\u9fff]", before)


def _balanced(value: str) -> str:
    """A value without the closing bracket of the title it stood in: （单位：万元）."""
    value = value.strip()
    unopened = value[-1:] in (")", "）") and not re.search(r"[(（]", value)
    return value[:-1].strip() if unopened else value


def _next_entry(sheet: Sheet, row: int, column: int) -> Iterator[Entry]:
    for index in range(column + 1, len(sheet.columns)):
        value = sheet.cell(row, index)
        if value is None:
            continue
        if clean_name(show(value)).rstrip(":") not in LABELS:
            yield Entry(value, cell_name(row, index))
        return


def _period(value: Value, year: int) -> Period | None:
    if isinstance(value, date):
        return Period.of_month(value.year, value.month)
    return parse_period(show(value), year)
