"""The SQL files of etl as text: Jinja2 puts in the names of tables and columns, never a value."""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from kpi.sql.templates import templates

ETL = Path(__file__).parents[1]
_TEMPLATES = templates(ETL / "store" / "sql", ETL / "changes" / "sql")


# the same few for every workbook
@lru_cache(maxsize=512)
def statement(name: str, **names: Hashable) -> str:
    """A statement with the names of a form's table and columns, which the form's class gives.

    Raises jinja2.UndefinedError for a name that it uses and nobody gives.
    """
    return _TEMPLATES.get_template(f"{name}.sql").render(names)


def counting_now(
    connection: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, Any], **names: Hashable
) -> list[tuple[Any, ...]]:
    """The rows of a statement on what counts now in a published version.

    That is reckoned once for a connection: a question would spend most of its time on it.
    """
    _reckon(connection)
    return connection.execute(statement(name, **names), dict(given)).fetchall()


@lru_cache(maxsize=4)
def _reckon(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(statement("counts_now"))
