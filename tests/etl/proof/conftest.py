"""A store of real workbooks: a town's purchases of three months, one sent twice."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from facts import write_workbook

from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.outcome import Outcome, Receipt

Load = Callable[..., Outcome]


def purchases(folder: Path, month: int, amount: int) -> Path:
    """A town's workbook of a month, in 元."""
    rows = [
        ["填报单位", "莘庄镇"],
        ["采购单位", "采购渠道", "采购日期", "采购额度"],
        ["甲公司", "专柜", date(2022, month, 3), amount],
    ]
    return write_workbook(folder, f"{month}月_{amount}.xlsx", {"S": rows})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def load(store: Store, office: Office, tmp_path: Path) -> Load:
    """Sends a month's purchases in 元, into `store` or another one."""

    def send(month: int, amount: int, into: Store = store) -> Outcome:
        path = purchases(tmp_path, month, amount)
        receipt = Receipt("张三", None, "replace")
        return load_file(into, office, path.name, path.read_bytes(), receipt)

    return send


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """5 万元 in June, 2 in July, 3 in August; July was 1 before it was corrected."""
    store, books = (
        Store(tmp_path_factory.mktemp("full") / "store"),
        tmp_path_factory.mktemp("books"),
    )
    for month, amount in ((6, 50_000), (7, 10_000), (7, 20_000), (8, 30_000)):
        path = purchases(books, month, amount)
        receipt = Receipt("张三", None, "replace")
        outcome = load_file(store, office, path.name, path.read_bytes(), receipt)
        assert outcome.verdict == "accepted"
    return store.root


@pytest.fixture
def full(loaded: Path, store: Store) -> Store:
    """A copy of it, to do anything to."""
    shutil.copytree(loaded, store.root)
    return store
