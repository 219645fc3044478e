"""A store on another year's small plan, and on the plan of the year before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest
import streamlit as st
from facts import Facts
from places import PLANS, ROOT

from kpi.plan import load_plan


@contextmanager
def small_plan(folder: Path, *, is_silent: bool = False) -> Iterator[Path]:
    """Union purchases of 400 万元 in February 2022 and 500 in February 2023, and the two plans.

    A silent plan does not say what is shown first.
    """
    copytree(ROOT / "data" / "plans" / "2022", folder / "plans" / "2022")
    copytree(PLANS / "2023", folder / "plans" / "2023")
    if is_silent:
        _silence(folder / "plans" / "2023" / "plan.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_PLANS", str(folder / "plans"))
        st.cache_resource.clear()
        facts = Facts(folder / "store", load_plan())
        for month, wan in (("2022-02", 400), ("2023-02", 500)):
            row = {"category": "工会福利", "purchased_on": f"{month}-15", "amount": wan * 10_000}
            facts.add("purchase", "区总工会", month, [row], received="2023-03-05")
        yield facts.store.root
    st.cache_resource.clear()


def _silence(plan: Path) -> None:
    head, _, rest = plan.read_text("utf-8").partition("shown:\n")
    plan.write_text(f"{head}areas:{rest.partition('areas:')[2]}", "utf-8")
