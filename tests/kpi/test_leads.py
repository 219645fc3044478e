"""Lead units as the annex names them."""

from facts import Facts

from kpi.leads import leads, rows_led, units_meant
from kpi.plan import Plan


def test_who_leads_most_tasks_stands_first(plan: Plan) -> None:
    found = {lead.name: len(lead.tasks) for lead in leads(plan)}
    # counted in plan.yaml; a task with several lead units counts for each
    assert next(iter(found)) == "区合作交流办"
    assert (found["区合作交流办"], found["区人社局"], found["区总工会"]) == (22, 4, 1)


def test_an_area_has_the_lead_units_of_its_own_tasks(plan: Plan) -> None:
    area = plan.area_of(plan.indicator("union_purchase")).code
    names = {lead.name for lead in leads(plan, area)}
    assert {"区总工会", "区经委"} <= names
    assert "区教育局" not in names


def test_a_collective_means_each_of_its_units(plan: Plan) -> None:
    assert len(units_meant("各街镇", plan.reference)) == 14
    assert units_meant("援外机构", plan.reference) == (
        "援滇保山小组",
        "援滇昭通小组",
        "援疆泽普分指",
    )
    assert units_meant("区总工会", plan.reference) == ("区总工会",)
    assert units_meant("相关区属国企", plan.reference) == ()


def test_a_lead_units_indicators_are_those_of_its_tasks(facts: Facts) -> None:
    facts.add("purchase", "区总工会", "2022-07", [])
    (union,) = [lead for lead in leads(facts.plan) if lead.name == "区总工会"]
    found = rows_led(facts.plan, union.tasks, facts.rows("2022-09-30"))
    assert [(r.indicator, r.entity) for r in found] == [("union_purchase", "全区")]
