"""What a plan makes of a version is made once, whatever is asked afterwards."""

from datetime import date, datetime, timedelta
from threading import Thread

import duckdb
import pytest
from facts import Facts

from kpi.engine.derived import make
from kpi.engine.progress import Progress, progress
from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.plan import Plan
from kpi.plan.entities import reports_due
from kpi.trace.breakdown import breakdown
from kpi.trace.explain import explain_all
from kpi.trace.history import history
from kpi.trace.lineage import Wanted, count_behind, rows_behind

DAY = date(2022, 3, 31)


@pytest.fixture
def bought(facts: Facts) -> Facts:
    """The union's purchases of March, 1 万元, received on 1 April."""
    row = {"category": "工会福利", "purchased_on": "2022-03-05", "amount": 10_000}
    return facts.add("purchase", "区总工会", "2022-03", [row], received="2022-04-01")


def test_questions_about_one_indicator_use_the_sums_of_the_whole_plan(bought: Facts) -> None:
    connection, union = connect(bought.store.root), bought.plan.indicator("union_purchase")
    whole = [r for r in progress(connection, bought.plan, DAY) if r.indicator == union.code]
    assert [r.actual for r in whole] == [1.0]
    assert progress(connection, bought.plan, DAY, alone=union) == whole
    assert [p.actual for _, p in history(connection, bought.plan, union, DAY)] == [0.0, 0.0, 1.0]
    assert explain_all(connection, bought.plan, union, DAY)[0].progress == whole[0]
    assert [s.rows for s in breakdown(connection, bought.plan, union, "channel", Times(DAY))] == [1]
    assert count_behind(connection, bought.plan, union, Times(DAY)) == 1
    assert len(rows_behind(connection, bought.plan, union, Times(DAY), Wanted("全区"))) == 1
    assert number_of_tables(connection, "pieces") == 1


def test_what_a_plan_works_out_on_the_way_makes_no_other_plan_of_it(bought: Facts) -> None:
    connection = connect(bought.store.root)
    fields = {name: getattr(bought.plan, name) for name in Plan.model_fields}
    fresh = Plan(**fields)
    progress(connection, fresh, DAY)
    assert fresh.area_of(fresh.indicator("union_purchase")).name
    progress(connection, fresh, DAY)
    assert number_of_tables(connection, "pieces") == 1


def test_a_second_version_of_a_plan_does_not_work_its_values_out_again(
    bought: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = bought.plan.model_copy(update={"number": "第 2 版"})  # that no other test has asked for
    worked_out: list[int] = []
    monkeypatch.setattr(
        "kpi.engine.parameters.reports_due",
        lambda plan: worked_out.append(plan.year) or reports_due(plan),
    )
    first = progress(connect(bought.store.root), plan, DAY)
    times = len(worked_out)
    assert times > 0
    row = {"category": "工会福利", "purchased_on": "2022-03-05", "amount": 20_000}
    bought.add("purchase", "区总工会", "2022-03", [row], received="2022-04-02")
    second = progress(connect(bought.store.root), plan, DAY)
    assert [actual_of(rows, "union_purchase") for rows in (first, second)] == [[1.0], [2.0]]
    assert len(worked_out) == times


def actual_of(rows: list[Progress], code: str) -> list[float | None]:
    return [row.actual for row in rows if row.indicator == code]


@pytest.mark.slow
def test_a_moment_is_worked_out_once_and_makes_way_for_newer_ones(
    bought: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi.engine.derived.MOST_MOMENTS", 4)
    connection, union = connect(bought.store.root), bought.plan.indicator("union_purchase")

    def done(known_at: datetime | None) -> float | None:
        return progress(connection, bought.plan, DAY, known_at, alone=union)[0].actual

    before, after = datetime(2022, 3, 31), datetime(2022, 4, 2)
    assert [done(before), done(after), done(None)] == [0.0, 1.0, 1.0]
    assert number_of_tables(connection, "counting") == 3
    for hours in range(4):
        done(after + timedelta(hours=hours))
    assert number_of_tables(connection, "counting") == 4
    assert [done(before), done(after), done(None)] == [0.0, 1.0, 1.0]


def test_a_moment_that_was_just_made_makes_way_for_no_other_before_it_is_used(
    bought: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi.engine.derived.MOST_MOMENTS", 1)
    first, other = datetime(2022, 4, 2), datetime(2022, 4, 3)
    readers = [Thread(target=lambda: rows_known(bought, other))]

    def make_while_another_asks(
        connection: duckdb.DuckDBPyConnection, plan: Plan, known_at: datetime | None
    ) -> None:
        make(connection, plan, known_at)
        if known_at == first:
            readers[0].start()
            readers[0].join(timeout=1)  # waits for its turn

    monkeypatch.setattr("kpi.engine.query.make", make_while_another_asks)
    assert rows_known(bought, first)
    readers[0].join()


def rows_known(facts: Facts, known_at: datetime) -> list[Progress]:
    return progress(connect(facts.store.root), facts.plan, DAY, known_at)


def number_of_tables(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """How many tables of a name stand beside the version."""
    found = connection.execute(
        "select count(*) from duckdb_tables() where database_name = 'derived' and table_name = ?",
        [name],
    ).fetchone()
    return int(found[0]) if found else 0
