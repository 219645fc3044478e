"""What pages fetch: the plan and the published progress, cached by the warehouse's version."""

import logging
from datetime import date

import streamlit as st

from etl.context import Office
from etl.store import Store, StoreBusyError
from etl.warehouse import RebuildError, bring_up_to_date
from kpi.plan import Plan, load_plan
from kpi.plan.moments import SHANGHAI, utc_now
from kpi.progress import Progress, latest_day, progress
from kpi.warehouse import Version, open_version, published, store_folder

log = logging.getLogger(__name__)


@st.cache_resource
def the_plan() -> Plan:
    return load_plan()


@st.cache_resource
def recover() -> str | None:
    """Once a process: what a crash left in the ledger enters the warehouse. A fault is told."""
    store = Store.at(None)
    if not store.ledger.exists():
        return None
    try:
        with store.locked():
            bring_up_to_date(store, Office(the_plan()))
    except (StoreBusyError, RebuildError) as error:
        log.exception("the warehouse could not be brought up to date")
        return str(error)
    return None


def current_version() -> Version:
    """What is published now; raises NoWarehouseError."""
    recover()
    version = published(store_folder())
    open_version(version)
    return version


@st.cache_data(max_entries=32, show_spinner="正在计算…")
def fetch_progress(version: Version, as_of: date) -> list[Progress]:
    """Every progress row at the end of a day, from one published version."""
    return progress(open_version(version).cursor(), the_plan(), as_of)


@st.cache_data(max_entries=8)
def fetch_latest_day(version: Version) -> date:
    today = utc_now().astimezone(SHANGHAI).date()
    return latest_day(open_version(version).cursor(), the_plan(), today)
