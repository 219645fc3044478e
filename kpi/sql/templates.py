"""The queries of this folder as text: Jinja2 templates, in which a name nobody gives raises."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

SQL = Path(__file__).parent


def templates(*folders: Path) -> Environment:
    """The SQL files of some folders, all read in one way; etl has folders of its own."""
    return Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=False,
        auto_reload=False,
        lstrip_blocks=True,
    )


# A question or a table goes by its name, a part by its folder too.
_TEMPLATES = templates(SQL, SQL / "questions", SQL / "tables")


def filled(name: str, **values: object) -> str:
    """A query with its parts and these values in their places.

    Raises jinja2.UndefinedError for a name that it uses and nobody gives.
    """
    return _TEMPLATES.get_template(f"{name}.sql").render(values)
