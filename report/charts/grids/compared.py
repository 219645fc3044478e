"""A few units or counties side by side: a cell each with its figure, gap and place."""

from collections.abc import Mapping

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.plan import Indicator
from kpi.ranking import Rank
from kpi.wall import NOTHING, figure_of
from kpi.words.numbers import amount, decimal, percent, signed
from kpi.words.statuses import STATUSES
from report.charts.grids.cells import Cell, cells
from report.charts.grids.matrix import HIGH, SEPARATOR, Wall, bare, counts, heads, layout
from report.charts.markup import as_letters
from report.charts.theme import Palette

NOTHING_TO_SAY = "–"
Places = Mapping[tuple[str, str], Rank]


def comparison(shown: Wall, places: Places, palette: Palette) -> go.Figure:
    """The names across, each cell filled by status: ▽ 52.7%, below it 慢 22.3　第 9/14.

    Where there are two, how far the first is before the second stands at each line's end.
    """
    two = len(shown.names) == 2
    ends = _differences(shown, palette) if two else counts(shown, palette)
    traces = [
        cells(_cells(shown, places, palette), "状态"),
        cells(heads(shown, palette), "名称"),
        cells(ends, "相差" if two else "落后"),
    ]
    below = 0 if two else 1
    return go.Figure(traces, layout(shown, palette, HIGH, below=below))


def _cells(shown: Wall, places: Places, palette: Palette) -> list[Cell]:
    return [
        _cell(shown, row, places.get((line.indicator, name)), (across, down), palette)
        for down, line in enumerate(shown.lines)
        for across, (name, row) in enumerate(zip(shown.names, line.rows, strict=True))
    ]


def _cell(
    shown: Wall, row: Progress | None, rank: Rank | None, place: tuple[int, int], palette: Palette
) -> Cell:
    if row is None:
        return Cell(*place, NOTHING, bare(palette, palette.muted))
    text = "<br>".join(filter(None, (_stands(shown, row), _gap_and_place(row, rank))))
    picks = f"{row.indicator}{SEPARATOR}{row.entity}"
    return Cell(*place, text, palette.fills[row.status], picks, as_letters(row.reason))


def _stands(shown: Wall, row: Progress) -> str:
    """▽ 52.7%, of counts 8/9."""
    figure = figure_of(row, shown.indicators[row.indicator])
    exact = percent(row.rate) if figure.endswith("%") else figure
    return f"{STATUSES[row.status].shape} {exact}".strip()


def _gap_and_place(row: Progress, rank: Rank | None) -> str:
    gap = row.pace_gap_points
    pace = "" if gap is None else f"{'快' if gap >= 0 else '慢'}{decimal(abs(gap))}"
    return " ".join(filter(None, (pace, f"第{rank.place}/{rank.of}" if rank else "")))


def difference(one: Progress | None, other: Progress | None, indicator: Indicator) -> str:
    """How far the first is before the second: +9.7 点 of money and shares, +60 人 of counts.

    – where either has no figure.
    """
    if one is None or other is None:
        return NOTHING_TO_SAY
    if figure_of(one, indicator).endswith("%") or figure_of(other, indicator).endswith("%"):
        if one.rate is None or other.rate is None:
            return NOTHING_TO_SAY
        return f"{signed((one.rate - other.rate) * 100)} 点"
    more = (one.actual or 0.0) - (other.actual or 0.0)
    return f"{'+' if more > 0 else ''}{amount(more, indicator.uom)}"


def _differences(shown: Wall, palette: Palette) -> list[Cell]:
    words = [
        difference(line.rows[0], line.rows[1], shown.indicators[line.indicator])
        for line in shown.lines
    ]
    head = f"{as_letters(shown.names[0])}<br>多或少"
    return [
        Cell(2, down, text, bare(palette, palette.text))
        for down, text in enumerate([head, *words], -1)
    ]
