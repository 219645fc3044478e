"""How many cells of each row hold something: of the form, of its required columns, of figures."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from etl.forms.form import FormColumn
from etl.read.cells import Column, Sheet, Value
from etl.table.match import Header
from etl.table.row_words import FIGURES, is_blank, is_figure


class Filled:
    """Which cells hold something, row by row: of the form, of its required columns, of figures."""

    def __init__(self, sheet: Sheet, headers: tuple[Header, ...], start: int, end: int) -> None:
        self.form = self._count(sheet, headers, start, end)
        required = tuple(h for h in headers if h.column.required)
        self.required = self._count(sheet, required, start, end)
        self.needed = len(required)
        figures = tuple(h for h in headers if h.column.kind.name in FIGURES)
        self.figures = self._count(sheet, figures, start, end, is_figure)
        self.all = sum(
            (_filled(c)[c.codes[start:end]] for c in sheet.columns),
            start=np.zeros(end - start, dtype=np.int32),
        )

    @staticmethod
    def _count(
        sheet: Sheet,
        headers: tuple[Header, ...],
        start: int,
        end: int,
        counts: Callable[[FormColumn, Value], bool] = lambda column, v: not is_blank(column, v),
    ) -> NDArray[np.int32]:
        count = np.zeros(end - start, dtype=np.int32)
        for header in headers:
            column = sheet.columns[header.index]
            counted = (counts(header.column, v) for v in column.values)
            hits = np.fromiter(counted, bool, len(column.values))
            count += hits[column.codes[start:end]]
        return count


def _filled(column: Column) -> NDArray[np.int32]:
    return np.fromiter(
        (v is not None and v != "" for v in column.values), np.int32, len(column.values)
    )
