"""Columns that no form asks for, as far as they hold numbers: what stands beside an amount."""

from dataclasses import dataclass
from decimal import Decimal

from pydantic_core import PydanticCustomError

from etl.forms.values import read_number
from etl.read.cells import Value
from etl.table.locate import Table
from etl.table.match import stacks
from kpi.plan import clean_name

MOST_ROWS, MOST_COLUMNS = 2000, 60


@dataclass(frozen=True)
class Numbers:
    """A column's header and its numbers in the first data rows; None where a cell holds none."""

    index: int
    name: str
    numbers: tuple[Decimal | None, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.numbers)


def numbers_at(table: Table, index: int, name: str) -> Numbers:
    column = table.sheet.columns[index]
    codes = column.codes[table.rows[:MOST_ROWS]].tolist()
    read = {code: _number(column.values[code]) for code in set(codes)}
    return Numbers(index, name, tuple(read[code] for code in codes))


def unknown_numbers(table: Table) -> list[Numbers]:
    """The columns with a header that is none of the form's and with figures below it.

    A hidden one is none: what is read in its place is told elsewhere.
    """
    known = {h.index for h in table.headers} | table.sheet.marks.hidden_columns
    texts = stacks(table.sheet, table.top_row, table.header_row)
    names = {i: clean_name("".join(stack)) for i, stack in texts.items() if i not in known}
    columns = (numbers_at(table, i, name) for i, name in list(names.items())[:MOST_COLUMNS])
    return [column for column in columns if not column.is_empty]


def _number(value: Value) -> Decimal | None:
    if not isinstance(value, str | float) or isinstance(value, bool):
        return None
    text = value if isinstance(value, float) else clean_name(value).strip("¥￥元")
    if isinstance(text, str) and not 0 < len(text) <= 30:
        return None
    try:
        return read_number(text)
    except PydanticCustomError:
        return None
