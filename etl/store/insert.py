"""The ledger's lines into a version of the warehouse that is being built."""

import json
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from etl.check.check import Part
from etl.problems import Problem
from etl.store.lines.ledger import Entry, Withdrawal, totals_fen
from etl.store.statements import statement

TEXTS = ("severity", "rule", "sheet", "cell", "value", "message", "hint", "asked")
PROBLEMS = pa.schema([*((name, pa.string()) for name in TEXTS), ("is_open", pa.bool_())])


def insert_submission(
    connection: duckdb.DuckDBPyConnection, entry: Entry, parts: tuple[Part, ...]
) -> None:
    """A submission with its problems, rows and the months that it speaks for."""
    number = entry.submission_id
    connection.execute(
        "insert into submissions values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number,
            entry.sha256,
            entry.file_name,
            entry.received_at,
            entry.claimed,
            entry.received_by,
            entry.mode,
            entry.verdict,
        ],
    )
    _insert_problems(connection, entry)
    for part in parts:
        _insert_part(connection, number, part)
    covered: dict[tuple[str, str, str], set[date]] = {}
    for p in parts:
        covered.setdefault((p.form, p.cadence, p.unit), set()).update(p.months)
    for (form, cadence, unit), months in sorted(covered.items()):
        row = [number, form, cadence, unit, sorted(months), entry.mode]
        connection.execute("insert into coverage select ?, ?, ?, ?, unnest(?::date[]), ?", row)


def _insert_problems(connection: duckdb.DuckDBPyConnection, entry: Entry) -> None:
    if not entry.problems:
        return
    problems = pa.Table.from_pylist([_problem_row(line) for line in entry.problems], PROBLEMS)
    connection.register("incoming_problems", problems)
    connection.execute(statement("insert_problems"), {"number": entry.submission_id})
    connection.unregister("incoming_problems")


def _problem_row(line: dict[str, Any]) -> dict[str, Any]:
    asked = line.get("asked")
    told = {"asked": json.dumps(asked, ensure_ascii=False) if asked else None}
    # through the problem, which shows no personal number that an older line may hold
    problem = Problem.of_line(line)
    return problem.as_line() | told | {"is_open": problem.is_open}


def insert_withdrawal(connection: duckdb.DuckDBPyConnection, taken: Withdrawal) -> None:
    """From its moment on, the submission counts no more; nothing is removed."""
    row = [taken.withdraws, taken.withdrawn_at, taken.withdrawn_by, taken.reason]
    connection.execute("insert into withdrawals values (?, ?, ?, ?)", row)


def _insert_part(connection: duckdb.DuckDBPyConnection, number: int, part: Part) -> None:
    connection.execute(
        "insert into sheets values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number,
            part.sheet,
            part.form,
            part.unit,
            part.period.first,
            part.period.last,
            part.rows.num_rows,
            json.dumps(part.columns),
        ],
    )
    connection.register("incoming", part.rows)
    connection.execute(statement("insert_rows", form=part.form), {"number": number})
    connection.unregister("incoming")
    _compare_totals(connection, number, part)


def _compare_totals(connection: duckdb.DuckDBPyConnection, number: int, part: Part) -> None:
    """What stands in the warehouse must be what was read, to the row and the fen."""
    totals = totals_fen(part)
    stored = connection.execute(
        statement("control_totals", form=part.form, money=tuple(totals)),
        {"number": number, "sheet": part.sheet},
    ).fetchone()
    if stored != (part.rows.num_rows, *totals.values()):
        raise RuntimeError(f"control totals differ: submission {number}, {part.form}, {stored}")
