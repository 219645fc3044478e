"""What pages fetch: the plan and what is published, cached by the warehouse's version."""

import atexit
import logging
import os
import shutil
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import streamlit as st

from etl.changes.diff import Section, changes_of
from etl.demo.progress import Making, making_of
from etl.forms.context import Office
from etl.store.begun import has_begun, is_untouched, ledger_fault
from etl.store.disk.folder import Store
from etl.store.faults import STORE_FAULTS, fault_words
from etl.store.warehouse import bring_up_to_date, last_sound, publish
from kpi.engine.progress import Progress, latest_day, progress
from kpi.engine.query import Row
from kpi.engine.times import Times
from kpi.engine.warehouse import (
    NothingReceivedError,
    NoWarehouseError,
    Version,
    open_version,
    published,
)
from kpi.moments import in_shanghai, utc_now
from kpi.plan import Plan, load_plan, plan_of, plan_years
from kpi.reporting.follow_ups import FollowUp, follow_ups
from kpi.reporting.reports import Report, reports
from kpi.search import Hits, search
from kpi.tasks import TaskReport, task_history, task_reports
from kpi.trace.breakdown import Slice, Within, breakdown
from kpi.trace.effect import Effect, effect, newest_month
from kpi.trace.explain import explain
from kpi.trace.explanation import Explanation
from kpi.trace.history import Course, Point, all_courses, history
from kpi.trace.left_out import LeftOut, left_out
from kpi.trace.lineage import Source, Wanted, count_behind, rows_behind, source_of
from kpi.trace.yearly import YearOnYear, years_compared
from kpi.unreported import before_first_report
from kpi.version import DATA
from pages.frame.text import plain

log = logging.getLogger(__name__)
RETRY_SECONDS = 60


@st.cache_resource
def the_plan(day: date | None = None) -> Plan:
    """The plan of the year that a day belongs to, else the newest."""
    return plan_of(day) if day else load_plan()


@st.cache_resource
def the_office() -> Office:
    return Office.of_all_years()


def real_store() -> Store:
    """Where uploads go."""
    return Store.at(None)


def demo_store() -> Store | None:
    """The demo year: beside the default store, or where DASHBOARD_DEMO says."""
    named = os.environ.get("DASHBOARD_DEMO")
    if named is None and "DASHBOARD_DATA" in os.environ:
        return None
    return Store(Path(named) if named else DATA / "demo")


def is_demo() -> bool:
    """Whether the demo year is shown: there is one, and nothing real has been received yet."""
    demo = demo_store()
    return demo is not None and demo.ledger.exists() and not has_begun(real_store())


def demo_making() -> Making | None:
    """How far the demo year is, where one is wanted and nothing real has been received yet."""
    demo = demo_store()
    return making_of(demo) if demo is not None and not has_begun(real_store()) else None


def shown_store() -> Store:
    demo = demo_store()
    return demo if demo is not None and is_demo() else real_store()


class LedgerLostError(NoWarehouseError):
    """Nothing is published, and the ledger is not sound; the text is for everybody."""


@dataclass(frozen=True)
class Recovery:
    """What came of bringing a store up to date: a fault in words, and when that was."""

    fault: str | None
    at: float


def recover(root: Path) -> str | None:
    """Once a process: what a crash left in the ledger enters the warehouse. Gives any fault.

    After a fault it is tried again from time to time: a disk may be mended meanwhile.
    """
    done = _recovered(root)
    if done.fault and time.monotonic() - done.at > RETRY_SECONDS:
        _recovered.clear(root)
        done = _recovered(root)
    return done.fault


@st.cache_resource
def _recovered(root: Path) -> Recovery:
    store = Store(root)
    if is_untouched(store):
        return Recovery(None, time.monotonic())
    try:
        with store.locked():
            bring_up_to_date(store, the_office())
    except Exception as error:
        # whatever it is: the last good version can still be shown
        log.exception("the warehouse of %s could not be brought up to date", root)
        words = fault_words(error) if isinstance(error, STORE_FAULTS) else "原因见服务器日志"
        return Recovery(words, time.monotonic())
    return Recovery(None, time.monotonic())


def current_version() -> Version:
    """What is published now, with a warning if it is not the newest. Raises NoWarehouseError."""
    store = shown_store()
    # it may be damaged while this process runs
    fault = recover(store.root) or ledger_fault(store)
    version, is_newest = _sound_version(store)
    if fault or not is_newest:
        why = fault or "最新一版的数据文件已损坏"
        st.warning(f"下面的数字不一定是最新的：{plain(why)}。请联系管理员。")
    return version


def _sound_version(store: Store) -> tuple[Version, bool]:
    """What is published, and True; where that is damaged the newest version that is whole."""
    try:
        version = published(store.root)
        open_version(version)
    except NothingReceivedError:
        if lost := ledger_fault(store):
            raise LedgerLostError(lost) from None
        raise
    except NoWarehouseError:
        earlier = last_sound(store)
        if earlier is None:
            raise
        return Version(store.warehouse / earlier.file, earlier.sha256), False
    return version, True


@st.cache_resource
def version_without_reports() -> Version:
    """A version that holds no report: before the first is in, the plan alone can be looked at.

    It stands apart from the store, which is not begun before something is received.
    """
    folder = Path(mkdtemp(prefix="kanban-empty-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    publish(Store(folder), [], None)
    return published(folder)


@st.cache_data(max_entries=32, show_spinner="正在计算…")
def fetch_progress(version: Version, at: Times) -> list[Progress]:
    """Every progress row at the end of a day, from one published version."""
    plan = the_plan(at.as_of)
    rows = progress(open_version(version).cursor(), plan, at.as_of, at.known_at)
    return rows if has_reports(version) else before_first_report(rows, plan, at.as_of)


@st.cache_data(max_entries=64, show_spinner="正在计算…")
def fetch_history(version: Version, code: str, at: Times) -> list[Point]:
    """An indicator's rows at each month's end up to a day."""
    plan = the_plan(at.as_of)
    return history(
        open_version(version).cursor(), plan, plan.indicator(code), at.as_of, at.known_at
    )


@st.cache_data(max_entries=8, show_spinner="正在计算…")
def fetch_courses(version: Version, at: Times) -> dict[tuple[str, str], Course]:
    """Every figure at each month's end up to a day, by indicator and entity."""
    cursor = open_version(version).cursor()
    return all_courses(cursor, the_plan(at.as_of), at.as_of, at.known_at)


@st.cache_data(max_entries=64, show_spinner="正在取数…")
def fetch_rows(version: Version, code: str, wanted: Wanted, at: Times) -> list[Row]:
    """The rows behind an indicator's figure, or those that are wanted of them."""
    plan = the_plan(at.as_of)
    return rows_behind(open_version(version).cursor(), plan, plan.indicator(code), at, wanted)


@st.cache_data(max_entries=64, show_spinner="正在取数…")
def fetch_count(version: Version, code: str, entity: str | None, at: Times) -> int:
    plan = the_plan(at.as_of)
    return count_behind(open_version(version).cursor(), plan, plan.indicator(code), at, entity)


@st.cache_data(max_entries=64)
def fetch_left_out(version: Version, code: str, entity: str | None, at: Times) -> LeftOut:
    plan = the_plan(at.as_of)
    return left_out(open_version(version).cursor(), plan, plan.indicator(code), at, entity)


@st.cache_data(max_entries=32)
def fetch_reports(version: Version, at: Times) -> list[Report]:
    return reports(open_version(version).cursor(), the_plan(at.as_of), at.as_of, at.known_at)


@st.cache_data(max_entries=32)
def fetch_task_reports(version: Version, at: Times) -> list[TaskReport]:
    return task_reports(open_version(version).cursor(), the_plan(at.as_of), at.as_of, at.known_at)


@st.cache_data(max_entries=256)
def fetch_source(version: Version, submission_id: int, sheet: str) -> Source | None:
    return source_of(open_version(version).cursor(), the_plan(), submission_id, sheet)


@st.cache_data(max_entries=64)
def fetch_changes(version: Version, submission_id: int) -> list[Section]:
    """What a submission changed in the months in which something was in force before."""
    return changes_of(open_version(version).cursor(), submission_id)


@st.cache_data(max_entries=64, show_spinner="正在计算…")
def fetch_effect(version: Version, submission_id: int) -> list[Effect]:
    """The figures that a submission moved."""
    plan = plan_of_submission(version, submission_id)
    return effect(open_version(version).cursor(), plan, submission_id)


def plan_of_submission(version: Version, submission_id: int) -> Plan:
    """The plan of the year of which a submission speaks."""
    return the_plan(newest_month(open_version(version).cursor(), submission_id))


@st.cache_data(max_entries=8)
def has_reports(version: Version) -> bool:
    """Whether anything has been accepted yet."""
    counted = open_version(version).cursor().execute("select count(*) from coverage").fetchone()
    return bool(counted and counted[0])


@st.cache_data(max_entries=8)
def waits_for_answer(version: Version) -> bool:
    """Whether a workbook was returned for open questions alone."""
    found = (
        open_version(version)
        .cursor()
        .execute(
            "select 1 from problems where severity = 'error' "
            "group by submission_id having bool_and(is_open)"
        )
    )
    return found.fetchone() is not None


@st.cache_data(max_entries=8)
def fetch_latest_day(version: Version) -> date:
    plan = the_plan()
    newest = latest_day(open_version(version).cursor(), plan, in_shanghai(utc_now()).date())
    # the demo year opens at its third quarter's meeting, when everything is still in motion
    return min(newest, date(plan.year, 9, 30)) if is_demo() else newest


@st.cache_data(max_entries=64, show_spinner="正在计算…")
def fetch_breakdown(
    version: Version,
    code: str,
    column: str,
    entity: str | None,
    at: Times,
    within: Within | None = None,
) -> list[Slice]:
    """An indicator's figure, or a part of it, by a column of its form."""
    plan = the_plan(at.as_of)
    cursor = open_version(version).cursor()
    return breakdown(cursor, plan, plan.indicator(code), column, at, entity, within)


@st.cache_data(max_entries=16, show_spinner="正在核对…")
def fetch_explanation(version: Version, code: str, entity: str, at: Times) -> Explanation | None:
    plan = the_plan(at.as_of)
    cursor = open_version(version).cursor()
    return explain(cursor, plan, plan.indicator(code), entity, at.as_of, at.known_at)


@st.cache_data(max_entries=32)
def fetch_follow_ups(version: Version, at: Times) -> list[FollowUp]:
    return follow_ups(open_version(version).cursor(), the_plan(at.as_of), at.as_of, at.known_at)


@st.cache_data(max_entries=64)
def fetch_last_year(version: Version, code: str, entity: str, at: Times) -> list[Point]:
    """The same figure month by month a year ago, where that year has a plan with it; else none."""
    this = the_plan(at.as_of)
    if this.year - 1 not in plan_years():
        return []
    plan = load_plan(this.year - 1)
    if code not in {i.code for i in plan.indicators if i.uom == this.indicator(code).uom}:
        return []
    cursor = open_version(version).cursor()
    points = history(cursor, plan, plan.indicator(code), plan.last_day, at.known_at)
    return [(day, row) for day, row in points if row.entity == entity]


@st.cache_data(max_entries=8)
def fetch_yearly(version: Version, at: Times) -> list[YearOnYear]:
    """Each figure beside that of the same day a year ago, where that year has a plan; else none."""
    this = the_plan(at.as_of)
    if this.year - 1 not in plan_years():
        return []
    cursor = open_version(version).cursor()
    return years_compared(cursor, this, load_plan(this.year - 1), at.as_of, at.known_at)


@st.cache_data(max_entries=64, show_spinner="正在查找…")
def fetch_search(version: Version, text: str, at: Times) -> list[Hits]:
    """Everything that holds all words of a text."""
    return search(open_version(version).cursor(), the_plan(at.as_of), text, at)


@st.cache_data(max_entries=16)
def fetch_task_history(version: Version, at: Times) -> list[TaskReport]:
    """Every month's words on each task."""
    return task_history(open_version(version).cursor(), the_plan(at.as_of), at.as_of, at.known_at)
