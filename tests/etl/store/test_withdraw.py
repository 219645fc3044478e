"""A submission taken back: it stops counting from then on, and nothing is deleted."""

import hashlib
import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from facts import Workbook

from etl.__main__ import main
from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Entry, Mode, Withdrawal, read_ledger, read_lines
from etl.store.outcome import Outcome, Receipt
from etl.store.warehouse import bring_up_to_date
from etl.store.withdraw import WithdrawError, Withdrawn, withdraw
from kpi.engine.progress import progress
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.reporting.reports import reports
from kpi.usage.command import run

pytestmark = pytest.mark.slow

HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度"]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


class Desk:
    """Sends 莘庄镇's purchases (万元) and takes them back, all at stated days of October."""

    def __init__(self, store: Store, office: Office, workbook: Workbook) -> None:
        self.store, self.office, self.workbook = store, office, workbook

    def send(self, wan: float, day: int, month: int = 8, mode: Mode | None = None) -> Outcome:
        row = ["甲公司", "专柜", date(2022, month, 3), wan * 10_000]
        cover = [["填报单位", "莘庄镇"], ["报表期间", f"2022年{month}月"], HEADERS]
        path = self.path = self.workbook(f"{month}月{wan}.xlsx", {"S": [*cover, row]})
        return self.resend(path, day, mode)

    def resend(self, path: Path, day: int, mode: Mode | None = None) -> Outcome:
        receipt = Receipt("张三", parse_moment(f"2022-10-{day:02}T09:00"), mode)
        return load_file(self.store, self.office, path.name, path.read_bytes(), receipt)

    def withdraw(self, number: int, day: int, reason: str = "报错了") -> Withdrawn:
        at = parse_moment(f"2022-10-{day:02}T09:00")
        return withdraw(self.store, self.office, number, reason, "李四", at)

    def done(self, known: int = 31) -> float | None:
        return self.done_at(parse_moment(f"2022-10-{known:02}"))

    def done_at(self, known_at: datetime) -> float | None:
        rows = progress(connect(self.store.root), self.office.plan, date(2022, 9, 30), known_at)
        found = [r for r in rows if (r.indicator, r.entity) == ("enterprise_purchase", "莘庄镇")]
        return found[0].actual


@pytest.fixture
def desk(store: Store, office: Office, workbook: Workbook) -> Desk:
    return Desk(store, office, workbook)


def test_from_the_withdrawal_on_it_counts_no_more_and_before_it_still_does(desk: Desk) -> None:
    desk.send(3, day=8)
    desk.withdraw(1, day=10)
    assert [desk.done(known) for known in (7, 8, 9, 10, 31)] == [0, 3, 3, 0, 0]


def test_at_its_very_moment_it_counts_no_more(desk: Desk) -> None:
    desk.send(1.0, day=3)
    desk.withdraw(1, day=10)
    moment = parse_moment("2022-10-10T09:00")
    assert desk.done_at(moment - timedelta(microseconds=1)) == 1.0
    assert desk.done_at(moment) == 0.0


def test_what_it_had_replaced_counts_again(desk: Desk) -> None:
    desk.send(3, day=8)
    desk.send(5, day=9)
    taken = desk.withdraw(2, day=10)
    assert [desk.done(known) for known in (8, 9, 10)] == [3, 5, 3]
    assert taken.again == {1: [("purchase", "莘庄镇", date(2022, 8, 1))]}


def test_withdrawing_the_older_one_changes_no_figure(desk: Desk) -> None:
    desk.send(3, day=8)
    desk.send(5, day=9)
    assert desk.withdraw(1, day=10).again == {}
    assert desk.done() == 5
    assert desk.withdraw(2, day=11).again == {}
    assert desk.done() == 0


def test_a_withdrawn_addition_leaves_what_it_was_added_to(desk: Desk) -> None:
    desk.send(3, day=8)
    desk.send(5, day=9, mode="append")
    desk.withdraw(2, day=10)
    assert [desk.done(known) for known in (9, 10)] == [8, 3]


def test_nothing_is_deleted_and_the_ledger_has_a_line_of_its_own(desk: Desk, store: Store) -> None:
    desk.send(3, day=8)
    before, original = store.ledger.read_bytes(), read_ledger(store)[0].sha256
    desk.withdraw(1, day=10, reason="  单位弄错  ")
    assert store.ledger.read_bytes().startswith(before)
    assert store.original(original).exists()
    assert json.loads(store.ledger.read_bytes()[len(before) :]) == {
        "line": 2,
        "withdraws": 1,
        "withdrawn_at": "2022-10-10T01:00:00",
        "withdrawn_by": "李四",
        "reason": "单位弄错",
        "previous": hashlib.sha256(before.removesuffix(b"\n")).hexdigest(),
    }
    assert connect(store.root).execute("select count(*) from purchase").fetchall() == [(1,)]


def test_the_next_submission_takes_the_number_of_its_line(desk: Desk, store: Store) -> None:
    desk.send(3, day=8)
    desk.withdraw(1, day=10)
    assert desk.send(5, day=11).submission_id == 3
    assert [line.line for line in read_lines(store)] == [1, 2, 3]
    assert [type(line) for line in read_lines(store)] == [Entry, Withdrawal, Entry]
    assert [entry.submission_id for entry in read_ledger(store)] == [1, 3]
    assert desk.done() == 5


def test_the_same_bytes_may_come_again_and_count(desk: Desk) -> None:
    desk.send(3, day=8)
    path = desk.path
    assert desk.resend(path, day=9).verdict == "unchanged"
    desk.withdraw(1, day=10)
    again = desk.resend(path, day=12)
    assert (again.verdict, again.submission_id) == ("accepted", 3)
    assert [desk.done(known) for known in (9, 11, 12)] == [3, 0, 3]
    assert desk.resend(path, day=13).verdict == "unchanged"
    desk.withdraw(3, day=14)
    assert desk.resend(path, day=15).verdict == "accepted"


def test_a_withdrawn_report_is_missing_again(desk: Desk, office: Office, store: Store) -> None:
    def state(known: int) -> str:
        found = reports(
            connect(store.root),
            office.plan,
            date(2022, 10, 31),
            parse_moment(f"2022-10-{known:02}"),
        )
        return next(
            r.state
            for r in found
            if (r.form, r.unit, r.month) == ("purchase", "莘庄镇", date(2022, 9, 1))
        )

    desk.send(3, day=8, month=9)
    desk.withdraw(1, day=20)
    assert (state(19), state(20)) == ("按时", "未报")


def test_a_rebuild_gives_the_same(desk: Desk, store: Store, office: Office) -> None:
    desk.send(3, day=8)
    desk.send(5, day=9)
    desk.withdraw(2, day=10)
    desk.send(2, day=12, month=9)
    before = [desk.done(known) for known in range(7, 14)]
    with store.locked():
        assert len(bring_up_to_date(store, office, afresh=True)) == 4
    assert [desk.done(known) for known in range(7, 14)] == before


def test_a_withdrawal_that_a_crash_kept_from_the_warehouse_is_replayed(
    desk: Desk, store: Store, office: Office
) -> None:
    desk.send(3, day=8)
    kept = {p: p.read_bytes() for p in store.warehouse.iterdir()}
    desk.withdraw(1, day=10)
    for path in store.warehouse.iterdir():
        path.unlink()
    for path, content in kept.items():
        path.write_bytes(content)
    with store.locked():
        assert [line.line for line in bring_up_to_date(store, office)] == [2]
    assert desk.done() == 0


@pytest.mark.parametrize(
    ("number", "reason", "why"),
    [
        (0, "错", "没有第 0 号"),
        (9, "错", "没有第 9 号；台账现有 4 条"),
        (-1, "错", "没有第 -1 号"),
        (1, " ", "请写明撤回的原因"),
        (2, "错", "第 2 号“坏.xlsx”当时已退回"),
        (3, "错", "第 3 号已经撤回过，原因：报错了"),
        (4, "错", "第 4 号本身是一次撤回（撤回的是第 3 号）"),
    ],
)
def test_what_cannot_be_withdrawn_is_said_and_nothing_is_written(
    desk: Desk, store: Store, workbook: Workbook, number: int, reason: str, why: str
) -> None:
    desk.send(3, day=8)
    desk.resend(workbook("坏.xlsx", {"S": [["随便"]]}), day=8)
    desk.send(4, day=9, month=9)
    desk.withdraw(3, day=10)
    before = store.ledger.read_bytes()
    with pytest.raises(WithdrawError, match=why.replace("（", ".")):
        desk.withdraw(number, day=11, reason=reason)
    assert store.ledger.read_bytes() == before


def test_the_command_says_what_counts_again_and_status_counts_it(
    desk: Desk, store: Store, capsys: Capture
) -> None:
    desk.send(3, day=8)
    desk.send(5, day=9)
    data = ["--data", str(store.root)]
    assert run(main, "etl", ["withdraw", "2", "--reason", "单位弄错", *data]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "已撤回第 2 号“8月5.xlsx”：单位弄错",
        "    不再计入：《消费帮扶采购明细表》莘庄镇 2022年8月 1 行",
        "    重新计入：第 1 号的《消费帮扶采购明细表》莘庄镇 2022年8月",
    ]
    assert run(main, "etl", ["withdraw", "2", "--reason", "再来", *data]) == 1
    assert "已经撤回过" in capsys.readouterr().err
    assert run(main, "etl", ["withdraw", "2", *data]) == 2
    run(main, "etl", ["status", *data])
    assert "台账：2 份，接收 2（其中已撤回 1），退回 0" in capsys.readouterr().out


def test_a_resubmission_is_judged_while_a_page_has_the_warehouse_open(
    desk: Desk, store: Store
) -> None:
    desk.send(3, day=8)
    page = connect(store.root)
    assert desk.send(5, day=9).verdict == "accepted"
    desk.withdraw(2, day=10)
    assert page.execute("select count(*) from purchase").fetchall() == [(1,)]
    assert desk.done() == 3
