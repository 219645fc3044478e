"""An indicator's year: the line, its snapshots, and what the year may end at."""

import streamlit as st

from kpi.engine.progress import Progress
from kpi.findings import row_finding
from kpi.plan import Indicator
from kpi.trace.yearly import YearOnYear, growth_text
from kpi.words.numbers import amount
from kpi.words.spoken import spoken
from pages.frame.filters import View
from pages.frame.store import fetch_history, fetch_last_year, fetch_yearly
from pages.frame.text import plain
from pages.show.charts import show_chart
from pages.show.snapshots import offer_snapshots
from report.charts.lines import pace_line
from report.files.export import point_line


def show_trend(view: View, indicator: Indicator, shown: Progress) -> None:
    """Month by month against the pace, last year and the forecast; nothing for one month alone."""
    history = fetch_history(view.version, indicator.code, view.at)
    points = [(day, row) for day, row in history if row.entity == shown.entity]
    if len(points) < 2:
        return
    done = amount(shown.actual, indicator.uom)
    st.subheader(f"逐月累计：{plain(spoken(shown.entity))} {done}")
    before = fetch_last_year(view.version, indicator.code, shown.entity, view.at)
    figure = pace_line(points, indicator.uom, view.palette, before)
    topic = f"{indicator.name}逐月"
    show_chart(view, figure, topic, alt=f"{topic}累计，截至 {view.stamp} 为 {done}")
    pair = _last_year(view, shown)
    if pair is not None:
        was = amount(pair.last.actual, indicator.uom)
        st.caption(
            f"去年同日完成 {was}，同比 {growth_text(pair)}（两年口径若有不同，以各年的为准）"
        )
    if shown.forecast is not None:
        st.caption("年底预计：按目前进度走到年底；阴影是按各月起伏算出的九成把握范围。")
    rows = list(map(point_line, points))
    title = f"{indicator.name}：{row_finding(shown)}"
    offer_snapshots(view, figure, topic, rows, title=title, uom=indicator.uom, shown=(shown,))


def _last_year(view: View, shown: Progress) -> YearOnYear | None:
    pairs = fetch_yearly(view.version, view.at)
    key = (shown.indicator, shown.entity)
    return next((p for p in pairs if (p.indicator, p.entity) == key), None)
