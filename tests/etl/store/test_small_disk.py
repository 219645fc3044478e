"""A disk that fills up while files come in: what is said of each file is true."""

import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from facts import write_workbook

from etl.forms.context import Office
from etl.proof.verify import faults_of
from etl.store.admit import load_files
from etl.store.disk import folder as folder_module
from etl.store.disk.folder import Store
from etl.store.faults import STORE_FAULTS, fault_words
from etl.store.lines.ledger import read_ledger
from etl.store.outcome import Receipt, Sent
from etl.store.warehouse import bring_up_to_date, reading

Grow = Callable[[], None]


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Grow]]:
    """A folder that holds some megabytes, and what makes room in it.

    Where nobody may mount a small disk, whatever is written beyond that size is refused.
    """
    place = tmp_path / "small"
    place.mkdir()
    if _mount(place, "size=5m"):
        yield place, lambda: _mounted(place)
        subprocess.run(["umount", str(place)], check=True)
        return
    with monkeypatch.context() as patch:
        patch.setattr("etl.store.warehouse.copyfile", _refused)
        patch.setattr(folder_module, "write_durably", _refused)
        yield place, patch.undo


def _mount(place: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _mounted(place: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=80m", str(place)], check=True)


def _refused(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_what_is_said_of_each_file_is_true(
    small_disk: tuple[Path, Grow], office: Office, tmp_path: Path
) -> None:
    place, make_room = small_disk
    store = Store(place / "store")
    told: dict[int, str] = {}
    for month in range(1, 10):
        rows = [
            ["填报单位", "莘庄镇"],
            ["采购单位", "采购渠道", "采购日期", "采购额度"],
            ["甲公司", "专柜", date(2022, month, 3), 10_000 * 2**month],
        ]
        path = write_workbook(tmp_path, f"{month}月.xlsx", {"S": rows})
        sent = Sent(path.name, path.read_bytes(), Receipt("张三", None, "replace"))
        try:
            outcome = load_files(store, office, [sent])[0]
            told[month] = outcome.fault or outcome.verdict
        except STORE_FAULTS as fault:
            told[month] = fault_words(fault)
    assert set(told.values()) == {"accepted", "磁盘已满，请清理后再试"}
    make_room()
    with store.locked():
        bring_up_to_date(store, office)
    assert list(faults_of(store)) == []
    accepted = {month for month, verdict in told.items() if verdict == "accepted"}
    assert {e.sheets[0].first_month.month for e in read_ledger(store)} == accepted
    with reading(store) as connection:
        assert connection is not None
        rows = connection.execute("select month from purchase").fetchall()
    assert {month.month for (month,) in rows} == accepted
