"""The clean samples against the truth that came with them, on all four days."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from places import CLEAN

from kpi.engine.progress import Progress, progress
from kpi.engine.warehouse import connect
from kpi.plan import Plan

EXPECTED = json.loads((CLEAN / "expected.json").read_text("utf-8"))
DAYS = tuple(EXPECTED["as_of"])
FIGURES = ("actual", "target", "numerator", "denominator")
REPORT_DUTIES = {"project_monthly_report", "purchase_monthly_report", "information_report"}
TOTAL = "全区（合计）"
Rows = dict[tuple[str, str], Progress]


@pytest.fixture(scope="module")
def progress_on(clean_store: Path, plan: Plan) -> dict[str, Rows]:
    """Each day's rows by indicator and entity."""
    found = {d: progress(connect(clean_store), plan, date.fromisoformat(d)) for d in DAYS}
    return {d: {(r.indicator, r.entity): r for r in rows} for d, rows in found.items()}


def differs(wanted: float | None, got: float | None) -> bool:
    return (wanted is None) != (got is None) or (
        wanted is not None and got is not None and abs(wanted - got) > 0.01
    )


def test_every_expected_figure_is_there_to_the_cent(progress_on: dict[str, Rows]) -> None:
    wrong: list[Any] = []
    for day, expected in EXPECTED["as_of"].items():
        for want in expected:
            row = progress_on[day][want["indicator"], want["entity"]]
            figures = [name for name in FIGURES if differs(want.get(name), getattr(row, name))]
            day_differs = want.get("deadline") != (row.deadline and str(row.deadline))
            wrong += [(day, want, row)] if figures or day_differs else []
    assert wrong == []


def test_there_is_no_row_that_is_not_expected(progress_on: dict[str, Rows]) -> None:
    for day, expected in EXPECTED["as_of"].items():
        rows = [r for r in progress_on[day].values() if r.level == "entity"]
        got = {(r.indicator, r.entity) for r in rows if r.indicator not in REPORT_DUTIES}
        assert got == {(want["indicator"], want["entity"]) for want in expected}


def test_the_expected_roll_ups_are_those_of_the_whole_district(
    progress_on: dict[str, Rows],
) -> None:
    for day, expected in EXPECTED["rollups"].items():
        for want in expected:
            row = progress_on[day][want["indicator"], TOTAL]
            if want["what"].startswith(("periods met", "projects at")):
                got = (row.met, row.met, row.entities)
            else:
                got = (row.actual, row.numerator, row.denominator)
            wanted = (want["value"], want.get("numerator"), want.get("denominator"))
            assert got == pytest.approx(wanted, abs=0.01), (day, want)


def test_the_parts_sum_to_the_whole_and_nothing_is_negative(
    plan: Plan, progress_on: dict[str, Rows]
) -> None:
    additive = [i.code for i in plan.indicators if i.measure in ("sum", "count")]
    for rows in progress_on.values():
        assert min(r.actual for r in rows.values() if r.actual is not None) >= 0
        for code in additive:
            whole = rows.get((code, TOTAL))
            parts = [r for r in rows.values() if r.indicator == code and r.level == "entity"]
            if whole:
                assert whole.actual == pytest.approx(sum(r.actual or 0 for r in parts))
                assert whole.met == sum(r.status == "已完成" for r in parts)


def test_every_status_keeps_to_its_own_rule(progress_on: dict[str, Rows]) -> None:
    for rows in progress_on.values():
        for row in rows.values():
            assert (row.status == "待下达") == (row.target is None), row
            assert row.reports_in <= row.reports_due, row
            if row.status == "未报送":
                assert row.reports_in == 0 < row.reports_due, row
            if row.status == "已完成" and row.level == "rollup":
                assert row.met == row.entities, row
