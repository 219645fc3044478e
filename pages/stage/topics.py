"""The topics on the stage: the indicators of some forms, each against its own quota."""

from collections.abc import Sequence

from kpi.engine.progress import Progress
from kpi.findings import most_urgent_first, overall_finding
from kpi.gap import NAMED, takes_words
from kpi.topics.purchases import Flow
from kpi.words.numbers import amount, decimal
from kpi.words.statuses import BEHIND
from pages.frame.filters import View
from pages.stage.bullets import show_bullets
from pages.stage.screen import Screen, subtitle
from pages.topics.flows import UNIT_TO_COUNTY
from pages.topics.money import by_name
from pages.topics.topics import fetch_purchases

NOTHING = "这些指标不按所选的单位或县考核，或还没有收到报表"


def consumption(view: View) -> Screen:
    """The purchases and, apart from them, the counties' own sales."""
    shown = view.plan.shown
    codes = (*shown.purchase_codes, *filter(None, (shown.beside_purchases,)))
    rows = [r for r in view.narrowed if r.indicator in codes]
    flows = fetch_purchases(
        view.version, UNIT_TO_COUNTY, view.at, view.scope.unit, view.scope.county
    )
    if not rows:
        return Screen("消费协作：这个范围内还没有采购", subtitle(view), NOTHING)
    title = f"消费协作：{_finding(view, rows)}"
    return _screen(view, rows, title, _origins(view, flows))


def _origins(view: View, flows: Sequence[Flow]) -> str:
    """采购①–③ 8,322.9 万元，产地最多的是隆阳区（21.0%）."""
    whole = sum(flow.amount_fen for flow in flows) / 1_000_000
    if not whole:
        return ""
    name, fen = by_name(flows, "two")[0]
    share = decimal(fen / 10_000 / whole)
    return (
        f"{view.plan.shown.purchases_name} {amount(whole, '万元')}，产地最多的是{name}（{share}%）"
    )


def topic(view: View, subject: str, forms: Sequence[str]) -> Screen:
    """The indicators that rest on some forms."""
    codes = [i.code for i in view.plan.indicators if i.form in forms and i.source == "rows"]
    rows = [r for r in view.narrowed if r.indicator in codes]
    if not rows:
        return Screen(f"{subject}：这个范围内没有指标", subtitle(view), NOTHING)
    return _screen(view, rows, f"{subject} {_finding(view, rows)}")


def _finding(view: View, rows: Sequence[Progress]) -> str:
    """4 项指标：2 项达到序时，2 项滞后；落后的是职工疗休养."""
    names = [view.plan.indicator(r.indicator).name for r in _behind(rows)]
    more = "等" if len(names) > NAMED else ""
    return overall_finding(rows) + (f"；落后的是{'、'.join(names[:NAMED])}{more}" if names else "")


def _behind(rows: Sequence[Progress]) -> list[Progress]:
    return [r for r in most_urgent_first(rows) if r.status in BEHIND]


def _screen(view: View, rows: Sequence[Progress], title: str, more: str = "") -> Screen:
    needs = [_need(view, row) for row in _behind(rows)]
    return Screen(
        title,
        subtitle(view, rows, more=more),
        "，".join(filter(None, needs[:NAMED])) or "没有落后的指标；余下的按序时完成即可",
        lambda height: show_bullets(view, most_urgent_first(rows), height),
    )


def _need(view: View, row: Progress) -> str:
    indicator = view.plan.indicator(row.indicator)
    words = takes_words(row, indicator.uom)
    return f"{indicator.name}{words}" if words else ""
