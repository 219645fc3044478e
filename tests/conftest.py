"""A store made of literal rows, the clean samples loaded once, and workbooks from literal cells."""

import sys
from pathlib import Path

import pytest
from facts import Facts, SheetRows, Workbook
from openpyxl import Workbook as Book

from etl.admit import Receipt, load_file
from etl.context import Office
from etl.store import Store
from kpi.plan import Plan, load_plan

SAMPLES = Path(__file__).parent / "samples"


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
    """A store with the clean samples, loaded once in the order in which they arrived."""
    store = Store(tmp_path_factory.mktemp("clean") / "store")
    for path in sorted((SAMPLES / "clean").glob("*.xlsx")):
        outcome = load_file(store, office, path.name, path.read_bytes(), Receipt("测试"))
        assert outcome.verdict == "accepted", (path.name, outcome.problems)
    return store.root


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
