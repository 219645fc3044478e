"""Puts the queries of kpi/sql together from files."""

from functools import cache
from pathlib import Path

from kpi.facts import facts_sql
from kpi.plan import Plan

SQL = Path(__file__).parent / "sql"
# A part may name one that stands after it.
PARTS = ("placed", "brought", "duties", "first_reports", "counting")


@cache
def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text("utf-8")


def statement(name: str, plan: Plan, **parts: str) -> str:
    """A query with the files that it names in braces, and the plan's facts, put in."""
    text = _text(name)
    for part in PARTS:
        text = text.replace(f"{{{part}}}", _text(part).strip())
    for key, value in parts.items():
        text = text.replace(f"{{{key}}}", value)
    return text.replace("{facts}", facts_sql(plan)) if "{facts}" in text else text
