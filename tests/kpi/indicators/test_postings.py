"""People sent, schools and hospitals paired, enterprises signed: newest lists, distinct names."""

import pytest
from facts import Facts, Row

BOTH = pytest.mark.parametrize(
    ("pairing", "posted", "site", "kind", "other", "unit"),
    [
        (
            "school_pairing",
            "teachers_posted",
            "education_team_site",
            "教师",
            "医务人员",
            "区教育局",
        ),
        ("hospital_pairing", "medics_posted", "health_team_site", "医务人员", "教师", "区卫健委"),
    ],
)


def posting(kind: str, county: str, people: int, **more: object) -> Row:
    return {"kind": kind, "county": county, "people": people, "starts_on": "2022-03-01", **more}


@BOTH
def test_a_receiver_named_twice_is_one_pairing(
    facts: Facts, pairing: str, posted: str, site: str, kind: str, other: str, unit: str
) -> None:
    rows = [posting(kind, "施甸县", 1, receiver=name) for name in ("一", "一", "二", None)]
    rows += [posting(kind, "大关县", 1), posting(other, "永善县", 1, receiver="三")]
    facts.add("posting", unit, "2022-09", [*rows, posting(kind, "泽普县", 1, receiver="四")])
    found = facts.of(pairing, "2022-09-30")
    assert (found["施甸县"].actual, found["施甸县"].target) == (2.0, 1.0)
    assert (found["大关县"].actual, found["永善县"].actual) == (0.0, 0.0)
    assert "泽普县" not in found


@BOTH
def test_people_posted_are_averaged_over_the_eight_yunnan_counties(
    facts: Facts, pairing: str, posted: str, site: str, kind: str, other: str, unit: str
) -> None:
    rows = [posting(kind, "施甸县", 4), posting(kind, "施甸县", 3), posting(kind, "大关县", 1)]
    rows += [posting(kind, "泽普县", 16), posting(other, "永善县", 5)]
    facts.add("posting", unit, "2022-09", rows)
    found = facts.of(posted, "2022-09-30")
    whole = found["全区"]
    # (4 + 3 + 1) / 8; of the counties only 施甸县 has its two
    assert (whole.actual, whole.target, whole.level) == (1.0, 2.0, "entity")
    assert (whole.numerator, whole.denominator) == (8.0, 8.0)
    assert (whole.met, whole.entities, whole.status) == (1, 8, "未到期")
    assert (found["施甸县"].actual, found["大关县"].actual, found["永善县"].actual) == (7, 1, 0)
    assert (found["施甸县"].target, "泽普县" in found) == (2.0, False)


@BOTH
def test_a_team_site_has_three_people_and_counts_for_its_city(
    facts: Facts, pairing: str, posted: str, site: str, kind: str, other: str, unit: str
) -> None:
    rows = [posting(kind, "施甸县", 3, team_site=True), posting(kind, "龙陵县", 2, team_site=True)]
    rows += [posting(kind, "大关县", 5, team_site=False), posting(kind, "永善县", 5)]
    rows += [posting(other, "大关县", 5, team_site=True)]
    facts.add("posting", unit, "2022-09", rows)
    found = facts.of(site, "2022-09-30")
    assert {n: (r.actual, r.target) for n, r in found.items() if r.level == "entity"} == {
        "保山市": (1.0, 1.0),
        "昭通市": (0.0, 1.0),
    }


def test_teachers_and_medics_are_counted_from_their_own_bureaus_lists(facts: Facts) -> None:
    facts.add("posting", "区教育局", "2022-09", [posting("教师", "施甸县", 8)])
    facts.add("posting", "区卫健委", "2022-08", [posting("医务人员", "施甸县", 16)])
    assert facts.of("teachers_posted", "2022-09-30")["全区"].actual == 1.0
    assert facts.of("medics_posted", "2022-09-30")["全区"].actual == 2.0


def enterprise(name: str, ownership: str) -> Row:
    return {
        "enterprise": name,
        "ownership": ownership,
        "county": "施甸县",
        "signed_on": "2022-04-01",
    }


def test_a_private_enterprise_with_two_villages_is_one_enterprise(facts: Facts) -> None:
    rows = [
        enterprise("甲公司", "民营"),
        enterprise("甲公司", "民营"),
        enterprise("乙公司", "民营"),
    ]
    facts.add("enterprise", "梅陇镇", "2022-09", [*rows, enterprise("丙公司", "国有")])
    facts.add("enterprise", "七宝镇", "2022-09", [enterprise("甲公司", "民营")])
    found = facts.of("private_enterprise", "2022-09-30")
    assert (found["梅陇镇"].actual, found["梅陇镇"].target) == (2.0, 3.0)
    assert (found["七宝镇"].actual, found["莘庄镇"].actual) == (1.0, 0.0)
    # 2 + 1 pairings by town; nobody is called one enterprise across towns
    assert (found["全区（合计）"].actual, found["全区（合计）"].target) == (3.0, 42.0)


def test_a_list_counts_from_the_end_of_its_month_whatever_dates_stand_in_it(
    facts: Facts,
) -> None:
    late = posting("教师", "施甸县", 8) | {"starts_on": "2022-10-15"}
    facts.add("posting", "区教育局", "2022-09", [late])
    assert facts.of("teachers_posted", "2022-09-29")["全区"].actual == 0.0
    assert facts.of("teachers_posted", "2022-09-30")["全区"].actual == 1.0
