"""The rows and reports behind an indicator, each with what it brings and its cells."""

import json
import re
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

import duckdb

from kpi.engine.query import Row, run
from kpi.plan import Indicator, Plan
from kpi.trace.explanation import Cell, Evidence


def evidence(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    as_of: date,
    known_at: datetime | None,
) -> list[Evidence]:
    """All that an indicator counts, by entity; the amounts of an entity sum to its figure."""
    name = "explain_rows" if indicator.source == "rows" else "explain_reports"
    parts: dict[str, object] = {"form": indicator.form}
    rows = run(connection, name, plan, as_of, known_at, parts, alone=indicator, form=indicator.form)
    return [_evidence(indicator, row) for row in rows]


def _evidence(indicator: Indicator, row: Row) -> Evidence:
    return Evidence(
        entity=row["entity"],
        month=row["month"],
        amount=row["brought_amount"],
        base=row.get("brought_base"),
        submission_id=row["submission_id"],
        file_name=row["file_name"],
        received_at=row["received_at"],
        sheet=row.get("sheet") or "",
        row=row.get("row") or 0,
        cells=_cells(indicator, row),
    )


def _cells(indicator: Indicator, row: Row) -> dict[str, Cell]:
    """The cells that the rule reads, by the form's column; money columns end in _fen inside."""
    letters: dict[str, str] = json.loads(row.get("columns") or "{}")
    stored = {n: f"{n}_fen" if f"{n}_fen" in row else n for n in letters}
    used = _names_in(indicator)
    return {
        name: Cell(f"{letters[name]}{row['row']}", row[stored[name]])
        for name in letters
        if stored[name] in used and stored[name] in row
    }


def _names_in(indicator: Indicator) -> set[str]:
    """Every name that the indicator's expressions use."""
    texts = (
        indicator.where,
        indicator.only,
        indicator.on,
        indicator.value,
        indicator.over,
        indicator.distinct,
        indicator.own_target,
        indicator.by,
    )
    # texts in quotes, in which a word is no name: kind = 'tour' leaves kind =
    expressions = re.sub(r"'[^']*'", "", " ".join(text for text in texts if text))
    # words in lower case, as columns are named: amount_fen > 0 gives amount_fen
    return set(re.findall(r"[a-z_]+", expressions))


def once_each(rows: list[Evidence], met: set[str]) -> list[Evidence]:
    """The rows of a roll-up of duties: a member that has met its duty brings one, by its first."""
    return [
        replace(row, amount=int(place == 0 and entity in met))
        for entity, entity_rows in groupby(rows, key=lambda r: r.entity)
        for place, row in enumerate(entity_rows)
    ]
