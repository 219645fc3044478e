"""镇街 and 结对县 on the stage: all of a kind by their first indicator, or the chosen one."""

from collections.abc import Sequence
from typing import Literal

from kpi.engine.progress import Progress
from kpi.findings import entity_finding, most_urgent_first, overall_finding
from kpi.gap import NAMED, takes_words, what_it_takes, who_is_behind
from kpi.narrow import in_scope
from kpi.plan import Indicator
from kpi.words.statuses import BEHIND
from pages.frame.address import narrow_to, pick_key
from pages.frame.filters import View, towns
from pages.stage.bullets import behind_first, show_bars, show_bullets
from pages.stage.screen import Screen, subtitle

Box = Literal["unit", "county"]
ALL_WELL = "没有一个落后；余下的按序时完成即可"


def all_towns(view: View) -> Screen:
    names, first = towns(view.plan), view.plan.shown.towns
    if view.scope.unit is not None:
        return one(view, view.scope.unit)
    return standing(view, names, first, "镇街", "unit")


def all_counties(view: View) -> Screen:
    names = [county.name for county in view.plan.reference.counties]
    if view.scope.county is not None:
        return one(view, view.scope.county)
    return standing(view, names, view.plan.shown.counties, "结对县", "county")


def standing(view: View, names: Sequence[str], code: str | None, kind: str, box: Box) -> Screen:
    """A bar each, who lacks most first; a click on one narrows the meeting to it."""
    rows = behind_first([r for r in view.rows if r.indicator == code and r.entity in names])
    if not rows:
        words = f"这一年的计划没有全部{kind}共同的主要指标"
        return Screen(f"{len(names)} 个{kind}：{words}", subtitle(view), "")
    indicator = view.plan.indicator(rows[0].indicator)
    return Screen(
        f"{indicator.name}：{finding(rows, kind, indicator)}",
        subtitle(view, rows, indicator.uom),
        what_it_takes(rows, indicator.uom) or ALL_WELL,
        lambda height: _bars(view, rows, indicator, height, box),
    )


def finding(rows: Sequence[Progress], kind: str, indicator: Indicator) -> str:
    return who_is_behind(rows, kind, indicator.uom) or entity_finding(rows, kind)


def _bars(
    view: View, rows: Sequence[Progress], indicator: Indicator, height: int, box: Box
) -> None:
    picked = show_bars(view, rows, indicator, height, key=pick_key(f"stage-{box}"))
    if picked is not None:
        narrow_to(box, picked)


def one(view: View, name: str) -> Screen:
    """All that is asked of one unit or county, the most urgent first."""
    own = [r for r in in_scope(view.rows, view.plan, view.scope) if r.target]
    if not own:
        return Screen(f"{name}：没有按它考核的指标", subtitle(view), "")
    ordered = most_urgent_first(own)
    needs = (_need(view, row) for row in ordered if row.status in BEHIND)
    return Screen(
        f"{name}：{overall_finding(ordered)}",
        subtitle(view, ordered),
        "，".join(list(filter(None, needs))[:NAMED]) or "没有落后的指标",
        lambda height: show_bullets(view, ordered, height),
    )


def _need(view: View, row: Progress) -> str:
    indicator = view.plan.indicator(row.indicator)
    words = takes_words(row, indicator.uom)
    return f"{indicator.name}{words}" if words else ""
