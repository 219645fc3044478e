"""What progress costs beside one plain aggregate over the same rows: `python benchmarks/kpi.py`.

For 10^4 and 10^6 purchase rows it prints, as ratios to a DuckDB sum by unit in the same run: the
whole progress table, the first page of the rows behind an indicator, a figure by channel, and an
indicator's history; then what one more workbook costs in a store of that size, from its bytes to
the first progress table.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb
from tabulate import tabulate

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from stores import fill_store, load_purchases  # noqa: E402

from etl.store.disk.folder import Store  # noqa: E402
from etl.store.warehouse import schema  # noqa: E402
from kpi.engine.progress import progress  # noqa: E402
from kpi.engine.times import Times  # noqa: E402
from kpi.engine.warehouse import connect  # noqa: E402
from kpi.plan import Plan, load_plan  # noqa: E402
from kpi.plan.models import SUBDISTRICT_OR_TOWN  # noqa: E402
from kpi.trace.breakdown import breakdown  # noqa: E402
from kpi.trace.history import history  # noqa: E402
from kpi.trace.lineage import Wanted, rows_behind  # noqa: E402

SIZES = (10_000, 1_000_000)
RUNS = 5
DAY = date(2022, 9, 30)
CODE = "enterprise_purchase"
PAGE_ROWS = 100  # as pages/drill/evidence.py lists them
AT, PAGE = Times(DAY), Wanted("莘庄镇", most=PAGE_ROWS)
PLAIN = """
select reporting_unit, sum(amount_fen)
from purchase
where category = '企业动员' and purchased_on <= date '2022-09-30'
group by reporting_unit
"""


def main() -> None:
    plan = load_plan(2022)
    lines = [(f"{rows:,}", *ratios(rows, plan)) for rows in SIZES]
    headers = ("rows", "plain (ms)", "table", "rows behind", "by channel", "history")
    print(tabulate(lines, headers, floatfmt=".1f"))
    more = [(f"{rows:,}", *one_more(rows, plan)) for rows in SIZES]
    print(tabulate(more, ("rows", "one more published (s)", "first table (s)"), floatfmt=".2f"))


def ratios(rows: int, plan: Plan) -> tuple[float, ...]:
    """The plain aggregate in milliseconds, and how many times as long each of the others takes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.duckdb"
        fill(path, rows, plan)
        with duckdb.connect(str(path), read_only=True) as connection:
            indicator = plan.indicator(CODE)
            plain = seconds(lambda: connection.execute(PLAIN).fetchall())
            others = (
                lambda: progress(connection, plan, DAY),
                lambda: rows_behind(connection, plan, indicator, AT, PAGE),
                lambda: breakdown(connection, plan, indicator, "channel", AT),
                lambda: history(connection, plan, indicator, DAY),
            )
            return plain * 1000, *(seconds(work) / plain for work in others)


def one_more(rows: int, plan: Plan) -> tuple[float, float]:
    """Seconds from the bytes of a small workbook to published, and to the table it changes."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        last = fill_store(store, plan, rows)
        published_after = once(lambda: load_purchases(store, plan, last, 20))
        connection = connect(store.root)
        return published_after, once(lambda: progress(connection, plan, DAY))


def once(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def fill(path: Path, rows: int, plan: Plan) -> None:
    """A warehouse in which every town has sent one workbook for the year."""
    towns = plan.reference.units_of(*SUBDISTRICT_OR_TOWN)
    with duckdb.connect(str(path)) as connection:
        connection.execute(schema())
        for number, town in enumerate(towns, start=1):
            fill_town(connection, number, town, rows // len(towns))


def fill_town(connection: duckdb.DuckDBPyConnection, number: int, town: str, rows: int) -> None:
    connection.execute(
        "insert into submissions values (?, '', ?, '2022-10-01', true, '', 'replace', 'accepted')",
        [number, f"{number}.xlsx"],
    )
    connection.execute(
        "insert into coverage select ?, 'purchase', 'monthly', ?, make_date(2022, m::int, 1),"
        " 'replace' from range(1, 13) as t(m)",
        [number, town],
    )
    connection.execute(
        "insert into purchase by name select ? as submission_id, 'Sheet1' as sheet,"
        " (n + 2)::int as row, ? as reporting_unit, '企业动员' as category,"
        " date '2022-01-01' + (n % 365)::int as purchased_on,"
        " date_trunc('month', date '2022-01-01' + (n % 365)::int)::date as month,"
        " 100 + n % 9973 as amount_fen from range(?) as t(n)",
        [number, town, rows],
    )


def seconds(work: Callable[[], object]) -> float:
    """The median of some runs, after one that warms up."""
    work()
    return median(once(work) for _ in range(RUNS))


if __name__ == "__main__":
    main()
