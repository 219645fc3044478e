"""How a command answers: a table, JSON or CSV on standard output, and nothing else there."""

import csv
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click
import duckdb

from kpi.engine.warehouse import NoWarehouseError, connect
from kpi.plan import Indicator, Plan
from kpi.version import store_folder

FORMATS = click.Choice(["table", "json", "csv"])
Row = dict[str, Any]


def format_option(command: Any) -> Any:
    return click.option(
        "--format", "output_format", type=FORMATS, default="table", metavar="table|json|csv"
    )(command)


def opened(data: str | None) -> duckdb.DuckDBPyConnection:
    """The published warehouse; where there is none, the command ends with what to do."""
    try:
        return connect(store_folder(data))
    except NoWarehouseError as reason:
        raise click.ClickException(str(reason)) from None


def find_indicator(plan: Plan, text: str) -> Indicator:
    """An indicator by code or name; another text is wrong usage."""
    for indicator in plan.indicators:
        if text in (indicator.code, indicator.name):
            return indicator
    raise click.UsageError(f"没有指标“{text}”，可用 python -m kpi indicators 查看全部指标")


def write(
    rows: Sequence[Row], output_format: str, columns: Sequence[str], table: Callable[[], str]
) -> None:
    """The rows in the format asked for; `table` makes the text for a reader."""
    if output_format == "json":
        write_json(rows)
    elif output_format == "csv":
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _safe(v) for k, v in row.items()} for row in rows)
    else:
        print(table())


def write_json(answer: Any) -> None:
    print(json.dumps(answer, ensure_ascii=False, default=str))


def _safe(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is marked as text."""
    formula = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if formula else value
