"""Tours, job fairs, employment and trainings: who went, and which groups and courses count."""

import pytest
from facts import Facts, Row


def tour(kind: str, group: str, people: int, to: str = "保山市", on: str = "2022-07-05") -> Row:
    return {
        "kind": kind,
        "group_no": group,
        "people": people,
        "destination": to,
        "departs_on": on,
    }


def test_a_charter_tour_counts_its_people_and_waits_for_a_quota(facts: Facts) -> None:
    rows = [tour("包机游", "B1", 150, "泽普县"), tour("包机游", "B1", 30, "泽普县")]
    facts.add("tour", "区文旅局", "2022-07", [*rows, tour("旅游", "L1", 20, "泽普县")])
    row = facts.of("charter_tour", "2022-07-31")["全区"]
    assert (row.actual, row.target, row.status) == (180.0, None, "待下达")


def test_a_tour_group_that_is_reported_twice_is_one_group(facts: Facts) -> None:
    rows = [tour("旅游", "L1", 20), tour("旅游", "L1", 5), tour("旅游", "L2", 30)]
    facts.add("tour", "区文旅局", "2022-07", [*rows, tour("疗休养", "X1", 40)])
    facts.add("tour", "区文旅局", "2022-08", [tour("旅游", "L2", 30, on="2022-08-01")])
    row = facts.of("tour_group", "2022-08-31")["全区"]
    assert (row.actual, row.target, row.rate) == (2.0, 10.0, 0.2)


def test_convalescence_counts_to_yunnan_and_not_to_zepu(facts: Facts) -> None:
    places = {"保山市": 100, "昭通市": 20, "施甸县": 3, "泽普县": 1000, "喀什地区": 2000}
    rows = [tour("疗休养", place, people, place) for place, people in places.items()]
    facts.add("tour", "区人社局", "2022-07", [*rows, tour("旅游", "L1", 50)])
    row = facts.of("convalescence", "2022-07-31")["全区"]
    # 100 + 20 + 3
    assert (row.actual, row.target) == (123.0, 2000.0)


def fair(county: str, linked: bool | None) -> Row:
    return {"county": county, "held_on": "2022-04-20", "linked_training": linked}


def test_a_job_fair_counts_for_one_of_the_two_tasks(facts: Facts) -> None:
    rows = [fair("施甸县", False), fair("施甸县", None), fair("施甸县", True)]
    facts.add("job_fair", "区人社局", "2022-04", [*rows, fair("泽普县", True)])
    plain = facts.of("job_fair", "2022-04-30")
    linked = facts.of("training_recruitment", "2022-04-30")
    assert (plain["施甸县"].actual, plain["施甸县"].target) == (2.0, 1.0)
    assert (linked["施甸县"].actual, linked["施甸县"].target) == (1.0, 1.0)
    assert (plain["泽普县"].actual, linked["泽普县"].actual) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("indicator", "in_march", "with_april"),
    # in Shanghai 7 + 1, then 4 more; at home 20 + 30, then 100 more
    [("employment_in_shanghai", 8.0, 12.0), ("local_employment", 50.0, 150.0)],
)
def test_employment_counts_at_the_last_day_of_the_month(
    facts: Facts, indicator: str, in_march: float, with_april: float
) -> None:
    march = [{"county": "施甸县", "in_shanghai": 7, "local": 20}]
    march += [{"county": "泽普县", "in_shanghai": 1, "local": 30}]
    facts.add("employment", "区人社局", "2022-03", march)
    april = [{"county": "施甸县", "in_shanghai": 4, "local": 100}]
    facts.add("employment", "区人社局", "2022-04", april)
    assert facts.of(indicator, "2022-03-30")["全区"].actual == 0.0
    assert facts.of(indicator, "2022-04-29")["全区"].actual == in_march
    row = facts.of(indicator, "2022-04-30")["全区"]
    assert (row.actual, row.target, row.status) == (with_april, None, "待下达")


def course(kind: str, county: str | None, trained: int, succeeded: int | None = None) -> Row:
    return {
        "kind": kind,
        "county": county,
        "trained": trained,
        "succeeded": succeeded,
        "starts_on": "2022-06-15",
    }


def test_skills_trainings_are_counted_by_course_and_county(facts: Facts) -> None:
    rows = [course("就业技能", "施甸县", 40), course("就业技能", "施甸县", 10)]
    rows += [course("三农", "龙陵县", 30), course("就业技能", None, 30)]
    facts.add("training", "区人社局", "2022-06", rows)
    found = facts.of("skills_training", "2022-06-30")
    assert (found["施甸县"].actual, found["施甸县"].target) == (2.0, 1.0)
    assert (found["龙陵县"].actual, found["全区（合计）"].actual) == (0.0, 2.0)


def test_entrepreneurs_are_counted_by_head_trained_and_succeeded(facts: Facts) -> None:
    kind = "创业致富带头人"
    rows = [
        course(kind, "永善县", 40, 2),
        course(kind, "永善县", 15),
        course(kind, "大关县", 60, 3),
    ]
    facts.add("training", "援滇昭通小组", "2022-06", [*rows, course("三农", "永善县", 99, 9)])
    trained = facts.of("entrepreneur_trained", "2022-06-30")
    succeeded = facts.of("entrepreneur_succeeded", "2022-06-30")
    # 永善县: 40 + 15 trained; 2 + nothing said
    assert (trained["永善县"].actual, trained["永善县"].target) == (55.0, 60.0)
    assert (succeeded["永善县"].actual, succeeded["永善县"].target) == (2.0, 3.0)
    assert (trained["大关县"].actual, succeeded["大关县"].actual) == (60.0, 3.0)


def test_only_party_trainings_of_20_to_50_people_are_groups(facts: Facts) -> None:
    rows = [course("党性教育", "施甸县", people) for people in (19, 20, 35, 50, 51)]
    facts.add("training", "区委组织部", "2022-06", [*rows, course("干部人才", "施甸县", 30)])
    row = facts.of("party_training_group", "2022-06-30")["全区"]
    # 20, 35 and 50
    assert (row.actual, row.target) == (3.0, 14.0)
    assert facts.of("party_training_group", "2022-06-14")["全区"].actual == 0.0
