"""A file through the door: accepted, returned or unchanged, and the same after a rebuild."""

from datetime import date
from pathlib import Path

import pytest
from facts import Workbook

from etl.forms.context import Office
from etl.store.admit import Outcome, Receipt, check_file, check_files, load_file
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Mode, read_ledger
from etl.store.outcome import Sent
from etl.store.warehouse import RebuildError, bring_up_to_date
from kpi.engine.progress import Progress, progress
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment

pytestmark = pytest.mark.slow

HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def send(
    store: Store, office: Office, path: Path, mode: Mode | None = None, at: str = "2022-10-08"
) -> Outcome:
    receipt = Receipt("张三", parse_moment(f"{at}T09:00"), mode)
    return load_file(store, office, path.name, path.read_bytes(), receipt)


def purchases(period: str, *rows: list[object], unit: str = "莘庄镇") -> list[list[object]]:
    return [["填报单位", unit], ["报表期间", period], HEADERS, *rows]


def rows_of(store: Store, office: Office) -> list[Progress]:
    known_at = parse_moment("2022-12-31")
    return progress(connect(store.root), office.plan, date(2022, 9, 30), known_at)


def actual(store: Store, office: Office, entity: str = "莘庄镇") -> float | None:
    found = [r for r in rows_of(store, office) if r.indicator == "enterprise_purchase"]
    return next(r.actual for r in found if r.entity == entity)


def test_an_accepted_workbook_moves_the_figure(
    store: Store, office: Office, workbook: Workbook
) -> None:
    rows = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 12_000])
    outcome = send(store, office, workbook("八月.xlsx", {"Sheet1": rows}))
    assert (outcome.verdict, outcome.sheets[0].rows) == ("accepted", 1)
    assert outcome.sheets[0].totals_fen == {"amount": 1_200_000}
    assert actual(store, office) == 1.2


def test_a_returned_workbook_loads_nothing_and_is_in_the_ledger(
    store: Store, office: Office, workbook: Workbook
) -> None:
    good = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 12_000])
    bad = purchases("2022年7月", ["甲公司", "专柜", "七月初", 5_000])
    outcome = send(store, office, workbook("两月.xlsx", {"8月": good, "7月": bad}))
    assert outcome.verdict == "returned"
    errors = [p for p in outcome.problems if p.severity == "error"]
    assert [(p.sheet, p.cell, p.value) for p in errors] == [("7月", "C4", "七月初")]
    assert [e.verdict for e in read_ledger(store)] == ["returned"]
    assert actual(store, office) == 0


def test_the_same_bytes_twice_change_nothing(
    store: Store, office: Office, workbook: Workbook
) -> None:
    rows = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 12_000])
    path = workbook("八月.xlsx", {"Sheet1": rows})
    send(store, office, path)
    before = (store.ledger.read_bytes(), store.current.read_bytes())
    copy = path.rename(path.with_name("另一个名字.xlsx"))
    assert send(store, office, copy).verdict == "unchanged"
    assert (store.ledger.read_bytes(), store.current.read_bytes()) == before


def test_the_same_returned_bytes_are_returned_again_and_entered_once(
    store: Store, office: Office, workbook: Workbook
) -> None:
    path = workbook("空.xlsx", {"Sheet1": [["随便"]]})
    assert [send(store, office, path).verdict for _ in range(2)] == ["returned", "returned"]
    assert len(read_ledger(store)) == 1


def test_a_corrected_august_replaces_august_alone(
    store: Store, office: Office, workbook: Workbook
) -> None:
    july, august = (["甲公司", "专柜", date(2022, m, 3), 10_000.0 * m] for m in (7, 8))
    send(store, office, workbook("七八月.xlsx", {"S": purchases("2022年7-8月", july, august)}))
    corrected = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 50_000])
    send(store, office, workbook("八月更正.xlsx", {"S": corrected}), at="2022-10-09")
    assert actual(store, office) == 7.0 + 5.0


def test_a_resubmission_that_drops_a_category_is_asked_about_and_the_answer_counts(
    store: Store, office: Office, workbook: Workbook
) -> None:
    headers = [*HEADERS, "采购类别"]
    day = date(2022, 8, 3)
    cover: list[list[object]] = [["填报单位", "莘庄镇"], ["报表期间", "2022年8月"], [*headers]]
    both = [["甲", "专柜", day, 10_000, "企业动员"], ["乙", "专柜", day, 20_000, "工会福利"]]
    send(store, office, workbook("a.xlsx", {"S": [*cover, *both]}))
    only = workbook("b.xlsx", {"S": [*cover, ["丙", "专柜", day, 30_000, "企业动员"]]})
    asked = send(store, office, only, at="2022-10-09")
    (question,) = [p for p in asked.problems if p.severity == "error"]
    assert (question.code, asked.verdict) == ("would_drop", "returned")
    assert "工会福利" in question.message
    assert send(store, office, only, "append", "2022-10-10").verdict == "accepted"
    assert actual(store, office) == 1.0 + 3.0


def test_check_gives_the_same_verdict_and_changes_nothing(
    store: Store, office: Office, workbook: Workbook
) -> None:
    rows = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), "很多"])
    path = workbook("八月.xlsx", {"Sheet1": rows})
    outcome = check_file(store, office, path.name, path.read_bytes(), Receipt("张三"))
    assert (outcome.verdict, outcome.problems[0].cell) == ("returned", "D4")
    assert not store.root.exists()


def test_many_are_checked_at_once_and_nothing_is_changed(
    store: Store, office: Office, workbook: Workbook
) -> None:
    good = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 12_000])
    bad = purchases("2022年8月", ["甲公司", "专柜", "去年", 1], unit="七宝镇")
    known = workbook("有.xlsx", {"S": good})
    send(store, office, known)
    before = {path: path.read_bytes() for path in store.root.rglob("*") if path.is_file()}
    paths = [known, workbook("坏.xlsx", {"S": bad})]
    paths += [workbook("新.xlsx", {"S": [*good[:2], HEADERS, ["乙", "专柜", date(2022, 8, 4), 1]]})]
    sent = [Sent(path.name, path.read_bytes(), Receipt("张三", None, "append")) for path in paths]
    verdicts = [(o.file, o.verdict, o.submission_id) for o in check_files(store, office, sent)]
    assert verdicts == [
        ("有.xlsx", "unchanged", 1),
        ("坏.xlsx", "returned", None),
        ("新.xlsx", "accepted", None),
    ]
    assert {p: p.read_bytes() for p in store.root.rglob("*") if p.is_file()} == before


def test_a_rebuild_gives_the_same_progress_rows(
    store: Store, office: Office, workbook: Workbook
) -> None:
    first = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 12_000])
    send(store, office, workbook("八月.xlsx", {"S": first}))
    second = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 9_000])
    send(store, office, workbook("八月更正.xlsx", {"S": second}), at="2022-10-09")
    before = rows_of(store, office)
    for path in store.warehouse.iterdir():
        path.unlink()
    with store.locked():
        bring_up_to_date(store, office)
    assert rows_of(store, office) == before


def test_a_damaged_warehouse_is_rebuilt_before_the_next_load(
    store: Store, office: Office, workbook: Workbook
) -> None:
    rows = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 12_000])
    send(store, office, workbook("一.xlsx", {"S": rows}))
    version = next(store.warehouse.glob("v*.duckdb"))
    version.write_bytes(version.read_bytes().replace("甲公司".encode(), "乙公司".encode()))
    more = purchases("2022年9月", ["丙公司", "专柜", date(2022, 9, 3), 8_000])
    send(store, office, workbook("二.xlsx", {"S": more}), at="2022-10-09")
    assert actual(store, office) == 2.0
    buyers = connect(store.root).execute("select purchaser from purchase order by 1").fetchall()
    assert buyers == [("丙公司",), ("甲公司",)]


def test_a_rebuild_that_cannot_read_an_accepted_original_publishes_nothing(
    store: Store, office: Office, workbook: Workbook
) -> None:
    rows = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 12_000])
    send(store, office, workbook("八月.xlsx", {"S": rows}))
    pointer = store.current.read_bytes()
    store.original(read_ledger(store)[0].sha256).write_bytes(b"PK damaged")
    with store.locked(), pytest.raises(RebuildError, match=r"八月\.xlsx"):
        bring_up_to_date(store, office, afresh=True)
    assert store.current.read_bytes() == pointer
    assert actual(store, office) == 1.2


def test_only_three_versions_are_kept_and_no_build_is_left(
    store: Store, office: Office, workbook: Workbook
) -> None:
    for day in range(1, 6):
        rows = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, day), 1_000])
        send(store, office, workbook(f"{day}.xlsx", {"S": rows}), at=f"2022-10-0{day}")
    files = sorted(f"{p.name.split('-')[0]}{p.suffix}" for p in store.warehouse.iterdir())
    assert files == [
        "CURRENT",
        *(f"v0000000{n}{ending}" for n in (3, 4, 5) for ending in (".duckdb", ".json")),
    ]


def test_a_torn_last_line_of_the_ledger_is_cut_off(
    store: Store, office: Office, workbook: Workbook
) -> None:
    rows = purchases("2022年8月", ["甲公司", "专柜", date(2022, 8, 3), 12_000])
    send(store, office, workbook("一.xlsx", {"S": rows}))
    with store.ledger.open("ab") as file:
        file.write(b'{"submission_id": 2, "file_na')
    assert len(read_ledger(store)) == 1
    more = purchases("2022年9月", ["甲公司", "专柜", date(2022, 9, 3), 8_000])
    send(store, office, workbook("二.xlsx", {"S": more}))
    assert [e.submission_id for e in read_ledger(store)] == [1, 2]
    assert actual(store, office) == 2.0
