"""Each kind of damage is noticed and told; nothing is accepted that does not count."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from edition_facts import frozen
from proof_facts import fen

from etl.__main__ import main
from etl.proof.verify import faults_of
from etl.store.disk.audit import record
from etl.store.disk.chain import ChainError
from etl.store.disk.folder import Store
from etl.store.outcome import Outcome
from kpi.plan import Plan
from kpi.usage.command import run
from kpi.version import digest_of

Load = Callable[..., Outcome]


def flipped(path: Path, at: float) -> None:
    """One bit of a file is another, at a part of its length."""
    content = bytearray(path.read_bytes())
    content[int(at * len(content))] ^= 1
    path.write_bytes(content)


def line_of(store: Store, number: int) -> None:
    """One letter of a line of the ledger is another; it can be read still."""
    lines = store.ledger.read_bytes().splitlines(keepends=True)
    lines[number] = lines[number].replace("莘庄镇".encode(), "七宝镇".encode(), 1)
    store.ledger.write_bytes(b"".join(lines))


def points_to_older(store: Store) -> None:
    """The version of two lines ago, said to hold all."""
    older = next(store.warehouse.glob("v00000002*.duckdb"))
    said = json.loads(store.current.read_bytes())
    told = said | {"file": older.name, "sha256": digest_of(older)}
    store.current.write_text(json.dumps(told))


@dataclass(frozen=True)
class Damage:
    """What is done to a store; what of it is told; whether files are still let in."""

    what: Callable[[Store], None]
    told: str
    lets_in: bool


DAMAGES = {
    "a byte of the warehouse": Damage(
        lambda store: flipped(next(store.warehouse.glob("v00000004*.duckdb")), 0.5),
        "已损坏，请运行 python -m etl rebuild",
        lets_in=True,  # it is made again first
    ),
    "the pointer": Damage(
        lambda store: flipped(store.current, 0),
        "CURRENT 读不出，请运行 python -m etl rebuild",
        lets_in=True,
    ),
    "a line in the middle": Damage(
        lambda store: line_of(store, 1),
        "台账：ledger.jsonl 第 2 行和第 3 行接不上：第 2 行被改动，或两行之间有删改。请从",
        lets_in=False,
    ),
    "the last line": Damage(
        lambda store: line_of(store, 3),
        "台账：台账第 4 行及以前与已发布的数据记下的不同：台账被改动过，或是另一份台账。请从",
        lets_in=False,
    ),
    "the last line, and the pointer gone": Damage(
        lambda store: (line_of(store, 3), store.current.unlink())[1],
        "台账：台账第 4 行及以前与已发布的数据记下的不同",
        lets_in=False,
    ),
    "a pointer to an older version": Damage(
        lambda store: points_to_older(store),
        "数据仓库：CURRENT 与它指的文件对不上，请运行 python -m etl rebuild",
        lets_in=True,
    ),
    "an edition that is gone": Damage(
        lambda store: shutil.rmtree(store.editions / "三季度会"),
        "会议版“三季度会”不见了，请从备份恢复 editions/",
        lets_in=True,
    ),
    "lines nested without end": Damage(
        lambda store: store.ledger.write_bytes(b"[" * 100_000 + b"\n"),
        "台账：ledger.jsonl 第 1 行读不出：已损坏",
        lets_in=False,
    ),
    "the last line, and the warehouse gone": Damage(
        lambda store: (line_of(store, 3), shutil.rmtree(store.warehouse))[1],
        "台账：台账第 4 行及以前与会议版“三季度会”记下的不同",
        lets_in=False,
    ),
    "a line that is no line": Damage(
        lambda store: flipped(store.ledger, 0),
        "台账：ledger.jsonl 第 1 行读不出：已损坏。请从最近的备份",
        lets_in=False,
    ),
    "an original": Damage(
        lambda store: flipped(store.original(store.entries()[0]["sha256"]), 0.5),
        "原件的内容与收到时不同，不能再用，请管理员从备份恢复",
        lets_in=True,  # the figures rest on what was read of it when it was sound
    ),
    "an edition": Damage(
        lambda store: flipped(store.editions / "三季度会" / "content.json", 0.5),
        "会议版“三季度会”：content.json 在定稿之后被改动",
        lets_in=True,
    ),
    "the record of what was done": Damage(
        lambda store: flipped(store.audit, 0.2), "操作记录：audit.jsonl 第 1 行", lets_in=True
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damage_is_noticed_and_what_is_accepted_counts(
    full: Store, plan: Plan, load: Load, damage: Damage, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen(full, plan)
    with full.locked():
        record(full, "backup", "王管理员")
    damage.what(full)
    assert [f for f in faults_of(full) if damage.told in f]
    assert run(main, "etl", ["verify", "--data", str(full.root)]) == 1
    assert damage.told in capsys.readouterr().out
    if damage.lets_in:
        assert load(9, 40_000).verdict == "accepted"
        assert fen(full) == 14_000_000
    else:
        before = full.ledger.read_bytes()
        with pytest.raises(ChainError):
            load(9, 40_000)
        assert full.ledger.read_bytes() == before
