"""Values that a left-out cell takes: of the reporting unit (企业动员 for a town's purchases), or of
its column (未填写 under 带队领导).
"""

import numpy as np

from etl import rules
from etl.check.columns import TypedColumn, faults_of
from etl.forms.context import Office
from etl.forms.form import FormColumn
from etl.problems import Problem
from etl.table.locate import Table
from etl.table.row_words import is_blank
from kpi.plan.entities import unit_names


def fill_implied(
    table: Table, typed: list[TypedColumn], unit: str, office: Office
) -> tuple[list[TypedColumn], list[Problem]]:
    """The columns with implied values filled in; an error where the unit implies none."""
    problems: list[Problem] = []
    for column in table.form.columns():
        if column.name not in table.form.implied:
            continue
        typed_column = next((c for c in typed if c.column is column), None)
        value = _implied_value(table, column, unit, office)
        others = [c for c in typed if c is not typed_column]
        blank = typed_column or _blank_column(table, column)
        if value is not None:
            typed = [*others, blank.filled_with(value)]
        else:
            problems += _questions(table, column, typed_column, unit)
    return typed, problems


def fill_unfilled(table: Table, typed: list[TypedColumn]) -> list[TypedColumn]:
    """The columns in which an empty cell says something, for the sheet could have left them out."""
    says = table.form.unfilled
    return [c.filled_with(says[c.column.name]) if c.column.name in says else c for c in typed]


def _implied_value(table: Table, column: FormColumn, unit: str, office: Office) -> str | None:
    by_sender = table.form.implied[column.name]
    reference = office.plan.reference
    return next((v for who, v in by_sender.items() if unit in unit_names(who, reference)), None)


def _blank_column(table: Table, column: FormColumn) -> TypedColumn:
    count = len(table.rows)
    codes, own = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=bool)
    return TypedColumn(column, -1, codes, (None,), (None,), own)


def _questions(
    table: Table, column: FormColumn, typed_column: TypedColumn | None, unit: str
) -> list[Problem]:
    hint = f"请从中选一项填写：{'、'.join(column.choices)}"
    if typed_column is None:
        message = f"缺少“{column.header}”列，而{unit}的数据不止一类"
        return [Problem(rules.MISSING_COLUMN, message, hint, table.sheet.name)]
    # A blank cell here, not one whose value was refused: that one is told already.
    raw = typed_column.raw
    empty = [code for code, _ in typed_column.distinct() if is_blank(column, raw[code])]
    why = (rules.MISSING_CELL, f"现为空，而{unit}的数据不止一类", hint)
    return list(faults_of(table, typed_column, dict.fromkeys(empty, why)))
