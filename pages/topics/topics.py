"""What the topic pages fetch, cached by the warehouse's version."""

from collections.abc import Iterable

import streamlit as st

from kpi.engine.times import Times
from kpi.engine.warehouse import Version, open_version
from kpi.topics.projects import Project, projects
from kpi.topics.purchases import Flow, Purchasers, purchasers, purchases
from pages.frame.filters import View
from pages.frame.store import the_plan


@st.cache_data(max_entries=64, show_spinner="正在计算…")
def fetch_purchases(
    version: Version, columns: tuple[str, str], at: Times, unit: str | None, county: str | None
) -> list[Flow]:
    cursor = open_version(version).cursor()
    return purchases(cursor, the_plan(at.as_of), columns, at, unit, county)


@st.cache_data(max_entries=32, show_spinner="正在计算…")
def fetch_purchasers(
    version: Version, at: Times, unit: str | None, county: str | None
) -> list[Purchasers]:
    return purchasers(open_version(version).cursor(), the_plan(at.as_of), at, unit, county)


@st.cache_data(max_entries=32, show_spinner="正在计算…")
def fetch_projects(version: Version, at: Times) -> list[Project]:
    return projects(open_version(version).cursor(), the_plan(at.as_of), at.as_of, at.known_at)


def project_names(view: View, codes: Iterable[str]) -> dict[str, str]:
    """Projects are counted by their numbers, and known by their names."""
    if all(view.plan.indicator(code).entity != "project" for code in codes):
        return {}
    projects = fetch_projects(view.version, view.at)
    return {project.number: f"{project.number} {project.name}" for project in projects}
