"""挂图作战 on the stage: indicators down, towns or counties across, each place filled by status."""

from collections import Counter
from collections.abc import Sequence

from kpi.engine.progress import Progress
from kpi.wall import WallLine, wall
from kpi.words.statuses import BEHIND, STATUSES, Status
from pages.frame.filters import View, towns
from pages.stage.screen import Screen, subtitle
from pages.stage.table import Cell, Column, Line, show_lines

NOTHING = "·"  # the indicator asks nothing of this one
NAMED = 3


def wall_screen(view: View) -> Screen:
    """The towns, or the counties where one of them is chosen."""
    counties = [county.name for county in view.plan.reference.counties]
    names = counties if view.scope.county else towns(view.plan)
    lines = wall(view.rows, view.plan, names)
    if not lines:
        return Screen("挂图作战：没有按单位考核的指标", subtitle(view), "")
    behind = Counter(
        name
        for line in lines
        for name, row in zip(names, line.rows, strict=True)
        if row and row.status in BEHIND
    )
    asked = sum(row is not None for line in lines for row in line.rows)
    legend = "　".join(status.label for status in _occurring(lines))
    return Screen(
        _title(asked, behind),
        subtitle(view, more=legend),
        _sentence(behind),
        lambda height: _draw(view, names, lines, height),
    )


def _occurring(lines: Sequence[WallLine]) -> list[Status]:
    words = {row.status for line in lines for row in line.rows if row}
    return [status for word, status in STATUSES.items() if word in words]


def _title(asked: int, behind: Counter[str]) -> str:
    if not behind:
        return f"挂图作战：{asked} 格中没有落后或逾期的"
    name, number = behind.most_common(1)[0]
    return f"挂图作战：{asked} 格中 {behind.total()} 格落后或逾期，最多的是{name}（{number} 项）"


def _sentence(behind: Counter[str]) -> str:
    """Who has several to catch up with."""
    several = [f"{name} {n} 项" for name, n in behind.most_common() if n > 1]
    if not several:
        return ""
    others = f"，另 {len(several) - NAMED} 个各有 2 项以上" if len(several) > NAMED else ""
    return f"要赶上的：{'，'.join(several[:NAMED])}{others}"


def _draw(view: View, names: Sequence[str], lines: Sequence[WallLine], height: int) -> None:
    columns = (
        Column("指标", 20),
        *(Column(name, 74 / len(names), "count") for name in names),
        Column("落后", 6, "figure"),
    )
    worst_first = sorted(lines, key=lambda line: -_late(line.rows))
    cells = [_sums(names, lines), *(_line(view, line) for line in worst_first)]
    show_lines(columns, cells, height, "另 {} 项指标未列出")


def _late(rows: Sequence[Progress | None]) -> int:
    return sum(row is not None and row.status in BEHIND for row in rows)


def _sums(names: Sequence[str], lines: Sequence[WallLine]) -> Line:
    """Right under the names: in how many each is behind."""
    late = [_late([line.rows[n] for line in lines]) for n in range(len(names))]
    return (Cell("落后的项数"), *(Cell(str(n or NOTHING)) for n in late), Cell(str(sum(late))))


def _line(view: View, line: WallLine) -> Line:
    places = (
        Cell(STATUSES[row.status].shape, fill=view.palette.fills[row.status])
        if row
        else Cell(NOTHING)
        for row in line.rows
    )
    return (
        Cell(view.plan.indicator(line.indicator).name),
        *places,
        Cell(str(_late(line.rows) or NOTHING)),
    )
