"""The headline figures of the district: the cards on top of 总览."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL
from kpi.plan.models import DISTRICT
from kpi.words.numbers import amount, decimal, percent

PURCHASES = ("bulk_purchase", "union_purchase", "enterprise_purchase")  # clause 10 ①-③
TWO_RATES = ("investment_rate", "disbursement_rate")


@dataclass(frozen=True)
class Headline:
    """A card: its figure, what it is measured against, its pace, and the indicator behind it.

    No status where the figure is none of an indicator's own. `value` of `whole` in `uom` are the
    same as numbers; no `whole` where it is not yet told.
    """

    name: str
    figure: str
    against: str
    gap_points: float | None
    indicator: str
    status: str | None = None
    value: float | None = None
    whole: float | None = None
    uom: str = ""


def headlines(rows: Iterable[Progress]) -> list[Headline]:
    """采购总额 (①-③), 县域销售, 成团, 疗休养, 培训 and the two rates, where there are figures."""
    district = {row.indicator: row for row in rows if row.entity in (DISTRICT, TOTAL)}
    cards = [_purchases([district[code] for code in PURCHASES if code in district])]
    for code, name, uom in (
        ("county_sale", "县域销售", "万元"),
        ("tour_group", "文旅成团", "团"),
        ("convalescence", "职工疗休养", "人次"),
        ("entrepreneur_trained", "致富带头人培训", "人"),
    ):
        cards.append(_card(district[code], name, uom) if code in district else None)
    cards += [_projects(district[code]) for code in TWO_RATES if code in district]
    return [card for card in cards if card]


def _purchases(rows: Sequence[Progress]) -> Headline | None:
    """Items ①-③ against the sum of their quotas in force; the canteens' share stands apart."""
    if len(rows) < len(PURCHASES):
        return None
    actual = sum(row.actual or 0 for row in rows)
    target = sum(row.target or 0 for row in rows)
    # like with like: an item whose quota is not told yet has no rate
    rate = sum((row.rate or 0) * (row.target or 0) for row in rows) / target if target else None
    gap = None if rate is None else (rate - rows[0].elapsed) * 100
    against = _against(target, "万元", rate)
    told = ("采购总额①–③（万元）", decimal(actual), against, gap, PURCHASES[-1])
    return Headline(*told, value=actual, whole=target or None, uom="万元")


def _card(row: Progress, name: str, uom: str) -> Headline:
    against = _against(row.target, uom, row.rate)
    figure = amount(row.actual, uom).removesuffix(f" {uom}")
    title, gap = f"{name}（{uom}）", row.pace_gap_points
    told = (title, figure, against, gap, row.indicator, row.status)
    return Headline(*told, value=row.actual, whole=row.target or None, uom=uom)


def _against(target: float | None, uom: str, rate: float | None) -> str:
    if not target:
        return "目标待下达"
    return f"目标 {amount(target, uom)}，完成 {percent(rate or 0)}"


def _projects(row: Progress) -> Headline:
    """How many projects have reached 90 %: an average of their rates would mean nothing."""
    rate = "投资完成率" if row.indicator == "investment_rate" else "资金拨付使用率"
    figure = f"{row.met}/{row.entities}"
    against = f"每个项目不低于 {amount(row.target, '%')}"
    told = (f"{rate}达标项目", figure, against, None, row.indicator)
    return Headline(*told, value=row.met, whole=row.entities, uom="个")
