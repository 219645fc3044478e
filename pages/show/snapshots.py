"""The small row under a chart: picture, vector, PDF, data, each made when it is asked for."""

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import streamlit as st

from kpi.engine.progress import Progress
from pages.frame.filters import View
from pages.show.charts import XLSX
from report.files.browser import NoBrowserError, browser_path
from report.files.render import MIME
from report.files.snapshot import Snapshot, SnapshotForm, stamp_of
from report.files.tables import Rows

BUTTONS: dict[SnapshotForm, tuple[str, str]] = {
    "png": ("图片（PNG）", ":material/image:"),
    "svg": ("矢量（SVG）", ":material/polyline:"),
    "pdf": ("PDF", ":material/picture_as_pdf:"),
    "a3": ("A3（PDF）", ":material/print:"),
    "xlsx": ("数据（XLSX）", ":material/table:"),
}


def offer_snapshots(
    view: View,
    figure: go.Figure,
    topic: str,
    rows: Rows,
    *,
    title: str | None = None,
    uom: str = "",
    shown: tuple[Progress, ...] = (),
    in_words: Callable[[], go.Figure] | None = None,
    a3: bool = False,
) -> None:
    """Downloads of a chart and of its rows; `title` is what it finds, `uom` what it measures in,
    `shown` are the progress rows that it draws, `in_words` draws it as it is taken along, where
    nobody can hover over it to learn what a shape means; `a3`: as a page for the wall
    too.

    Where the server has no browser, the row says so and still gives the data.
    """
    stamp = stamp_of(view.plan, view.at, view.scope.name(view.plan), shown, view.rows)
    snapshot = Snapshot(topic, title or topic, figure, rows, stamp, view.palette, uom)
    fault = _no_browser()
    with st.container(horizontal=True, gap="small"):
        for form, (label, icon) in BUTTONS.items():
            if form == "xlsx" or (fault is None and (a3 or form != "a3")):
                _button(snapshot, form, label, icon, in_words)
    if fault is not None:
        st.caption(fault)


def _button(
    snapshot: Snapshot,
    form: SnapshotForm,
    label: str,
    icon: str,
    in_words: Callable[[], go.Figure] | None,
) -> None:
    st.download_button(
        label,
        data=lambda: taken_along(snapshot, in_words).file(form),
        file_name=snapshot.file_name(form),
        mime=MIME.get("pdf" if form == "a3" else form, XLSX),
        icon=icon,
        type="tertiary",
        key=f"{form}-{snapshot.topic}",
        on_click="ignore",
    )


def taken_along(snapshot: Snapshot, in_words: Callable[[], go.Figure] | None) -> Snapshot:
    """The chart as it leaves the screen, with its statuses in words where it has any."""
    return replace(snapshot, figure=in_words()) if in_words else snapshot


def _no_browser() -> str | None:
    try:
        browser_path()
    except NoBrowserError as reason:
        return str(reason)
    return None
