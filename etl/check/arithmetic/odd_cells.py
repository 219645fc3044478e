"""Single amounts in another unit than the table's: 1,500,000 beside a plan of 200 (万元)."""

from collections.abc import Iterator
from functools import cached_property
from statistics import median

import numpy as np

from etl import rules
from etl.check.arithmetic.reading import Reading
from etl.check.columns import RowUnits, TypedColumn
from etl.forms.values import FEN_PER
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from etl.table.match import Header

# The column that is the whole of the others, by form.
WHOLES = {
    "project": ("planned", ("invested", "allocated")),
    "canteen": ("annual_total", ("purchased",)),
    "purchase": ("amount", ()),
    "county_sale": ("amount", ()),
}
WAN, MANY_ROWS = 10_000, 200
SMALL, SMALLEST = 1000 * 100, 10 * 100  # in fen: of a project, of a purchase
MUCH, MORE_THAN_OTHERS = 100, 1000  # times the whole, times the median of the other rows
Cell = tuple[int, int]  # place among the data rows, column of the sheet


def settle_odd_cells(reading: Reading, typed: list[TypedColumn]) -> tuple[Reading, list[Problem]]:
    """The reading with such cells in the unit that was answered; one question a table."""
    if reading.table.form.code not in WHOLES:
        return reading, []
    columns = {c.column.name: c for c in typed if c.index >= 0 and c.index not in reading.units}
    whole, parts = WHOLES[reading.table.form.code]
    if whole not in columns:
        return reading, []
    up = reading.money_unit(_header(reading, columns[whole].index)) == "元"
    rows = _Rows(columns[whole], [columns[p] for p in parts if p in columns])
    cells = sorted(set(rows.too_small() if up else rows.too_large()))
    if not cells:
        return reading, []
    choice, problem = ask(_question(reading, cells, up), reading.office.answers, reading.unit)
    if choice == "other":
        for index in {index for _, index in cells}:
            reading = reading.with_units({index: _units(reading, index, cells, up)})
    return reading, [problem]


class _Rows:
    """The figures of the whole and of its parts, row by row, without cells that name their unit."""

    def __init__(self, whole: TypedColumn, parts: list[TypedColumn]) -> None:
        self.index, self.whole = whole.index, _bare_figures(whole)
        self.parts = [(part.index, _bare_figures(part)) for part in parts]

    def too_large(self) -> Iterator[Cell]:
        """元 in a table of 万元: parts far above the whole, wholes far above the others."""
        for row, whole in enumerate(self.whole):
            is_odd = bool(self.parts) and whole > MORE_THAN_OTHERS * self._usual(row) > 0
            limit = whole / WAN if is_odd else whole
            if is_odd:
                yield row, self.index
            for index, part in self.parts:
                if part[row] > MUCH * limit > 0 and part[row] / WAN <= 2 * limit:
                    yield row, index

    def too_small(self) -> Iterator[Cell]:
        """万元 in a table of 元: wholes of far less than their parts, or than the others."""
        for row, whole in enumerate(self.whole):
            is_odd = 0 < whole * MORE_THAN_OTHERS < self._usual(row)
            # a single purchase may well be a thousandth of the others, though not of a few yuan
            is_odd &= bool(self.parts) or whole < SMALLEST
            figures = [(index, part[row]) for index, part in self.parts]
            if is_odd or any(p > MUCH * whole > 0 and p / WAN <= 2 * whole for _, p in figures):
                yield row, self.index
                yield from ((row, index) for index, p in figures if 0 < p <= 2 * whole)
                continue
            # 150 beside a plan of 2,000,000
            yield from (
                (row, index) for index, p in figures if 0 < p < SMALL and p * WAN <= 2 * whole
            )

    def _usual(self, row: int) -> float:
        """The median of the other rows; of a long table that of all."""
        if len(self.whole) > MANY_ROWS:
            return self._usual_of_all
        return median([v for i, v in enumerate(self.whole) if v and i != row] or [0])

    @cached_property
    def _usual_of_all(self) -> float:
        return median([v for v in self.whole if v] or [0])


def _bare_figures(column: TypedColumn) -> list[int]:
    return [v if v and _is_bare(column, at) else 0 for at, v in enumerate(column.of_rows())]


def _header(reading: Reading, index: int) -> Header:
    return next(h for h in reading.table.headers if h.index == index)


def _is_bare(column: TypedColumn, row: int) -> bool:
    """Whether a cell does not name a unit of its own."""
    raw = column.raw[int(column.codes[row])]
    return not isinstance(raw, str) or not ("元" in raw or "万" in raw or "亿" in raw)


def _question(reading: Reading, cells: list[Cell], up: bool) -> Question:
    table = reading.table
    names = [cell_name(int(table.rows[row]), index) for row, index in cells]
    unit, listed = reading.money_unit(_header(reading, cells[0][1])), "、".join(names[:10])
    other = "万元" if up else _smaller(unit)
    return Question(
        rules.CELL_UNIT,
        what=f"{table.form.code}|{table.sheet.name}|{'|'.join(names)}",
        message=f"{listed} {len(names)} 格比同一行、其他行的数{'小' if up else '大'}一万倍左右，"
        "金额单位像是另一种",
        hint=f"请都按{unit}填写；或回答这个问题",
        choices=(
            Choice("stated", f"这几格也按{unit}读"),
            Choice("other", f"这几格按{other}读"),
        ),
        sheet=table.sheet.name,
        cell=names[0],
        remembered=False,
    )


def _smaller(unit: str) -> str:
    fen = FEN_PER[unit] / WAN
    return next((u for u, f in FEN_PER.items() if f == fen), f"{unit}的万分之一")


def _units(reading: Reading, index: int, cells: list[Cell], up: bool) -> RowUnits:
    fen = FEN_PER[reading.money_unit(_header(reading, index))]
    which = np.zeros(reading.table.sheet.rows, np.int64)
    which[[int(reading.table.rows[row]) for row, at in cells if at == index]] = 1
    return RowUnits((fen, fen * WAN if up else fen / WAN), which)
