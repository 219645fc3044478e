"""One column of a table: its cells read once per distinct value, with every fault and its cell."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pydantic import ValidationError

from etl import rules
from etl.forms.bounds import most_signs
from etl.forms.form import FormColumn
from etl.forms.values import Context
from etl.problems import MEND_FIRST, MOST_OF_A_KIND, MOST_VALUES, Problem, cell_name
from etl.read.cells import Broken, Value, show
from etl.rules import Rule, rule_of
from etl.table.carry import Carried, carry_down
from etl.table.locate import Table
from etl.table.match import Header
from etl.table.row_words import is_blank

Fault = tuple[Rule, str, str]  # rule, message, hint
ARROW = {
    "varchar": pa.string(),
    "bigint": pa.int64(),
    "integer": pa.int32(),
    "double": pa.float64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}


@dataclass(frozen=True)
class TypedColumn:
    """A column's distinct values, raw and read; `codes` are those of the table's data rows.

    `from_above` marks the rows whose cell is empty and takes its value from a cell above.
    """

    column: FormColumn
    index: int
    codes: np.ndarray[Any, np.dtype[np.int32]]
    raw: tuple[Value, ...]
    values: tuple[Any, ...]
    from_above: np.ndarray[Any, np.dtype[np.bool_]]

    def distinct(self) -> Iterator[tuple[int, Any]]:
        """Code and value of each distinct value that a data row has."""
        return ((int(code), self.values[code]) for code in np.unique(self.codes))

    def rows_of(self, table: Table, codes: Collection[int]) -> dict[int, list[int]]:
        """The sheet's rows of each of the values; those that write it out, where there are any."""
        wanted = np.zeros(len(self.values), dtype=np.bool_)
        wanted[list(codes)] = True
        own: dict[int, list[int]] = {code: [] for code in codes}
        above: dict[int, list[int]] = {code: [] for code in codes}
        for at in np.flatnonzero(wanted[self.codes]).tolist():
            rows = above if self.from_above[at] else own
            rows[int(self.codes[at])].append(int(table.rows[at]))
        return {code: rows or above[code] for code, rows in own.items()}

    def of_rows(self) -> list[Any]:
        """The value of each data row."""
        return [self.values[code] for code in self.codes.tolist()]

    def filled_with(self, default: Any) -> "TypedColumn":
        return replace(self, values=tuple(default if v is None else v for v in self.values))

    def arrow(self) -> pa.Array:
        return pa.array(self.values, ARROW[self.column.kind.sql]).take(pa.array(self.codes))


@dataclass(frozen=True)
class RowUnits:
    """A column's money units where they differ: that of a sheet's row is `fen[which[row]]` fen."""

    fen: tuple[Decimal, ...]
    which: NDArray[np.int64]


def _last_code(table: Table, header: Header, above: TypedColumn | None) -> int | None:
    """The code of the last row above, where the two columns are one of the sheet."""
    same = above is not None and above.raw is table.sheet.columns[header.index].values
    return int(above.codes[-1]) if above is not None and same and len(above.codes) else None


def read_column(
    table: Table,
    header: Header,
    context: Context,
    above: TypedColumn | None = None,
    units: RowUnits | None = None,
) -> tuple[TypedColumn, list[Problem]]:
    """A column of a table; a value that cannot be read is None and told for each of its cells.

    `above` is the column in the table that this one continues; `units` go before the context's.
    """
    carried, problems = carry_down(table, header, _last_code(table, header, above))
    contexts: list[Context] = []
    if units is not None:
        carried, contexts = _by_row(carried, units, table, context)
    values: list[Any] = [None] * len(carried.values)
    faults: dict[int, Fault] = {}
    codes: list[int] = np.unique(carried.codes).tolist()
    for place, code in enumerate(codes):
        of_code = contexts[code] if contexts else context
        values[code], fault = _read_value(header.column, carried.values[code], of_code)
        if fault:
            faults[code] = fault
        if fault and len(faults) > MOST_VALUES:
            # Nobody reads on, and to look for the nearest name of each costs too much.
            faults |= dict.fromkeys(codes[place:], fault)
            break
    typed = TypedColumn(
        header.column,
        header.index,
        carried.codes,
        carried.values,
        tuple(values),
        carried.from_above,
    )
    faulty_cells = {p.cell for p in problems}
    unreadable = faults_of(table, typed, faults)
    more = [p for p in unreadable if p.cell is None or p.cell not in faulty_cells]
    return typed, problems + more


def _by_row(
    carried: Carried, units: RowUnits, table: Table, context: Context
) -> tuple[Carried, list[Context]]:
    """The same cells with a code for each value and unit, and each code's context."""
    count = len(units.fen)
    pairs = carried.codes.astype(np.int64) * count + units.which[table.rows]
    different, codes = np.unique(pairs, return_inverse=True)
    by_unit = [replace(context, fen_per_unit=fen) for fen in units.fen]
    values = tuple(carried.values[pair // count] for pair in different.tolist())
    contexts = [by_unit[pair % count] for pair in different.tolist()]
    return replace(carried, codes=codes.astype(np.int32), values=values), contexts


def faults_of(table: Table, typed: TypedColumn, faults: dict[int, Fault]) -> Iterator[Problem]:
    """An error for each cell that holds a faulty value, and how many more there are."""
    listed = dict(islice(faults.items(), MOST_VALUES))
    for code, rows in typed.rows_of(table, listed).items():
        yield from _faults_at(table, typed, code, rows, *listed[code])
    if rest := list(faults)[MOST_VALUES:]:
        count = int(np.isin(typed.codes, rest).sum())
        message = f"“{typed.column.header}”另有 {count} 行没有逐行列出，也有问题或尚未检查"
        yield Problem(faults[rest[0]][0], message, MEND_FIRST, table.sheet.name)


def _faults_at(
    table: Table,
    typed: TypedColumn,
    code: int,
    rows: list[int],
    rule: Rule,
    message: str,
    hint: str,
) -> Iterator[Problem]:
    header, raw = typed.column.header, typed.raw[code]
    for row in rows[:MOST_OF_A_KIND]:
        yield Problem(
            rule,
            f"第 {row + 1} 行“{header}”：{message}",
            hint,
            sheet=table.sheet.name,
            cell=cell_name(row, typed.index),
            value=None if raw is None else show(raw),
        )
    if len(rows) > MOST_OF_A_KIND:
        rest = f"“{header}”另有 {len(rows) - MOST_OF_A_KIND} 行同样的问题：{message}"
        yield Problem(rule, rest, hint, table.sheet.name)


ERROR_TEXTS = frozenset(
    {"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)


def _read_value(column: FormColumn, raw: Value, context: Context) -> tuple[Any, Fault | None]:
    """The typed value of a cell, None where it is empty and may be; or None and why not."""
    if is_blank(column, raw):
        missing = (rules.MISSING_CELL, "必填，现为空", f"请填写“{column.header}”")
        return None, missing if column.required else None
    if isinstance(raw, str) and len(raw.strip()) > (most := most_signs(column.kind.name)):
        hint = f"请只写“{column.header}”；要说明的写在备注里"
        return None, (rules.TOO_LONG, f"最多 {most} 字，现有 {len(raw.strip())} 字", hint)
    if isinstance(raw, str) and raw.startswith("#") and raw.strip() in ERROR_TEXTS:
        raw = Broken(raw.strip())
    if isinstance(raw, Broken):
        is_error = raw.text.startswith("#")
        return None, None if column.remark and is_error else broken_cell(raw)
    try:
        return column.adapter.validate_python(raw, context=context), None
    except ValidationError as error:
        return None, _explain(column, raw, error)


def _explain(column: FormColumn, raw: Value, error: ValidationError) -> Fault:
    if column.choices:
        allowed = "、".join(column.choices)
        return rules.BAD_CHOICE, f"“{show(raw)}”不在可选范围内", f"请从中选一项：{allowed}"
    first = error.errors()[0]
    rule = rule_of(first["type"], "error")
    if isinstance(raw, str) and raw.endswith(
        ("（数字格式缩小了显示）", "（数字格式不显示这个数）")
    ):
        held = raw[: raw.rindex("（")]
        hint = "请选中这些格，把数字格式改为“常规”，核对看到的数字后再保存报送"
        return rule, f"存的是 {held}，数字格式却让它显示成另一个数", hint
    return rule, first["msg"], str(first.get("ctx", {}).get("hint", ""))


def broken_cell(raw: Broken) -> Fault:
    """Why a formula without a saved value, or an error, cannot be taken."""
    if raw.text.startswith("="):
        hint = "请用 WPS 或 Excel 打开，待算出结果后保存，再重新报送；或直接填写数值"
        return rules.FORMULA_WITHOUT_VALUE, f"公式“{raw.text}”没有保存计算结果", hint
    hint = "请改正公式，或直接填写数值，再重新报送"
    return rules.ERROR_CELL, f"单元格是错误值“{raw.text}”", hint
