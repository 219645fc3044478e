"""同比 as it is asked for: two plans, one store, one command."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from facts import Facts
from places import PLANS, ROOT

from kpi.__main__ import main
from kpi.plan import Plan
from kpi.usage.command import run

SMALL = PLANS / "2023"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, plan: Plan) -> str:
    """Union purchases of 400 万元 in January 2022 and 500 in January 2023, 90 on its last day."""
    copytree(ROOT / "data" / "plans" / "2022", tmp_path / "plans" / "2022")
    copytree(SMALL, tmp_path / "plans" / "2023")
    monkeypatch.setenv("DASHBOARD_PLANS", str(tmp_path / "plans"))
    facts = Facts(tmp_path / "store", plan)
    for day, wan in (("2022-01-15", 400), ("2023-01-15", 410), ("2023-01-31", 90)):
        row = {"category": "工会福利", "purchased_on": day, "amount": wan * 10_000}
        mode = "append" if day.endswith("31") else "replace"
        facts.add("purchase", "区总工会", day[:7], [row], received="2023-02-05", mode=mode)
    return str(facts.store.root)


def yearly(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(main, "kpi", ("yearly", *arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize(("day", "growth"), [("2023-01-30", 0.025), ("2023-01-31", 0.25)])
def test_a_figure_stands_beside_that_of_the_same_day_a_year_ago(
    store: str, capsys: pytest.CaptureFixture[str], day: str, growth: float
) -> None:
    arguments = ("--as-of", day, "--indicator", "union_purchase", "--data", store)
    _, out, err = yearly(capsys, *arguments, "--format", "json")
    [row] = json.loads(out)
    assert (row["entity"], row["actual_last_year"], err) == ("全区", 400.0, "")
    assert row["growth"] == pytest.approx(growth)
    # the target was 2,000 and is 3,000
    assert (row["target_last_year"], row["target"]) == (2000.0, 3000.0)


def test_the_table_tells_growth_in_per_cent(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--as-of", "2023-01-31", "--entity", "全区", "--data", store)
    _, out, _ = yearly(capsys, *arguments)
    cells = out.splitlines()[2].split()
    assert cells == [
        "工会采购",
        "全区",
        "500.0",
        "万元",
        "400.0",
        "万元",
        "+25.0%",
        "16.7%",
        "20.0%",
    ]


def test_without_a_plan_of_the_year_before_it_says_so(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = yearly(capsys, "--as-of", "2022-06-30", "--data", store)
    assert (status, out, err) == (1, "", "没有 2021 年的计划，无从同比\n")
