"""Before the first report there are targets and dates, and nobody lags behind."""

from collections import Counter
from datetime import date
from pathlib import Path

from etl.store.disk.folder import Store
from etl.store.warehouse import publish
from kpi.engine.progress import Progress, progress
from kpi.engine.warehouse import connect
from kpi.findings import district_rows
from kpi.headlines import headlines
from kpi.plan import Plan
from kpi.unreported import before_first_report


def on(plan: Plan, folder: Path, day: date) -> dict[str, Progress]:
    """The district's rows of a store that has received nothing."""
    publish(Store(folder), [], None)
    rows = progress(connect(folder), plan, day)
    return {r.indicator: r for r in district_rows(before_first_report(rows, plan, day))}


def test_in_the_middle_of_the_year_targets_stand_and_nobody_is_late(
    plan: Plan, tmp_path: Path
) -> None:
    rows = on(plan, tmp_path / "store", date(2022, 9, 30))
    purchases = rows["union_purchase"]
    assert (purchases.status, purchases.target, purchases.reason) == (
        *("未报送", 2000.0),
        "还没有收到报表",
    )
    assert {row.status for row in rows.values()} == {"未报送", "未到期", "待下达"}
    assert all(row.pace_gap_points is None for row in rows.values())


def test_what_is_due_later_is_not_due_yet(plan: Plan, tmp_path: Path) -> None:
    """The yearly plans were due on July 9th."""
    before, after = (
        on(plan, tmp_path / d, date.fromisoformat(d))["annual_plan"].status
        for d in ("2022-07-08", "2022-07-09")
    )
    assert (before, after) == ("未到期", "未报送")
    statuses = Counter(row.status for row in on(plan, tmp_path / "x", date(2022, 1, 1)).values())
    assert "逾期" not in statuses


def test_what_only_reports_name_has_a_row_with_what_the_plan_asks_of_each(
    plan: Plan, tmp_path: Path
) -> None:
    rows = on(plan, tmp_path / "store", date(2022, 9, 30))
    assert list(rows) == [indicator.code for indicator in plan.indicators]
    rate = rows["investment_rate"]
    assert (rate.target, rate.actual, rate.status) == (90.0, None, "未报送")


def test_the_headlines_are_neither_fast_nor_slow(plan: Plan, tmp_path: Path) -> None:
    cards = headlines(plan, on(plan, tmp_path / "store", date(2022, 9, 30)).values())
    assert {card.gap_points for card in cards} == {None}
    assert [card.figure for card in cards if card.name.startswith("投资")] == ["0/0"]
