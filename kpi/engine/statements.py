"""Puts the queries of kpi/sql together from files."""

from functools import cache
from pathlib import Path

from kpi.engine.facts import facts_sql
from kpi.plan import Plan

NO_LABELS = "null::varchar as label"
SQL = Path(__file__).parents[1] / "sql"
# A part may name one that stands after it.
PARTS = (
    *("placed", "sliced", "belonging", "counts", "brought", "first_reports"),
    *("pieces", "targets", "sums", "rollups", "spreads", "row_reports", "asked"),
)


@cache
def _text(name: str) -> str:
    (path,) = SQL.glob(f"*/{name}.sql")
    return path.read_text("utf-8")


def statement(name: str, plan: Plan, **parts: str) -> str:
    """A query with the files that it names in braces, and the plan's facts, put in."""
    text = _text(name)
    ranked = not all(i.is_additive for i in plan.indicators)
    for part in PARTS:
        text = text.replace(f"{{{part}}}", _text(part).strip())
    text = text.replace("{ranked}", _text("ranked" if ranked else "unranked").strip())
    if "{facts}" in text:
        text = text.replace("{facts}", facts_sql(plan))
    for key, value in ({"labels": NO_LABELS} | parts).items():
        text = text.replace(f"{{{key}}}", value)
    return text
