"""挂图作战: indicators down, units or counties across, a progress row in each place.

The one source of who stands where: the wall, the towns' and counties' pages and the comparison
show its rows, so that none of them can lack one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.plan import Indicator, Plan
from kpi.ranking import Rank, ranks
from kpi.words.numbers import decimal, is_counted
from kpi.words.statuses import BEHIND

NOTHING = "·"  # the indicator asks nothing of this one
UNREPORTED = "未报送"


@dataclass(frozen=True)
class WallLine:
    """An indicator with the row of each name, None where it asks nothing of it."""

    indicator: str
    rows: tuple[Progress | None, ...]

    @property
    def behind(self) -> int:
        """How many of the names are behind in it, the overdue among them."""
        return sum(row is not None and row.status in BEHIND for row in self.rows)


def own_rows(rows: Iterable[Progress]) -> dict[tuple[str, str], Progress]:
    """Each indicator's row of each name; 莘庄镇（合计）, its reports over the months, is one."""
    own: dict[tuple[str, str], Progress] = {}
    for row in rows:
        own.setdefault((row.indicator, row.entity.removesuffix(TOTAL_SUFFIX)), row)
    return own


def wall(rows: Iterable[Progress], plan: Plan, names: Sequence[str]) -> list[WallLine]:
    """The indicators that ask something of any of the names, in the plan's order."""
    own = own_rows(rows)
    lines = [
        WallLine(i.code, tuple(own.get((i.code, name)) for name in names)) for i in plan.indicators
    ]
    return [line for line in lines if any(line.rows)]


def standing_rows(lines: Iterable[WallLine], place: int) -> list[Progress]:
    """The rows of the name at a place across, in the order of the lines."""
    return [row for line in lines if (row := line.rows[place]) is not None]


def behind_of(lines: Sequence[WallLine]) -> tuple[int, ...]:
    """For each name across in how many indicators it is behind."""
    columns = zip(*(line.rows for line in lines), strict=True)
    return tuple(
        sum(row is not None and row.status in BEHIND for row in column) for column in columns
    )


def places(lines: Iterable[WallLine], names: Sequence[str]) -> dict[tuple[str, str], Rank]:
    """The place of each indicator and name by its rate among all the names across."""
    return ranks(
        replace(row, entity=name, level="entity")
        for line in lines
        for name, row in zip(names, line.rows, strict=True)
        if row is not None
    )


def figure_of(row: Progress, indicator: Indicator) -> str:
    """What stands in a cell beside the shape: of counts 8/9, of money and shares 29%.

    What has not reached its target is at most 99%: 299.9 of 300 is not all.
    """
    if row.status == UNREPORTED:
        return "未报"
    if is_counted(indicator.uom) and row.target:
        return f"{_short(row.actual or 0.0)}/{_short(row.target)}"
    if row.rate is None:
        return ""
    whole = float(decimal(row.rate * 100, 0).replace(",", ""))
    return f"{whole if row.rate >= 1 else min(whole, 99.0):.0f}%"


def wall_finding(lines: Sequence[WallLine], names: Sequence[str], kind: str, plan: Plan) -> str:
    """14 个镇街 20 处落后：颛桥镇最多，3 项；落后面最广的是镇街动员企业采购，9 个镇街."""
    who = most_behind(lines, names, kind)
    widest = max(lines, key=lambda line: line.behind, default=None)
    if widest is None or not widest.behind:
        return who
    name = plan.indicator(widest.indicator).name
    return f"{who}；落后面最广的是{name}，{widest.behind} 个{kind}"


def most_behind(lines: Sequence[WallLine], names: Sequence[str], kind: str) -> str:
    """14 个镇街 20 处落后：颛桥镇最多，3 项."""
    columns = behind_of(lines)
    if not sum(columns):
        return f"{len(names)} 个{kind}，没有落后的指标"
    most = max(columns)
    worst = [name for name, count in zip(names, columns, strict=True) if count == most]
    others = "" if len(worst) == 1 else f"等 {len(worst)} 个"
    return f"{len(names)} 个{kind} {sum(columns)} 处落后：{worst[0]}{others}最多，{most} 项"


def _short(value: float) -> str:
    return decimal(value, 0 if value.is_integer() else 1)
