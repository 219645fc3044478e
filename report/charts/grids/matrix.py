"""挂图作战 as one matrix: every indicator by every unit or county, filled by status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.plan import Indicator, Plan
from kpi.wall import NOTHING, WallLine, behind_of, figure_of
from kpi.words.statuses import STATUSES
from report.charts.grids.cells import GAP, Cell, cells
from report.charts.markup import as_letters
from report.charts.theme import Fill, Palette, Part, room_for, template

# of a line with the shape above the figure, and beside it; of the shapes in words
HIGH, LOW, KEY_PIXELS = 52, 38, 26
TOP_PIXELS = 4
MANY = 10  # names across, from which on a cell is too narrow for both side by side
LETTERS = 7  # of a name at a line's beginning, before it is broken in two
LEADING = "每各一"  # belong to what follows: 采购情况, 每月汇总上报
BEHIND_WORD = "落后"
SEPARATOR = " "  # between an indicator's code and an entity, in what a click gives


@dataclass(frozen=True)
class Wall:
    """What a matrix shows: lines of the wall, the names across, the indicators by their codes."""

    lines: Sequence[WallLine]
    names: Sequence[str]
    indicators: Mapping[str, Indicator]

    @classmethod
    def of(cls, lines: Sequence[WallLine], names: Sequence[str], plan: Plan) -> "Wall":
        return cls(lines, names, {line.indicator: plan.indicator(line.indicator) for line in lines})

    @property
    def is_narrow(self) -> bool:
        return len(self.names) > MANY


def matrix(shown: Wall, palette: Palette, *, words: bool = False) -> go.Figure:
    """A cell a status with its shape and figure, · where nothing is asked, and at each line's and
    column's end how many are behind. A click on a cell gives indicator and entity, on a name it.

    `words`: what the shapes mean stands below, where nobody can hover.
    """
    traces = [
        cells(_cells(shown, palette), "状态"),
        cells(heads(shown, palette), "名称"),
        cells(counts(shown, palette), BEHIND_WORD, size=16),
    ]
    around = layout(shown, palette, HIGH if shown.is_narrow else LOW)
    return go.Figure(traces, around | _key(shown, around, palette) if words else around)


def key_of(shown: Wall) -> str:
    """✖ 逾期　▽ 滞后　· 不考核: the shapes that occur, in words, the urgent first."""
    rows = [row for line in shown.lines for row in line.rows]
    occurring = {row.status for row in rows if row is not None}
    words = [status.label for word, status in STATUSES.items() if word in occurring]
    return "　".join([*words, *([f"{NOTHING} 不考核"] if None in rows else [])])


def picked(text: str) -> tuple[str, str]:
    """The indicator's code and the entity of what a click gave; no code where it was a name."""
    code, _, entity = text.partition(SEPARATOR)
    return code, entity


def _cells(shown: Wall, palette: Palette) -> list[Cell]:
    return [
        _cell(shown, row, name, (across, down), palette)
        for down, line in enumerate(shown.lines)
        for across, (name, row) in enumerate(zip(shown.names, line.rows, strict=True))
    ]


def _cell(
    shown: Wall, row: Progress | None, name: str, place: tuple[int, int], palette: Palette
) -> Cell:
    if row is None:
        return Cell(*place, NOTHING, bare(palette, palette.muted))
    indicator = shown.indicators[row.indicator]
    parts = (STATUSES[row.status].shape, figure_of(row, indicator))
    text = ("<br>" if shown.is_narrow else " ").join(filter(None, parts))
    hover = f"<b>{as_letters(name)}　{as_letters(indicator.name)}</b><br>{as_letters(row.reason)}"
    picks = f"{row.indicator}{SEPARATOR}{row.entity}"
    return Cell(*place, text, palette.fills[row.status], picks, hover)


def heads(shown: Wall, palette: Palette) -> list[Cell]:
    """The names across, in two lines where cells are narrow; a click opens the name's own page."""
    letters = 3 if shown.is_narrow else 6
    return [
        Cell(
            across,
            -1,
            in_two(name, letters),
            bare(palette, palette.text),
            f"{SEPARATOR}{name}",
            as_letters(name),
        )
        for across, name in enumerate(shown.names)
    ]


def counts(shown: Wall, palette: Palette) -> list[Cell]:
    """How many are behind: of each line at its right end, of each name below, of all in the corner.

    On the ground, not filled: a number is no status.
    """
    right, below = len(shown.names), len(shown.lines)
    columns = behind_of(shown.lines)
    ends = [(right, down, line.behind) for down, line in enumerate(shown.lines)]
    feet = [(across, below, count) for across, count in enumerate(columns)]
    head = Cell(right, -1, BEHIND_WORD, bare(palette, palette.text))
    return [
        head,
        *(
            Cell(across, down, f"<b>{count}</b>", bare(palette, _color(count, palette)))
            for across, down, count in (*ends, *feet, (right, below, sum(columns)))
        ),
    ]


def _color(count: int, palette: Palette) -> str:
    return palette.statuses["逾期"] if count else palette.muted


def bare(palette: Palette, on: str) -> Fill:
    return Fill(palette.background, on, palette.background)


def in_two(name: str, letters: int) -> str:
    """A longer name in two lines: 江川路, 街道; before what it is, else in the middle."""
    if len(name) <= letters:
        return as_letters(name)
    kind = next((k for k in ("工业区", "街道") if name.endswith(k) and k != name), "")
    end = len(name) - len(kind) if kind else -(-len(name) // 2)
    end -= not kind and name[end - 1] in LEADING
    return f"{as_letters(name[:end])}<br>{as_letters(name[end:])}"


def layout(shown: Wall, palette: Palette, line_pixels: int, below: int = 1) -> Part:
    """The names of the lines at the left, one line above them, and those `below` for counts."""
    names = [shown.indicators[line.indicator].name for line in shown.lines]
    letters = LETTERS if shown.is_narrow else LETTERS + 5
    ticks = [*(in_two(name, letters) for name in names), *(["落后项数"] * below)]
    widest = max((part for tick in ticks for part in tick.split("<br>")), key=len, default="")
    lines = len(ticks) + 1
    return {
        "template": template(palette),
        "height": TOP_PIXELS + 4 + line_pixels * lines,
        "margin": {"l": room_for([widest]), "r": 4, "t": TOP_PIXELS, "b": 4},
        "barmode": "overlay",
        "bargap": GAP,
        "xaxis": {"range": [-0.5, len(shown.names) + 0.5], "visible": False, "fixedrange": True},
        "yaxis": {
            # the names across stand in a line of their own above the first
            "range": [lines - 1.5, -1.5],
            "tickvals": list(range(lines - 1)),
            "ticktext": ticks,
            "ticklabelstandoff": 4,
            "showgrid": False,
            "fixedrange": True,
        },
    }


def _key(shown: Wall, around: Part, palette: Palette) -> Part:
    """The shapes in words in a line below the counts."""
    note = {
        **{"x": 0, "xref": "paper", "xanchor": "left"},
        **{"y": 0, "yref": "paper", "yanchor": "top"},
        **{"text": key_of(shown), "showarrow": False, "font": {"color": palette.text, "size": 13}},
    }
    return {
        "height": around["height"] + KEY_PIXELS,
        "margin": around["margin"] | {"b": 4 + KEY_PIXELS},
        "annotations": [note],
    }
