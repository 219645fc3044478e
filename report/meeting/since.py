"""What changed since the meeting before: one definition for the page, the slides and the paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.engine.times import Times
from kpi.engine.warehouse import Connection
from kpi.findings import district_rows
from kpi.plan import Plan
from kpi.trace.compare import Move, compare
from kpi.words.statuses import STATUSES
from report.meeting.meeting import Meeting


@dataclass(frozen=True)
class Since:
    """The name of the meeting before, and the district's figures that moved since."""

    name: str
    plan: Plan
    moves: tuple[Move, ...]

    @property
    def better(self) -> list[Move]:
        return turned(self.moves)[0]

    @property
    def worse(self) -> list[Move]:
        return turned(self.moves)[1]

    @property
    def finding(self) -> str:
        return (
            f"自“{self.name}”以来：{len(self.moves)} 项指标的数字变了，"
            f"{len(self.better)} 项好转，{len(self.worse)} 项变差"
        )


def since(connection: Connection, meeting: Meeting, name: str, before: Times) -> Since:
    """The meeting against the one of that name at its two times."""
    moves = compare(connection, meeting.plan, before, Times(meeting.as_of, meeting.known_at))
    return Since(name, meeting.plan, tuple(district_moves(moves)))


def district_moves(moves: Sequence[Move]) -> list[Move]:
    """One move an indicator: the district's own row or the roll-up."""
    return [m for m in moves if district_rows([r for r in (m.before, m.after) if r is not None])]


def turned(moves: Sequence[Move]) -> tuple[list[Move], list[Move]]:
    """Those whose light turned for the better, and for the worse."""
    better: list[Move] = []
    worse: list[Move] = []
    for move in moves:
        if move.before is None or move.after is None:
            continue
        change = STATUSES[move.after.status].urgency - STATUSES[move.before.status].urgency
        (better if change > 0 else worse if change < 0 else []).append(move)
    return better, worse
