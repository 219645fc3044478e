"""Whether an edition can be made again from the originals, and if not, what changed."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.forms.context import Office
from etl.proof.editions import document_faults
from etl.store.disk.chain import ChainError, Lines, chained, read_unproved
from etl.store.disk.folder import Store
from etl.store.lines.witnesses import proved_lines
from etl.store.warehouse import ProgressBar, RebuildError, bring_up_to_date
from kpi.engine.progress import Progress
from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.plan import Plan
from report.editions.freeze import known_to
from report.editions.originals import changed_originals, naming, original_faults, warehouse_faults
from report.editions.plan_changes import plan_changes
from report.editions.shelf import Edition
from report.meeting.meeting import Meeting, meeting

FIGURES = {
    "actual": "完成",
    "target": "目标",
    "rate": "完成率",
    "status": "状态",
    "numerator": "分子",
    "denominator": "分母",
    "expected": "序时应完成",
    "needed_per_month": "余下每月需",
    "forecast": "年底预计",
    "reports_in": "已报",
    "reports_due": "应报",
}


@dataclass(frozen=True)
class Difference:
    """A figure that comes out otherwise: what was frozen, and what the originals give now."""

    indicator: str
    entity: str
    figure: str
    frozen: object
    now: object


@dataclass(frozen=True)
class Verdict:
    """What was found, in sentences; `differences` are the figures that do not come out."""

    causes: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def is_identical(self) -> bool:
        return not self.causes and not self.differences


def verify(
    store: Store, edition: Edition, plan: Plan, office: Office, bar: ProgressBar | None = None
) -> Verdict:
    """Reads every original anew into a warehouse of its own and compares each figure.

    Raises EditionError where the edition itself was changed.
    """
    frozen = edition.meeting()
    try:
        ledger = read_unproved(store.ledger)
    except ChainError as fault:
        return Verdict((f"台账：{fault}",), ())
    causes = [
        *document_faults(edition.folder),
        *warehouse_faults(edition),
        *_ledger(ledger, edition, frozen),
        *_chain(store),
        *plan_changes(frozen.plan, plan),
    ]
    changed = changed_originals(store, edition.manifest.known)
    with tempfile.TemporaryDirectory(prefix="kanban-verify-") as folder:
        copy = _copy(store, ledger, Path(folder))
        try:
            bring_up_to_date(copy, office, afresh=True, bar=bar)
        except RebuildError as fault:
            return Verdict((*causes, *(naming(store, line) for line in changed), str(fault)), ())
        connection = connect(copy.root)
        causes += original_faults(store, edition, connection, changed)
        now = meeting(connection, plan, Times(frozen.as_of, frozen.known_at), frozen.name)
        return Verdict(tuple(causes), tuple(differences(frozen.rows, now.rows)))


def differences(frozen: tuple[Progress, ...], now: tuple[Progress, ...]) -> Iterator[Difference]:
    """Every figure of every row that is not the same, in the frozen order."""
    before, after = ({(r.indicator, r.entity, r.level): r for r in rows} for rows in (frozen, now))
    for key in [*before, *(k for k in after if k not in before)]:
        one, two = before.get(key), after.get(key)
        for figure in FIGURES:
            old, new = getattr(one, figure, None), getattr(two, figure, None)
            if old != new:
                yield Difference(key[0], key[1], figure, old, new)


def _chain(store: Store) -> Iterator[str]:
    """Where the ledger's lines are not those that were written."""
    try:
        proved_lines(store)
    except ChainError as fault:
        yield f"台账：{fault}"


@dataclass(frozen=True)
class AsFound(Store):
    """Whose originals are read as they are now: what they would make of the figures is told."""

    def read_original(self, sha256: str) -> bytes:
        try:
            return self.original(sha256).read_bytes()
        except FileNotFoundError:
            return super().read_original(sha256)


def _copy(store: Store, ledger: Lines, folder: Path) -> Store:
    """A store with what the ledger says now, the same originals, and a warehouse of its own."""
    (folder / "ledger.jsonl").write_bytes(chained(ledger.fields))
    (folder / "submissions").symlink_to((store.root / "submissions").resolve())
    return AsFound(folder)


def _ledger(ledger: Lines, edition: Edition, frozen: Meeting) -> Iterator[str]:
    """Lines that were changed, are gone, or were added with a moment in the past."""
    now = {k.line: k for k in known_to(ledger, frozen)}
    before = {k.line: k for k in edition.manifest.known}
    for line in sorted(now.keys() | before.keys()):
        one, two = before.get(line), now.get(line)
        if one is None and two is not None:
            yield f"台账：第 {line} 行“{two.file_name}”是定稿之后补录的，注明的收到时刻在定稿之前"
        elif one is not None and two is None:
            yield f"台账：第 {line} 行“{one.file_name}”不见了"
        elif one != two and one is not None:
            yield f"台账：第 {line} 行“{one.file_name}”已被改动"
