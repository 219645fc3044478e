"""The tables that a plan's expressions speak of: which columns each form has, and of what type."""

import csv
from functools import cache
from pathlib import Path

import duckdb

from kpi.version import SETTINGS

COLUMNS = Path(__file__).parents[2] / "data" / "reference" / "columns.csv"


@cache
def tables() -> dict[str, dict[str, str]]:
    """The columns of each form's table, with their types."""
    columns: dict[str, dict[str, str]] = {}
    with COLUMNS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            columns.setdefault(row["form"], {})[row["column"]] = row["type"]
    return columns


@cache
def empty_tables() -> duckdb.DuckDBPyConnection:
    """A database of nothing but the forms' tables, in which an expression can be tried."""
    # with the settings of those that read a version: what they refuse is refused here
    connection = duckdb.connect(config=dict(SETTINGS))
    for form, columns in tables().items():
        names = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f'create table "{form}" ({names})')
    return connection
