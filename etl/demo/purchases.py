"""消费帮扶: purchases of towns, bureaus and canteens, and what the counties sold themselves."""

from etl.demo.draw import Draw, by_weight
from etl.demo.names import PRODUCTS, SHOPS, UNIONS, WHOLESALERS, firms, product
from etl.demo.report import Report, Row, by_month
from kpi.plan import Plan

# 2022: 春节 in January, lockdown in April and May, 中秋 and 国庆 in September
TOWN_SEASON = (1.3, 0.5, 0.6, 0.15, 0.2, 0.8, 1.0, 1.2, 1.9, 1.0, 1.2, 1.5)
BULK_SEASON = (1.4, 0.7, 0.8, 0.3, 0.4, 0.9, 1.0, 1.1, 1.5, 1.0, 1.1, 1.3)
UNION_SEASON = (2.6, 0.4, 0.2, 0.1, 0.2, 0.5, 0.3, 1.4, 2.6, 0.3, 0.4, 1.6)
HARVEST_SEASON = (1.2, 0.6, 0.7, 0.5, 0.4, 0.8, 1.0, 1.0, 1.3, 1.4, 1.3, 1.2)
# of the quota, at the year's end: two far ahead, four clearly behind
TOWN_RATES = (1.62, 1.45, 1.26, 1.2, 1.15, 1.11, 1.08, 1.05, 1.02, 1.0, 0.86, 0.68, 0.55, 0.43)
COUNTY_RATES = (1.34, 1.24, 1.17, 1.12, 1.08, 1.05, 1.02, 0.9, 0.69)
BULK_RATE, UNION_RATE = 1.07, 1.11
CHANNELS = ("小闵帮扶平台", "百县百品直营店", "消费帮扶生活馆", "产地直采", "线下展销会")
SALE_CHANNELS = ("商超", "批发市场", "电商平台", "直播带货", "社区团购")
YUAN_PER_WAN = 10_000
# now and then a town forgets it, and is told so
WITHOUT_VOUCHER = 0.012
REPORTS_BEGIN_AFTER = 6


def purchase_reports(plan: Plan, seed: int) -> list[Report]:
    """Every purchase but the canteens', January to June in one workbook in July."""
    rows = {"区经委": _bulk(plan, seed), "区总工会": _union(plan, seed)}
    towns = plan.reference.units_of("subdistrict", "town", "industrial_zone")
    rates = Draw(seed, "town rates").shuffled(TOWN_RATES)
    for town, rate in zip(towns, rates, strict=True):
        rows[town] = _town(town, _year_total(plan, "enterprise_purchase", town, rate, seed), seed)
    return [
        report
        for unit, bought in rows.items()
        for report in by_month(
            "purchase", unit, bought, "purchased_on", backfill_to=REPORTS_BEGIN_AFTER
        )
    ]


def _year_total(plan: Plan, indicator: str, entity: str, rate: float, seed: int) -> int:
    """The year's figure in 元: a share of the plan's own quota."""
    quotas = {(q.indicator, q.entity): q.target for q in plan.quotas}
    target = quotas.get((indicator, entity)) or quotas[indicator, "*"] or 0
    moved = Draw(seed, "total", indicator, entity).uniform(0.985, 1.015)
    return round(target * rate * moved * YUAN_PER_WAN)


def _town(town: str, total: int, seed: int) -> list[Row]:
    draw = Draw(seed, "purchase", town)
    buyers = firms(draw, town, 12)
    return [
        _purchase(draw, draw.choice(buyers), "企业动员", draw.choice(CHANNELS), month, amount)
        | {"funding": draw.choice(("自有资金", "自有资金", "福利费", "其他")), "note": note}
        | ({"voucher": None} if draw.random() < WITHOUT_VOUCHER else {})
        for month, sum_of_month in enumerate(by_weight(total, TOWN_SEASON, draw), start=1)
        for amount in draw.split(sum_of_month, draw.randint(3, 7) if sum_of_month > 90_000 else 2)
        for note in (draw.choice((None, None, "员工福利", "食堂原材料", "节日慰问")),)
    ]


def _bulk(plan: Plan, seed: int) -> list[Row]:
    draw = Draw(seed, "purchase", "区经委")
    total = _year_total(plan, "bulk_purchase", "全区", BULK_RATE, seed)
    rows = []
    for month, sum_of_month in enumerate(by_weight(total, BULK_SEASON, draw), start=1):
        direct = int(sum_of_month * draw.uniform(0.15, 0.25))
        for amount in draw.split(sum_of_month - direct, 6):
            who, how = draw.choice(WHOLESALERS), draw.choice(("农产品批发市场", "团餐企业集采"))
            rows.append(_purchase(draw, who, "大宗批发", how, month, amount))
        for amount in draw.split(direct, 4):
            who, how = draw.choice(SHOPS), draw.choice(("产地直采", "直播带货"))
            rows.append(_purchase(draw, who, "直采直购", how, month, amount))
    return [row | {"funding": "自有资金"} for row in rows]


def _union(plan: Plan, seed: int) -> list[Row]:
    draw = Draw(seed, "purchase", "区总工会")
    towns = plan.reference.units_of("subdistrict", "town", "industrial_zone")
    buyers = [*(f"{name}工会" for name in UNIONS), *(f"{town}总工会" for town in towns)]
    total = _year_total(plan, "union_purchase", "全区", UNION_RATE, seed)
    occasions = {1: "春节慰问", 6: "端午慰问", 7: "高温慰问", 9: "中秋国庆慰问", 12: "元旦慰问"}
    return [
        _purchase(draw, draw.choice(buyers), "工会福利", draw.choice(CHANNELS[:3]), month, amount)
        | {"funding": draw.choice(("工会经费", "工会经费", "福利费")), "note": occasions.get(month)}
        for month, sum_of_month in enumerate(by_weight(total, UNION_SEASON, draw), start=1)
        for amount in draw.split(sum_of_month, max(2, sum_of_month // 250_000))
    ]


def _purchase(
    draw: Draw, purchaser: str, category: str, channel: str, month: int, amount: int
) -> Row:
    what, county = product(draw)
    return {
        "purchaser": purchaser,
        "category": category,
        "channel": channel,
        "product": what,
        "county": county,
        "purchased_on": draw.working_day(month),
        "amount": amount,
        "voucher": draw.voucher(),
    }


def sale_reports(plan: Plan, seed: int) -> list[Report]:
    """What the seconded cadres of each county sold; some of it is counted under ①-④ already."""
    rates = Draw(seed, "county rates").shuffled(COUNTY_RATES)
    rows: dict[str, list[Row]] = {u.name: [] for u in plan.reference.units if u.serves}
    serving = {u.serves: u.name for u in plan.reference.units if u.serves}
    for county, rate in zip(plan.reference.counties, rates, strict=True):
        total = _year_total(plan, "county_sale", county.name, rate, seed)
        rows[serving[county.city]] += _sales(county.name, total, seed)
    return [
        report
        for unit, sold in rows.items()
        for report in by_month(
            "county_sale", unit, sold, "sold_on", backfill_to=REPORTS_BEGIN_AFTER
        )
    ]


def _sales(county: str, total: int, seed: int) -> list[Row]:
    draw = Draw(seed, "county_sale", county)
    buyers = [*WHOLESALERS, *SHOPS, *firms(draw, "沪滇", 8)[2:]]
    rows = []
    for month, sum_of_month in enumerate(by_weight(total, HARVEST_SEASON, draw), start=1):
        amounts = [(a, False) for a in draw.split(sum_of_month, draw.randint(3, 6))]
        twice = [(round(sum_of_month * 0.18), True)] if draw.random() < 0.6 else []
        rows += [_sale(draw, county, buyers, month, *sold) for sold in [*amounts, *twice]]
    return rows


def _sale(draw: Draw, county: str, buyers: list[str], month: int, amount: int, twice: bool) -> Row:
    return {
        "county": county,
        "sold_on": draw.working_day(month),
        "buyer": draw.choice(buyers),
        "channel": draw.choice(SALE_CHANNELS),
        "product": draw.choice(PRODUCTS[county]),
        "amount": amount,
        "counted_elsewhere": twice,
        "voucher": draw.voucher(),
        "note": "已由区经委统计" if twice else None,
    }
