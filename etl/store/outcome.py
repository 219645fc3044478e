"""A file at the door: as it was sent, how it was received, and what came of it."""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from etl.account.cells import SheetCells, cells_in_words
from etl.problems import Problem
from etl.store.faults import fault_words
from etl.store.lines.ledger import Mode, SheetEntry


@dataclass(frozen=True)
class Outcome:
    """What came of a file: accepted, returned, unchanged or failed; its line in the ledger, if any.

    `fault`: why a failed one could not be written down; nothing of it is in the ledger.
    `is_published`: whether readers see it already. Its line in the ledger is there for good either
    way, and the next one who may write publishes it.
    """

    file: str
    verdict: str
    sheets: tuple[SheetEntry, ...]
    problems: tuple[Problem, ...]
    sha256: str = ""
    submission_id: int | None = None
    cells: tuple[SheetCells, ...] = ()
    is_published: bool = True
    fault: str = ""

    @property
    def told_cells(self) -> list[str]:
        """What each sheet's cells were read as, a line a sheet."""
        return [f"工作表“{of_sheet.sheet}”{cells_in_words(of_sheet)}" for of_sheet in self.cells]


@dataclass(frozen=True)
class Receipt:
    """How files are received: by whom, when (None: now), what a resubmission does, and the answers
    to questions, by their ids.
    """

    received_by: str
    received_at: datetime | None = None
    mode: Mode | None = None
    answers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def default(cls) -> "Receipt":
        return cls(getpass.getuser())


@dataclass(frozen=True)
class Sent:
    """A file as it came: its name, its bytes and how it was received."""

    name: str
    content: bytes
    receipt: Receipt


def failed(sent: Sent, fault: Exception) -> Outcome:
    """A file that could not be written down."""
    return Outcome(sent.name, "failed", (), (), fault=fault_words(fault))
