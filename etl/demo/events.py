"""活动: what the bureaus held (events.csv), and what every unit owes or holds once a year."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

from etl.demo.draw import LOCKDOWN, YEAR, Draw
from etl.demo.names import PRODUCTS
from etl.demo.report import Report, Row, by_month
from kpi.plan import Plan

HELD = Path(__file__).with_name("events.csv")
# 购物节 in May fell out; most towns join the campaigns of August to December
PROMOTION_MONTHS = (1, 8, 8, 9, 9, 9, 9, 10, 10, 11, 11, 12)
LATE_PLANS, MISSING_PLANS = 3, 1


def event_reports(plan: Plan, seed: int) -> list[Report]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in _held():
        rows[str(row.pop("reporter"))].append(row)
    rows["区合作交流办"] += _bulletins(seed)
    rows["区委宣传部"] += _publicity(seed)
    reported = [unit for unit in rows if any(r["kind"] == "年度计划上报" for r in rows[unit])]
    for unit, row in _annual_plans(plan, seed, reported):
        rows[unit].append(row)
    for town, row in _promotions(plan, seed):
        rows[town].append(row)
    return [r for unit, held in rows.items() for r in by_month("event", unit, held, "held_on")]


def _held() -> list[Row]:
    with HELD.open(encoding="utf-8", newline="") as file:
        return [
            {name: value or None for name, value in line.items()}
            | {"held_on": date.fromisoformat(line["held_on"])}
            | {"people": int(line["people"]) if line["people"] else None}
            for line in csv.DictReader(file)
        ]


def _bulletins(seed: int) -> list[Row]:
    """A bulletin a month, but for the two in which the city stood still."""
    draw = Draw(seed, "bulletins")
    return [
        _row("情况通报", "区合作交流办", draw.working_day(m, 20), f"{YEAR}年第{n}期情况通报")
        for n, m in enumerate((m for m in range(1, 13) if m not in LOCKDOWN), start=1)
    ]


def _publicity(seed: int) -> list[Row]:
    draw = Draw(seed, "publicity")
    return [
        _row("宣传统计", "区委宣传部", draw.working_day(m, 24), f"当月媒体刊发{count}篇")
        for m in range(1, 13)
        for count in (draw.randint(8, 33),)
        if m != LOCKDOWN[0]
    ]


def _annual_plans(plan: Plan, seed: int, reported: list[str]) -> list[tuple[str, Row]]:
    """Plans due by 9 July: three come late, one never."""
    draw = Draw(seed, "annual plans")
    owing = [u.name for u in plan.reference.units if not u.serves and u.name not in reported]
    units = draw.shuffled(owing)[MISSING_PLANS:]
    days = [(11, 20)] * LATE_PLANS + [(1, 8)] * (len(units) - LATE_PLANS)
    return [
        (unit, _row("年度计划上报", unit, draw.working_day(7, *span), "已明确目标、时限和责任人"))
        for unit, span in zip(units, days, strict=True)
    ]


def _promotions(plan: Plan, seed: int) -> list[tuple[str, Row]]:
    """展示推介 of the towns; two hold none."""
    draw = Draw(seed, "promotions")
    towns = draw.shuffled(plan.reference.units_of("subdistrict", "town", "industrial_zone"))
    return [
        (
            town,
            _row("展示推介", town, draw.working_day(month), f"现场销售{draw.randint(6, 32)}万元")
            | {"people": draw.randint(80, 600), "place": draw.choice([None, *PRODUCTS])},
        )
        for town, month in zip(towns, PROMOTION_MONTHS, strict=False)
    ]


def _row(kind: str, unit: str, held_on: date, result: str) -> Row:
    return {"kind": kind, "unit": unit, "held_on": held_on, "result": result}
