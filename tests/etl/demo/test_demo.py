"""The demo year: the same from the same seed, whole, believable, and kept apart from real data."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from stores import DEMO_SEED

from etl.__main__ import main
from etl.demo import DemoError, make_demo, year_of_reports
from etl.demo.purchases import TOWN_RATES, purchase_reports
from etl.demo.report import Report
from etl.demo.workbook import file_name, write_workbook
from etl.forms.context import Office
from etl.forms.forms import FORMS
from etl.store.admit import Receipt, load_file
from etl.store.disk.folder import Store
from etl.store.lines.ledger import read_ledger
from kpi.engine.progress import Progress, progress
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.plan import Plan
from kpi.plan.entities import reports_due
from kpi.usage.command import run
from kpi.words.statuses import STATUSES

pytestmark = pytest.mark.slow

SEED = DEMO_SEED
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def store(demo_store: Path) -> Store:
    """The whole year; nobody may change it."""
    return Store(demo_store)


@pytest.fixture(scope="module")
def rows_at(store: Store, plan: Plan) -> Callable[[str, str], list[Progress]]:
    def rows(as_of: str, known_at: str) -> list[Progress]:
        moment = parse_moment(known_at)
        found = progress(connect(store.root), plan, date.fromisoformat(as_of), moment)
        return [row for row in found if row.level == "entity"]

    return rows


def few(report: Report) -> bool:
    """Two months of a town, with a workbook that is returned and its correction."""
    return (report.form, report.unit) == ("purchase", "梅陇镇") and report.last in (7, 8)


def asked_about(report: Report) -> bool:
    """A month of a field office, and its supplement that looks like a correction."""
    return (report.form, report.unit, report.last) == ("county_sale", "援滇昭通小组", 10)


def test_the_same_seed_makes_the_same_ledger_and_warehouse(plan: Plan, tmp_path: Path) -> None:
    stores = [Store(tmp_path / name) for name in ("a", "b")]
    for store in stores:
        make_demo(store, plan, SEED, wanted=few)
    first, second = ([e.model_dump() for e in read_ledger(s)] for s in stores)
    assert first == second
    assert [e["verdict"] for e in first] == ["accepted", "returned", "accepted"]
    bought = [connect(s.root).execute("from purchase order by all").fetchall() for s in stores]
    assert bought[0] == bought[1]


def test_loaded_together_or_one_by_one_the_ledger_and_the_rows_are_the_same(
    plan: Plan, office: Office, tmp_path: Path
) -> None:
    together, one_by_one = Store(tmp_path / "together"), Store(tmp_path / "one")
    make_demo(together, plan, SEED, wanted=asked_about)
    for report in filter(asked_about, year_of_reports(plan, SEED)):
        receipt = Receipt("徐慧", report.arrives_at, report.mode)
        content = write_workbook(report, SEED)
        load_file(one_by_one, office, file_name(report), content, receipt)
    first, second = (
        [e.model_dump(exclude={"received_by"}) for e in read_ledger(s)]
        for s in (together, one_by_one)
    )
    assert [e["verdict"] for e in first] == ["accepted", "returned", "accepted"]
    assert first == second
    sold = [connect(s.root).execute("from county_sale").fetchall() for s in (together, one_by_one)]
    assert sold[0] == sold[1]


def test_the_year_is_the_same_from_the_same_seed_and_another_from_another(plan: Plan) -> None:
    assert year_of_reports(plan, 7) == year_of_reports(plan, 7)
    assert year_of_reports(plan, 7) != year_of_reports(plan, 8)


def test_every_form_and_every_unit_reports(store: Store, plan: Plan) -> None:
    sheets = [sheet for entry in read_ledger(store) for sheet in entry.sheets]
    assert {sheet.form for sheet in sheets} == set(FORMS)
    # one unit never sends its yearly plan; every other one is heard of
    assert len({u.name for u in plan.reference.units} - {sheet.unit for sheet in sheets}) <= 1


def test_whoever_owes_a_form_sends_it(store: Store, plan: Plan) -> None:
    sent = {(s.form, s.unit) for entry in read_ledger(store) for s in entry.sheets}
    owed = {(d.form, d.unit) for d in reports_due(plan) if d.applies_if != "has_project"}
    assert owed - sent == set()


def test_only_what_is_meant_to_be_returned_is_returned_and_all_of_it_comes_right(
    store: Store,
) -> None:
    entries = read_ledger(store)
    returned = [e for e in entries if e.verdict == "returned"]
    rules = Counter(p["rule"] for e in returned for p in e.problems if p["severity"] == "error")
    assert rules == {"bad_date": 2, "missing_cell": 1, "unknown_unit": 1, "would_drop": 1}
    for entry in returned:
        start = entry.file_name.removesuffix(".xlsx")
        after = [e for e in entries if e.submission_id > entry.submission_id]
        mended = next(e for e in after if e.file_name.startswith(start))
        assert mended.verdict == "accepted"
        assert timedelta(days=1) < mended.received_at - entry.received_at < timedelta(days=12)


def test_some_are_replaced_and_some_are_added_to(store: Store) -> None:
    entries = read_ledger(store)
    assert sum("更正" in e.file_name for e in entries) == 2
    assert sum(e.mode == "append" for e in entries) == 2


def test_the_workbooks_arrive_in_order_as_claimed_moments_of_the_year(store: Store) -> None:
    entries = read_ledger(store)
    moments = [e.received_at for e in entries]
    assert moments == sorted(moments)
    assert all(e.claimed for e in entries)
    assert (moments[0].year, moments[-1].year) == (2022, 2023)


def test_every_status_occurs_as_the_third_quarters_meeting_saw_it(
    rows_at: Callable[[str, str], list[Progress]],
) -> None:
    assert {r.status for r in rows_at("2022-09-30", "2022-10-12")} == set(STATUSES)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_seed_decides_which_towns_are_behind_and_not_how_many(plan: Plan, seed: int) -> None:
    bought = Counter[str]()
    for report in purchase_reports(plan, seed):
        bought[report.unit] += sum(row["amount"] for row in report.rows)
    quotas = {q.entity: q.target for q in plan.quotas if q.indicator == "enterprise_purchase"}
    rates = [bought[town] / (target or 0) / 10_000 for town, target in quotas.items()]
    assert sorted(rates) == pytest.approx(sorted(TOWN_RATES), rel=0.02)


def test_the_year_ends_as_real_ones_do(rows_at: Callable[[str, str], list[Progress]]) -> None:
    rows = rows_at("2022-12-31", "2023-03-01")

    def rates(indicator: str) -> list[float]:
        return [row.rate or 0 for row in rows if row.indicator == indicator]

    towns, counties = rates("enterprise_purchase"), rates("county_sale")
    assert sum(0.6 <= rate <= 1.3 for rate in towns) >= 9
    assert sum(rate < 0.75 for rate in towns) in (3, 4)
    assert sum(rate > 1.4 for rate in towns) == 2
    assert sum(rate < 1 for rate in counties) in (1, 2, 3)
    assert 0.5 < rates("convalescence")[0] < 1
    assert 3 <= sum(rate < 1 for rate in rates("investment_rate")) <= 8


def test_nobody_travels_while_the_city_stands_still(store: Store) -> None:
    query = "select count(*) from tour where month(departs_on) in (4, 5)"
    assert connect(store.root).execute(query).fetchone() == (0,)


def test_a_workbook_is_a_real_one_and_no_cell_says_that_it_is_not(store: Store) -> None:
    paths = sorted((store.root / "workbooks").glob("*/*.xlsx"))
    assert len(paths) > 350
    for path in paths[::12]:
        sheet = load_workbook(path)["填报表"]
        texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        assert "填报单位" in texts
        assert [text for text in texts if "示例" in text or "测试" in text] == []


def test_a_workbook_of_the_demo_uploaded_again_changes_nothing(
    store: Store, office: Office
) -> None:
    path = next((store.root / "workbooks" / "区经委").glob("*任务*12月.xlsx"))
    outcome = load_file(store, office, path.name, path.read_bytes(), Receipt("张三"))
    assert outcome.verdict == "unchanged"


def test_the_command_says_what_it_made_and_does_not_make_it_twice(
    store: Store, capsys: Capture
) -> None:
    before = store.ledger.read_bytes()
    assert run(main, "etl", ["demo", "--data", str(store.root)]) == 0
    assert "未作改动" in capsys.readouterr().out
    assert store.ledger.read_bytes() == before


def test_again_makes_it_anew(plan: Plan, tmp_path: Path) -> None:
    store = Store(tmp_path / "demo")
    make_demo(store, plan, 1, wanted=few)
    before = store.ledger.read_bytes()
    assert make_demo(store, plan, 2, wanted=few) is None
    assert make_demo(store, plan, 2, wanted=few, again=True) is not None
    assert store.ledger.read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


@pytest.mark.parametrize("again", [False, True])
def test_a_store_of_real_data_is_never_touched(plan: Plan, tmp_path: Path, again: bool) -> None:
    store = Store(tmp_path / "store")
    store.root.mkdir()
    store.ledger.write_text("{}\n")
    with pytest.raises(DemoError, match="已有别的数据"):
        make_demo(store, plan, SEED, again=again)
    assert [path.name for path in store.root.iterdir()] == ["ledger.jsonl"]
