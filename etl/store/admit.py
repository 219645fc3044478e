"""Files through the door: kept, examined, entered in the ledger, published."""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.check.check import Part
from etl.examine.apart import examine_apart
from etl.examine.examine import Findings
from etl.forms.context import Office
from etl.personal import masked
from etl.questions import Answers
from etl.store.beside.judge import Judged, Received, judged
from etl.store.beside.months import Reread
from etl.store.beside.waiting import must_see, speaks_again
from etl.store.disk.folder import Store
from etl.store.lines.clock import moment_of
from etl.store.lines.ledger import (
    Entry,
    Line,
    accepted_alike,
    append_entry,
    read_lines,
    returned_alike,
    sheet_entries,
    submissions,
)
from etl.store.lines.memory import answers_of, used
from etl.store.outcome import Outcome, Receipt, Sent, failed
from etl.store.trial import trial_of
from etl.store.warehouse import base_of_next, publish, publish_if_possible, reading
from kpi.version import Pointer, opened

log = logging.getLogger(__name__)
# The warehouse that questions are asked of, None before the first submission.
Published = duckdb.DuckDBPyConnection | None
Admitted = list[tuple[Line, tuple[Part, ...]]]
# Wraps long work of so many steps and this name: a context manager that gives them one by one.
Bar = Callable[[Iterable[Any], int, str], AbstractContextManager[Iterable[Any]]]


def load_file(store: Store, office: Office, name: str, content: bytes, receipt: Receipt) -> Outcome:
    """Lets a workbook in whole, or returns it with every problem; the same bytes change nothing."""
    return load_files(store, office, [Sent(name, content, receipt)])[0]


def load_files(
    store: Store, office: Office, files: Sequence[Sent], bar: Bar | None = None
) -> list[Outcome]:
    """Each file in the order given, as `load_file` would; readers see all of them at once.

    A file's line is in the ledger before it is published, so a crash loses none: the next one
    who takes the lock replays what the warehouse lacks.
    """
    examined = _examine_all(office, files, read_lines(store), bar or no_bar)
    with store.locked(), (bar or no_bar)(files, len(files), "入库") as shown:
        return _admit_all(store, office, base_of_next(store, office), shown, examined)


def _examine_all(
    office: Office, files: Sequence[Sent], lines: list[Line], bar: Bar
) -> list[Findings]:
    def one(sent: Sent) -> Findings:
        answers = answers_of(lines, sent.receipt.answers)
        return examine_apart(Path(sent.name).name, sent.content, office.answering(answers))

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        findings = pool.map(one, files)
        try:
            with bar(findings, len(files), "检查") as shown:
                return list(shown)
        except BaseException:
            # whoever stops the load does not wait for the files that nobody will admit
            pool.shutdown(cancel_futures=True)
            raise


def _admit_all(
    store: Store,
    office: Office,
    base: Pointer,
    files: Iterable[Sent],
    examined: list[Findings],
) -> list[Outcome]:
    """What came of each file; one that cannot be written down says so, and so do those after it."""
    batch, fault = _Batch(store, office, base, read_lines(store)), None
    with batch:
        for sent, findings in zip(files, examined, strict=True):
            try:
                if fault is None:
                    batch.take(sent, findings)
            except (OSError, duckdb.Error) as broken:
                log.exception("%r could not be written down", sent.name)
                fault = broken
            if fault is not None:
                batch.outcomes.append(failed(sent, fault))
    return batch.published()


@dataclass
class _Batch(ExitStack):
    """Files on their way in: what is in the ledger already, and what waits to be published."""

    store: Store
    office: Office
    base: Pointer
    lines: list[Line]
    waiting: Admitted = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open()

    def _open(self) -> None:
        self._version = self.enter_context(opened(self.store.warehouse / self.base.file))

    @property
    def _parts(self) -> tuple[Part, ...]:
        return tuple(part for _, parts in self.waiting for part in parts)

    def take(self, sent: Sent, findings: Findings) -> None:
        """Enters a file in the ledger, or what is wrong with it. Raises OSError, duckdb.Error."""
        entries = submissions(self.lines)
        if self.waiting and must_see(findings.parts, self._parts, entries):
            self.close()
            self.base, self.waiting = publish(self.store, self.waiting, self.base), []
            self._open()
        outcome, entry, parts = _admit(
            self.store, self.office, self._version, sent, findings, self.lines, self._parts
        )
        self.outcomes.append(outcome)
        if entry:
            self.lines.append(entry)
            self.waiting.append((entry, parts))

    def published(self) -> list[Outcome]:
        """What came of each file, now that readers see those that came in, or cannot yet."""
        if not self.waiting or publish_if_possible(self.store, self.waiting, self.base):
            return self.outcomes
        numbers = {line.line for line, _ in self.waiting}
        return [replace(o, is_published=o.submission_id not in numbers) for o in self.outcomes]


def _admit(
    store: Store,
    office: Office,
    published: Published,
    sent: Sent,
    findings: Findings,
    lines: list[Line],
    waiting: tuple[Part, ...],
) -> tuple[Outcome, Entry | None, tuple[Part, ...]]:
    """The verdict on a file and its new line in the ledger, None where it adds none."""
    digest = store.keep(sent.content)
    if earlier := accepted_alike(digest, lines, sent.receipt.answers):
        return _unchanged(sent.name, earlier), None, ()
    given = answers_of(lines, sent.receipt.answers)
    again = speaks_again(findings.parts, submissions(lines))
    office = office.answering(given)
    reread = _reread(Path(sent.name).name, sent.content, office)
    received = _received(lines, sent.receipt, given)
    verdict = judged(published, findings, received, again, office, waiting, reread)
    findings = verdict.findings
    entry = _entry(len(lines) + 1, digest, sent, verdict, received.at)
    answers = used(findings.problems, given, lines)
    entry = entry.model_copy(update={"answers": answers})
    if known := returned_alike(entry, lines):
        return _outcome(sent.name, known, findings), None, ()
    append_entry(store, entry)
    return _outcome(sent.name, entry, findings), entry, findings.parts


def _received(lines: list[Line], receipt: Receipt, answers: Answers) -> Received:
    at, doubts = moment_of(lines, receipt.received_at, answers)
    return Received(at, receipt.mode, tuple(doubts))


def _reread(name: str, content: bytes, office: Office) -> Reread:
    """Examines a workbook again, the money of its sheets in the units that are given."""

    def examined(units: Mapping[str, str]) -> Findings:
        answers = replace(office.answers, money=units)
        return examine_apart(name, content, office.answering(answers))

    return examined


def _outcome(name: str, entry: Entry, findings: Findings) -> Outcome:
    problems, number = findings.problems, entry.submission_id
    return Outcome(
        name, entry.verdict, entry.sheets, problems, entry.sha256, number, findings.cells
    )


def _unchanged(name: str, entry: Entry) -> Outcome:
    return Outcome(name, "unchanged", entry.sheets, (), entry.sha256, entry.submission_id)


@contextmanager
def no_bar(items: Iterable[Any], length: int, label: str) -> Iterator[Iterable[Any]]:
    """Shows nothing."""
    yield items


def check_file(
    store: Store, office: Office, name: str, content: bytes, receipt: Receipt
) -> Outcome:
    """The same verdict as `load_file` would give, and nothing is changed."""
    digest = hashlib.sha256(content).hexdigest()
    lines = read_lines(store)
    if earlier := accepted_alike(digest, lines, receipt.answers):
        return _unchanged(name, earlier)
    answers = answers_of(lines, receipt.answers)
    examined = examine_apart(Path(name).name, content, office.answering(answers))
    again = speaks_again(examined.parts, submissions(lines))
    with reading(store) as published:
        office = office.answering(answers)
        reread = _reread(Path(name).name, content, office)
        received = _received(lines, receipt, answers)
        verdict = judged(published, examined, received, again, office, reread=reread)
    findings = verdict.findings
    word = "accepted" if findings.accepted else "returned"
    sheets = sheet_entries(findings.parts)
    return Outcome(name, word, sheets, findings.problems, digest, cells=findings.cells)


def check_files(
    store: Store, office: Office, files: Sequence[Sent], bar: Bar | None = None
) -> list[Outcome]:
    """What `load_files` would say, of each file beside those before it; nothing is changed."""
    known = len(read_lines(store))
    with trial_of(store) as trial:
        outcomes = load_files(trial, office, files, bar)
    # a number beyond the ledger is none
    return [
        o if (o.submission_id or 0) <= known else replace(o, submission_id=None) for o in outcomes
    ]


def _entry(number: int, sha256: str, sent: Sent, verdict: Judged, at: datetime) -> Entry:
    findings = verdict.findings
    return Entry(
        submission_id=number,
        sha256=sha256,
        file_name=masked(Path(sent.name).name),
        received_at=at,
        claimed=at == sent.receipt.received_at,
        received_by=masked(sent.receipt.received_by),
        mode=verdict.mode,
        settlement=verdict.settlement,
        verdict="accepted" if findings.accepted else "returned",
        sheets=sheet_entries(findings.parts),
        problems=tuple(p.as_line() for p in findings.problems),
    )
