"""What an explanation holds: a figure, its rule, its target's basis, and what brought it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kpi.engine.progress import Progress
from kpi.plan import Indicator


@dataclass(frozen=True)
class Cell:
    """A cell that the rule reads, and its value as the warehouse keeps it (money in fen)."""

    cell: str
    value: Any


@dataclass(frozen=True)
class Evidence:
    """A row, or a report, and what it brings in the smallest unit; `row` 0: the whole report."""

    entity: str
    month: date
    amount: int
    base: int | None
    submission_id: int
    file_name: str
    received_at: datetime
    sheet: str
    row: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Share:
    """What an entity, a month or a submission brings; the shares of a kind sum to the whole."""

    name: str
    amount: int
    base: int | None
    rows: int


@dataclass(frozen=True)
class Basis:
    """Where a target comes from; `kind`: plan, submission, row, entities or none."""

    kind: str
    target: float | None
    entity: str | None
    effective_on: date | None
    basis: str
    submission_id: int | None
    sheet: str | None
    row: int | None


@dataclass(frozen=True)
class Explanation:
    """A progress row walked down; amounts are whole numbers (fen, people), never rounded."""

    progress: Progress
    name: str
    task: int
    clause: str
    rule: str
    sql: str
    uom: str
    scale: int
    amount: int
    base: int | None
    target: Basis
    entities: tuple[Share, ...]
    months: tuple[Share, ...]
    submissions: tuple[Share, ...]
    rows: tuple[Evidence, ...]

    @property
    def adds_up(self) -> bool:
        """Whether entities, months, submissions and rows each sum to the amount, to the fen."""
        kinds: tuple[Iterable[Share | Evidence], ...] = (
            self.entities,
            self.months,
            self.submissions,
            self.rows,
        )
        return all(sum(share.amount for share in shares) == self.amount for shares in kinds)


def shares(rows: Iterable[Evidence], name: Callable[[Evidence], str]) -> tuple[Share, ...]:
    """The rows summed by a name, in the order in which the names come up."""
    groups: dict[str, list[Evidence]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    return tuple(Share(n, *summed(group), len(group)) for n, group in groups.items())


def summed(rows: Iterable[Evidence]) -> tuple[int, int | None]:
    """Amount and base of rows; no base where none has one."""
    all_rows = list(rows)
    bases = [row.base for row in all_rows if row.base is not None]
    return sum(row.amount for row in all_rows), sum(bases) if bases else None


def whole_base(indicator: Indicator, entity_level: bool, entities: Iterable[Share]) -> int | None:
    """The denominator: the sum of the entities', their number for an average."""
    entity_shares = list(entities)
    if indicator.measure == "average":
        return None if entity_level else len(entity_shares)
    bases = [share.base for share in entity_shares if share.base is not None]
    return sum(bases) if bases else None
