"""A part's figures as numbers, and as words: what bounds are held against."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from etl.check.check import Checked, Part
from etl.forms.context import Office
from etl.forms.form import FormColumn
from etl.forms.forms import FORMS
from etl.problems import Choice
from kpi.plan.entities import unit_names

FEN_PER_WAN = 1_000_000
MOST_NAMED = 5
AS_READ = Choice("as_read", "数字无误，照此计入")


@dataclass(frozen=True)
class Figures:
    """A column of a part: its figures in fen or as counted, and the rows that hold them."""

    checked: Checked
    part: Part
    column: FormColumn
    values: NDArray[np.float64]
    rows: NDArray[np.int64]

    @property
    def is_money(self) -> bool:
        return self.column.kind.name == "money"

    def in_words(self, row: int, value: float) -> str:
        """第 4 行“采购额度”98,000,000,000.00 元."""
        return f"第 {row} 行“{self.column.header}”{words(value, self.is_money)}"

    def some(self, where: NDArray[np.bool_]) -> str:
        """The first rows of those, and how many there are."""
        rows, values = self.rows[where].tolist(), self.values[where].tolist()
        shown = [self.in_words(r, v) for r, v in zip(rows, values, strict=True)][:MOST_NAMED]
        more = f"等 {len(rows)} 行" if len(rows) > MOST_NAMED else ""
        return "、".join(shown) + more


def words(value: float, is_money: bool) -> str:
    return f"{value / 100:,.2f} 元" if is_money else f"{value:,.0f}"


def figures_of(checked: Checked, name: str) -> Figures | None:
    """The figures of a column, None where the table does not have it or cannot be read."""
    part = checked.part
    column = column_of(checked.table.form.code, name)
    if part is None or column is None or column.stored_as not in part.rows.column_names:
        return None
    stored = part.rows[column.stored_as]
    filled = stored.is_valid().to_numpy()
    values = stored.drop_null().cast(pa.float64(), safe=False).to_numpy()
    rows = part.rows["row"].to_numpy()[filled]
    return Figures(checked, part, column, values, rows.astype(np.int64))


def column_of(form: str, name: str) -> FormColumn | None:
    return next((c for c in FORMS[form].columns() if c.name == name), None)


def parts_of(checked: list[Checked], form: str) -> Iterator[tuple[Checked, Part]]:
    """The tables of a form that can be read."""
    for table in checked:
        if table.table.form.code == form and table.part is not None:
            yield table, table.part


def is_sender(unit: str, senders: tuple[str, ...], office: Office) -> bool:
    return any(unit in unit_names(sender, office.plan.reference) for sender in senders)


def with_rows(checked: Checked, rows: pa.Table) -> Checked:
    """The same table with other rows."""
    assert checked.part is not None
    return replace(checked, settled=replace(checked.part, rows=rows))


def with_values(checked: Checked, name: str, rows: set[int], value: Any) -> Checked:
    """The same table with one value in these rows of a column."""
    assert checked.part is not None
    table = checked.part.rows
    numbers = table["row"].to_pylist()
    values = table[name].to_pylist()
    put = [value if row in rows else old for row, old in zip(numbers, values, strict=True)]
    column = pa.array(put, table[name].type)
    index = table.column_names.index(name)
    return with_rows(checked, table.set_column(index, name, column))
