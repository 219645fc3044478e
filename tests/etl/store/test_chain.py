"""A ledger that was cut, edited, put together otherwise or restored from another day is noticed."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from facts import Facts, Workbook

from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.chain import ChainError, append_line, digest_of_line, read_chain
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Lost, Takeover, read_lines
from etl.store.lines.takeover import NothingToAcceptError, accept_ledger
from etl.store.lines.witnesses import proved_lines
from etl.store.outcome import Outcome, Receipt
from etl.store.warehouse import RebuildError, bring_up_to_date, reading

Lines = list[str]


def test_each_line_holds_the_hash_of_the_one_before(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl"
    append_line(ledger, {"line": 1})
    append_line(ledger, {"line": 2})
    first, second = ledger.read_bytes().splitlines()
    assert first == b'{"line": 1, "previous": ""}'
    assert json.loads(second) == {"line": 2, "previous": digest_of_line(first)}
    assert read_chain(ledger).head == digest_of_line(second)


def test_a_line_torn_by_a_crash_is_cut_off_by_the_next(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl"
    append_line(ledger, {"line": 1})
    with ledger.open("ab") as file:
        file.write(b'{"line": 2, "pre')
    assert len(read_chain(ledger).fields) == 1
    append_line(ledger, {"line": 2})
    assert [f["line"] for f in read_chain(ledger).fields] == [1, 2]


def test_a_long_line_is_found_again_whole(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl"
    for words in ("短", "长" * 100_000, "短"):
        append_line(ledger, {"words": words})
    assert [len(f["words"]) for f in read_chain(ledger).fields] == [1, 100_000, 1]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda lines: [lines[0].replace("1", "7"), *lines[1:]], "第 1 行和第 2 行接不上"),
        (lambda lines: [lines[0], lines[2]], "第 1 行和第 2 行接不上"),
        (lambda lines: lines[1:], "开头被删去过"),
        (lambda lines: [lines[1], lines[0], lines[2]], "开头被删去过"),
        (lambda lines: [lines[0], lines[0], *lines[1:]], "第 1 行和第 2 行接不上"),
        (lambda lines: [lines[0], '{"line": 2}', lines[2]], "第 1 行和第 2 行接不上"),
        (lambda lines: [lines[0], "}损坏{", lines[2]], "第 2 行读不出：已损坏"),
        (lambda lines: [lines[0], "[2]", lines[2]], "第 2 行读不出：已损坏"),
    ],
)
def test_lines_that_are_not_those_that_were_written_are_told(
    tmp_path: Path, damage: Callable[[Lines], Lines], told: str
) -> None:
    ledger = tmp_path / "ledger.jsonl"
    for number in (1, 2, 3):
        append_line(ledger, {"line": number})
    lines = damage(ledger.read_text("utf-8").splitlines())
    ledger.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    with pytest.raises(ChainError, match=told):
        read_chain(ledger)


# --- the ledger of a store

ROWS = [{"category": "工会福利", "purchased_on": "2022-03-05", "amount": 10_000}]


@pytest.fixture
def store(facts: Facts) -> Store:
    """Three months of a town's purchases, 1 万元 each."""
    for month in ("2022-03", "2022-04", "2022-05"):
        facts.add("purchase", "莘庄镇", month, [ROWS[0] | {"purchased_on": f"{month}-05"}])
    return facts.store


@pytest.fixture
def june(workbook: Workbook) -> Path:
    """A workbook with 2 万元 in June."""
    rows = [
        ["填报单位", "莘庄镇"],
        ["采购单位", "采购渠道", "采购日期", "采购额度"],
        ["甲公司", "专柜", date(2022, 6, 3), 20_000],
    ]
    return workbook("6月.xlsx", {"S": rows})


def loaded(store: Store, office: Office, path: Path) -> Outcome:
    return load_file(store, office, path.name, path.read_bytes(), Receipt("测试"))


def cut(store: Store, lines: int) -> None:
    """The ledger as it was some lines ago, as from an older backup."""
    kept = store.ledger.read_bytes().splitlines(keepends=True)[:lines]
    store.ledger.write_bytes(b"".join(kept))


def fen(store: Store) -> int:
    with reading(store) as connection:
        assert connection is not None
        return int(connection.execute("select sum(amount_fen) from purchase").fetchall()[0][0])


def test_a_ledger_behind_the_warehouse_lets_nothing_in(
    store: Store, office: Office, june: Path
) -> None:
    cut(store, 2)
    with pytest.raises(ChainError, match=r"台账只有 2 行，已发布的数据里有 3 行：台账被截短过"):
        loaded(store, office, june)
    assert len(store.entries()) == 2
    assert fen(store) == 3_000_000  # the last good version is there for readers


def test_another_ledger_of_the_same_length_is_noticed(
    store: Store, office: Office, june: Path
) -> None:
    cut(store, 2)
    append_line(store.ledger, {"line": 3, "lost": "x"})
    with pytest.raises(ChainError, match="台账第 3 行及以前与已发布的数据记下的不同"):
        loaded(store, office, june)


@pytest.mark.parametrize("act", [Path.unlink, lambda ledger: ledger.write_bytes(b"")])
def test_a_ledger_that_is_gone_or_emptied_is_noticed(
    store: Store, office: Office, june: Path, act: Callable[[Path], object]
) -> None:
    act(store.ledger)
    with pytest.raises(ChainError, match="台账不见了或是空的，已发布的数据里有 3 行"):
        loaded(store, office, june)


def test_without_ledger_and_warehouse_the_originals_speak(
    clean_store: Path, tmp_path: Path, office: Office, june: Path
) -> None:
    store = Store(tmp_path / "left")
    store.originals.parent.mkdir()
    store.originals.symlink_to(Store(clean_store).originals)
    with pytest.raises(ChainError, match="台账不见了，而收到的原件还在"):
        loaded(store, office, june)


def test_an_edition_remembers_how_far_the_ledger_was(store: Store) -> None:
    head = store.lines().head
    manifest = store.editions / "第三季度" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text(json.dumps({"ledger_lines": 3, "ledger_head": head}), "utf-8")
    assert proved_lines(store).head == head
    shutil.rmtree(store.warehouse)  # restored without what can be made again
    cut(store, 2)
    with pytest.raises(ChainError, match="台账只有 2 行，会议版“第三季度”里有 3 行"):
        proved_lines(store)


def test_an_exchanged_original_enters_no_figure(tmp_path: Path, office: Office, june: Path) -> None:
    store = Store(tmp_path / "own")
    outcome = loaded(store, office, june)
    store.original(outcome.sha256).write_bytes(june.read_bytes() + b"x")
    with store.locked(), pytest.raises(RebuildError, match=r"第 1 号“6月.xlsx”的原件的内容与收到"):
        bring_up_to_date(store, office, afresh=True)
    assert fen(store) == 2_000_000


def test_the_same_bytes_sent_again_heal_a_damaged_original(
    store: Store, office: Office, june: Path
) -> None:
    outcome = loaded(store, office, june)
    store.original(outcome.sha256).write_bytes(b"x")
    assert loaded(store, office, june).verdict == "unchanged"
    assert store.read_original(outcome.sha256) == june.read_bytes()


# --- taken over


def unchained(store: Store) -> None:
    """The ledger as it was written before there were chains, and a pointer without a head."""
    lines = [{k: v for k, v in f.items() if k != "previous"} for f in store.entries()]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    store.ledger.write_text(text, "utf-8")
    pointer = json.loads(store.current.read_bytes())
    store.current.write_text(json.dumps(pointer | {"head": ""}), "utf-8")
    for side in store.warehouse.glob("v*.json"):
        side.unlink()


def test_an_old_ledger_is_taken_over_once_with_a_line_that_says_so(
    store: Store, office: Office, june: Path
) -> None:
    unchained(store)
    assert loaded(store, office, june).submission_id == 5
    line = read_lines(store)[3]
    assert isinstance(line, Takeover)
    assert (line.line, line.takes_over) == (4, 3)
    assert line.reason == "旧版程序的台账：从这一行起，每行记着上一行的 SHA-256"
    with store.locked():
        assert bring_up_to_date(store, office) == []
    assert len(store.entries()) == 5
    assert fen(store) == 5_000_000


def test_what_was_taken_over_cannot_be_changed_any_more(
    store: Store, office: Office, june: Path
) -> None:
    unchained(store)
    loaded(store, office, june)
    store.ledger.write_text(store.ledger.read_text("utf-8").replace("莘庄镇", "七宝镇", 1), "utf-8")
    with pytest.raises(ChainError, match="第 4 行之前的各行在接管之后被改动过"):
        store.entries()


def test_a_fault_is_accepted_by_somebody_and_the_figures_are_those_of_the_ledger(
    store: Store, office: Office, june: Path
) -> None:
    cut(store, 0)
    taken = accept_ledger(store, "备份盘坏了", "王管理员")
    assert taken.reason.startswith("备份盘坏了（台账不见了或是空的，已发布的数据里有 3 行")
    assert loaded(store, office, june).submission_id == 2
    assert fen(store) == 2_000_000
    with pytest.raises(NothingToAcceptError, match="台账完好，不必接管"):
        accept_ledger(store, "再来一次", "王管理员")


def test_in_place_of_a_line_that_cannot_be_read_stands_one_that_says_so(
    clean_store: Path, tmp_path: Path, office: Office
) -> None:
    store = Store(tmp_path / "copy")
    store.originals.parent.mkdir()
    store.originals.symlink_to(Store(clean_store).originals)
    lines = Store(clean_store).ledger.read_bytes().splitlines()
    store.ledger.write_bytes(b"\n".join([lines[0], b"}", *lines[2:]]) + b"\n")
    with store.locked(), pytest.raises(ChainError, match="第 2 行读不出"):
        bring_up_to_date(store, office)
    accept_ledger(store, "盘上坏了一块", "王管理员")
    with store.locked():
        bring_up_to_date(store, office)
    assert [p.name[:13] for p in store.root.glob("ledger.found-*")] == ["ledger.found-"]
    with reading(store) as connection:
        assert connection is not None
        rows = connection.execute("select count(*) from submissions").fetchall()
    assert rows == [(len(lines) - 1,)]


@pytest.fixture
def copied(clean_store: Path, tmp_path: Path) -> Store:
    """The samples' store without what can be made again; its originals may not be changed."""
    store = Store(tmp_path / "copied")
    store.root.mkdir()
    store.originals.symlink_to(Store(clean_store).originals)
    shutil.copyfile(Store(clean_store).ledger, store.ledger)
    return store


@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        (lambda lines: [*lines[:1], *lines[3:]], [2, 3]),  # two lines cut out
        (lambda lines: [*lines[:2], lines[1], *lines[2:]], []),  # one twice
        (lambda lines: [lines[1], lines[0], *lines[2:]], []),  # two changed over
        (lambda lines: [*lines[:2], b"}", *lines[2:]], []),  # nonsense put in
        (lambda lines: [*lines[:-1], b"}"], [37]),
    ],
)
def test_accepted_lines_stand_each_in_its_own_place(
    copied: Store,
    office: Office,
    june: Path,
    damage: Callable[[list[bytes]], list[bytes]],
    lost: list[int],
) -> None:
    lines = copied.ledger.read_bytes().splitlines()
    copied.ledger.write_bytes(b"\n".join(damage(lines)) + b"\n")
    accept_ledger(copied, "盘上坏了一块", "王管理员")
    with copied.locked():
        bring_up_to_date(copied, office)
    read = read_lines(copied)
    assert [line.line for line in read] == list(range(1, 39))
    assert [line.line for line in read if isinstance(line, Lost)] == lost
    assert loaded(copied, office, june).submission_id == 39
    with reading(copied) as connection:
        assert connection is not None
        rows = connection.execute("select count(*) from submissions").fetchall()
    assert rows == [(len(lines) - len(lost) + 1,)]


def test_a_line_of_a_newer_program_asks_for_that_program(store: Store) -> None:
    append_line(store.ledger, {"line": 4, "seals": "2022"})
    with pytest.raises(
        ChainError, match=r"第 4 行这一版程序读不懂.*：由更新的程序写成。请升级程序"
    ):
        read_lines(store)
    with pytest.raises(
        NothingToAcceptError, match="台账完好，不必接管；台账第 4 行这一版程序读不懂"
    ):
        accept_ledger(store, "试试", "王管理员")
