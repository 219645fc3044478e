"""A store made of literal rows, the clean samples loaded once, and workbooks from literal cells."""

import os
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest
from facts import Facts, Workbook, write_workbook
from places import CLEAN
from stores import DEMO_SEED, kept_store

from etl.demo import make_demo
from etl.forms.context import Office
from etl.store.admit import load_files
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt, Sent
from kpi.plan import Plan, load_plan

# a disk in memory, and what all stores of a run need there at once, with room to spare
MEMORY, ROOM = Path("/dev/shm"), 3 * 2**30


def pytest_configure() -> None:
    """Stores of tests lie in memory, where no test waits until each of its files is on the disk."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def one_thread_a_database() -> Iterator[None]:
    """Threads share out pieces of 122,880 rows; for a test's few they are only begun and ended."""
    connect = duckdb.connect

    def connect_with_one(*where: Any, config: Any = None, **how: Any) -> duckdb.DuckDBPyConnection:
        return connect(*where, config={"threads": 1, **(config or {})}, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", connect_with_one)
        yield


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(2022)


@pytest.fixture(scope="session")
def office(plan: Plan) -> Office:
    return Office(plan)


@pytest.fixture
def facts(tmp_path: Path, plan: Plan) -> Facts:
    return Facts(tmp_path / "store", plan)


@pytest.fixture(scope="module")
def module_facts(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Facts:
    """Facts that all tests of a file look at and none adds to."""
    return Facts(tmp_path_factory.mktemp("facts") / "store", plan)


@pytest.fixture(scope="session")
def shelf(pytestconfig: pytest.Config) -> Path:
    """Where stores are kept between runs."""
    assert pytestconfig.cache is not None
    return pytestconfig.cache.mkdir("stores")


@pytest.fixture(scope="session")
def clean_store(shelf: Path, office: Office) -> Path:
    """A store with the clean samples, loaded in the order in which they arrived."""
    samples = sorted(CLEAN.glob("*.xlsx"))
    return kept_store(shelf, "clean", lambda root: _load_clean(Store(root), office), *samples)


@pytest.fixture(scope="session")
def demo_store(shelf: Path, plan: Plan) -> Path:
    """The whole demo year."""
    return kept_store(shelf, "demo", lambda root: make_demo(Store(root), plan, DEMO_SEED))


def _load_clean(store: Store, office: Office) -> None:
    paths = sorted(CLEAN.glob("*.xlsx"))
    sent = [Sent(path.name, path.read_bytes(), Receipt("测试")) for path in paths]
    for outcome in load_files(store, office, sent):
        assert outcome.verdict == "accepted", (outcome.name, outcome.problems)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several run side by side, what takes long goes first, so that all end together."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: (not item.get_closest_marker("browser"), not _is_slow(item)))


def _is_slow(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """Writes a workbook from literal rows by sheet and gives its path."""
    return partial(write_workbook, tmp_path)


def pytest_unconfigure() -> None:
    """Sweeps the folder that AppTest would leave to the end of the interpreter, with a warning."""
    app_test = sys.modules.get("streamlit.testing.v1.app_test")
    if app_test is not None:
        app_test.TMP_DIR.cleanup()
