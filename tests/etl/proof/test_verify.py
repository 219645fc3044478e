"""Everything that a store holds is read, and what is not what it was is named."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from edition_facts import frozen
from proof_facts import fen

from etl.__main__ import main
from etl.forms.context import Office
from etl.proof.verify import faults_of
from etl.store.disk.audit import acts, record
from etl.store.disk.folder import Store
from etl.store.warehouse import bring_up_to_date
from kpi.plan import Plan
from kpi.usage.command import run
from kpi.version import digest_of
from report.editions.freeze import add_file

Capture = pytest.CaptureFixture[str]


def test_a_sound_store_has_no_fault(full: Store, plan: Plan) -> None:
    add_file(frozen(full, plan), "通报.pdf", b"%PDF")
    assert list(faults_of(full)) == []
    assert fen(full) == 10_000_000


def test_the_file_of_an_original_that_was_exchanged_or_lost_is_named(full: Store) -> None:
    june, july = (full.original(full.entries()[n]["sha256"]) for n in (0, 1))
    june.write_bytes(b"x")
    july.unlink()
    assert list(faults_of(full)) == [
        f"第 1 号“6月_50000.xlsx”（{june.relative_to(full.root)}）："
        "原件的内容与收到时不同，不能再用，请管理员从备份恢复",
        f"第 2 号“7月_10000.xlsx”（{july.relative_to(full.root)}）：原件不见了，请管理员从备份恢复",
    ]


def test_the_line_of_the_ledger_is_named(full: Store) -> None:
    text = full.ledger.read_text("utf-8")
    full.ledger.write_text(text.replace('"mode": "replace"', '"mode": "append"', 1), "utf-8")
    (fault,) = faults_of(full)
    assert fault.startswith("台账：ledger.jsonl 第 1 行和第 2 行接不上：第 1 行被改动")


def test_a_damaged_version_and_pointer_say_that_they_can_be_made_again(full: Store) -> None:
    (version,) = (p for p in full.warehouse.glob("v00000004*.duckdb"))
    version.write_bytes(b"x")
    assert list(faults_of(full)) == [
        f"数据仓库：{version.name} 已损坏，请运行 python -m etl rebuild"
    ]
    full.current.write_text("x")
    assert list(faults_of(full)) == ["数据仓库：CURRENT 读不出，请运行 python -m etl rebuild"]


def test_an_amount_of_the_warehouse_is_held_against_the_ledger(full: Store, office: Office) -> None:
    """Also where all that points to the file was made to fit it."""
    (version,) = (p for p in full.warehouse.glob("v00000004*.duckdb"))
    with duckdb.connect(str(version)) as connection:
        connection.execute(
            "update purchase set amount_fen = amount_fen + 1 where month = '2022-06-01'"
        )
    digest = digest_of(version)
    forged = version.rename(version.with_name(f"v00000004-{digest[:12]}.duckdb"))
    said = json.loads(full.current.read_bytes()) | {"file": forged.name, "sha256": digest}
    full.current.write_text(json.dumps(said))
    assert list(faults_of(full)) == [
        "数据仓库：第 1 号“6月_50000.xlsx”的“S”与台账记下的行数、合计不同，"
        "请运行 python -m etl rebuild"
    ]
    with full.locked():
        bring_up_to_date(full, office, afresh=True)
    assert list(faults_of(full)) == []
    assert fen(full) == 10_000_000


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("manifest.json", "manifest.json 在定稿之后被改动"),
        ("plan.json", "plan.json 在定稿之后被改动"),
        ("warehouse.duckdb", "warehouse.duckdb 在定稿之后被改动"),
        ("files/通报.pdf", "文件：“通报.pdf”做成之后被改动"),
    ],
)
def test_a_file_of_an_edition_that_was_changed_is_named(
    full: Store, plan: Plan, name: str, told: str
) -> None:
    edition = frozen(full, plan)
    add_file(edition, "通报.pdf", b"%PDF")
    path = edition.folder / name
    content = path.read_bytes()
    changed = content.replace(b'"year": 2022', b'"year": 2023') if name == "manifest.json" else b"x"
    path.write_bytes(changed)
    assert list(faults_of(full)) == [f"会议版“{edition.folder.name}”：{told}"]
    path.unlink()
    (gone,) = faults_of(full)
    assert "不见了" in gone


def test_what_was_done_is_a_chain_as_well(full: Store) -> None:
    with full.locked():
        record(full, "backup", "王管理员", to="/backup")
        record(full, "backup", "王管理员", to="/backup")
    assert [(act.what, act.who, act.about) for act in acts(full)] == [
        ("backup", "王管理员", {"to": "/backup"}),
        ("backup", "王管理员", {"to": "/backup"}),
    ]
    text = full.audit.read_text("utf-8")
    full.audit.write_text(text.replace("王管理员", "李管理员", 1), "utf-8")
    (fault,) = faults_of(full)
    assert fault.startswith("操作记录：audit.jsonl 第 1 行和第 2 行接不上")


def test_the_command_says_that_all_is_well_or_what_is_not(full: Store, capsys: Capture) -> None:
    assert run(main, "etl", ["verify", "--data", str(full.root)]) == 0
    head = full.lines().head
    assert f"全部完好：台账 4 行，末行的 SHA-256 是 {head}" in capsys.readouterr().out
    assert run(main, "etl", ["verify", "--json", "--data", str(full.root)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"sound": True, "lines": 4, "head": head, "faults": []}
    shutil.rmtree(full.root / "submissions")
    assert run(main, "etl", ["verify", "--data", str(full.root)]) == 1
    assert "有 4 处不对。" in capsys.readouterr().out


def test_an_empty_store_is_sound(tmp_path: Path) -> None:
    assert list(faults_of(Store(tmp_path / "none"))) == []
