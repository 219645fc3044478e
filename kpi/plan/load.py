"""Reads a plan folder and the reference tables; all faults are told together, in Chinese."""

import os
from datetime import date
from functools import cache
from pathlib import Path

from kpi.plan.check import faults_of, sayable
from kpi.plan.check_year import wrong_folder
from kpi.plan.models import County, Duty, Indicator, Plan, Quota, Reference, Unit
from kpi.plan.reading import Reading

DATA = Path(__file__).parents[2] / "data"


class PlanError(Exception):
    """The plan cannot be used; `faults` holds every reason, each with file, block and field."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(
            f"计划文件有 {len(faults)} 处错误：\n" + "\n".join(f"  · {f}" for f in faults)
        )


def plans_folder() -> Path:
    return Path(os.environ.get("DASHBOARD_PLANS", DATA / "plans"))


def plan_years() -> list[int]:
    """The years that have a plan, oldest first."""
    folder = plans_folder()
    return (
        sorted(int(p.name) for p in folder.iterdir() if p.name.isdigit()) if folder.is_dir() else []
    )


def load_plan(year: int | None = None) -> Plan:
    """The plan of a year, by default the newest; raises PlanError with every fault."""
    years = plan_years()
    if not years or (year is not None and year not in years):
        raise PlanError([f"{plans_folder()}：没有 {year or ''} 年的计划，现有：{years or '无'}"])
    return read_plan(plans_folder() / str(year or years[-1]))


def plan_of(day: date) -> Plan:
    """The plan of a day's year; a year without one takes the newest before it, else the oldest.

    Raises PlanError.
    """
    years = plan_years()
    before = [year for year in years if year <= day.year]
    return load_plan(max(before) if before else min(years, default=None))


@cache
def read_plan(folder: Path) -> Plan:
    """The plan in a folder, checked whole; raises PlanError with every fault."""
    year = int(folder.name) if folder.name.isdigit() else date.today().year
    reading = Reading(year)
    blocks = {
        "reference": _reference(reading),
        "indicators": reading.models(Indicator, folder / "indicators.yaml", "code"),
        "quotas": reading.models(Quota, folder / "quotas.csv", "indicator"),
        "duties": reading.models(Duty, folder / "duties.csv", "form"),
    }
    plan = reading.head(folder / "plan.yaml", blocks)
    contradictions = [*wrong_folder(plan, folder.name), *faults_of(plan)]
    faults = [*reading.faults, *map(str, sayable(contradictions, reading.broken))]
    if faults:
        raise PlanError(faults)
    return plan


def load_reference() -> Reference:
    """Units and counties; raises PlanError with every fault."""
    reading = Reading(date.today().year)
    reference = _reference(reading)
    if reading.faults:
        raise PlanError(reading.faults)
    return reference


def _reference(reading: Reading) -> Reference:
    folder = DATA / "reference"
    return Reference(
        units=reading.models(Unit, folder / "units.csv", "name"),
        counties=reading.models(County, folder / "counties.csv", "name"),
    )
