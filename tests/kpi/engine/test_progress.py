"""Progress on literal rows: what counts, for whom, against which quota."""

from facts import Facts


def test_a_purchase_counts_for_the_town_that_reported_it(facts: Facts) -> None:
    facts.add(
        "purchase",
        "莘庄镇",
        "2022-03",
        [
            {"category": "企业动员", "purchased_on": "2022-03-05", "amount": 120_000},
            {"category": "工会福利", "purchased_on": "2022-03-06", "amount": 990_000},
        ],
    )
    row = facts.of("enterprise_purchase", "2022-03-31")["莘庄镇"]
    assert (row.actual, row.target, row.rate) == (12.0, 300.0, 0.04)
