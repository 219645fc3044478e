"""One file through the door: kept, examined, entered in the ledger, published."""

import getpass
import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.context import Office
from etl.examine import Findings, examine
from etl.ledger import (
    Entry,
    Mode,
    SheetEntry,
    append_entry,
    problem_line,
    read_ledger,
    sheet_entries,
)
from etl.problems import Problem, has_errors
from etl.resubmission import dropped
from etl.store import Store
from etl.warehouse import bring_up_to_date, publish, read_pointer
from kpi.plan.moments import utc_now


@dataclass(frozen=True)
class Outcome:
    """What came of a file: accepted, returned or unchanged."""

    file: str
    verdict: str
    sheets: tuple[SheetEntry, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Receipt:
    """How files are received: by whom, when (None: now), and what a resubmission does."""

    received_by: str
    received_at: datetime | None = None
    mode: Mode | None = None

    @classmethod
    def default(cls) -> "Receipt":
        return cls(getpass.getuser())


def load_file(store: Store, office: Office, name: str, content: bytes, receipt: Receipt) -> Outcome:
    """Lets a workbook in whole, or returns it with every problem; the same bytes change nothing."""
    findings = examine(Path(name).name, content, office)
    with store.locked():
        bring_up_to_date(store, office)
        entries = read_ledger(store)
        digest = store.keep(content)
        same = [e for e in entries if e.sha256 == digest]
        if any(e.verdict == "accepted" for e in same):
            return Outcome(name, "unchanged", same[-1].sheets, ())
        findings = _with_questions(store, findings, receipt)
        entry = _entry(len(entries) + 1, digest, Path(name).name, findings, receipt)
        if not any(e.problems == entry.problems for e in same):
            append_entry(store, entry)
            publish(store, [(entry, findings.parts)], read_pointer(store))
    return Outcome(name, entry.verdict, entry.sheets, findings.problems)


def check_file(
    store: Store, office: Office, name: str, content: bytes, receipt: Receipt
) -> Outcome:
    """The same verdict as `load_file` would give, and nothing is changed."""
    digest = hashlib.sha256(content).hexdigest()
    for entry in read_ledger(store):
        if entry.sha256 == digest and entry.verdict == "accepted":
            return Outcome(name, "unchanged", entry.sheets, ())
    findings = _with_questions(store, examine(Path(name).name, content, office), receipt)
    verdict = "accepted" if findings.accepted else "returned"
    return Outcome(name, verdict, sheet_entries(findings.parts), findings.problems)


def _with_questions(store: Store, findings: Findings, receipt: Receipt) -> Findings:
    """Asks 更正还是补充 where a resubmission would drop what was there, unless it is answered."""
    asked = () if receipt.mode else tuple(dropped(store, findings.parts))
    problems = (*findings.problems, *asked)
    return Findings(() if has_errors(problems) else findings.parts, problems)


def _entry(number: int, sha256: str, name: str, findings: Findings, receipt: Receipt) -> Entry:
    return Entry(
        submission_id=number,
        sha256=sha256,
        file_name=name,
        received_at=receipt.received_at or utc_now(),
        claimed=receipt.received_at is not None,
        received_by=receipt.received_by,
        mode=receipt.mode or "replace",
        verdict="accepted" if findings.accepted else "returned",
        sheets=sheet_entries(findings.parts),
        problems=tuple(problem_line(p) for p in findings.problems),
    )
