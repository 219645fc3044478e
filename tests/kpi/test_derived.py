"""What a plan makes of a version is made once, whatever is asked afterwards."""

from datetime import date

from facts import Facts

from kpi.breakdown import breakdown
from kpi.explain import explain_all
from kpi.history import history
from kpi.lineage import Wanted, count_behind, rows_behind
from kpi.progress import progress
from kpi.times import Times
from kpi.warehouse import connect

DAY = date(2022, 3, 31)


def test_questions_about_one_indicator_use_the_sums_of_the_whole_plan(facts: Facts) -> None:
    rows = [{"category": "工会福利", "purchased_on": "2022-03-05", "amount": 10_000}]
    facts.add("purchase", "区总工会", "2022-03", rows)
    connection, union = connect(facts.store.root), facts.plan.indicator("union_purchase")
    whole = [r for r in progress(connection, facts.plan, DAY) if r.indicator == union.code]
    assert [r.actual for r in whole] == [1.0]
    assert progress(connection, facts.plan, DAY, alone=union) == whole
    assert [p.actual for _, p in history(connection, facts.plan, union, DAY)] == [0.0, 0.0, 1.0]
    assert explain_all(connection, facts.plan, union, DAY)[0].progress == whole[0]
    assert [s.rows for s in breakdown(connection, facts.plan, union, "channel", Times(DAY))] == [1]
    assert count_behind(connection, facts.plan, union, Times(DAY)) == 1
    assert len(rows_behind(connection, facts.plan, union, Times(DAY), Wanted("全区"))) == 1
    made = connection.execute(
        "select count(*) from duckdb_tables()"
        " where database_name = 'derived' and table_name = 'pieces'"
    ).fetchone()
    assert made == (1,)
