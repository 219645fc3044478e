"""援建项目: two rates by hand, the furthest behind first."""

from datetime import date, datetime

from facts import Facts

from kpi.projects import projects
from kpi.warehouse import connect

YEAR = {"level": "市级", "county": "隆阳区"}


def test_a_project_has_the_rates_of_its_own_money_and_the_furthest_behind_comes_first(
    facts: Facts,
) -> None:
    facts.add(
        "project",
        "援滇保山小组",
        "2022-09",
        [
            YEAR
            | {"project_no": "A1", "name": "村道", "planned": 200, "invested": 190}
            | {"allocated": 182},
            YEAR
            | {"project_no": "B2", "name": "水窖", "planned": 300, "invested": 285}
            | {"allocated": 90, "issue": "用地未批"},
        ],
        received="2022-10-08",
    )
    found = projects(connect(facts.store.root), facts.plan, date(2022, 10, 9))
    told = [(p.number, p.investment_rate, p.disbursement_rate, p.is_below, p.issue) for p in found]
    assert told == [("B2", 95.0, 30.0, True, "用地未批"), ("A1", 95.0, 91.0, False, None)]


def test_a_table_that_came_later_is_not_known_yet(facts: Facts) -> None:
    row = YEAR | {"project_no": "A1", "name": "村道", "planned": 1, "invested": 0, "allocated": 0}
    facts.add("project", "援滇保山小组", "2022-09", [row], received="2022-10-08")
    known_at = datetime(2022, 10, 1)
    assert projects(connect(facts.store.root), facts.plan, date(2022, 10, 9), known_at) == []
