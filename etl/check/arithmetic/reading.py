"""A table on its way to typed rows: what is settled of it so far, and its columns as read by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from etl.check.columns import RowUnits, TypedColumn, read_column
from etl.forms.context import Office
from etl.forms.values import FEN_PER
from etl.problems import Problem
from etl.table.header_of import Heading
from etl.table.locate import Table
from etl.table.match import Header
from etl.table.rows import Total

Read = tuple[Table, tuple[TypedColumn, ...]]


@dataclass(frozen=True)
class Reading:
    """`above` are the tables that this one continues, from the top; `units` by a column's index:
    those of money columns whose rows are not all in one unit.
    """

    table: Table
    heading: Heading | None
    office: Office
    above: tuple[Read, ...] = ()
    units: Mapping[int, RowUnits] = field(default_factory=dict)
    # the totals that are known by their figures: these are right
    sums: frozenset[int] = frozenset()
    # the columns beside the form's own that are understood, or asked about
    understood: frozenset[int] = frozenset()

    @property
    def unit(self) -> str:
        """Who sends the table, as far as it is known."""
        return self.heading.unit if self.heading else ""

    def money_unit(self, header: Header) -> str:
        """The unit of a money column, 元 where none is stated."""
        stated = header.money_unit or (self.heading.money_unit if self.heading else None)
        return stated if stated in FEN_PER else "元"

    def stated_unit(self, header: Header) -> str | None:
        return header.money_unit or (self.heading.money_unit if self.heading else None)

    def with_units(self, units: Mapping[int, RowUnits]) -> "Reading":
        return replace(self, units={**self.units, **units})

    def understanding(self, columns: Iterable[int]) -> "Reading":
        return replace(self, understood=self.understood | set(columns))

    def with_rows(self, data: NDArray[np.int64], totals: tuple[Total, ...]) -> "Reading":
        """The same with other data rows, and with totals that were taken for data."""
        rows = self.table.sorted_rows
        all_totals = tuple(sorted((*rows.totals, *totals), key=lambda total: total.row))
        sorted_rows = replace(rows, data=data, totals=all_totals)
        sums = self.sums | {total.row for total in totals}
        return replace(self, table=replace(self.table, sorted_rows=sorted_rows), sums=sums)

    def columns(self) -> tuple[list[TypedColumn], list[Problem]]:
        """The table's columns, typed, and the faults of their cells."""
        typed: list[TypedColumn] = []
        problems: list[Problem] = []
        for header in self.table.headers:
            column, faults = self._column(header)
            typed.append(column)
            problems += faults
        return typed, problems

    def _column(self, header: Header) -> tuple[TypedColumn, list[Problem]]:
        context = self.office.with_money_unit(
            self.money_unit(header), self.table.sheet.date1904, header.unit == "%"
        )
        if self.heading and self.heading.year:
            context = replace(context, year=self.heading.year)
        last = self.above[-1][1] if self.above else ()
        above = next((c for c in last if c.column.name == header.column.name), None)
        units = self.units.get(header.index) if header.column.kind.name == "money" else None
        return read_column(self.table, header, context, above, units)


def figure_columns(typed: list[TypedColumn]) -> list[TypedColumn]:
    """The columns whose figures can be added up."""
    return [c for c in typed if c.column.kind.name in ("money", "count") and c.index >= 0]
