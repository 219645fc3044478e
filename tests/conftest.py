"""A store made of literal rows, the clean samples loaded once, and workbooks from literal cells."""

import os
import sys
from pathlib import Path

import pytest
from facts import Facts, SheetRows, Workbook
from filelock import FileLock
from openpyxl import Workbook as Book
from places import CLEAN

from etl.forms.context import Office
from etl.store.admit import load_files
from etl.store.folder import Store
from etl.store.outcome import Receipt, Sent
from kpi.plan import Plan, load_plan


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(2022)


@pytest.fixture(scope="session")
def office(plan: Plan) -> Office:
    return Office(plan)


@pytest.fixture
def facts(tmp_path: Path, plan: Plan) -> Facts:
    return Facts(tmp_path / "store", plan)


@pytest.fixture(scope="session")
def clean_store(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """A store with the clean samples, loaded once in the order in which they arrived.

    All processes of a run share it: nobody may change it.
    """
    root = _shared_folder(tmp_path_factory) / "clean"
    with FileLock(f"{root}.lock"):
        if not root.exists():
            making = root.with_name("clean-in-the-making")
            _load_clean(Store(making), office)
            making.rename(root)
    return root


def _shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run's own folder, which each process of pytest-xdist has a folder of its own in."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _load_clean(store: Store, office: Office) -> None:
    paths = sorted(CLEAN.glob("*.xlsx"))
    sent = [Sent(path.name, path.read_bytes(), Receipt("测试")) for path in paths]
    for outcome in load_files(store, office, sent):
        assert outcome.verdict == "accepted", (outcome.name, outcome.problems)


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """Writes a workbook from literal rows by sheet and gives its path."""

    def write(name: str, sheets: SheetRows) -> Path:
        book = Book()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return write


def pytest_unconfigure() -> None:
    """Sweeps the folder that AppTest would leave to the end of the interpreter, with a warning."""
    app_test = sys.modules.get("streamlit.testing.v1.app_test")
    if app_test is not None:
        app_test.TMP_DIR.cleanup()
