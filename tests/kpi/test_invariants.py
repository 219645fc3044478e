"""What holds for any facts: parts sum to the whole, the past stays, explanations are exact."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from facts import InMemory
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kpi.engine.progress import Progress
from kpi.findings import district_rows
from kpi.leads import leads, rows_led
from kpi.narrow import Scope, in_scope
from kpi.plan import Plan
from kpi.trace.explain import explain_all

pytestmark = pytest.mark.slow

AS_OF = "2022-09-30"
TOTAL = "全区（合计）"
KINDS = {
    "莘庄镇": "镇（合计）", "七宝镇": "镇（合计）", "古美街道": "街道（合计）",
    "江川路街道": "街道（合计）", "莘庄工业区": TOTAL,
}  # fmt: skip
CITIES = {
    "施甸县": "保山市（合计）", "隆阳区": "保山市（合计）", "盐津县": "昭通市（合计）",
    "泽普县": TOTAL,
}  # fmt: skip
# sums by unit and by county, what is counted once by unit, in the district and by county, a ratio
CODES = (
    "enterprise_purchase", "county_sale", "private_enterprise", "tour_group", "school_pairing",
    "investment_rate",
)  # fmt: skip
SUMS = ("enterprise_purchase", "county_sale")
MANY = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    # to find the smallest failing year takes minutes; the first is small enough to read
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FEN = st.integers(-5_000_000, 90_000_000)
NAMES = st.sampled_from("甲乙丙")
TOWNS, COUNTIES = st.sampled_from(list(KINDS)), st.sampled_from(list(CITIES))


class Sent(NamedTuple):
    """What a unit sends for a month."""

    form: str
    unit: str
    month: int
    mode: str
    rows: list[dict[str, Any]]


def day_of(month: int) -> st.SearchStrategy[str]:
    return st.integers(1, 28).map(lambda day: f"2022-{month:02d}-{day:02d}")


def rows_of(form: str, month: int) -> st.SearchStrategy[dict[str, Any]]:
    days, yuan = day_of(month), FEN.map(lambda fen: fen / 100)
    made = {
        "purchase": {"category": st.just("企业动员"), "purchased_on": days, "amount": yuan},
        "county_sale": {"county": COUNTIES, "sold_on": days, "amount": yuan}
        | {"counted_elsewhere": st.just(False)},
        "enterprise": {"enterprise": NAMES, "ownership": st.just("民营"), "county": COUNTIES},
        "tour": {"group_no": NAMES, "kind": st.just("旅游"), "departs_on": days}
        | {"destination": COUNTIES, "people": st.just(10)},
        "posting": {"kind": st.just("教师"), "county": COUNTIES, "receiver": NAMES}
        | {"people": st.just(1), "starts_on": days},
        "project": {"project_no": NAMES, "level": st.just("市级"), "allocated": st.just(0)}
        | {"planned": st.integers(1, 10**6), "invested": st.integers(0, 10**6)},
    }
    return st.fixed_dictionaries(made[form])


@st.composite
def submissions(draw: st.DrawFn) -> Sent:
    senders = {
        "purchase": TOWNS,
        "county_sale": st.just("援滇保山小组"),
        "enterprise": TOWNS,
        "tour": st.just("区文旅局"),
        "posting": st.just("区教育局"),
        "project": st.sampled_from(("援滇保山小组", "援滇昭通小组")),
    }
    form, month = draw(st.sampled_from(list(senders))), draw(st.integers(1, 9))
    rows = draw(st.lists(rows_of(form, month), max_size=5))
    mode = draw(st.sampled_from(("replace", "replace", "append")))
    return Sent(form, draw(senders[form]), month, mode, rows)


@pytest.fixture(scope="module")
def plan_of_some(plan: Plan) -> Plan:
    chosen = tuple(plan.indicator(code) for code in CODES)
    return plan.model_copy(update={"indicators": chosen})


def received(plan: Plan, sent: Iterable[Sent]) -> InMemory:
    """A warehouse of these, one a day from 1 October on."""
    facts = InMemory(plan)
    for number, one in enumerate(sent, start=1):
        month = f"2022-{one.month:02d}"
        day = f"2022-10-{number:02d}"
        facts.add(one.form, one.unit, month, one.rows, received=day, mode=one.mode)
    return facts


def by_entity(rows: Iterable[Progress], code: str) -> dict[str, Progress]:
    return {r.entity: r for r in rows if r.indicator == code}


def sums_along(found: dict[str, Progress], parents: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Each roll-up with what its entities make together, in the smallest unit."""
    sums: dict[str, int] = defaultdict(int)
    for entity, row in found.items():
        if row.level == "entity":
            for parent in {parents.get(entity), TOTAL} - {None}:
                sums[str(parent)] += round((row.actual or 0) * 1_000_000)
    yield from sums.items()


@MANY
@given(sent=st.lists(submissions(), min_size=1, max_size=6))
def test_the_parts_sum_to_the_whole_along_every_hierarchy(
    plan_of_some: Plan, sent: list[Sent]
) -> None:
    rows = received(plan_of_some, sent).rows(AS_OF)
    provinces = {c.name: f"{c.province}（合计）" for c in plan_of_some.reference.counties}
    for code, parents in (
        ("enterprise_purchase", KINDS),
        ("private_enterprise", KINDS),
        ("county_sale", CITIES),
        ("county_sale", provinces),
        ("school_pairing", CITIES),
    ):
        found = by_entity(rows, code)
        for whole, amount in sums_along(found, parents):
            if whole in found:
                assert round((found[whole].actual or 0) * 1_000_000) == amount, (code, whole)
        assert found[TOTAL].met == sum(
            r.status == "已完成" for r in found.values() if r.level == "entity"
        )
    ratio = by_entity(rows, "investment_rate")
    for part in ("numerator", "denominator"):
        own = sum(getattr(r, part) or 0 for r in ratio.values() if r.level == "entity")
        assert own == pytest.approx(getattr(ratio[TOTAL], part) or 0 if TOTAL in ratio else 0)
    assert_areas_and_leads_share_out(rows, plan_of_some)


def assert_areas_and_leads_share_out(rows: list[Progress], plan: Plan) -> None:
    """Every row belongs to one area, and every district's figure to each lead of its task."""
    areas = [in_scope(rows, plan, Scope(area=area.code)) for area in plan.areas]
    assert Counter(r for part in areas for r in part) == Counter(rows)
    led = Counter(r.indicator for lead in leads(plan) for r in rows_led(plan, lead.tasks, rows))
    of_task = {task.task: len(task.lead) for task in plan.tasks}
    figures = [r.indicator for r in district_rows(rows)]
    assert led == Counter(
        {code: n * of_task[plan.indicator(code).task] for code, n in Counter(figures).items()}
    )


@MANY
@given(sent=st.lists(submissions(), min_size=1, max_size=6), code=st.sampled_from(CODES))
def test_an_explanation_sums_to_its_figure_to_the_last_fen(
    plan_of_some: Plan, sent: list[Sent], code: str
) -> None:
    facts, indicator = received(plan_of_some, sent), plan_of_some.indicator(code)
    told = explain_all(facts.connection, plan_of_some, indicator, date.fromisoformat(AS_OF))
    amounts = {e.progress.entity: e.amount for e in told}
    for e in told:
        assert e.adds_up
        assert e.amount == sum(amounts[part.name] for part in e.entities)
        if not indicator.is_percent:
            assert e.amount / e.scale == e.progress.actual


@MANY
@given(sent=st.lists(submissions(), min_size=2, max_size=6), known=st.integers(1, 5))
def test_what_arrives_later_never_changes_what_was_known(
    plan_of_some: Plan, sent: list[Sent], known: int
) -> None:
    moment = f"2022-10-{known:02d}"
    then = received(plan_of_some, sent[:known]).rows(AS_OF, moment)
    assert received(plan_of_some, sent).rows(AS_OF, moment) == then


@MANY
@given(
    sent=st.lists(submissions(), min_size=1, max_size=6),
    fen=st.integers(0, 10_000_000),
    unit=TOWNS,
    county=COUNTIES,
)
def test_a_row_that_is_not_negative_never_lowers_a_sum(
    plan_of_some: Plan, sent: list[Sent], fen: int, unit: str, county: str
) -> None:
    day, yuan = "2022-05-05", fen / 100
    bought = {"category": "企业动员", "purchased_on": day, "amount": yuan}
    sold = {"county": county, "sold_on": day, "amount": yuan, "counted_elsewhere": False}
    more = [
        Sent("purchase", unit, 5, "append", [bought]),
        Sent("county_sale", "援滇保山小组", 5, "append", [sold]),
    ]
    facts = received(plan_of_some, [*sent, *more])
    before, after = facts.rows(AS_OF, f"2022-10-{len(sent):02d}"), facts.rows(AS_OF)
    for code in SUMS:
        was, found = by_entity(before, code), by_entity(after, code)
        assert all((r.actual or 0) >= (was[name].actual or 0) for name, r in found.items())
        rise = (found[TOTAL].actual or 0) - (was[TOTAL].actual or 0)
        assert round(rise * 1_000_000) == fen
