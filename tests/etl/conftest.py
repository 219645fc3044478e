"""Cells and workbooks straight to what the reader makes of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.read.cells import Column, Sheet

SheetRows = dict[str, list[list[Any]]]


@pytest.fixture(scope="session")
def read(office: Office) -> Callable[..., Any]:
    """Reads one cell as a column's type, on a sheet whose money is in `money_unit`."""

    def read_cell(kind: Any, value: Any, money_unit: str = "元") -> Any:
        context = office.with_money_unit(money_unit)
        return TypeAdapter(kind).validate_python(value, context=context)

    return read_cell


@pytest.fixture(scope="session")
def refusal(read: Callable[..., Any]) -> Callable[..., tuple[str, str, str]]:
    """Why a cell is refused: rule, message and hint."""

    def why(kind: Any, value: Any) -> tuple[str, str, str]:
        with pytest.raises(ValidationError) as refused:
            read(kind, value)
        (error,) = refused.value.errors()
        return error["type"], error["msg"], error["ctx"]["hint"]

    return why


@pytest.fixture
def examined(
    workbook: Callable[[str, SheetRows], Path], office: Office
) -> Callable[[str, SheetRows], Findings]:
    """Writes a workbook from literal rows and examines its bytes."""

    def write_and_examine(name: str, sheets: SheetRows) -> Findings:
        return examine(name, workbook(name, sheets).read_bytes(), office)

    return write_and_examine


@pytest.fixture(scope="session")
def sheet_of() -> Callable[..., Sheet]:
    """A sheet in memory from literal rows, without a workbook around it."""

    def sheet(*rows: list[Any], name: str = "Sheet1") -> Sheet:
        width = max(map(len, rows))
        filled = [[*row, *[None] * (width - len(row))] for row in rows]
        columns = tuple(_column(cells) for cells in zip(*filled, strict=True))
        return Sheet(name, True, columns, len(rows))

    return sheet


def _column(cells: tuple[Any, ...]) -> Column:
    return Column(np.arange(len(cells), dtype=np.int32), cells)
