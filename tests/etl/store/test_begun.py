"""When a real store takes the demo year's place: once something counts, or was lost."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from facts import Facts, Workbook

from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.begun import has_begun, is_untouched, ledger_fault
from etl.store.disk.folder import Store
from etl.store.lines.takeover import accept_ledger
from etl.store.outcome import Receipt

Send = Callable[[str | int], str]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "real")


@pytest.fixture
def send(store: Store, office: Office, workbook: Workbook) -> Send:
    def one(amount: str | int) -> str:
        rows = [
            ["填报单位", "莘庄镇"],
            ["采购单位", "采购渠道", "采购日期", "采购额度"],
            ["甲公司", "专柜", date(2022, 6, 3), amount],
        ]
        path = workbook(f"{amount}.xlsx", {"S": rows})
        return load_file(store, office, path.name, path.read_bytes(), Receipt("张三")).verdict

    return one


def test_a_store_that_nobody_sent_to_has_not_begun(store: Store) -> None:
    assert (is_untouched(store), has_begun(store), ledger_fault(store)) == (True, False, None)


def test_a_workbook_that_was_returned_begins_nothing(store: Store, send: Send) -> None:
    assert send("一千元左右") == "returned"
    assert (is_untouched(store), has_begun(store)) == (False, False)
    assert send(1_000) == "accepted"
    assert has_begun(store)


def test_a_ledger_that_is_gone_does_not_make_a_store_new(facts: Facts) -> None:
    row = {"category": "工会福利", "purchased_on": "2022-03-05", "amount": 10_000}
    store = facts.add("purchase", "区总工会", "2022-03", [row]).store
    store.ledger.unlink()
    assert has_begun(store)
    told = ledger_fault(store)
    accept_ledger(store, "备份盘坏了", "王管理员")
    assert (has_begun(store), ledger_fault(store)) == (True, None)
    assert told == (
        "台账不见了或是空的，已发布的数据里有 1 行：台账被截短过，或是从较早的备份恢复的"
    )
