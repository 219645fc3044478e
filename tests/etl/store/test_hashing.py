"""A version is read whole to be trusted, which takes long when it is large: once, and no more."""

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
from facts import Workbook

from etl.forms.context import Office
from etl.store.admit import check_file, load_file, load_files
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt, Sent
from etl.store.withdraw import withdraw
from kpi.engine.warehouse import published

BUILD = "the new build"
BASE = "the version before"


@pytest.fixture
def months(workbook: Workbook) -> list[Sent]:
    """The reports of June, July and August, and August once more, corrected."""
    amounts = {"六月": (6, 1), "七月": (7, 2), "八月": (8, 4), "八月更正": (8, 5)}
    return [sent(workbook, name, *told) for name, told in amounts.items()]


def sent(workbook: Workbook, name: str, month: int, amount: int) -> Sent:
    rows = [
        ["填报单位", "莘庄镇"],
        ["采购单位", "采购渠道", "采购日期", "采购额度"],
        ["甲公司", "专柜", date(2022, month, 3), amount * 10_000],
    ]
    return Sent(f"{name}.xlsx", workbook(f"{name}.xlsx", {"S": rows}).read_bytes(), RECEIPT)


RECEIPT = Receipt("张三")


@pytest.fixture
def store(tmp_path: Path, office: Office, months: list[Sent]) -> Store:
    """A store that holds June."""
    store = Store(tmp_path / "store")
    load_file(store, office, months[0].name, months[0].content, RECEIPT)
    return store


@pytest.fixture
def hashed(store: Store, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a version was read whole since: the one that was published, and new ones."""
    before, counts, digest = published(store.root).path, Counter[str](), hashlib.file_digest
    read_bytes = Path.read_bytes

    def count(name: str) -> None:
        if name.endswith(".duckdb"):
            counts[BASE if name == before.name else BUILD] += 1

    def counted_digest(file: BinaryIO, kind: str) -> "hashlib._Hash":
        count(Path(file.name).name)
        return digest(file, kind)  # type: ignore[arg-type]

    def counted_read(path: Path) -> bytes:
        count(path.name)
        return read_bytes(path)

    monkeypatch.setattr(hashlib, "file_digest", counted_digest)
    monkeypatch.setattr(Path, "read_bytes", counted_read)
    return counts


def test_a_load_reads_the_version_before_once_and_the_new_one_once(
    store: Store, office: Office, months: list[Sent], hashed: Counter[str]
) -> None:
    load_file(store, office, months[1].name, months[1].content, RECEIPT)
    assert hashed == {BASE: 1, BUILD: 1}


def test_of_several_files_each_publishing_reads_its_own_build_alone(
    store: Store, office: Office, months: list[Sent], hashed: Counter[str]
) -> None:
    load_files(store, office, months[1:])  # the correction waits until August is published
    assert hashed == {BASE: 1, BUILD: 2}


def test_a_withdrawal_reads_the_version_before_once_and_the_new_one_once(
    store: Store, office: Office, hashed: Counter[str]
) -> None:
    withdraw(store, office, 1, "报错了", "张三")
    assert hashed == {BASE: 1, BUILD: 1}


def test_a_check_reads_what_is_published_once(
    store: Store, office: Office, months: list[Sent], hashed: Counter[str]
) -> None:
    check_file(store, office, months[1].name, months[1].content, RECEIPT)
    assert hashed == {BASE: 1}
