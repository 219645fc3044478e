"""Errors about a whole table, or about what its cover says: no choice of answers mends them."""

from etl.problems import Problem
from etl.rules import Rule
from etl.table.locate import Table


def table_fault(
    table: Table, rule: Rule, message: str, hint: str, cell: str | None = None
) -> Problem:
    text = f"《{table.form.title}》{message}"
    return Problem(rule, text, hint, table.sheet.name, cell)
