"""The years of those compared: a small panel an indicator, a line each."""

import streamlit as st

from kpi.wall import WallLine
from pages.frame.filters import View
from pages.frame.store import fetch_history
from pages.show.charts import offer_xlsx, show_chart
from report.charts.courses import Course, courses
from report.charts.grids.matrix import Wall
from report.files.export import point_line

ACROSS = 2


def show_courses(view: View, shown: Wall) -> None:
    """Only of what grows through the year: what is done once or not says all in its cell."""
    panels = [
        (line, lines) for line in shown.lines if grows(line) and (lines := _lines(view, line))
    ]
    if not panels:
        return
    st.subheader("逐月累计")
    rows = [row for line, lines in panels for row in _rows(shown, line, lines)]
    offer_xlsx(view, rows, "逐月比较")
    for start in range(0, len(panels), ACROSS):
        columns = st.columns(ACROSS)
        for place, panel in zip(columns, panels[start : start + ACROSS], strict=False):
            with place:
                _show(view, shown, *panel)


def _show(view: View, shown: Wall, line: WallLine, lines: list[Course]) -> None:
    indicator = shown.indicators[line.indicator]
    figure = courses(lines, indicator.name, indicator.uom, view.palette)
    names = "、".join(row.entity for row in line.rows if row)
    topic = f"{indicator.name}逐月比较"
    show_chart(view, figure, topic, alt=f"{names}的{indicator.name}，截至 {view.stamp}")


def _rows(shown: Wall, line: WallLine, lines: list[Course]) -> list[dict[str, object]]:
    indicator = shown.indicators[line.indicator]
    return [
        {"指标": indicator.name, "对象": row.entity, "计量单位": indicator.uom}
        | point_line((day, row))
        for course in lines
        for day, row in course
    ]


def grows(line: WallLine) -> bool:
    """Whether somebody is asked for more than one, and not for a report a month."""
    return any(
        row is not None and row.level == "entity" and (row.target or 0.0) > 1 for row in line.rows
    )


def _lines(view: View, line: WallLine) -> list[Course]:
    """A line a name, in the order across; none where its year has but one month yet."""
    points = fetch_history(view.version, line.indicator, view.at)
    rows = [row for row in line.rows if row is not None]
    own = [[(day, one) for day, one in points if one.entity == row.entity] for row in rows]
    return [course for course in own if len(course) > 1]
