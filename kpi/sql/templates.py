"""The queries of this folder as text: Jinja2 templates, in which a name nobody gives raises."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

SQL = Path(__file__).parent
# A question or a table goes by its name, a part by its folder too.
_FOLDERS = (SQL, SQL / "questions", SQL / "tables")
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDERS),
    undefined=StrictUndefined,
    autoescape=False,
    auto_reload=False,
    lstrip_blocks=True,
)


def filled(name: str, **values: object) -> str:
    """A query with its parts and these values in their places.

    Raises jinja2.UndefinedError for a name that it uses and nobody gives.
    """
    return _TEMPLATES.get_template(f"{name}.sql").render(values)
