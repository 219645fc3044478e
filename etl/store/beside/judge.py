"""The last questions about a workbook, and what follows from their answers."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import duckdb

from etl import rules
from etl.check.check import Part
from etl.examine.examine import Findings
from etl.forms.context import Office
from etl.problems import MOST_OF_A_KIND, Problem, has_errors
from etl.store.beside.doubts import (
    ONCE,
    REPLACE,
    older_than_reported,
    reported_by_two,
    sent_again,
)
from etl.store.beside.months import Reread, unlike_other_months
from etl.store.beside.told_before import told_before
from etl.store.elsewhere import large_changes, seen_elsewhere
from etl.store.lines.ledger import Mode
from etl.store.lines.settled import Row, Settlement
from etl.store.resubmission import APPEND, ONLY, dropped

Published = duckdb.DuckDBPyConnection | None


@dataclass(frozen=True)
class Received:
    """When a workbook is received (UTC), and what it is to do; `doubts`: about the moment."""

    at: datetime
    mode: Mode | None = None
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Judged:
    """What a workbook holds and how it counts; without parts as soon as one problem is an error."""

    findings: Findings
    mode: Mode
    settlement: Settlement = field(default_factory=Settlement)


def judged(
    published: Published,
    findings: Findings,
    received: Received,
    again: bool,
    office: Office,
    waiting: tuple[Part, ...] = (),
    reread: Reread | None = None,
) -> Judged:
    """Every question beside what was received, and what is left after the answers.

    `again`: a form, a unit and a month of it were there before. `waiting` are the parts of files
    that were received and are not published yet. `reread` examines the workbook again, the money of
    its sheets in other units.
    """
    if not findings.accepted:
        return Judged(findings, received.mode or "replace")
    units, unlike = unlike_other_months(published, findings.parts, waiting, office, reread)
    if units and reread:
        findings = reread(units)
    parts, answers = findings.parts, office.answers
    mode, only, problems = _mode(published, parts, received, again, office)
    problems += received.doubts
    problems += older_than_reported(published, parts, received.at, answers)[1] if again else []
    problems += unlike
    left_out: tuple[Row, ...] = ()
    if again and mode == APPEND:
        choice, rows, asked = sent_again(published, parts, answers)
        mode = "replace" if choice == REPLACE else mode
        left_out += rows if choice == ONCE else ()
        problems += asked
    choice, rows, asked = reported_by_two(published, parts, answers)
    left_out += rows if choice == ONCE else ()
    rows, told = told_before(published, parts, answers)
    left_out += tuple(row for row in rows if row not in left_out)
    settlement = Settlement(left_out, only, tuple(sorted(units.items())))
    parts = settlement.of(parts)
    problems += [
        *asked,
        *told,
        *_told(left_out),
        *_warnings(published, parts, mode, again, has_errors(problems)),
    ]
    if left_out and not parts:
        problems.append(_NOTHING_LEFT)
    every = (*findings.problems, *problems)
    kept = () if has_errors(every) else parts
    return Judged(replace(findings, parts=kept, problems=every), mode, settlement)


_NOTHING_LEFT = Problem(
    rules.NO_ROWS, "按回答不计这些行，就没有可计的行了", "不必再报；答错了的，请重新回答"
)


def _mode(
    published: Published, parts: tuple[Part, ...], received: Received, again: bool, office: Office
) -> tuple[Mode, bool, list[Problem]]:
    """更正还是补充; whether months without a row stay as they were; what was asked."""
    if received.mode:
        return received.mode, False, []
    lists = any(part.cadence == "snapshot" for part in parts)
    if not again and not lists:
        return "replace", False, []
    choice, problems = dropped(published, parts, received.at, office.answers)
    return ("append" if choice == APPEND else "replace"), choice == ONLY, problems


def _told(left_out: tuple[Row, ...]) -> list[Problem]:
    if not left_out:
        return []
    rows = "、".join(f"“{sheet}”第 {row} 行" for sheet, row in left_out[:MOST_OF_A_KIND])
    message = f"没有计入别处已报的 {len(left_out)} 行：{rows}"
    return [Problem(rules.LEFT_OUT, message, "按回答处理", left_out[0][0])]


def _warnings(
    published: Published, parts: tuple[Part, ...], mode: Mode, again: bool, asked: bool
) -> list[Problem]:
    warnings = seen_elsewhere(published, parts, mode)
    # 更正还是补充 tells what would go: until it is answered, once is enough
    if again and mode != APPEND and not asked:
        warnings += large_changes(published, parts)
    return warnings
