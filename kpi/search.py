"""One box for everything: plan and reference names, and what stands in the reports' rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from kpi.engine.query import run
from kpi.engine.times import Times
from kpi.plan import Plan

MOST = 50
# These come up in many rows: found once for each figure that they are part of.
OFTEN = ("采购单位", "采购方")


@dataclass(frozen=True)
class Sought:
    """What a reader looks for in the rows of a form: the kind of thing, and its column."""

    kind: str
    form: str
    column: str


ROW_COLUMNS = (
    Sought("采购凭证", form="purchase", column="voucher"),
    Sought("凭证号", form="county_sale", column="voucher"),
    Sought("项目编号", form="project", column="project_no"),
    Sought("项目名称", form="project", column="name"),
    Sought("企业名称", form="enterprise", column="enterprise"),
    Sought("团号", form="tour", column="group_no"),
    Sought("班次名称", form="training", column="course"),
    Sought("预算单位", form="canteen", column="budget_unit"),
    Sought("采购单位", form="purchase", column="purchaser"),
    Sought("采购方", form="county_sale", column="buyer"),
)


@dataclass(frozen=True)
class Found:
    """A thing that was found: its kind and name, and where it leads."""

    kind: str  # 指标, 单位, 结对县, 任务, or the header of the column that holds it
    name: str
    indicator: str | None = None
    entity: str | None = None
    task: int | None = None
    place: tuple[int, str, int] | None = None  # submission, sheet, row


def search(connection: duckdb.DuckDBPyConnection, plan: Plan, text: str, at: Times) -> list[Found]:
    """All that holds the text, any case: names of the plan first, then rows that count at a day.

    At most 50 rows a column; nothing for an empty text.
    """
    wanted = text.strip().lower()
    if not wanted:
        return []
    named = [thing for thing in _names(plan) if wanted in thing.name.lower()]
    return named + list(_rows(connection, plan, wanted, at))


def _names(plan: Plan) -> Iterator[Found]:
    for indicator in plan.indicators:
        yield Found("指标", indicator.name, indicator=indicator.code)
    for unit in plan.reference.units:
        yield Found("单位", unit.name, entity=unit.name)
    for county in plan.reference.counties:
        yield Found("结对县", county.name, entity=county.name)
    for task in plan.tasks:
        yield Found("任务", f"任务{task.task}　{task.text}", task=task.task)


def _rows(
    connection: duckdb.DuckDBPyConnection, plan: Plan, wanted: str, at: Times
) -> Iterator[Found]:
    for sought in ROW_COLUMNS:
        indicators = tuple(
            i for i in plan.indicators if i.form == sought.form and i.source == "rows"
        )
        if indicators:
            parts: dict[str, object] = {"form": sought.form, "column": sought.column}
            bound: dict[str, Any] = {"wanted": wanted, "most": MOST}
            rows = run(
                connection,
                "search_rows",
                plan,
                at.as_of,
                at.known_at,
                parts,
                alone=indicators,
                **bound,
            )
            yield from _once(
                Found(
                    sought.kind,
                    row["label"],
                    row["indicator"],
                    row["entity"],
                    place=(row["submission_id"], row["sheet"], row["row"]),
                )
                for row in rows
            )


def _once(things: Iterable[Found]) -> list[Found]:
    """A row that several indicators count is found once; who buys often, once a figure."""
    seen: dict[object, Found] = {}
    for thing in things:
        often = thing.kind in OFTEN
        seen.setdefault(
            (thing.name, thing.indicator, thing.entity) if often else thing.place, thing
        )
    return list(seen.values())
