"""Who is behind, the furthest first."""

from facts import Facts

from kpi.findings import Laggards, behind, laggards, worst


def lag(facts: Facts, as_of: str) -> list[Laggards]:
    codes = ("enterprise_purchase", "county_sale", "union_purchase", "tour_group")
    return laggards(r for r in behind(facts.rows(as_of)) if r.indicator in codes)


def half_a_year(facts: Facts) -> Facts:
    """Half the year: two counties, two towns and the union are behind, the others are ahead."""
    counties = [c.name for c in facts.plan.reference.counties]
    wan = dict.fromkeys(counties, 600.0) | {"大关县": 100.0, "泽普县": 300.0}
    rows = [
        {"county": c, "amount": w * 10_000, "counted_elsewhere": False, "sold_on": "2022-05-05"}
        for c, w in wan.items()
    ]
    facts.add("county_sale", "援滇昭通小组", "2022-05", rows)
    units = {e.entity: 180.0 for e in facts.plan.quotas if e.indicator == "enterprise_purchase"}
    for unit, amount in (units | {"莘庄镇": 60.0, "浦锦街道": 60.0}).items():
        row = {"category": "企业动员", "purchased_on": "2022-05-05", "amount": amount * 10_000}
        facts.add("purchase", unit, "2022-05", [row])
    union = {"category": "工会福利", "purchased_on": "2022-05-05", "amount": 9_000_000}
    return facts.add("purchase", "区总工会", "2022-05", [union])


def test_the_indicator_with_the_widest_gap_is_first_and_in_it_the_furthest(facts: Facts) -> None:
    found = lag(half_a_year(facts), "2022-06-30")
    told = [
        (g.indicator, [(r.entity, round(r.pace_gap_points or 0, 9)) for r in g.rows]) for g in found
    ]
    assert told == [
        # none of ten groups, where five are due
        ("tour_group", [("全区", -50.0)]),
        # 100 and 300 of 1,000
        ("county_sale", [("大关县", -40.0), ("泽普县", -20.0)]),
        # 60 of 300 and of 200
        ("enterprise_purchase", [("莘庄镇", -30.0), ("浦锦街道", -20.0)]),
        # 900 of 2,000
        ("union_purchase", [("全区", -5.0)]),
    ]


def test_what_has_not_been_reported_is_not_behind(facts: Facts) -> None:
    # from August the 25th July's reports are due, and nobody has sent one
    assert lag(half_a_year(facts), "2022-08-25") == []


def test_nobody_is_behind_before_the_year_has_begun_to_count(facts: Facts) -> None:
    facts.add("event", "区合作交流办", "2022-01", [])
    rows = [r for r in facts.rows("2022-06-30") if r.indicator == "annual_plan"]
    # a matter of a day has no pace to be behind of
    assert {r.status for r in rows} == {"未到期"}
    assert behind(rows) == []


def test_the_overdue_are_behind_too_and_stand_last(facts: Facts) -> None:
    found = laggards(behind(half_a_year(facts).rows("2022-07-31")))
    paced = [group.rows[0].pace_gap_points is not None for group in found]
    assert paced == sorted(paced, reverse=True)
    # of those who were to send a plan by July the 9th nobody has
    plans = next(group for group in found if group.indicator == "annual_plan")
    assert {r.status for r in plans.rows} == {"逾期"}


def test_a_units_reports_of_the_months_are_one_who_is_behind(facts: Facts) -> None:
    rows = [
        r
        for r in behind(half_a_year(facts).rows("2022-09-30"))
        if r.indicator == "purchase_monthly_report"
    ]
    assert ("莘庄镇（合计）", "逾期", 3.0) in [(r.entity, r.status, r.target) for r in rows]
    assert not any("@" in row.entity for row in rows)


def test_the_worst_have_names_which_the_district_has_not(facts: Facts) -> None:
    rows = [
        r
        for r in half_a_year(facts).rows("2022-06-30")
        if r.indicator in ("tour_group", "county_sale", "enterprise_purchase")
    ]
    assert [r.entity for r in worst(behind(rows), 3)] == ["大关县", "莘庄镇", "浦锦街道"]
