"""Who may know whom: the table "Rooms" of the architecture, read from the code itself."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from places import ROOT

NOT_ROOMS = {"tests", "tools", "benchmarks"}


@dataclass(frozen=True)
class Room:
    knows: tuple[str, ...] = ()  # rooms of ours, or modules in them
    shuns: tuple[str, ...] = ()  # libraries
    may_hold_sql: bool = True


ROOMS = {
    "app": Room(knows=("pages", "kpi")),
    "pages": Room(knows=("report", "kpi", "etl")),
    "report": Room(
        knows=("kpi", "etl"), shuns=("streamlit", "duckdb", "sqlite3"), may_hold_sql=False
    ),
    "kpi": Room(shuns=("streamlit", "plotly")),
    "etl": Room(knows=("kpi.plan",), shuns=("streamlit", "plotly")),
}

SQL = re.compile(
    r"\s*(with\s+\w+\s+as\s*\(|select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s"
    r"|delete\s+from\s|(create|drop|alter)\s+(table|view|schema)\s)",
    re.IGNORECASE | re.DOTALL,
)


def faults(source: str, path: str) -> list[str]:
    """Every breach of the table in a file at this path below the root, as `line: what`."""
    tree = ast.parse(source)
    name = room_of(Path(path))
    room = ROOMS[name]
    found = [
        f"{line}: imports {module}"
        for line, module in imports(tree, Path(path))
        if (is_within(module, room.shuns))
        or (is_within(module, tuple(ROOMS)) and not is_within(module, (name, *room.knows)))
    ]
    if not room.may_hold_sql:
        found += [f"{line}: holds SQL" for line, text in texts(tree) if SQL.match(text)]
    return found


def room_of(path: Path) -> str:
    return path.with_suffix("").parts[0]


def is_within(module: str, parents: tuple[str, ...]) -> bool:
    return any(module == parent or module.startswith(f"{parent}.") for parent in parents)


def imports(tree: ast.Module, path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of all that is imported, relative imports resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.parts[: -node.level] if node.level else ()
            base = [*package, *([node.module] if node.module else [])]
            yield from ((node.lineno, ".".join([*base, alias.name])) for alias in node.names)


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and value of every string that is not a docstring."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield node.lineno, node.value


def python_files() -> list[Path]:
    paths = [*ROOT.glob("*.py"), *ROOT.glob("[a-z]*/**/*.py")]
    return sorted(path.relative_to(ROOT) for path in paths)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_whom_it_may(room: str) -> None:
    breaches = [
        f"{path}:{fault}"
        for path in python_files()
        if room_of(path) == room
        for fault in faults((ROOT / path).read_text("utf-8"), str(path))
    ]
    assert breaches == []


def test_every_python_file_is_in_a_room() -> None:
    strays = [str(path) for path in python_files() if room_of(path) not in {*ROOMS, *NOT_ROOMS}]
    assert strays == []


def test_sql_files_stay_out_of_report() -> None:
    assert list(ROOT.glob("report/**/*.sql")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("app.py", "import kpi.progress\nfrom pages import overview\nimport streamlit"),
        ("pages/overview.py", "from report import figures\nfrom kpi import plan\nimport etl.read"),
        ("report/deck.py", "from kpi.progress import progress\nfrom etl import ledger"),
        ("report/deck.py", 'def pick():\n    """Select rows from the frame."""'),
        ("report/deck.py", "from .figures import bars\nimport plotly.graph_objects as go"),
        ("kpi/progress.py", "import duckdb\nfrom . import plan\nfrom kpi.plan import Plan"),
        ("etl/check.py", "from kpi.plan import Plan\nfrom kpi import plan\nimport kpi.plan"),
        ("etl/check.py", 'import kpireader\nrows = "select a from b"'),
    ],
)
def test_what_the_table_allows_passes(path: str, source: str) -> None:
    assert faults(source, path) == []


@pytest.mark.parametrize(
    ("path", "source", "fault"),
    [
        ("app.py", "import etl", "1: imports etl"),
        ("app.py", "from report.figures import bars", "1: imports report.figures.bars"),
        ("pages/overview.py", "import app", "1: imports app"),
        ("report/deck.py", "from pages import overview", "1: imports pages.overview"),
        ("report/deck.py", "import streamlit as st", "1: imports streamlit"),
        ("report/deck.py", "from duckdb import connect", "1: imports duckdb.connect"),
        ("report/deck.py", 'rows = run("select a\\nfrom b where c")', "1: holds SQL"),
        ("report/deck.py", 'rows = f"with x as (select {a})"', "1: holds SQL"),
        ("kpi/progress.py", "import etl.forms", "1: imports etl.forms"),
        ("kpi/progress.py", "from report import deck", "1: imports report.deck"),
        ("kpi/progress.py", "def f():\n    import streamlit", "2: imports streamlit"),
        ("kpi/plan/load.py", "from ...etl import forms", "1: imports etl.forms"),
        ("kpi/progress.py", "import plotly.express", "1: imports plotly.express"),
        ("etl/check.py", "from kpi import progress", "1: imports kpi.progress"),
        ("etl/check.py", "import kpi", "1: imports kpi"),
        ("etl/check.py", "from kpi import *", "1: imports kpi.*"),
        ("etl/check.py", "import kpi.planning", "1: imports kpi.planning"),
        ("etl/check.py", "from streamlit import cache_data", "1: imports streamlit.cache_data"),
        ("etl/check.py", "import plotly", "1: imports plotly"),
    ],
)
def test_what_the_table_forbids_is_found(path: str, source: str, fault: str) -> None:
    assert faults(source, path) == [fault]
