"""The headline figures of the district: the cards on top of 总览."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL
from kpi.plan import Indicator, Plan
from kpi.plan.models import DISTRICT
from kpi.plan.shown import Card
from kpi.words.numbers import amount, percent


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


def headlines(plan: Plan, rows: Iterable[Progress]) -> list[Headline]:
    """The cards that the plan names, in its order, where there are figures."""
    district = {row.indicator: row for row in rows if row.entity in (DISTRICT, TOTAL)}
    cards = (_headline(plan, card, district) for card in plan.shown.headlines)
    return [card for card in cards if card]


def _headline(plan: Plan, card: Card, district: Mapping[str, Progress]) -> Headline | None:
    rows = [district[code] for code in card.indicators if code in district]
    if len(rows) < len(card.indicators):
        return None
    indicator = plan.indicator(card.indicators[-1])
    name = card.caption or indicator.name
    if len(rows) > 1:
        return _sum(rows, name, indicator)
    return (
        _projects(rows[0], name)
        if indicator.entity == "project"
        else _card(rows[0], name, indicator.uom)
    )


def _sum(rows: Sequence[Progress], name: str, last: Indicator) -> Headline:
    """Several indicators against the sum of their quotas in force; the card leads to the last."""
    actual = sum(row.actual or 0 for row in rows)
    target = sum(row.target or 0 for row in rows)
    # like with like: an item whose quota is not told yet has no rate
    rate = sum((row.rate or 0) * (row.target or 0) for row in rows) / target if target else None
    # before the first report nobody is fast or slow
    is_judged = any(row.pace_gap_points is not None for row in rows)
    gap = (rate - rows[0].elapsed) * 100 if rate is not None and is_judged else None
    against = _against(target, last.uom, rate)
    figure = amount(actual, last.uom).removesuffix(f" {last.uom}")
    fields = (f"{name}（{last.uom}）", figure, against, gap, last.code)
    return Headline(*fields, value=actual, whole=target or None, uom=last.uom)


def _card(row: Progress, name: str, uom: str) -> Headline:
    against = _against(row.target, uom, row.rate)
    figure = amount(row.actual, uom).removesuffix(f" {uom}")
    title, gap = f"{name}（{uom}）", row.pace_gap_points
    fields = (title, figure, against, gap, row.indicator, row.status)
    return Headline(*fields, value=row.actual, whole=row.target or None, uom=uom)


def _against(target: float | None, uom: str, rate: float | None) -> str:
    if not target:
        return "目标待下达"
    return f"目标 {amount(target, uom)}，完成 {percent(rate or 0)}"


def _projects(row: Progress, name: str) -> Headline:
    """How many projects have reached their target: an average of rates would mean nothing."""
    figure = f"{row.met}/{row.entities}"
    left = (row.entities or 0) - (row.met or 0)
    against = (
        f"每个项目不低于 {amount(row.target, '%')}，{f'{left} 个未达' if left else '都已达到'}"
    )
    fields = (f"{name}达标项目", figure, against, None, row.indicator)
    return Headline(*fields, value=row.met, whole=row.entities, uom="个")
