"""食堂采购预留份额: each canteen's purchases, and the snapshots that add them up."""

from etl.demo.draw import Draw, by_weight
from etl.demo.names import HOSPITALS, SCHOOLS, product
from etl.demo.purchases import REPORTS_BEGIN_AFTER
from etl.demo.report import Report, Row, by_month
from kpi.plan import Plan

UNIT = "区财政局"
OFFICES = ("闵行区机关事务管理局", "闵行区城市运行管理中心", "闵行区社会福利中心", "闵行区档案馆")
WITHOUT = ("闵行区招商服务中心", "闵行区公共就业服务站", "闵行区文化馆分馆")
# canteens of schools rest in February, July and August
SEASON = (1.0, 0.6, 1.0, 0.5, 0.4, 0.9, 0.9, 0.9, 1.2, 1.0, 1.1, 1.2)


def canteen_reports(plan: Plan, seed: int) -> list[Report]:
    """区财政局's monthly purchases, and at the end of June and each month after it the shares."""
    draw = Draw(seed, "canteens")
    towns = plan.reference.units_of("subdistrict", "town", "industrial_zone")
    names = [*OFFICES, *(f"{town}机关食堂" for town in towns), *SCHOOLS, *HOSPITALS]
    budgets = {name: draw.randint(40, 320) * 10_000 for name in names}
    rows = [row for name, budget in budgets.items() for row in _purchases(name, budget, seed)]
    bought = by_month("purchase", UNIT, rows, "purchased_on", backfill_to=REPORTS_BEGIN_AFTER)
    shares = [_shares(month, budgets, rows, seed) for month in range(REPORTS_BEGIN_AFTER, 13)]
    return [*bought, *shares]


def _purchases(name: str, budget: int, seed: int) -> list[Row]:
    draw = Draw(seed, "canteen", name)
    total = int(budget * draw.triangular(0.07, 0.15, 0.118))
    rows = []
    for month, amount in enumerate(by_weight(total, SEASON, draw), start=1):
        what, county = product(draw)
        row: Row = {"purchaser": name, "category": "食堂采购", "product": what, "county": county}
        row |= {"channel": draw.choice(("832平台", "832平台", "小闵帮扶平台", "产地直供"))}
        row |= {"purchased_on": draw.working_day(month), "amount": amount}
        rows.append(row | {"funding": "食堂经费", "voucher": draw.voucher()})
    return [row for row in rows if row["amount"]]


def _shares(month: int, budgets: dict[str, int], bought: list[Row], seed: int) -> Report:
    rows: list[Row] = [
        {
            "budget_unit": name,
            "has_canteen": True,
            "annual_total": budget,
            "reserved_ratio": Draw(seed, "ratio", name).choice((0.1, 0.1, 0.1, 0.1, 0.12, None)),
            "purchased": sum(
                row["amount"]
                for row in bought
                if row["purchaser"] == name and row["purchased_on"].month <= month
            ),
        }
        for name, budget in budgets.items()
    ]
    rows += [
        {"budget_unit": name, "has_canteen": False, "annual_total": 0, "purchased": 0}
        for name in WITHOUT
    ]
    return Report("canteen", UNIT, month, month, tuple(rows))
