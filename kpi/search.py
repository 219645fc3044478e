"""One box for everything: plan and reference names, and what stands in the reports' rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from kpi.engine.query import Row, run
from kpi.engine.times import Times
from kpi.plan import Plan, entities_of

MOST = 50
# These come up in many rows: found once for each figure that they are part of, others once a row.
OFTEN = ("采购单位", "采购方")
PAIR = "指标和单位、县"
MOST_WORDS = 6


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

    kind: str  # 指标, 单位, 结对县, 任务, PAIR, or the header of the column that holds it
    name: str
    indicator: str | None = None
    entity: str | None = None
    task: int | None = None
    place: tuple[int, str, int] | None = None  # submission, sheet, row


@dataclass(frozen=True)
class Hits:
    """How many things of a kind were found, and the first of them."""

    kind: str
    count: int
    things: tuple[Found, ...]


def search(connection: duckdb.DuckDBPyConnection, plan: Plan, text: str, at: Times) -> list[Hits]:
    """All that holds every word of the text, in any order and case.

    Names of the plan first, then rows that count at a day, at most 50 a column: of those words one
    at least stands in the row, the others may be its unit, entity or indicator. Nothing for an
    empty text.
    """
    words = tuple(dict.fromkeys(text.lower().split()))[:MOST_WORDS]
    if not words:
        return []
    things = [t for t in _names(plan) if _has_all(t.name, words)] + _pairs(plan, words)
    named = [
        Hits(kind, len(of_kind), of_kind)
        for kind in dict.fromkeys(thing.kind for thing in things)
        if (of_kind := tuple(thing for thing in things if thing.kind == kind))
    ]
    return named + list(_rows(connection, plan, words, at))


def _has_all(text: str, words: Iterable[str]) -> bool:
    lowered = text.lower()
    return all(word in lowered for word in words)


def _pairs(plan: Plan, words: Sequence[str]) -> list[Found]:
    """An indicator with one of its entities, where neither of them has all the words."""
    pairs = ((i, e.name) for i in plan.indicators for e in entities_of(i, plan))
    return [
        Found(PAIR, f"{indicator.name} › {entity}", indicator=indicator.code, entity=entity)
        for indicator, entity in pairs
        if _has_all(f"{indicator.name} {entity}", words)
        and not _has_all(indicator.name, words)
        and not _has_all(entity, words)
    ]


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
    connection: duckdb.DuckDBPyConnection, plan: Plan, words: Sequence[str], at: Times
) -> Iterator[Hits]:
    for sought in ROW_COLUMNS:
        indicators = tuple(
            i for i in plan.indicators if i.form == sought.form and i.source == "rows"
        )
        if indicators:
            parts: dict[str, object] = {"form": sought.form, "column": sought.column}
            parts |= {"words": len(words), "is_often": sought.kind in OFTEN}
            bound: dict[str, Any] = {f"word_{n}": word for n, word in enumerate(words)}
            bound |= {"names": [{"code": i.code, "name": i.name} for i in indicators], "most": MOST}
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
            if rows:
                things = tuple(_found(sought.kind, row) for row in rows)
                yield Hits(sought.kind, rows[0]["hits"], things)


def _found(kind: str, row: Row) -> Found:
    place = (row["submission_id"], row["sheet"], row["row"])
    return Found(kind, row["label"], row["indicator"], row["entity"], place=place)
