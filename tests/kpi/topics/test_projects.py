"""援建项目: two rates by hand, the furthest behind first."""

from datetime import date, datetime

from facts import Facts

from kpi.engine.warehouse import connect
from kpi.topics.projects import CountyProjects, by_county, projects, rate_statuses, stalled

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


def test_a_project_without_a_fen_more_than_two_months_ago_is_stalled(facts: Facts) -> None:
    same = YEAR | {"name": "水窖", "planned": 300, "invested": 100, "allocated": 90}
    july = [same | {"project_no": "A1"}, same | {"project_no": "B2"}, same | {"project_no": "C3"}]
    later = [
        same | {"project_no": "A1"},
        same | {"project_no": "B2", "allocated": 91},
        same | {"project_no": "C3", "finished_on": "2022-08-01"},
    ]
    facts.add("project", "援滇保山小组", "2022-07", july, received="2022-08-08")
    facts.add("project", "援滇保山小组", "2022-09", later, received="2022-10-08")
    connection = connect(facts.store.root)
    now, before = (
        projects(connection, facts.plan, day) for day in (date(2022, 9, 30), date(2022, 7, 31))
    )
    assert [p.number for p in stalled(now, before)] == ["A1"]


def test_the_counties_sum_their_projects_money(facts: Facts) -> None:
    row = YEAR | {"name": "水窖", "planned": 300, "invested": 290, "allocated": 280}
    rows = [
        row | {"project_no": "A1"},
        row | {"project_no": "B2", "allocated": 10},
        row | {"project_no": "C3", "county": "施甸县"},
    ]
    facts.add("project", "援滇保山小组", "2022-09", rows, received="2022-10-08")
    found = projects(connect(facts.store.root), facts.plan, date(2022, 10, 9))
    assert by_county(found) == [
        CountyProjects("隆阳区", 2, 1, 60_000, 58_000, 29_000),
        CountyProjects("施甸县", 1, 0, 30_000, 29_000, 28_000),
    ]


def test_each_rate_of_a_project_has_the_status_of_its_own_indicator(facts: Facts) -> None:
    row = YEAR | {"name": "村道", "planned": 200}
    rows = [
        row | {"project_no": "A1", "invested": 190, "allocated": 20},
        row | {"project_no": "B2", "invested": 140, "allocated": 190},
    ]
    facts.add("project", "援滇保山小组", "2022-09", rows, received="2022-10-08")
    # three quarters of the way to 90 % are 67.5: 70 is a little ahead of it, 10 far behind
    assert rate_statuses(facts.plan, facts.rows("2022-09-30")) == {
        "A1": ("已完成", "严重滞后"),
        "B2": ("达序时", "已完成"),
    }
