"""A number walked down: rule, target, entities, months, submissions, rows and cells."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import duckdb

from kpi.engine.progress import progress_of
from kpi.engine.query import Row, run
from kpi.engine.rollups import entities_within
from kpi.engine.rule import rule_sql
from kpi.plan import Indicator, Plan
from kpi.trace.evidence import evidence, once_each
from kpi.trace.explanation import Basis, Evidence, Explanation, Share, shares, summed, whole_base


def explain(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    entity: str,
    as_of: date,
    known_at: datetime | None = None,
) -> Explanation | None:
    """The figure of an indicator for an entity or a roll-up, None where it has none."""
    explanations = explain_all(connection, plan, indicator, as_of, known_at, (entity,))
    return explanations[0] if explanations else None


def explain_all(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    as_of: date,
    known_at: datetime | None = None,
    entities: Sequence[str] | None = None,
) -> list[Explanation]:
    """Every figure of an indicator explained, in the order of the progress table."""
    rows = run(connection, "progress", plan, as_of, known_at, alone=indicator)
    behind = evidence(connection, plan, indicator, as_of, known_at)
    wanted = [row for row in rows if entities is None or row["entity"] in entities]
    return [_explained(plan, indicator, row, rows, behind) for row in wanted]


def explain_entities(
    connection: duckdb.DuckDBPyConnection, plan: Plan, as_of: date, known_at: datetime | None = None
) -> Iterator[Explanation]:
    """Every figure of every entity explained, roll-ups left out; one look at progress for all."""
    rows = run(connection, "progress", plan, as_of, known_at)
    with ThreadPoolExecutor(max_workers=2) as pool:
        # most of a query's time is its planning, which keeps one core busy
        evidence_lists = pool.map(
            lambda i: evidence(connection.cursor(), plan, i, as_of, known_at), plan.indicators
        )
        for indicator, behind in zip(plan.indicators, evidence_lists, strict=True):
            indicator_rows = [row for row in rows if row["indicator"] == indicator.code]
            entity_rows = [row for row in indicator_rows if row["level"] == "entity"]
            yield from (
                _explained(plan, indicator, row, indicator_rows, behind) for row in entity_rows
            )


def _explained(
    plan: Plan, indicator: Indicator, row: Row, rows: list[Row], behind: list[Evidence]
) -> Explanation:
    own = {r["entity"]: r for r in rows if r["level"] == "entity"}
    names = entities_within(indicator, plan, row["entity"], own)
    evidence_within = [item for item in behind if item.entity in set(names)]
    if row["level"] == "rollup" and indicator.measure == "recurring":
        evidence_within = once_each(
            evidence_within, {name for name in names if own[name]["is_met"]}
        )
    parts = tuple(_part(indicator, name, evidence_within) for name in names)
    is_own = row["level"] == "entity" and row["entity"] in names
    return Explanation(
        progress=progress_of(row),
        name=indicator.name,
        task=indicator.task,
        clause=indicator.clause,
        rule=indicator.rule,
        sql=rule_sql(indicator),
        uom=indicator.uom,
        scale=indicator.scale,
        amount=sum(part.amount for part in parts),
        base=whole_base(indicator, is_own, parts),
        target=_basis(indicator, row),
        entities=parts,
        months=shares(sorted(evidence_within, key=lambda r: r.month), lambda r: f"{r.month:%Y-%m}"),
        submissions=shares(evidence_within, lambda r: f"{r.submission_id} {r.file_name}"),
        rows=tuple(evidence_within),
    )


def _part(indicator: Indicator, name: str, behind: Sequence[Evidence]) -> Share:
    entity_rows = [row for row in behind if row.entity == name]
    amount, base = summed(entity_rows)
    # what is asked by a day is asked of an entity without rows too
    return Share(name, amount, 1 if indicator.measure == "on_time" else base, len(entity_rows))


def _basis(indicator: Indicator, row: Row) -> Basis:
    """The quota in force, the row's own target, or the sum over the entities."""
    quota: dict[str, Any] = {
        key: row[f"quota_{key}"]
        for key in ("entity", "effective_on", "basis", "submission_id", "sheet", "row")
    }
    if row["level"] == "rollup":
        return _without_quota("entities", row["target"], "由各对象的目标合成")
    if indicator.own_target:
        return _without_quota("row", row["target"], f"报表自带：{indicator.own_target}")
    if row["target"] is None:
        return Basis(**quota | {"kind": "none", "target": None, "basis": quota["basis"] or ""})
    kind = "plan" if quota["submission_id"] is None else "submission"
    return Basis(kind=kind, target=row["target"], **quota)


def _without_quota(kind: str, target: float | None, basis: str) -> Basis:
    return Basis(kind, target, None, None, basis, None, None, None)
