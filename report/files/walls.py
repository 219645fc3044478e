"""挂图作战 to be taken along: the matrix of towns or counties, its finding and its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kpi.engine.progress import Progress
from kpi.engine.times import Times
from kpi.plan import Plan
from kpi.plan.models import DISTRICT, SUBDISTRICT_OR_TOWN
from kpi.wall import wall, wall_finding
from report.charts.grids.matrix import Wall, matrix
from report.charts.theme import LIGHT
from report.files.snapshot import Snapshot, stamp_of

NAME = "挂图作战"
KINDS = ("镇街", "结对县")
IN_CELLS = "格内为完成率，计数的为完成/目标"


@dataclass(frozen=True)
class Shown:
    """A wall of a kind, with what it says."""

    kind: str
    wall: Wall
    finding: str

    @property
    def topic(self) -> str:
        return f"{NAME}_{self.kind}"

    def rows(self, plan: Plan) -> list[dict[str, Any]]:
        """For a workbook: a line an indicator and name, with numbers as numbers."""
        return [
            {
                "指标": plan.indicator(line.indicator).name,
                self.kind: name,
                "状态": row.status,
                "完成": row.actual,
                "目标": row.target,
                "计量单位": plan.indicator(line.indicator).uom,
                "完成率": row.rate,
                "说明": row.reason,
            }
            for line in self.wall.lines
            for name, row in zip(self.wall.names, line.rows, strict=True)
            if row is not None
        ]


def names_of(kind: str, plan: Plan) -> tuple[str, ...]:
    """The towns, or the counties, in the usual order."""
    if kind == KINDS[0]:
        return plan.reference.units_of(*SUBDISTRICT_OR_TOWN)
    return tuple(county.name for county in plan.reference.counties)


def wall_shown(
    plan: Plan, rows: Sequence[Progress], kind: str, names: Sequence[str] | None = None
) -> Shown:
    """The wall of a kind; `names` in another order than the usual one."""
    across = tuple(names or names_of(kind, plan))
    lines = wall(rows, plan, across)
    return Shown(kind, Wall.of(lines, across, plan), wall_finding(lines, across, kind, plan))


def wall_snapshot(plan: Plan, rows: Sequence[Progress], kind: str, at: Times) -> Snapshot:
    """The matrix as a file."""
    shown = wall_shown(plan, rows, kind)
    stamp = stamp_of(plan, at, DISTRICT, (), rows)
    figure = matrix(shown.wall, LIGHT, words=True)
    title = f"{NAME}：{shown.finding}"
    return Snapshot(shown.topic, title, figure, shown.rows(plan), stamp, uom=IN_CELLS)
