"""Where the disk is full, read-only or the clock wrong, the sender is told what is true."""

import errno
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook

from etl.__main__ import main
from etl.forms.context import Office
from etl.store.admit import load_file, load_files
from etl.store.disk.chain import append_line, read_chain
from etl.store.disk.folder import Store
from etl.store.lines.ledger import read_ledger, read_lines
from etl.store.outcome import Outcome, Receipt, Sent
from etl.store.warehouse import bring_up_to_date, reading
from etl.store.withdraw import withdraw
from kpi.moments import in_shanghai, utc_now
from kpi.usage.command import run

Patch = pytest.MonkeyPatch


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def book(workbook: Workbook) -> Callable[..., Sent]:
    """A town's purchases of a month, in 元."""

    def make(month: int, amount: int, received: datetime | None = None, **answers: str) -> Sent:
        rows = [
            ["填报单位", "莘庄镇"],
            ["采购单位", "采购渠道", "采购日期", "采购额度"],
            ["甲公司", "专柜", date(2022, month, 3), amount],
        ]
        path = workbook(f"{month}月_{amount}.xlsx", {"S": rows})
        return Sent(path.name, path.read_bytes(), Receipt("张三", received, "replace", answers))

    return make


def sent(store: Store, office: Office, file: Sent) -> Outcome:
    return load_file(store, office, file.name, file.content, file.receipt)


def fen(store: Store, known_at: datetime = datetime.max) -> int | None:
    """What counts of June as known at a moment."""
    with reading(store) as connection:
        assert connection is not None
        rows = connection.execute(
            "select sum(amount_fen) from purchase where submission_id in "
            "(select submission_id from in_force($known))",
            {"known": known_at},
        ).fetchall()
    return None if rows[0][0] is None else int(rows[0][0])


def full(*_: Any, **__: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_line_that_could_not_be_synced_is_not_in_the_ledger(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    ledger = tmp_path / "ledger.jsonl"
    append_line(ledger, {"line": 1})
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            append_line(ledger, {"line": 2})
    assert [f["line"] for f in read_chain(ledger).fields] == [1]
    append_line(ledger, {"line": 3})
    assert [f["line"] for f in read_chain(ledger).fields] == [1, 3]


def test_a_full_disk_between_ledger_and_warehouse_is_no_refusal(
    store: Store, office: Office, book: Callable[..., Sent], monkeypatch: Patch
) -> None:
    sent(store, office, book(6, 10_000))
    with monkeypatch.context() as patch:
        patch.setattr("etl.store.warehouse.copyfile", full)
        outcome = sent(store, office, book(7, 20_000))
    assert (outcome.verdict, outcome.is_published, outcome.submission_id) == ("accepted", False, 2)
    assert fen(store) == 1_000_000
    with store.locked():
        bring_up_to_date(store, office)
    assert fen(store) == 3_000_000


def test_of_a_batch_what_was_written_down_is_in_and_the_rest_is_not(
    store: Store, office: Office, book: Callable[..., Sent], monkeypatch: Patch
) -> None:
    sent(store, office, book(5, 10_000))
    keep, kept = Store.keep, []

    def keep_two(self: Store, content: bytes) -> str:
        kept.append(content)
        return keep(self, content) if len(kept) < 3 else str(full())

    monkeypatch.setattr(Store, "keep", keep_two)
    outcomes = load_files(store, office, [book(m, 10_000) for m in (6, 7, 8, 9)])
    assert [(o.verdict, o.is_published, o.fault) for o in outcomes] == [
        ("accepted", True, ""),
        ("accepted", True, ""),
        ("failed", True, "磁盘已满，请清理后再试"),
        ("failed", True, "磁盘已满，请清理后再试"),
    ]
    assert len(read_ledger(store)) == 3
    assert fen(store) == 3_000_000


def test_a_withdrawal_on_a_full_disk_is_written_down_and_says_that_it_waits(
    store: Store, office: Office, book: Callable[..., Sent], monkeypatch: Patch
) -> None:
    sent(store, office, book(6, 10_000))
    monkeypatch.setattr("etl.store.warehouse.copyfile", full)
    done = withdraw(store, office, 1, "填错了", "李四")
    assert (done.is_published, len(read_lines(store))) == (False, 2)


# --- clocks


def at_clock(monkeypatch: Patch, moment: datetime) -> None:
    """What the machine's clock shows from now on (UTC)."""
    monkeypatch.setattr("etl.store.lines.clock.utc_now", lambda: moment)


def test_a_clock_set_back_a_little_never_disarms_a_correction(
    store: Store, office: Office, book: Callable[..., Sent], monkeypatch: Patch
) -> None:
    at_clock(monkeypatch, datetime(2022, 9, 5, 1, 0, 0))
    sent(store, office, book(6, 10_000))
    at_clock(monkeypatch, datetime(2022, 9, 5, 0, 59, 30))
    assert sent(store, office, book(6, 20_000)).verdict == "accepted"
    assert [e.received_at for e in read_ledger(store)] == [
        datetime(2022, 9, 5, 1, 0, 0),
        datetime(2022, 9, 5, 1, 0, 0, 1),
    ]
    assert fen(store) == 2_000_000


@pytest.mark.parametrize(("days", "shown"), [(2, "2022-09-03 09:00"), (400, "2021-08-01 09:00")])
def test_a_clock_far_behind_the_ledger_is_asked_about(
    store: Store,
    office: Office,
    book: Callable[..., Sent],
    monkeypatch: Patch,
    days: int,
    shown: str,
) -> None:
    at_clock(monkeypatch, datetime(2022, 9, 5, 1, 0, 0))
    sent(store, office, book(6, 10_000))
    at_clock(monkeypatch, datetime(2022, 9, 5, 1, 0, 0) - timedelta(days=days))
    returned = sent(store, office, book(6, 20_000))
    asked = next(p for p in returned.problems if p.is_open)
    assert returned.verdict == "returned"
    assert asked.message == (
        f"这台机器的时钟是 {shown}，而台账里最后一次收件是 2022-09-05 09:00：时钟慢了，或那一次快了"
    )
    assert asked.asked is not None
    assert [c.words for c in asked.asked.choices] == [
        "记在上一次之后（2022-09-05 09:00），现在起照常计入",
        "整份退回，改好再报",
    ]
    file = book(6, 20_000, **{asked.asked.id: "after"})
    assert sent(store, office, file).verdict == "accepted"
    assert fen(store) == 2_000_000


@pytest.mark.parametrize("days", [2, 400])
def test_a_clock_set_forward_disarms_no_correction_that_comes_when_it_is_right_again(
    store: Store, office: Office, book: Callable[..., Sent], monkeypatch: Patch, days: int
) -> None:
    at_clock(monkeypatch, datetime(2022, 9, 5) + timedelta(days=days))
    sent(store, office, book(6, 10_000))
    assert fen(store) == 1_000_000
    assert fen(store, datetime(2022, 9, 6)) is None
    at_clock(monkeypatch, datetime(2022, 9, 6))
    asked = next(p for p in sent(store, office, book(6, 20_000)).problems if p.is_open)
    assert asked.asked is not None
    sent(store, office, book(6, 20_000, **{asked.asked.id: "after"}))
    assert fen(store) == 2_000_000


def test_a_claimed_moment_in_the_future_is_asked_about(
    store: Store, office: Office, book: Callable[..., Sent]
) -> None:
    later = utc_now() + timedelta(days=30)
    returned = sent(store, office, book(6, 10_000, later))
    asked = next(p for p in returned.problems if p.is_open)
    assert asked.message.startswith(f"注明的收到时刻是 {in_shanghai(later):%Y-%m-%d %H:%M}，还没有")
    assert asked.asked is not None
    sent(store, office, book(6, 10_000, later, **{asked.asked.id: "now"}))
    entry = read_ledger(store)[1]
    assert (entry.verdict, entry.claimed) == ("accepted", False)
    assert entry.received_at < later


def test_a_submission_said_to_have_come_earlier_keeps_that_moment(
    store: Store, office: Office, book: Callable[..., Sent]
) -> None:
    sent(store, office, book(6, 10_000))
    assert sent(store, office, book(7, 10_000, datetime(2022, 8, 1))).verdict == "accepted"
    assert read_ledger(store)[1].received_at == datetime(2022, 8, 1)


def test_a_withdrawal_is_never_before_the_line_before(
    store: Store, office: Office, book: Callable[..., Sent], monkeypatch: Patch
) -> None:
    at_clock(monkeypatch, datetime(2022, 9, 5, 1, 0, 0))
    sent(store, office, book(6, 10_000))
    at_clock(monkeypatch, datetime(2022, 9, 5, 0, 0, 0))
    done = withdraw(store, office, 1, "填错了", "李四")
    assert done.line.withdrawn_at == datetime(2022, 9, 5, 1, 0, 0, 1)
    assert fen(store) is None


def test_on_a_full_disk_each_file_of_a_command_is_told_apart(
    store: Store,
    office: Office,
    book: Callable[..., Sent],
    monkeypatch: Patch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sent(store, office, book(5, 10_000))
    names = [str(tmp_path / book(month, 10_000).name) for month in (6, 7)]
    monkeypatch.setattr("etl.store.warehouse.copyfile", full)
    assert run(main, "etl", ["load", *names, "--data", str(store.root)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"✔ 已接收　{names[0]}（第 2 号）"
    assert told[1].strip().startswith("已收下，正在入库：数字还没有更新")
    assert told[-2:] == [f"✖ 没有收下　{names[1]}", "    磁盘已满，请清理后再试"]
    assert [p.name for p in store.warehouse.glob("build-*")] == []
