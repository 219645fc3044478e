"""A column that says in every row what unit the amount beside it is in: 万元, 元."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from etl import rules
from etl.check.arithmetic.reading import Reading
from etl.check.columns import RowUnits
from etl.forms.values import FEN_PER, MONEY_UNITS
from etl.problems import Choice, Problem, cell_name, column_name
from etl.questions import Question, ask
from etl.read.cells import Value
from etl.table.locate import Table
from etl.table.match import Header, stacks
from etl.table.table_fault import table_fault
from kpi.plan import clean_name

MOST_COLUMNS = 100
# A money unit that may stand alone in a cell: 万元, (元), 千元, 人民币元.
_MONEY = re.compile(r"\(?(?:单位:?)?(?:人民币)?([十百千万亿美]{0,2}[元圆]|万|亿)\)?")


@dataclass(frozen=True)
class _UnitColumn:
    """Where the column stands, its money unit by code (None: none), and whether rows lack one."""

    index: int
    units: dict[int, str | None]

    @property
    def words(self) -> set[str]:
        return {unit for unit in self.units.values() if unit}

    @property
    def is_whole(self) -> bool:
        return all(self.units.values())


def settle_row_units(reading: Reading) -> tuple[Reading, list[Problem]]:
    """The reading with its amounts in the units that their rows name, or a question."""
    money = [h for h in reading.table.headers if h.column.kind.name == "money"]
    columns = _unit_columns(reading.table) if money else []
    problems: list[Problem] = []
    for column in columns:
        headers = _beside(column, columns, money)
        if strange := column.words - FEN_PER.keys():
            problems.append(_strange(reading.table, column, strange))
            continue
        by_row, asked = _by_row(reading, column, headers)
        problems += asked
        if by_row:
            reading = reading.with_units({h.index: _units(reading, column, h) for h in headers})
    reading = reading.understanding(column.index for column in columns)
    return _without_names(reading, columns), problems


def _unit_columns(table: Table) -> list[_UnitColumn]:
    known = {h.index for h in table.headers if h.column.name != "note"}
    known |= {i for _, at in table.ambiguous for i in at}
    found = []
    for index in range(min(len(table.sheet.columns), MOST_COLUMNS)):
        if index not in known and (units := _money_units(table, index)):
            found.append(_UnitColumn(index, units))
    return found


def _money_units(table: Table, index: int) -> dict[int, str | None]:
    """The unit of each code of the data rows; none at all where no cell is a money unit."""
    column = table.sheet.columns[index]
    units = {
        code: _money_unit(column.values[code])
        for code in np.unique(column.codes[table.rows]).tolist()
    }
    return units if any(units.values()) else {}


def _money_unit(value: Value) -> str | None:
    if not isinstance(value, str) or len(value) > 12:
        return None
    match = _MONEY.fullmatch(clean_name(value))
    return match[1] if match else None


def _beside(column: _UnitColumn, columns: list[_UnitColumn], money: list[Header]) -> list[Header]:
    """The amounts that a column speaks for: all; the nearest at its left where there are two."""
    left = [h for h in money if h.index < column.index]
    return left[-1:] if len(columns) > 1 and left else money


def _by_row(
    reading: Reading, column: _UnitColumn, headers: list[Header]
) -> tuple[bool, list[Problem]]:
    """Whether each row is read in its own unit; asked where rows lack one or the header differs."""
    stated = {unit for h in headers if (unit := reading.stated_unit(h))}
    if column.is_whole and (not stated or column.words == stated):
        return True, []
    choice, problem = ask(_question(reading, column, stated), reading.office.answers, reading.unit)
    return choice != "header", [problem]


def _question(reading: Reading, column: _UnitColumn, stated: set[str]) -> Question:
    table, letters = reading.table, column_name(column.index)
    unit = "、".join(sorted(stated)) or "元"
    words = "、".join(sorted(column.words))
    message = f"{letters} 列各行写着金额单位（{words}）"
    message += f"，表头或表格上方写的却是{unit}" if stated else ""
    message += "" if column.is_whole else "，有的行没有写"
    rest = "" if column.is_whole else f"，没有写的按{unit}"
    return Question(
        rules.ROW_UNITS,
        what=f"{table.form.code}|{letters}|{words}|{unit}|{column.is_whole}",
        message=message,
        hint="请每行都写明金额单位，并与表头一致；或回答这个问题",
        choices=(
            Choice("row", f"照各行所写的单位读{rest}"),
            Choice("header", f"不看这一列，各行都按{unit}读"),
        ),
        sheet=table.sheet.name,
        cell=cell_name(table.header_row, column.index),
    )


def _strange(table: Table, column: _UnitColumn, words: set[str]) -> Problem:
    message = f"不认识的金额单位：{'、'.join(sorted(words))}"
    hint = f"请换算成 {'、'.join(MONEY_UNITS)} 之一，并在表头写明"
    cell = cell_name(table.header_row, column.index)
    return table_fault(table, rules.UNKNOWN_MONEY_UNIT, message, hint, cell)


def _units(reading: Reading, column: _UnitColumn, header: Header) -> RowUnits:
    """The unit of every row of the sheet, totals too; the header's where none is written."""
    cells = reading.table.sheet.columns[column.index]
    default = FEN_PER[reading.money_unit(header)]
    fen: list[Decimal] = [default]
    by_code = np.zeros(len(cells.values), np.int64)
    for code, value in enumerate(cells.values):
        unit = _money_unit(value)
        if unit in FEN_PER:
            by_code[code] = len(fen)
            fen.append(FEN_PER[unit])
    return RowUnits(tuple(fen), by_code[cells.codes])


def _without_names(reading: Reading, columns: list[_UnitColumn]) -> Reading:
    """The columns are understood: no longer among those that the form does not know."""
    table = reading.table
    texts = stacks(table.sheet, table.top_row, table.header_row) if columns else {}
    names = {clean_name("".join(texts.get(c.index, ()))) for c in columns}
    unknown = tuple(name for name in table.unknown if name not in names)
    return replace(reading, table=replace(table, unknown=unknown))
