"""What changed since the meeting before, by what both of them froze."""

from dataclasses import dataclass

from kpi.changed import Change, changes, changes_in_words
from report.meeting.meeting import Meeting


@dataclass(frozen=True)
class Since:
    """The name of the meeting before, and what of the district's figures moved since."""

    name: str
    changes: tuple[Change, ...]

    @property
    def turned(self) -> list[Change]:
        """Lights that turned, for the worse first."""
        return [change for change in self.changes if change.turn]

    @property
    def finding(self) -> str:
        return f"自“{self.name}”以来：{changes_in_words(self.changes)}"


def since(before: Meeting, now: Meeting) -> Since:
    return Since(before.name, tuple(changes(before.rows, now.rows)))
