"""指标: every unit's line against its pace, by the gap; a click opens the unit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from facts import Facts
from streamlit.testing.v1 import AppTest

from kpi.plan.models import SUBDISTRICT_OR_TOWN

OpenPage = Callable[..., AppTest]
TITLE = "14 个对象逐月对照序时：13 个落后，其中 1 个是上月底以后落后的（莘庄镇）"


@pytest.fixture(scope="module")
def bought(module_facts: Facts) -> Path:
    """莘庄镇 has 60 of 300 万元 from January on, 七宝镇 240 of 300, the others nothing."""
    for town, yuan in (("莘庄镇", 600_000), ("七宝镇", 2_400_000)):
        row = {"category": "企业动员", "purchased_on": "2022-01-05", "amount": yuan}
        module_facts.add("purchase", town, "2022-01~03", [row])
    for town in module_facts.plan.reference.units_of(*SUBDISTRICT_OR_TOWN):
        if town not in ("莘庄镇", "七宝镇"):
            module_facts.add("purchase", town, "2022-01~03", [])
    return module_facts.store.root


def test_the_units_that_fell_behind_since_last_month_are_named(
    open_page: OpenPage, bought: Path
) -> None:
    app = open_page(bought, "indicator", indicator="镇街动员企业采购", as_of="2022-03-31")
    assert TITLE in [part.value for part in app.subheader]
