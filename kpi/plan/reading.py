"""Reads a plan's files block by block: a block with faults stands in for itself, all are told."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kpi.plan.faults import field_of, reason_of
from kpi.plan.models import Area, Plan, Task
from kpi.plan.salvage import salvaged
from kpi.plan.shown import LISTS, Shown

Model = TypeVar("Model", bound=BaseModel)
TOO_MANY = "多出的列"
# the parts of plan.yaml: a fault in one is told with its place in the file
WITHIN = (Area, Task, Shown, *LISTS.values())


# written in C where the package has it: five times as fast, and every process reads the plan
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which `on` is a key like any other: only true and false are truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Reading:
    """What was wrong so far: the faults in words, and the fields that could not be read."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.faults: list[str] = []
        self.broken: set[str] = set()

    def models(self, model: type[Model], path: Path, key: str) -> tuple[Model, ...]:
        """A file's blocks; `key` is the field that names one."""
        models = []
        for number, block in enumerate(self._blocks(path)):
            label = block.get(key) if isinstance(block, dict) else None
            where = f"{path.parent.name}/{path.name} 第 {number + 1} 条（{label or '未命名'}）"
            models.append(self._model(model, block, where, f"{path.stem}.{number}", number))
        return tuple(models)

    def head(self, path: Path, blocks: dict[str, Any]) -> Plan:
        """The plan of plan.yaml and the blocks that stand in the other files."""
        head = self._yaml(path)
        where = f"{path.parent.name}/{path.name}"
        if head is not None and not isinstance(head, dict):
            self.faults.append(f"{where}：须是一组“键: 值”")
        entries: dict[str, Any] = head if isinstance(head, dict) else {}
        lists = {
            "areas": self._listed(Area, entries, "areas", where),
            "tasks": self._listed(Task, entries, "tasks", where),
        }
        if entries:
            missing = {name for name in lists if name not in entries}
            sound: dict[str, Any] = {name: lists[name] for name in lists if name in entries}
            sound["shown"] = self._shown(entries.get("shown"), where)
            self.broken |= missing
            return self._model(Plan, entries | sound | blocks, where, "", 0, lists)
        self.broken |= {"areas", "tasks", "year", "first_day", "last_day"}
        return salvaged(Plan, lists | blocks, (), 0, self.year)

    def _shown(self, section: Any, where: str) -> Shown:
        """What is shown first: a plan need not say it, nor all of it (~)."""
        block = {} if section is None else section
        if isinstance(block, dict):
            entries = {
                k: v for k, v in block.items() if v is not None or k not in Shown.model_fields
            }
            read = {n: self._listed(m, entries, n, where, "shown.") for n, m in LISTS.items()}
            kept = {name: value for name, value in entries.items() if name not in LISTS}
            block = kept | {n: read[n] for n in LISTS if isinstance(entries.get(n), list)}
        return self._model(Shown, block, where, "shown", 0)

    def _listed(
        self, model: type[Model], entries: dict[str, Any], name: str, where: str, within: str = ""
    ) -> tuple[Model, ...]:
        blocks, key = entries.get(name), f"{within}{name}"
        if not isinstance(blocks, list):
            if name in entries:
                self.faults.append(f"{where}，字段 {key}：须是列表")
                self.broken.add(key)
            return ()
        return tuple(
            self._model(model, block, where, f"{key}.{n}", n) for n, block in enumerate(blocks)
        )

    def _model(
        self,
        model: type[Model],
        block: Any,
        where: str,
        key: str,
        number: int,
        lists: dict[str, Any] | None = None,
    ) -> Model:
        try:
            return model.model_validate(block)
        except ValidationError as error:
            bad = self._tell(error, where, key, within=model in WITHIN)
            whole = (lists or {}) | (block if isinstance(block, dict) else {})
            self.broken |= {f"{key}.{name}".lstrip(".") for name in bad}
            return salvaged(model, whole, bad, number, self.year)

    def _tell(self, error: ValidationError, where: str, key: str, *, within: bool) -> set[str]:
        """Writes the faults down, and gives the fields that they are in."""
        bad = set()
        for one in error.errors():
            field = field_of((*key.split("."), *one["loc"]) if within else one["loc"])
            self.faults.append(f"{where}，字段 {field}：{reason_of(dict(one))}")
            bad.add(str(one["loc"][0]) if one["loc"] else "*")
        return bad

    def _blocks(self, path: Path) -> Iterable[Any]:
        blocks = self._yaml(path) if path.suffix == ".yaml" else list(self._csv(path))
        if isinstance(blocks, list) and blocks:
            return blocks
        # of what a file that says nothing lacks, nothing is said
        self.broken.add(path.stem)
        if blocks is not None and not isinstance(blocks, list):
            self.faults.append(f"{path.parent.name}/{path.name}：须是列表，每段以“- ”开头")
        return ()

    def _yaml(self, path: Path) -> Any:
        name = f"{path.parent.name}/{path.name}"
        try:
            return yaml.load(path.read_text("utf-8"), _Loader)
        except OSError:
            self.faults.append(f"{name}：文件不存在或无法读取")
        except (yaml.YAMLError, ValueError) as error:
            self.faults.append(f"{name}：不是有效的 YAML（{error}）")
        return None

    def _csv(self, path: Path) -> Iterator[Any]:
        try:
            with path.open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file, restkey=TOO_MANY)
        except (OSError, UnicodeDecodeError):
            self.faults.append(f"{path.parent.name}/{path.name}：文件不存在或不是 UTF-8 文本")
