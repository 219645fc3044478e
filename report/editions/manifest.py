"""What an edition says of itself, and how its contents are written and read."""

import hashlib
import re
from datetime import date, datetime
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.reporting.follow_ups import FollowUp
from kpi.reporting.reports import Report
from kpi.tasks import TaskReport
from kpi.topics.projects import Project

FORMAT = 4  # 1 had no seal, 2 no warehouse of its own, 3 neither the ledger's head nor steps
LONGEST_NAME = 40
# What a manifest says since which format: an older seal knows nothing of it.
SINCE = MappingProxyType({"ledger_lines": 4, "ledger_head": 4, "steps": 4})


class EditionError(Exception):
    """An edition cannot be made, found or trusted; the text says why and what to do."""


class Known(BaseModel):
    """A line of the ledger that was known to the meeting: a submission or a withdrawal."""

    model_config = ConfigDict(frozen=True)

    line: int
    kind: str  # submission | withdrawal
    sha256: str
    file_name: str
    received_at: datetime
    line_sha256: str  # of all that the ledger's line says


class Manifest(BaseModel):
    """An edition's name, its two times, and the SHA-256 of everything in it; moments are UTC."""

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    name: str
    as_of: date
    known_at: datetime
    frozen_at: datetime
    year: int
    warehouse_sha256: str
    plan_sha256: str
    content_sha256: str
    known: tuple[Known, ...]
    # how many lines the ledger had, and the hash of the last of them
    ledger_lines: int = 0
    ledger_head: str = ""
    steps: tuple[str, ...] = ()  # that it was presented with, by their codes; none: the plan's
    seal: str = ""

    @property
    def has_warehouse(self) -> bool:
        """Whether the data that the figures were computed from lie beside it."""
        return self.format >= 3

    @property
    def own_seal(self) -> str:
        """The SHA-256 of all that the manifest says."""
        later = {name for name, since in SINCE.items() if self.format < since}
        said = self.model_dump_json(exclude={"seal", *later})
        return hashlib.sha256(said.encode()).hexdigest()

    def sealed(self) -> "Manifest":
        return self.model_copy(update={"seal": self.own_seal})


@dataclass(frozen=True)
class Content:
    """The figures of an edition: all that a Meeting holds besides its plan."""

    rows: tuple[Progress, ...]
    reports: tuple[Report, ...]
    task_reports: tuple[TaskReport, ...]
    matters: tuple[FollowUp, ...]
    projects: tuple[Project, ...]


CONTENT: TypeAdapter[Content] = TypeAdapter(Content)


def slug_of(name: str) -> str:
    """The folder's name: letters, figures and - only, whatever the edition is called.

    Raises EditionError for a name of which nothing is left.
    """
    # whatever is no letter, figure, _ or -, a run of it as one: 第三季度：推进会 is 第三季度_推进会
    slug = re.sub(r"[^\w-]+", "_", name.strip()).strip("_")[:LONGEST_NAME]
    if not slug:
        raise EditionError("请给会议版起一个名字，用汉字、字母或数字，例如：第三季度推进会")
    return slug
