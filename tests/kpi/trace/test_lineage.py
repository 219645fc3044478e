"""From a figure to the rows behind it, and from a row to its cell."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from facts import Facts
from openpyxl import load_workbook

from etl.store.disk.folder import Store
from kpi.engine.progress import Progress, progress
from kpi.engine.query import Row
from kpi.engine.rollups import TOTAL
from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.plan import Indicator, Plan, load_plan
from kpi.plan.models import DISTRICT
from kpi.trace.lineage import Wanted, count_behind, rows_behind, source_of

pytestmark = pytest.mark.slow

DAY = date(2022, 9, 30)
AT = Times(DAY)
CODES = [i.code for i in load_plan(2022).indicators if i.source == "rows"]


@pytest.fixture(scope="module")
def rows(clean_store: Path, plan: Plan) -> list[Progress]:
    return progress(connect(clean_store), plan, DAY)


def brought(indicator: Indicator, rows: list[Row]) -> int:
    """What rows bring to an entity, in the smallest unit."""
    if indicator.distinct:
        return len({row[indicator.distinct] for row in rows})
    if indicator.measure in ("count", "recurring"):
        return len(rows)
    values = [row["counted_value"] for row in rows]
    return max(values, default=0) if indicator.measure == "on_time" else sum(values)


@pytest.mark.parametrize("code", CODES)
def test_the_rows_behind_a_figure_sum_exactly_to_it(
    clean_store: Path, plan: Plan, rows: list[Progress], code: str
) -> None:
    indicator, found = plan.indicator(code), [r for r in rows if r.indicator == code]
    behind = rows_behind(connect(clean_store), plan, indicator, AT)
    own = [r for r in found if r.level == "entity" and (r.entity != DISTRICT or len(found) == 1)]
    for row in own:
        mine = [b for b in behind if b["entity"] == row.entity]
        assert mine == rows_behind(connect(clean_store), plan, indicator, AT, Wanted(row.entity))
        amount = brought(indicator, mine)
        over = sum(b["counted_over"] for b in mine) if indicator.measure == "ratio" else 1
        scale = 100 / over if indicator.is_percent else 1 / indicator.scale
        assert row.actual == pytest.approx(amount * scale, abs=1e-9), row
    assert {b["entity"] for b in behind} <= {r.entity for r in own}
    whole = next((r for r in found if r.entity == TOTAL), None)
    if whole and indicator.measure in ("sum", "ratio"):
        total = whole.numerator if indicator.measure == "ratio" else whole.actual
        assert round((total or 0) * indicator.scale) == brought(indicator, behind)


def test_what_is_counted_by_reports_has_no_rows(clean_store: Path, plan: Plan) -> None:
    for code in ("project_monthly_report", "purchase_monthly_report", "information_report"):
        assert rows_behind(connect(clean_store), plan, plan.indicator(code), AT) == []


def test_the_source_gives_the_file_its_sheet_and_the_letters_of_its_columns(
    clean_store: Path, plan: Plan
) -> None:
    indicator = plan.indicator("enterprise_purchase")
    behind = rows_behind(connect(clean_store), plan, indicator, AT, Wanted("七宝镇"))
    source = source_of(connect(clean_store), plan, behind[0]["submission_id"], "Sheet1")
    assert source is not None
    assert source.file_name == "c10_七宝镇_消费帮扶采购明细表_2022年1-9月.xlsx"
    assert (source.form, source.unit, source.received_by) == ("purchase", "七宝镇", "测试")
    original = Store(clean_store).original(source.sha256).read_bytes()
    sheet = load_workbook(BytesIO(original))["Sheet1"]
    assert sheet[f"{source.columns['amount']}4"].value == "采购额度"
    # 158.107 万元, each row's yuan as it stands in its cell
    cells = [sheet[f"{source.columns['amount']}{row['row']}"].value for row in behind]
    assert [row["amount_fen"] for row in behind] == [round(value * 100) for value in cells]
    assert sum(row["amount_fen"] for row in behind) == 158_107_000


def test_there_is_no_source_where_there_is_no_submission_or_sheet(
    clean_store: Path, plan: Plan
) -> None:
    assert source_of(connect(clean_store), plan, 9999, "Sheet1") is None
    assert source_of(connect(clean_store), plan, 1, "没有这张表") is None


def test_a_superseded_row_is_not_behind_the_figure_any_more(facts: Facts) -> None:
    for wan, received in ((10, "2022-08-10"), (25, "2022-08-20")):
        row = {"category": "工会福利", "purchased_on": "2022-07-05", "amount": wan * 10_000}
        facts.add("purchase", "区总工会", "2022-07", [row], received=received)
    indicator = facts.plan.indicator("union_purchase")

    def behind(known_at: str) -> list[tuple[str, int]]:
        connection, known = connect(facts.store.root), parse_moment(known_at)
        at = Times(date(2022, 7, 31), known)
        rows = rows_behind(connection, facts.plan, indicator, at, Wanted("全区"))
        return [(row["file_name"], row["counted_value"]) for row in rows]

    assert behind("2022-08-15") == [("1.xlsx", 10_000_000)]
    assert behind("2022-08-31") == [("2.xlsx", 25_000_000)]


def test_a_row_after_the_day_is_not_behind_the_figure_of_the_day(facts: Facts) -> None:
    rows = [
        {"category": "工会福利", "purchased_on": day, "amount": 1}
        for day in ("2022-07-05", "2022-07-06")
    ]
    facts.add("purchase", "区总工会", "2022-07", rows)
    indicator = facts.plan.indicator("union_purchase")
    connection = connect(facts.store.root)
    behind = rows_behind(connection, facts.plan, indicator, Times(date(2022, 7, 5)))
    assert [(row["row"], row["purchased_on"]) for row in behind] == [(2, date(2022, 7, 5))]


def places(rows: list[Row]) -> list[tuple[int, str, int]]:
    return [(row["submission_id"], row["sheet"], row["row"]) for row in rows]


def test_a_long_list_comes_by_the_page_and_the_pages_are_the_whole(
    clean_store: Path, plan: Plan
) -> None:
    connection, indicator = connect(clean_store), plan.indicator("enterprise_purchase")
    whole = places(rows_behind(connection, plan, indicator, AT))
    count = count_behind(connection, plan, indicator, AT)
    pages = [
        places(rows_behind(connection, plan, indicator, AT, Wanted(first=first, most=100)))
        for first in range(0, count, 100)
    ]
    assert count == len(whole) > 200
    assert [len(page) for page in pages[:-1]] == [100] * (len(pages) - 1)
    assert [place for page in pages for place in page] == whole


def test_rows_narrow_to_a_slice_and_to_one_place(facts: Facts) -> None:
    rows = [
        {"category": "工会福利", "purchased_on": f"2022-07-0{day}", "amount": day, "channel": c}
        for day, c in ((1, "832平台"), (2, None), (3, "832平台"))
    ]
    facts.add("purchase", "区总工会", "2022-07", rows)
    connection, indicator = connect(facts.store.root), facts.plan.indicator("union_purchase")

    def found(wanted: Wanted) -> list[int]:
        return [r["row"] for r in rows_behind(connection, facts.plan, indicator, AT, wanted)]

    assert found(Wanted(slice_=("channel", "832平台"))) == [2, 4]
    assert found(Wanted(slice_=("channel", "（空）"))) == [3]
    assert found(Wanted(slice_=("month", "2022-07"))) == [2, 3, 4]
    assert found(Wanted(place=(1, "Sheet1", 3))) == [3]
    assert found(Wanted("别处", place=(1, "Sheet1", 3))) == []
    with pytest.raises(ValueError, match="no column"):
        found(Wanted(slice_=("1=1) or (true", "x")))


def test_what_is_counted_by_reports_has_no_rows_to_count(clean_store: Path, plan: Plan) -> None:
    assert count_behind(connect(clean_store), plan, plan.indicator("information_report"), AT) == 0
