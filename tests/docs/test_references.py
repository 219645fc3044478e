"""What documents, comments and docstrings name is there: paths, files, modules, tests, commands."""

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

from etl.__main__ import main as etl_commands
from kpi.__main__ import main as kpi_commands
from report.__main__ import main as report_commands

ROOMS = ("etl", "kpi", "report", "pages", "tests", "tools", "benchmarks", "data", "docs")
COMMANDS = {"etl": etl_commands, "kpi": kpi_commands, "report": report_commands}
# made by the program, or by the reader who follows docs/new-year.md
MADE = ("data/store", "data/demo", "data/.demo", "data/ledger.jsonl", "data/plans/2023")
KINDS = {".md", ".py", ".sql", ".js", ".css", ".j2", ".yaml", ".toml", ""}

PATH = re.compile(rf"(?<![\w./-])(?:{'|'.join(ROOMS)}|\.ci|\.streamlit)(?:/[\w.*-]+)+")  # kpi/sql
FILE = re.compile(r"(?<![\w./*-])[a-z]\w*\.(?:py|sql|md|js|css|csv|yaml|toml|j2)\b")  # keys.js
MODULE = re.compile(r"(?<![\w./-])(?:etl|kpi|report|pages)(?:\.[a-z]\w*)+")  # kpi.plan.load
TEST = re.compile(r"`(test_\w+)`")  # `test_a_date_is_read`
COMMAND = re.compile(r"python -m (etl|kpi|report) ([a-z][\w|]*)")  # python -m etl load|check
TARGET = re.compile(r"(?:`|^)make ([a-z][\w-]*)", re.MULTILINE)  # `make test`
LINK = re.compile(r"\]\(([^)#]+)\)")  # [speed](speed.md)
REMARK = re.compile(r"(?:--|//|\*|(?<!\w)#)\s.*")  # -- why, // why, /* why, # why


def files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file())
    for room in (*ROOMS, ".ci", ".streamlit"):
        found = (path for path in (ROOT / room).rglob("*") if path.is_file())
        yield from (path for path in found if path.suffix != ".pyc" and not is_made(path))


def is_made(path: Path) -> bool:
    return path.relative_to(ROOT).as_posix().startswith(MADE)


FILES = list(files())
NAMES = {path.name for path in FILES}
DOCUMENTS = [path for path in FILES if path.suffix == ".md" and "samples" not in path.parts]


def prose(path: Path) -> str:
    """A document whole; of code what is written for its reader."""
    if path.suffix == ".py":
        return "\n".join(python_prose(path))
    text = path.read_text("utf-8")
    return text if path.suffix == ".md" else "\n".join(REMARK.findall(text))


def python_prose(path: Path) -> Iterator[str]:
    with tokenize.open(path) as file:
        tokens = tokenize.generate_tokens(file.readline)
        yield from (token.string for token in tokens if token.type == tokenize.COMMENT)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def lost(text: str) -> Iterator[str]:
    """What a text names that is not there."""
    for path in PATH.findall(text):
        if not path.startswith(MADE) and not list(ROOT.glob(path.rstrip("."))):
            yield path
    yield from (name for name in FILE.findall(text) if name not in NAMES)
    yield from (name for name in MODULE.findall(text) if not is_module(name))


def is_module(name: str) -> bool:
    """A module, or what stands in one: kpi.plan, kpi.plan.load_plan."""
    room, second, *_ = name.split(".")
    return (ROOT / room / second).is_dir() or (ROOT / room / f"{second}.py").is_file()


def test_what_is_named_is_there() -> None:
    told = [path for path in FILES if path.suffix in KINDS and "samples" not in path.parts]
    found = {str(path.relative_to(ROOT)): sorted(set(lost(prose(path)))) for path in told}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_links_of_a_document_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text("utf-8"))
    assert [t for t in targets if "://" not in t and not (document.parent / t).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_commands_and_tests_of_a_document_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    named = [(room, name) for room, names in COMMAND.findall(text) for name in names.split("|")]
    assert [pair for pair in named if pair[1] not in COMMANDS[pair[0]].commands] == []
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(TARGET.findall(text)) - set(targets) == set()
    tests = (path.read_text("utf-8") for path in ROOT.glob("tests/**/test_*.py"))
    defined = {name for text in tests for name in re.findall(r"^def (\w+)", text, re.MULTILINE)}
    assert set(TEST.findall(text)) - defined == set()


@pytest.mark.parametrize(
    "text",
    [
        "see kpi/progress.py",
        "in kpi/sql/nothing/*.sql",
        "as in derived.sql",
        "(kpi.warehouse)",
        "from etl.store_folder on",
    ],
)
def test_what_leads_nowhere_is_found(text: str) -> None:
    assert len(list(lost(text))) == 1


@pytest.mark.parametrize(
    "text",
    ["kpi/engine/progress.py.", "kpi/sql/*/progress.sql", "keys.js", "kpi.plan.load_plan", "a/b"],
)
def test_what_leads_somewhere_is_not(text: str) -> None:
    assert list(lost(text)) == []
