"""What each submission brings to each figure, in the smallest unit."""

from datetime import date

from facts import Facts

from kpi.engine.warehouse import connect
from kpi.trace.contributions import contributions

BAOSHAN = "援滇保山小组"


def test_a_ratio_is_brought_as_its_amount_and_what_it_is_measured_by(facts: Facts) -> None:
    row = {"project_no": "甲", "level": "区级", "planned": 1_000_000, "invested": 450_000}
    facts.add("project", BAOSHAN, "2022-08", [row])
    brought = contributions(connect(facts.store.root), facts.plan, date(2022, 8, 31), None)
    part = (1, BAOSHAN, date(2022, 8, 1))
    assert brought.parts["investment_rate", "甲"] == {part: (45_000_000, 100_000_000, 0)}
