"""挂图作战: indicators down, units or counties across, a progress row in each place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.plan import Plan


@dataclass(frozen=True)
class WallLine:
    """An indicator with the row of each name, None where it asks nothing of it."""

    indicator: str
    rows: tuple[Progress | None, ...]


def wall(rows: Iterable[Progress], plan: Plan, names: Sequence[str]) -> list[WallLine]:
    """The indicators that ask something of any of the names, in the plan's order.

    A unit's reports over the months stand there as one, 莘庄镇（合计）.
    """
    own: dict[tuple[str, str], Progress] = {}
    for row in rows:
        own.setdefault((row.indicator, row.entity.removesuffix(TOTAL_SUFFIX)), row)
    lines = [
        WallLine(i.code, tuple(own.get((i.code, name)) for name in names)) for i in plan.indicators
    ]
    return [line for line in lines if any(line.rows)]
