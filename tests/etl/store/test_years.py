"""Two years in one store: each workbook is read by the plan of its own year."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from facts import Workbook
from places import ROOT

from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.outcome import Outcome, Receipt
from etl.store.warehouse import bring_up_to_date
from kpi.engine.progress import progress
from kpi.engine.warehouse import connect
from kpi.plan import load_plan

HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Office:
    """The plan of 2022 and the small one of 2023."""
    copytree(ROOT / "data" / "plans" / "2022", tmp_path / "plans" / "2022")
    copytree(ROOT / "tests" / "kpi" / "plans" / "2023", tmp_path / "plans" / "2023")
    monkeypatch.setenv("DASHBOARD_PLANS", str(tmp_path / "plans"))
    return Office.of_all_years()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def bought(workbook: Workbook, day: str, yuan: int) -> Path:
    rows = [["填报单位：区总工会"], HEADER, ["区总工会", "832平台", day, yuan]]
    return workbook(f"区总工会采购{day}.xlsx", {"明细": rows})


def load(store: Store, office: Office, path: Path) -> Outcome:
    return load_file(store, office, path.name, path.read_bytes(), Receipt("测试"))


def union(store: Store, as_of: str) -> list[float | None]:
    day = date.fromisoformat(as_of)
    rows = progress(connect(store.root), load_plan(day.year), day)
    return [row.actual for row in rows if row.indicator == "union_purchase"]


def test_december_is_reported_in_january_and_counts_in_its_year(
    office: Office, store: Store, workbook: Workbook
) -> None:
    for day, yuan in (("2022-12-20", 40_000), ("2023-01-10", 50_000)):
        assert load(store, office, bought(workbook, day, yuan)).verdict == "accepted"
    assert (union(store, "2022-12-31"), union(store, "2023-01-31")) == ([4.0], [5.0])


def test_what_was_accepted_last_year_is_read_again_by_its_own_plan(
    office: Office, store: Store, workbook: Workbook
) -> None:
    last_year = office.of_year(2022)
    assert load(store, last_year, bought(workbook, "12月20日", 40_000)).verdict == "accepted"
    bring_up_to_date(store, office, afresh=True)
    # a day without a year stays in the year in which it was accepted
    assert (union(store, "2022-12-31"), union(store, "2023-12-31")) == ([4.0], [0.0])


def test_a_workbook_of_no_plans_year_is_returned(
    office: Office, store: Store, workbook: Workbook
) -> None:
    outcome = load(store, office, bought(workbook, "2021-12-20", 40_000))
    assert outcome.verdict == "returned"
    assert {p.code for p in outcome.problems} == {"date_outside_year"}


def test_a_workbook_across_new_year_is_returned(
    office: Office, store: Store, workbook: Workbook
) -> None:
    days = (["区总工会", "832平台", "2022-12-20", 1], ["区总工会", "832平台", "2023-01-05", 1])
    path = workbook("跨年.xlsx", {"明细": [["填报单位：区总工会"], HEADER, *days]})
    assert load(store, office, path).verdict == "returned"
