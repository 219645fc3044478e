"""The SQL files of etl as text: Jinja2 puts in the names of tables and columns, never a value."""

from pathlib import Path

from kpi.sql.templates import templates

ETL = Path(__file__).parents[1]
_TEMPLATES = templates(ETL / "store" / "sql", ETL / "changes" / "sql")


def statement(name: str, **names: object) -> str:
    """A statement with the names of a form's table and columns, which the form's class gives.

    Raises jinja2.UndefinedError for a name that it uses and nobody gives.
    """
    return _TEMPLATES.get_template(f"{name}.sql").render(names)
