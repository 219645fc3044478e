"""Who may know whom, room by room and within each: read from the code itself."""

import ast
import re
from collections import Counter
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
    # the plan, and how a version is opened: a process that has one open twice must do it alike
    "etl": Room(
        knows=("kpi.plan", "kpi.version", "kpi.moments", "kpi.usage", "kpi.sql"),
        shuns=("streamlit", "plotly"),
    ),
}

# Within a room: whom each sub-room may know, lower ones first, so that no arrow runs back up.
# A room's own name stands for the files that lie in no sub-room.
WITHIN: dict[str, tuple[str, ...]] = {
    "kpi.version": (),
    "kpi.sql": (),
    "kpi.moments": (),
    "kpi.plan.believed": (),
    "kpi.plan": ("kpi.plan.believed", "kpi.sql", "kpi.version"),
    "kpi.usage": ("kpi.plan", "kpi.moments"),
    "kpi.words": (),
    "kpi.engine": ("kpi.plan", "kpi.sql", "kpi.version", "kpi.moments", "kpi.words"),
    "kpi.reporting": ("kpi.engine", "kpi.plan", "kpi.moments"),
    "kpi.trace": ("kpi.engine", "kpi.plan", "kpi.moments", "kpi.words"),
    "kpi.topics": ("kpi.trace", "kpi.engine", "kpi.plan", "kpi.moments", "kpi.words"),
    "kpi": ("kpi.trace", "kpi.engine", "kpi.plan", "kpi.moments", "kpi.words"),
    "kpi.commands": (
        *("kpi", "kpi.trace", "kpi.reporting", "kpi.engine", "kpi.plan", "kpi.usage"),
        *("kpi.version", "kpi.moments", "kpi.words"),
    ),
    "kpi.__main__": ("kpi.commands", "kpi.plan", "kpi.usage"),
    "etl.rules": (),
    "etl.personal": (),
    "etl.problems": ("etl.personal", "etl.rules"),
    "etl.questions": ("etl.problems", "etl.rules"),
    "etl.read.parse.details": (),
    "etl.read.parse": ("etl.read.parse.details",),
    "etl.read": ("etl.read.parse", "etl.problems", "etl.rules"),
    "etl.forms.values": ("etl.read", "etl.rules"),
    "etl.forms": ("etl.forms.values", "etl.read", "etl.questions", "etl.rules"),
    "etl.table": (
        *("etl.forms", "etl.forms.values", "etl.read", "etl.questions", "etl.problems"),
        "etl.rules",
    ),
    "etl.account.remarks": (),
    "etl.account": (
        "etl.account.remarks",
        *("etl.table", "etl.forms", "etl.forms.values", "etl.read", "etl.questions"),
        *("etl.problems", "etl.rules"),
    ),
    "etl.check.columns": (
        *("etl.table", "etl.forms", "etl.forms.values", "etl.read", "etl.problems", "etl.rules"),
    ),
    "etl.check.arithmetic": (
        *("etl.check.columns", "etl.table", "etl.forms", "etl.forms.values", "etl.read"),
        *("etl.questions", "etl.problems", "etl.rules"),
    ),
    "etl.check": (
        *("etl.check.arithmetic", "etl.check.columns", "etl.account", "etl.table", "etl.forms"),
        *("etl.forms.values", "etl.read", "etl.questions", "etl.problems", "etl.personal"),
        *("etl.rules",),
    ),
    "etl.check.belief": (
        *("etl.check", "etl.table", "etl.forms", "etl.questions", "etl.problems", "etl.rules"),
    ),
    "etl.examine": (
        *("etl.check.belief", "etl.check", "etl.account", "etl.table", "etl.forms", "etl.read"),
        *("etl.questions", "etl.problems", "etl.rules"),
    ),
    "etl.store.disk": (),
    "etl.store.lines": (
        *("etl.store.disk", "etl.check", "etl.forms", "etl.questions", "etl.problems"),
        "etl.rules",
    ),
    "etl.store": (
        *("etl.store.lines", "etl.store.disk"),
        *("etl.examine", "etl.check", "etl.account", "etl.forms"),
        *("etl.questions", "etl.problems", "etl.personal", "etl.rules"),
    ),
    "etl.store.beside": (
        *(
            "etl.store.lines",
            "etl.store",
            "etl.examine",
            "etl.check.belief",
            "etl.check",
            "etl.forms",
        ),
        *("etl.questions", "etl.problems", "etl.rules"),
    ),
    "etl.store.admit": (
        *(
            "etl.store.beside",
            "etl.store",
            "etl.store.lines",
            "etl.store.disk",
            "etl.examine",
            "etl.check.belief",
            "etl.check",
        ),
        *("etl.forms", "etl.questions", "etl.problems", "etl.personal", "etl.rules"),
    ),
    "etl.proof": ("etl.store", "etl.store.lines", "etl.store.disk", "etl.forms", "etl.personal"),
    "etl.returned": ("etl.read", "etl.problems"),
    "etl.changes": ("etl.store", "etl.store.lines", "etl.store.disk", "etl.table", "etl.forms"),
    "etl.commands": (
        *("etl.proof", "etl.store.lines", "etl.store.disk"),
        *("etl.returned", "etl.store.admit", "etl.store", "etl.table", "etl.forms"),
        *("etl.account", "etl.read", "etl.problems", "etl.personal"),
    ),
    "etl.demo": (
        *(
            "etl.store.admit",
            "etl.store",
            "etl.store.lines",
            "etl.store.disk",
            "etl.examine",
            "etl.check",
            "etl.forms",
        ),
    ),
    "etl.__main__": (
        *("etl.commands", "etl.demo", "etl.changes", "etl.store.admit", "etl.store"),
        *("etl.store.lines", "etl.store.disk"),
        "etl.forms",
    ),
    "report.charts": (),
    "report.charts.grids": ("report.charts",),
    "report.meeting": (),
    "report.workbook": ("report.charts", "report.meeting"),
    "report.deck": ("report.charts", "report.meeting"),
    "report.files": ("report.deck", "report.charts.grids", "report.charts", "report.meeting"),
    "report.bulletin": ("report.files", "report.charts", "report.meeting"),
    "report.editions": ("report.meeting",),
    "report": ("report.deck", "report.bulletin", "report.workbook", "report.meeting"),
    "report.commands": (
        *("report", "report.editions", "report.deck", "report.bulletin"),
        *("report.files", "report.meeting"),
    ),
    "report.__main__": ("report.commands",),
    "pages.frame": (),
    "pages.show": ("pages.frame",),
    "pages.drill": ("pages.show", "pages.frame"),
    "pages.topics": ("pages.drill", "pages.show", "pages.frame"),
    "pages.reporting": ("pages.drill", "pages.show", "pages.frame"),
    "pages.standing": (
        *("pages.topics", "pages.reporting", "pages.drill", "pages.show", "pages.frame"),
    ),
    "pages.work": (
        *("pages.standing", "pages.reporting", "pages.drill"),
        *("pages.show", "pages.frame"),
    ),
    "pages.meeting": ("pages.show", "pages.frame"),
    "pages.stage": ("pages.topics", "pages.reporting", "pages.show", "pages.frame"),
    "pages": (
        *("pages.meeting", "pages.work", "pages.standing", "pages.topics", "pages.reporting"),
        *("pages.drill", "pages.show", "pages.frame"),
    ),
}

SQL = re.compile(
    r"\s*(with\s+\w+\s+as\s*\(|select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s"
    r"|delete\s+from\s|(create|drop|alter)\s+(table|view|schema)\s)",
    re.IGNORECASE | re.DOTALL,
)


def faults(source: str, path: str) -> list[str]:
    """Every breach of the tables in a file at this path below the root, as `line: what`."""
    tree = ast.parse(source)
    name = room_of(Path(path))
    room = ROOMS[name]
    found = [
        f"{line}: imports {module}"
        for line, module in imports(tree, Path(path))
        if is_within(module, room.shuns)
        or (is_within(module, tuple(ROOMS)) and not is_within(module, (name, *room.knows)))
        or (is_within(module, (name,)) and not may_know_within(path, module))
    ]
    if not room.may_hold_sql:
        found += [f"{line}: holds SQL" for line, text in texts(tree) if SQL.match(text)]
    return found


def room_of(path: Path) -> str:
    return path.with_suffix("").parts[0]


def may_know_within(path: str, module: str) -> bool:
    """Whether a file may know a module of its own room."""
    own = sub_room_of(path.removesuffix(".py").replace("/", "."))
    return own is None or sub_room_of(module) in {own, *WITHIN[own]}


def sub_room_of(module: str) -> str | None:
    """The innermost of the sub-rooms that a module stands in; None: app.py and its like."""
    return max((name for name in WITHIN if is_within(module, (name,))), key=len, default=None)


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


def test_within_a_room_each_knows_those_before_it_alone() -> None:
    names = list(WITHIN)
    later = [(name, known) for name in WITHIN for known in WITHIN[name]]
    assert [pair for pair in later if names.index(pair[0]) <= names.index(pair[1])] == []


def test_every_folder_of_a_room_is_in_the_table() -> None:
    folders = {".".join(path.parent.parts) for path in python_files() if len(path.parts) > 2}
    assert {f for f in folders if f.split(".")[0] in ROOMS} - set(WITHIN) == set()


def test_a_folder_holds_about_sixteen_files() -> None:
    """etl/demo makes a year of workbooks, a file for each form."""
    held = Counter(path.parent for path in python_files() if path.name != "__init__.py")
    large = {str(f): n for f, n in held.items() if n > 16 and f.parts and f.parts[0] in ROOMS}
    assert set(large) <= {"etl/demo"}


def test_every_python_file_is_in_a_room() -> None:
    strays = [str(path) for path in python_files() if room_of(path) not in {*ROOMS, *NOT_ROOMS}]
    assert strays == []


def test_sql_files_stay_out_of_report() -> None:
    assert list(ROOT.glob("report/**/*.sql")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("app.py", "import kpi.wall\nfrom pages import overview\nimport streamlit"),
        ("pages/overview.py", "from report import charts\nfrom kpi import plan\nimport etl.read"),
        ("report/deck/slides.py", "from kpi.engine import progress\nfrom etl.store import ledger"),
        ("report/deck/slides.py", 'def pick():\n    """Select rows from the frame."""'),
        ("report/deck/slides.py", "from .figures import bars\nimport plotly.graph_objects as go"),
        ("kpi/search.py", "import duckdb\nfrom . import plan\nfrom kpi.plan import Plan"),
        ("etl/check/check.py", "from kpi.plan import Plan\nfrom kpi import plan\nimport kpi.plan"),
        ("etl/check/check.py", 'import kpireader\nrows = "select a from b"'),
    ],
)
def test_what_the_table_allows_passes(path: str, source: str) -> None:
    assert faults(source, path) == []


@pytest.mark.parametrize(
    ("path", "source", "fault"),
    [
        ("app.py", "import etl", "1: imports etl"),
        ("app.py", "from report.charts import lines", "1: imports report.charts.lines"),
        ("pages/overview.py", "import app", "1: imports app"),
        ("report/deck/slides.py", "from pages import overview", "1: imports pages.overview"),
        ("report/deck/slides.py", "import streamlit as st", "1: imports streamlit"),
        ("report/deck/slides.py", "from duckdb import connect", "1: imports duckdb.connect"),
        ("report/deck/slides.py", 'rows = run("select a\\nfrom b where c")', "1: holds SQL"),
        ("report/deck/slides.py", 'rows = f"with x as (select {a})"', "1: holds SQL"),
        ("kpi/search.py", "import etl.forms", "1: imports etl.forms"),
        ("kpi/search.py", "from report import deck", "1: imports report.deck"),
        ("kpi/search.py", "def f():\n    import streamlit", "2: imports streamlit"),
        ("kpi/plan/load.py", "from ...etl import forms", "1: imports etl.forms"),
        ("kpi/search.py", "import plotly.express", "1: imports plotly.express"),
        ("etl/check/check.py", "from kpi import engine", "1: imports kpi.engine"),
        ("etl/check/check.py", "import kpi", "1: imports kpi"),
        ("etl/check/check.py", "from kpi import *", "1: imports kpi.*"),
        ("etl/check/check.py", "import kpi.planning", "1: imports kpi.planning"),
        (
            "etl/check/check.py",
            "from streamlit import cache_data",
            "1: imports streamlit.cache_data",
        ),
        ("etl/check/check.py", "import plotly", "1: imports plotly"),
        ("etl/read/read.py", "from etl.check import check", "1: imports etl.check.check"),
        (
            "etl/table/rows.py",
            "from etl.store.lines.ledger import Entry",
            "1: imports etl.store.lines.ledger.Entry",
        ),
        ("kpi/engine/pace.py", "from kpi.trace import history", "1: imports kpi.trace.history"),
        ("kpi/trace/history.py", "import kpi.wall", "1: imports kpi.wall"),
        ("report/charts/lines.py", "from report import documents", "1: imports report.documents"),
        ("pages/frame/text.py", "from pages.show import words", "1: imports pages.show.words"),
        ("pages/show/words.py", "from pages import overview", "1: imports pages.overview"),
    ],
)
def test_what_the_table_forbids_is_found(path: str, source: str, fault: str) -> None:
    assert faults(source, path) == [fault]
