"""Charts and tables on a page, each with its downloads under a telling name."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages.frame.filters import View
from report.files.tables import table_xlsx

Lines = Sequence[Mapping[str, Any]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_stem(view: View, topic: str, of: str | None = None) -> str:
    """指标_范围_截至日, as in 镇街动员企业采购_全区_2022-09-30; `of` narrows the filters."""
    return f"{topic}_{of or view.scope.name(view.plan)}_{view.as_of}"


def chart_config(view: View, topic: str) -> dict[str, Any]:
    """The only button over a chart saves it as PNG, twice as fine, under a telling name."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {
            "format": "png",
            "scale": 2,
            "filename": file_stem(view, topic),
        },
    }


def show_chart(view: View, figure: go.Figure, topic: str, alt: str) -> None:
    st.plotly_chart(figure, theme=None, config=chart_config(view, topic), alt=alt)


def pick_mark(view: View, figure: go.Figure, topic: str, alt: str, key: str) -> str | None:
    """A chart with bars or points; gives the name of the one that the reader picks."""
    event = st.plotly_chart(
        figure,
        theme=None,
        config=chart_config(view, topic),
        on_select="rerun",
        selection_mode="points",
        key=key,
        alt=alt,
    )
    points = event["selection"]["points"]
    # the marks of pace and quota have no name, nor has the bar of all the others
    named = points[0].get("customdata") if points else None
    return str(named[0]) or None if named else None


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
