"""What a submission did to the indicators."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from facts import Facts, Row
from places import PLANS

from kpi.__main__ import main
from kpi.engine.warehouse import connect
from kpi.trace.effect import Effect, NoEffectError, effect
from kpi.usage.command import run
from kpi.version import DATA

UNION = "区总工会"


def bought(*amounts: tuple[str, float]) -> list[Row]:
    return [
        {"category": "工会福利", "purchased_on": day, "amount": wan * 10_000}
        for day, wan in amounts
    ]


def effects(facts: Facts, number: int) -> list[Effect]:
    """Without the duties to report, which every first report moves too."""
    found = effect(connect(facts.store.root), facts.plan, number)
    return [e for e in found if "report" not in e.indicator]


def test_a_correction_moves_its_indicator_from_the_old_figure_to_the_new(facts: Facts) -> None:
    quarter = bought(("2022-07-05", 10), ("2022-08-05", 20), ("2022-09-05", 40))
    facts.add("purchase", UNION, "2022-07~09", quarter, received="2022-10-10")
    facts.add("purchase", UNION, "2022-08", bought(("2022-08-06", 25)), received="2022-10-11")
    # at the end of August: 10 + 20 before, 10 + 25 after
    assert effects(facts, 2) == [Effect("union_purchase", "全区", "actual", 30.0, 35.0)]
    assert effects(facts, 1) == [Effect("union_purchase", "全区", "actual", 0.0, 70.0)]


def test_a_new_quota_moves_the_target(facts: Facts) -> None:
    quota = {"indicator": "union_purchase", "unit": "全区", "target": 7.0, "basis": "市"}
    facts.add("quota", "区合作交流办", "2022-01~12", [quota | {"effective_on": "2022-01-01"}])
    (found,) = effects(facts, 1)
    assert (found.figure, found.after) == ("target", 7.0)
    assert found.before != 7.0


def test_a_submission_that_says_the_same_moves_nothing(facts: Facts) -> None:
    for day in ("10", "11"):
        facts.add(
            "purchase", UNION, "2022-08", bought(("2022-08-05", 5)), received=f"2022-10-{day}"
        )
    assert effects(facts, 2) == []


def test_a_number_that_was_not_accepted_is_said(facts: Facts) -> None:
    facts.add("purchase", UNION, "2022-08", bought(("2022-08-05", 5)))
    with pytest.raises(NoEffectError, match="没有第 2 号已接收的报送"):
        effects(facts, 2)


def test_the_command_answers_as_a_table_and_in_json(
    facts: Facts, capsys: pytest.CaptureFixture[str]
) -> None:
    facts.add("purchase", UNION, "2022-08", bought(("2022-08-05", 5)))
    data = ["--data", str(facts.store.root)]
    assert run(main, "kpi", ["effect", "1", *data]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["全区", "完成", "0.0", "万元", "5.0", "万元"] in [line[1:] for line in lines]
    assert run(main, "kpi", ["effect", "1", "--format", "json", *data]) == 0
    assert {
        "indicator": "union_purchase",
        "entity": "全区",
        "figure": "actual",
        "before": 0.0,
        "after": 5.0,
    } in json.loads(capsys.readouterr().out)
    assert run(main, "kpi", ["effect", "2", *data]) == 1
    assert "没有第 2 号" in capsys.readouterr().err


def test_what_a_submission_of_last_year_moved_is_told_by_last_years_plan(
    facts: Facts,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copytree(DATA / "plans" / "2022", tmp_path / "plans" / "2022")
    copytree(PLANS / "2023", tmp_path / "plans" / "2023")
    monkeypatch.setenv("DASHBOARD_PLANS", str(tmp_path / "plans"))
    facts.add("purchase", UNION, "2022-12", bought(("2022-12-05", 400)), received="2023-01-05")
    command = ["effect", "1", "--data", str(facts.store.root), "--format", "json"]
    assert run(main, "kpi", command) == 0
    found = [e for e in json.loads(capsys.readouterr().out) if e["indicator"] == "union_purchase"]
    assert [(e["before"], e["after"]) for e in found] == [(0.0, 400.0)]
