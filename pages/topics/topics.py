"""What the topic pages fetch, cached by the warehouse's version."""

from collections.abc import Iterable, Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.engine.times import Times
from kpi.engine.warehouse import Version, open_version
from kpi.topics.projects import Project, projects
from kpi.topics.purchases import Flow, Purchasers, purchasers, purchases
from kpi.words.spoken import spoken
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


def name_of(row: Progress, view: View) -> str:
    """七宝镇　镇街动员企业采购: whose figure it is, and which; a project by its name."""
    named = project_names(view, [row.indicator]).get(row.entity, row.entity)
    whose = spoken(named.removesuffix(TOTAL_SUFFIX))
    return f"{whose}　{view.plan.indicator(row.indicator).name}"


def first_named(view: View, furthest: Sequence[Progress]) -> str:
    """永善县致富带头人创业成功: the first of those furthest behind; empty where nobody is."""
    return name_of(furthest[0], view).replace("　", "") if furthest else ""
