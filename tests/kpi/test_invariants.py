"""What holds for any facts: parts sum to the whole, the past stays, explanations are exact."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from facts import Facts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.explain import explain_all
from kpi.plan import Plan
from kpi.progress import Progress
from kpi.warehouse import connect

TOWNS = ("莘庄镇", "七宝镇", "古美街道", "莘庄工业区")
COUNTIES = ("施甸县", "隆阳区", "盐津县", "泽普县")
FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FEN = st.integers(-5_000_000, 90_000_000)
Sent = tuple[str, str, int, list[dict[str, Any]]]


@st.composite
def submissions(draw: st.DrawFn) -> Sent:
    """A town's purchases or an office's sales of a month, amounts in 元 to the fen."""
    month = draw(st.integers(1, 9))
    amounts = draw(st.lists(st.tuples(st.integers(1, 28), FEN), max_size=4))
    days = [(f"2022-{month:02d}-{day:02d}", fen / 100) for day, fen in amounts]
    if draw(st.booleans()):
        rows = [{"category": "企业动员", "purchased_on": d, "amount": yuan} for d, yuan in days]
        return "purchase", draw(st.sampled_from(TOWNS)), month, rows
    county = st.sampled_from(COUNTIES)
    more = [
        {"county": draw(county), "sold_on": d, "amount": yuan, "counted_elsewhere": False}
        for d, yuan in days
    ]
    return "county_sale", "援滇保山小组", month, more


@pytest.fixture
def plan_of_two(plan: Plan) -> Plan:
    """Two sums, one by unit and one by county."""
    codes = ("enterprise_purchase", "county_sale")
    chosen = tuple(plan.indicator(code) for code in codes)
    return plan.model_copy(update={"indicators": chosen})


def send(facts: Facts, sent: Sent, day: int) -> None:
    form, unit, month, rows = sent
    facts.add(form, unit, f"2022-{month:02d}", rows, received=f"2022-11-{day:02d}")


def by_entity(rows: list[Progress], code: str) -> dict[str, Progress]:
    return {r.entity: r for r in rows if r.indicator == code}


@FEW
@given(sent=st.lists(submissions(), min_size=1, max_size=4))
def test_the_parts_sum_to_the_whole_and_explanations_to_the_figures(
    plan_of_two: Plan, sent: list[Sent]
) -> None:
    with TemporaryDirectory() as folder:
        facts = Facts(Path(folder), plan_of_two)
        for day, one in enumerate(sent, start=1):
            send(facts, one, day)
        for indicator in plan_of_two.indicators:
            connection = connect(facts.store.root)
            told = explain_all(connection, plan_of_two, indicator, date(2022, 9, 30))
            amounts = {e.progress.entity: e.amount for e in told}
            own = [e.amount for e in told if e.progress.level == "entity"]
            assert amounts["全区（合计）"] == sum(own)
            for e in told:
                assert e.adds_up
                assert e.amount / e.scale == e.progress.actual
                assert e.amount == sum(amounts[part.name] for part in e.entities)


@FEW
@given(sent=st.lists(submissions(), min_size=2, max_size=4))
def test_what_arrives_later_never_changes_what_was_known(
    plan_of_two: Plan, sent: list[Sent]
) -> None:
    with TemporaryDirectory() as folder:
        facts = Facts(Path(folder), plan_of_two)
        send(facts, sent[0], 1)
        known = facts.rows("2022-09-30", "2022-11-01")
        for day, one in enumerate(sent[1:], start=2):
            send(facts, one, day)
            assert facts.rows("2022-09-30", "2022-11-01") == known


@FEW
@given(sent=st.lists(submissions(), min_size=1, max_size=2), fen=st.integers(0, 10_000_000))
def test_a_row_that_is_not_negative_never_lowers_a_sum(
    plan_of_two: Plan, sent: list[Sent], fen: int
) -> None:
    with TemporaryDirectory() as folder:
        facts = Facts(Path(folder), plan_of_two)
        for day, one in enumerate(sent, start=1):
            send(facts, one, day)
        before = facts.rows("2022-09-30")
        row = {"category": "企业动员", "purchased_on": "2022-05-05", "amount": fen / 100}
        facts.add("purchase", "莘庄镇", "2022-05", [row], received="2022-11-20", mode="append")
        was = by_entity(before, "enterprise_purchase")
        for entity, now in by_entity(facts.rows("2022-09-30"), "enterprise_purchase").items():
            assert (now.actual or 0) >= (was[entity].actual or 0)
