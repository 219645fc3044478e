"""指标 on the stage: the year's line against its pace with the forecast, and who stands where."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL
from kpi.gap import lacking, takes_words, what_it_takes
from kpi.plan import Indicator
from kpi.plan.models import DISTRICT
from kpi.trace.history import Point
from kpi.words.numbers import amount, foreseen, percent
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from pages.frame.address import narrow_to, pick_key
from pages.frame.filters import View
from pages.frame.store import fetch_history, fetch_last_year
from pages.stage.bullets import MOST, behind_first, show_bars
from pages.stage.measure import INNER
from pages.stage.screen import Screen, subtitle
from report.charts.lines import pace_line
from report.charts.stage import staged

BETWEEN = 32


def indicator_screen(view: View, indicator: Indicator) -> Screen:
    rows = [r for r in view.rows if r.indicator == indicator.code]
    entities = behind_first([r for r in rows if r.level == "entity" and r.entity != DISTRICT])
    whole = next((r for r in rows if r.entity in (DISTRICT, TOTAL)), None)
    shown = next((r for r in entities if r.entity == view.scope.entity), whole)
    if shown is None:
        return Screen(
            f"{indicator.name}：还没有数据",
            subtitle(view, rows, indicator.uom),
            f"还没有收到《{indicator.name}》所依据的报表",
        )
    return Screen(
        _title(indicator, shown),
        subtitle(view, [shown], indicator.uom, _hidden(entities)),
        _sentence(indicator, shown, entities),
        lambda height: _draw(view, indicator, shown, entities, height),
    )


def _title(indicator: Indicator, shown: Progress) -> str:
    """镇街动员企业采购：▽ 滞后，完成 70.0%，差 189.7 万元，年底预计 3,547.1 万元."""
    where = "" if shown.entity in (DISTRICT, TOTAL) else f"{spoken(shown.entity)} "
    done = amount(shown.actual, indicator.uom) if shown.rate is None else percent(shown.rate)
    parts = (f"完成 {done}", lacking(shown, indicator.uom), _forecast(indicator, shown))
    status = STATUSES[shown.status].label
    return f"{indicator.name}：{where}{status}，{'，'.join(part for part in parts if part)}"


def _forecast(indicator: Indicator, shown: Progress) -> str:
    if shown.forecast is None:
        return ""
    return f"年底预计 {foreseen(shown.forecast, indicator.uom)}"


def _hidden(entities: Sequence[Progress]) -> str:
    return f"列差距大的 {MOST} 个，另 {len(entities) - MOST} 个" if len(entities) > MOST else ""


def _sentence(indicator: Indicator, shown: Progress, entities: Sequence[Progress]) -> str:
    own = takes_words(shown, indicator.uom)
    is_whole = shown.entity in (DISTRICT, TOTAL)
    where = "全区" if is_whole else spoken(shown.entity)
    takes = what_it_takes(entities, indicator.uom, 2) if is_whole else ""
    return "；".join(filter(None, (own and f"{where}{own}", takes))) or shown.reason


def _draw(
    view: View,
    indicator: Indicator,
    shown: Progress,
    entities: Sequence[Progress],
    height: int,
) -> None:
    history = fetch_history(view.version, indicator.code, view.at)
    points = [(day, row) for day, row in history if row.entity == shown.entity]
    two = len(points) > 1 and len(entities) > 0
    width = (INNER - BETWEEN) // 2 if two else INNER
    with st.container(horizontal=True, gap=None, horizontal_alignment="distribute"):
        if len(points) > 1:
            _line(view, indicator, points, (height, width))
        if entities:
            picked = show_bars(
                view, entities, indicator, height, width, key=pick_key("stage-entities")
            )
            _narrow(view, picked)


def _narrow(view: View, picked: str | None) -> None:
    """A click on a unit or county narrows the meeting to it; others have no filter."""
    if picked in {unit.name for unit in view.plan.reference.units}:
        narrow_to("unit", str(picked))
    if picked in {county.name for county in view.plan.reference.counties}:
        narrow_to("county", str(picked))


def _line(view: View, indicator: Indicator, points: Sequence[Point], size: tuple[int, int]) -> None:
    height, width = size
    before = fetch_last_year(view.version, indicator.code, points[-1][1].entity, view.at)
    figure = staged(pace_line(points, indicator.uom, view.palette, before), height, width)
    st.plotly_chart(
        figure,
        width=width,
        height=height,
        theme=None,
        config={"displayModeBar": False},
        key="stage-line",
        alt=f"{indicator.name}逐月累计",
    )
