"""The filters that all pages share, kept in the address."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import streamlit as st

from etl.demo.progress import Making
from kpi.engine.progress import Progress
from kpi.engine.times import Times
from kpi.engine.warehouse import NothingReceivedError, NoWarehouseError, Version
from kpi.moments import in_shanghai
from kpi.narrow import Scope, narrow, rows_in_area
from kpi.plan import Indicator, Plan
from kpi.plan.models import SUBDISTRICT_OR_TOWN
from pages.frame.address import KEPT
from pages.frame.chips import Chip, show_chips
from pages.frame.empty import UNREADABLE, show_before_first_report, show_no_data
from pages.frame.frozen import choose_edition, fetch_edition, times_of
from pages.frame.making import show_making
from pages.frame.present import filter_place, step
from pages.frame.store import (
    LedgerLostError,
    current_version,
    demo_making,
    fetch_latest_day,
    fetch_progress,
    has_reports,
    the_plan,
    version_without_reports,
    waits_for_answer,
)
from pages.frame.text import plain
from pages.frame.times import choose_times, follow_first_report
from pages.frame.unknown import warn_of_unknown_names
from report.charts.theme import Palette, palette_of
from report.editions.shelf import Edition

log = logging.getLogger(__name__)
# pixels of the boxes, by the longest name beside the cross that empties them
WIDTHS = {"unit": 162, "county": 136, "area": 146}


@dataclass(frozen=True)
class View:
    """What a page looks at: the plan, one published version, the day and the scope."""

    plan: Plan
    version: Version
    at: Times
    scope: Scope
    rows: list[Progress]
    palette: Palette
    edition: str | None = None

    @property
    def as_of(self) -> date:
        return self.at.as_of

    @property
    def narrowed(self) -> list[Progress]:
        return narrow(self.rows, self.plan, self.scope)

    @property
    def in_area(self) -> list[Progress]:
        """The rows of all entities, of the area that is looked at."""
        return rows_in_area(self.rows, self.plan, self.scope.area)

    @property
    def area_name(self) -> str | None:
        return next((a.name for a in self.plan.areas if a.code == self.scope.area), None)

    def area_words(self, indicator: Indicator) -> str:
        """Beside the chip of an area, on a page that is about an indicator's one."""
        own = self.plan.area_of(indicator)
        if own.code == self.scope.area:
            return f"本页看的就是“{own.name}”"
        return f"本页看的属于“{own.name}”，不分别的领域"

    @property
    def is_live(self) -> bool:
        """Whether it is today's knowledge that is shown, which may be added to."""
        return self.edition is None and self.at.known_at is None

    @property
    def stamp(self) -> str:
        """For captions: 2022年9月30日, and as known when, where that is asked for."""
        if self.edition is not None:
            return f"{_day(self.as_of)}（会议版“{plain(self.edition)}”）"
        known = self.at.known_at
        return _day(self.as_of) + (f"（按{_day(last_day_known(known))}所知）" if known else "")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def show_filters() -> None:
    """Called by app.py on every run: shows the filters and keeps what they choose for the page."""
    st.session_state["view"] = _choose_view()


def the_view() -> View:
    """What the page looks at; where there is nothing to see, says so and stops the page."""
    view = any_view()
    if isinstance(view, Making):
        show_making()
        st.stop()
    if not isinstance(view, View):
        show_no_data(view)
        st.stop()
    if view.scope.is_impossible:
        st.title(f"{plain(view.scope.unit)}与{plain(view.scope.county)}没有共同的指标")
        st.warning("单位与结对县不能同时选择：没有哪个指标同时属于两者。请清除其中一项。")
        st.stop()
    return view


def any_view() -> View | Making | str:
    """The view, or why there is none, for the page that works without data."""
    if "view" not in st.session_state:
        # A server's first run at a page's own address skips app.py, because a folder is named
        # pages; naming the pages turns that off, and the second run goes through app.py.
        files = Path(__file__).parents[1].glob("*.py")
        st.navigation([st.Page(f, default=f.stem == "overview") for f in files], position="hidden")
        st.rerun()
    # taken away, so that no later run meets the view of this one
    return st.session_state.pop("view")


def _choose_view() -> View | Making | str:
    """The view, or why there is none."""
    making = demo_making()  # before the question whether it is there: it may be so a moment later
    is_first = False
    try:
        version = current_version()
    except NothingReceivedError:
        if making:
            return making
        version, is_first = version_without_reports(), True
    except LedgerLostError as reason:
        log.error("nothing can be shown: %s", reason)
        return f"数字现在读不出来：{reason}。请联系管理员，不要再报送。"
    except NoWarehouseError as reason:
        log.error("nothing can be shown: %s", reason)
        return UNREADABLE
    asked = st.query_params.to_dict()
    place = filter_place()
    with place:
        edition = choose_edition()
        latest = fetch_latest_day(version)
        follow_first_report(latest, has_reports(version))
        at = times_of(edition) if edition else choose_times(latest)
        plan = the_plan(at.as_of)
        scope = _choose_scope(plan)
    warn_of_unknown_names(plan, asked)
    if step() is None:  # a screen says in its own words what it is narrowed to
        if not has_reports(version):
            show_before_first_report(is_first, waits_for_answer(version))
        show_chips(_chips(plan, at, scope, edition, latest), latest)
    if edition is None:
        rows = fetch_progress(version, at)
        return View(plan, version, at, scope, rows, palette_of(st.context.theme.type))
    meeting = fetch_edition(edition.folder, edition.manifest.content_sha256)
    if isinstance(meeting, str):
        return meeting
    palette = palette_of(st.context.theme.type)
    return View(meeting.plan, version, at, scope, list(meeting.rows), palette, meeting.name)


def _choose_scope(plan: Plan) -> Scope:
    names = {area.code: area.name for area in plan.areas}
    unit = _choose("单位", "unit", [u.name for u in plan.reference.units])
    county = _choose("结对县（区）", "county", [c.name for c in plan.reference.counties])
    area = _choose("工作领域", "area", list(names.values()))
    codes = {name: code for code, name in names.items()}
    return Scope(unit, county, codes.get(area or ""))


def _chips(
    plan: Plan, at: Times, scope: Scope, edition: Edition | None, latest: date
) -> list[Chip]:
    area = next((a.name for a in plan.areas if a.code == scope.area), None)
    known_text = None
    if edition is None and at.known_at is not None:
        known_text = f"{last_day_known(at.known_at)}所知"
    edition_text = edition and f"会议版：{edition.manifest.name}"
    day_text = f"截至 {at.as_of}" if edition is None and at.as_of != latest else None
    boxes = ("edition", "as_of", "known_at", "unit", "county", "area")
    texts = (edition_text, day_text, known_text, scope.unit, scope.county, area)
    return [(key, text) for key, text in zip(boxes, texts, strict=True) if text]


def last_day_known(known_at: datetime) -> date:
    """The day whose end in Shanghai a moment is."""
    return in_shanghai(known_at - timedelta(microseconds=1)).date()


def _choose(label: str, key: str, options: list[str]) -> str | None:
    # a click on a name in a table asks for a filter; a box can only be set before it is drawn
    wanted = st.session_state.pop(f"{key}_wanted", None)
    if wanted is not None:
        st.session_state[key] = wanted
    return st.selectbox(
        label,
        options,
        index=None,
        placeholder="全部",
        key=key,
        width=WIDTHS[key],
        bind="query-params",
    )


def towns(plan: Plan) -> tuple[str, ...]:
    return plan.reference.units_of(*SUBDISTRICT_OR_TOWN)


def carried(**more: str | None) -> dict[str, str]:
    """The query parameters of a link: the filters in force, and what the link adds."""
    kept = {key: st.query_params[key] for key in KEPT if key in st.query_params}
    return kept | {key: value for key, value in more.items() if value is not None}


def to_indicator(plan: Plan, code: str, entity: str | None = None) -> dict[str, str]:
    """The query parameters of a link to 指标: the box there takes an indicator by its name."""
    return carried(indicator=plan.indicator(code).name, entity=entity)
