"""Charts and tables on a page, each with its downloads under a telling name."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.frame.filters import View
from report.files.tables import table_xlsx

Lines = Sequence[Mapping[str, Any]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_stem(view: View, topic: str, of: str | None = None) -> str:
    """指标_范围_截至日, as in 镇街动员企业采购_全区_2022-09-30; `of` narrows the filters."""
    return f"{topic}_{of or view.scope.name(view.plan)}_{view.as_of}"


# no buttons over a chart: a picture that the browser saves has neither finding nor unit of measure
CONFIG = {"displaylogo": False, "displayModeBar": False}


def show_chart(view: View, figure: go.Figure, topic: str, alt: str) -> None:
    """A chart of a topic; `alt` says what it shows to whoever cannot see it."""
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=_named(topic, alt))


def pick_mark(view: View, figure: go.Figure, topic: str, alt: str, key: str) -> str | None:
    """A chart with bars or points; gives the name of the one that the reader picks."""
    event = st.plotly_chart(
        figure,
        theme=None,
        config=CONFIG,
        on_select="rerun",
        selection_mode="points",
        key=key,
        alt=_named(topic, alt),
    )
    points = event["selection"]["points"]
    # the marks of pace and quota have no name, nor has the bar of all the others
    named = points[0].get("customdata") if points else None
    return str(named[0]) or None if named else None


def _named(topic: str, alt: str) -> str:
    return alt if topic in alt else f"{topic}：{alt}"


def wide(key: str) -> DeltaGenerator:
    """Room for a chart that says nothing in a phone's width: it is moved sideways there."""
    return st.container(key=f"wide-{key}")


def offer_xlsx(
    view: View, rows: Lines | Callable[[], Lines], topic: str, of: str | None = None
) -> None:
    """A button that saves a table as a workbook; rows that are not shown come when it is made."""
    note = f"{view.plan.document}　{of or view.scope.name(view.plan)}　截至 {view.stamp}"
    st.download_button(
        "下载表格（XLSX）",
        data=lambda: table_xlsx(topic, rows() if callable(rows) else rows, note),
        file_name=f"{file_stem(view, topic, of)}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        key=f"xlsx-{topic}",
        on_click="ignore",
    )
