"""Reads a plan folder and the reference tables; all faults are told together, in Chinese."""

import csv
import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kpi.plan.check import faults_of
from kpi.plan.check_year import wrong_folder
from kpi.plan.faults import field_of, reason_of
from kpi.plan.models import County, Duty, Indicator, Plan, Quota, Reference, Unit

DATA = Path(__file__).parents[2] / "data"
Model = TypeVar("Model", bound=BaseModel)
Faults = list[str]
TOO_MANY = "多出的列"


class PlanError(Exception):
    """The plan cannot be used; `faults` holds every reason, each with file, block and field."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        super().__init__(
            f"计划文件有 {len(faults)} 处错误：\n" + "\n".join(f"  · {f}" for f in faults)
        )


class _Loader(yaml.SafeLoader):
    """YAML in which `on` is a key like any other: only true and false are truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


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


@cache
def read_plan(folder: Path) -> Plan:
    """The plan in a folder, checked whole; raises PlanError with every fault."""
    faults: Faults = []
    reference = _reference(faults)
    head = _yaml(folder / "plan.yaml", faults)
    parts = {
        "indicators": _models(Indicator, folder / "indicators.yaml", _yaml_blocks, "code", faults),
        "quotas": _models(Quota, folder / "quotas.csv", _csv_blocks, "indicator", faults),
        "duties": _models(Duty, folder / "duties.csv", _csv_blocks, "form", faults),
    }
    blocks = {**(head if isinstance(head, dict) else {}), **parts, "reference": reference}
    where = f"{folder.name}/plan.yaml"
    # without a plan.yaml there is nothing to say of its fields
    plan = _validated(Plan, blocks, where, faults) if head is not None else None
    broken = re.findall(r"（(\w+)），字段", "\n".join(faults))
    whole = plan or _salvaged(blocks, folder)
    more = [*wrong_folder(whole, folder.name), *faults_of(whole)]
    faults += [f for f in more if not _echoes(f, broken) and (plan or not _of_head(f))]
    if faults or plan is None:
        raise PlanError(faults)
    return plan


def _echoes(fault: str, broken: list[str]) -> bool:
    """Whether a fault only says again that a block could not be read."""
    missing = "没有这个指标" in fault or "没有目标值" in fault
    return missing and any(code in fault for code in broken)


def _of_head(fault: str) -> bool:
    """Whether a fault speaks of plan.yaml, which could not be read."""
    return fault.startswith("plan.yaml") or "字段 task：" in fault


def _salvaged(blocks: dict[str, Any], folder: Path) -> Plan:
    """A plan whose plan.yaml is not sound, so that the faults of its other files show too."""
    year = int(folder.name) if folder.name.isdigit() else date.today().year
    days = {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}
    return Plan.model_construct(**blocks | days | {"year": year, "areas": (), "tasks": ()})


def load_reference() -> Reference:
    """Units and counties; raises PlanError with every fault."""
    faults: Faults = []
    reference = _reference(faults)
    if faults:
        raise PlanError(faults)
    return reference


def _reference(faults: Faults) -> Reference:
    folder = DATA / "reference"
    return Reference(
        units=_models(Unit, folder / "units.csv", _csv_blocks, "name", faults),
        counties=_models(County, folder / "counties.csv", _csv_blocks, "name", faults),
    )


def _yaml(path: Path, faults: Faults) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), _Loader)
    except OSError:
        faults.append(f"{path.parent.name}/{path.name}：文件不存在或无法读取")
    except (yaml.YAMLError, ValueError) as error:
        faults.append(f"{path.parent.name}/{path.name}：不是有效的 YAML（{error}）")
    return None


def _yaml_blocks(path: Path, faults: Faults) -> Iterator[Any]:
    blocks = _yaml(path, faults)
    yield from blocks if isinstance(blocks, list) else ()


def _csv_blocks(path: Path, faults: Faults) -> Iterator[Any]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, restkey=TOO_MANY)
    except (OSError, UnicodeDecodeError):
        faults.append(f"{path.parent.name}/{path.name}：文件不存在或不是 UTF-8 文本")


def _models(
    model: type[Model],
    path: Path,
    blocks: Callable[[Path, Faults], Iterator[Any]],
    key: str,
    faults: Faults,
) -> tuple[Model, ...]:
    found = []
    for number, block in enumerate(blocks(path, faults), start=1):
        label = block.get(key) if isinstance(block, dict) else None
        where = f"{path.parent.name}/{path.name} 第 {number} 条（{label or '未命名'}）"
        found.append(_validated(model, block, where, faults))
    return tuple(f for f in found if f is not None)


def _validated(model: type[Model], block: Any, where: str, faults: Faults) -> Model | None:
    try:
        return model.model_validate(block)
    except ValidationError as error:
        faults += [
            f"{where}，字段 {field_of(e['loc'])}：{reason_of(dict(e))}" for e in error.errors()
        ]
        return None
