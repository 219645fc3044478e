"""The levels of the drill-down: indicator, entity, row; each is in the address."""

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.engine.query import Row
from kpi.engine.rollups import TOTAL
from kpi.plan import Indicator
from kpi.plan.models import DISTRICT
from pages.frame.address import narrow_to, pick_key
from pages.frame.filters import View, to_indicator
from pages.frame.text import plain
from pages.frame.unknown import warn_of_unknown_entity
from pages.show.charts import pick_mark

Place = tuple[int, str, int]  # submission, sheet, row


def choose_indicator(view: View, place: DeltaGenerator) -> Indicator | None:
    """The indicator that the address names, to be changed in the box; None: all of them.

    An address of an entity or row without its indicator means the first.
    """
    indicators = {i.name: i for i in view.plan.indicators}
    codes, first = [i.code for i in view.plan.indicators], _first(view)
    named = "indicator" in st.query_params
    deeper = not named and any(level in st.query_params for level in ("entity", "slice", "row"))
    name = place.selectbox(
        "指标",
        list(indicators),
        index=(codes.index(first) if first in codes else 0) if deeper else None,
        placeholder="全部，逐项看",
        key="indicator",
        bind="query-params",
        on_change=_leave_entity,
    )
    return indicators[name] if name else None


def _first(view: View) -> str | None:
    """The first of the area that is looked at, else the one that the plan shows first."""
    if view.scope.area is None:
        return view.plan.shown.towns
    area = (i.code for i in view.plan.indicators if view.plan.area_of(i).code == view.scope.area)
    return next(area, None)


def _leave_entity() -> None:
    """Another indicator has other entities and rows."""
    st.session_state["entity_wanted"] = None
    for level in ("by", "slice", "row"):
        st.query_params.pop(level, None)
    st.session_state.pop("by", None)


def choose_entity(view: View, names: Sequence[str], place: DeltaGenerator) -> str | None:
    """The entity in the address or in the filters, None for the district."""
    if "entity_wanted" in st.session_state:
        st.session_state["entity"] = st.session_state.pop("entity_wanted")
        for level in ("slice", "row"):
            st.query_params.pop(level, None)
    else:
        # the district's own figure is what is shown where no entity is chosen
        warn_of_unknown_entity((*names, TOTAL, DISTRICT))
    chosen = place.selectbox(
        "对象",
        list(names),
        index=None,
        placeholder="全部",
        key="entity",
        bind="query-params",
    )
    return chosen or (view.scope.entity if view.scope.entity in names else None)


def entity_picked(view: View, figure: go.Figure, topic: str, alt: str) -> None:
    """Bars by entity; a click on one goes down to it."""
    picked = pick_mark(view, figure, topic, alt, pick_key(f"bars-{topic}"))
    if picked is not None:
        narrow_to("entity", picked)


def choose_row(picked: Row | None) -> Place | None:
    """The row that was picked just now, or the one in the address."""
    if picked is not None:
        place = (picked["submission_id"], picked["sheet"], picked["row"])
        st.query_params["row"] = ":".join(map(str, place))
        return place
    return _parse(st.query_params.get("row", ""))


def _parse(text: str) -> Place | None:
    submission, _, rest = text.partition(":")
    sheet, _, row = rest.rpartition(":")
    return (int(submission), sheet, int(row)) if _are_numbers(submission, row) else None


def _are_numbers(*texts: str) -> bool:
    # no more digits than a number of a submission or row can have
    return all(text.isdecimal() and len(text) < 10 for text in texts)


def show_trail(view: View, indicator: Indicator, entity: str | None, slice_: str | None) -> None:
    """Where we are, each level above as a link to it."""
    levels = [("全区", to_indicator(view.plan, indicator.code))]
    if entity:
        levels.append((entity, to_indicator(view.plan, indicator.code, entity)))
    by = st.session_state.get("by") or st.query_params.get("by")
    if slice_:
        deeper = to_indicator(view.plan, indicator.code, entity)
        levels.append((slice_, deeper | ({"by": by} if by else {}) | {"slice": slice_}))
    with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
        for place, (name, address) in enumerate(levels):
            label = f"{'› ' if place else ''}{plain(name)}"
            st.page_link("pages/indicator.py", label=label, query_params=address)
