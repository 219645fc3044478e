"""A table's columns read, with all that its figures say of themselves settled or asked about."""

from etl.check.arithmetic.fractions import settle_fractions
from etl.check.arithmetic.odd_cells import settle_odd_cells
from etl.check.arithmetic.reading import Reading
from etl.check.arithmetic.row_units import settle_row_units
from etl.check.arithmetic.sum_rows import settle_sum_rows
from etl.check.arithmetic.total_units import settle_total_units
from etl.check.arithmetic.two_amounts import settle_amounts
from etl.check.columns import TypedColumn
from etl.problems import Problem


def settle(reading: Reading) -> tuple[Reading, list[TypedColumn], list[Problem]]:
    """First the columns, then their units, then the rows: each is read by what is settled."""
    reading, problems = settle_amounts(reading)
    reading, asked = settle_row_units(reading)
    problems += asked
    typed, faults = reading.columns()
    for settle_next in (settle_fractions, settle_odd_cells, settle_sum_rows, settle_total_units):
        settled, asked = settle_next(reading, typed)
        problems += asked
        if settled is not reading:
            reading = settled
            typed, faults = reading.columns()
    return reading, typed, [*problems, *faults]
