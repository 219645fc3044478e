"""Every unit's year in a small panel of its own, all on one scale: the share of its own quota."""

from collections.abc import Iterable, Sequence

import plotly.graph_objects as go

from kpi.gap import gap_words
from kpi.words.numbers import percent
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from report.charts.markup import as_letters
from report.charts.panels import LAST, MONTH, PLOT, ROW, Course, Panel, Place, grid, panels_of
from report.charts.theme import Palette, Part, template

MOST = 21  # panels on one screen
LONGEST_NAME = 7
TICK = 4  # pixels
HEAD = 8  # pixels above the first titles


def multiples(courses: Sequence[Course], uom: str, palette: Palette) -> go.Figure:
    """A panel a unit in the order given: its cumulative line filled by status, a thin line for the
    pace, one at its quota; months from January to December. A click names the unit.

    All panels are places of one sheet: as many charts would take as many times as long to draw.
    """
    panels = panels_of(courses)
    statuses = list(dict.fromkeys(panel.last.status for panel in panels))
    traces = [
        _grounds(panels),
        *(_areas(_of(status, panels), status, palette) for status in statuses),
        _strokes(map(_frame, panels), palette.muted, 1),
        _strokes(map(_quota, panels), palette.muted, 1),
        *(_lines(_of(status, panels), status, palette) for status in statuses),
        _strokes((p.line("expected") for p in panels), palette.text, 1.5, "dot"),
    ]
    return go.Figure(traces, _layout(panels, uom, palette))


def _of(status: str, panels: Iterable[Panel]) -> list[Panel]:
    return [panel for panel in panels if panel.last.status == status]


def _layout(panels: Sequence[Panel], uom: str, palette: Palette) -> Part:
    across, rows = grid(len(panels))
    axis = {"visible": False, "fixedrange": True}
    return {
        "template": template(palette),
        "height": rows * ROW + HEAD,
        "margin": {"l": 4, "r": 4, "t": HEAD, "b": 0},
        "bargap": 0.03,
        "dragmode": False,
        "xaxis": axis | {"range": [-0.04, across - 1 + (LAST + 0.5) * MONTH]},
        "yaxis": axis | {"range": [0, rows * ROW]},
        "annotations": [
            *(_title(panel, uom, palette) for panel in panels),
            *(note for panel in panels for note in _first_and_last(panel, palette)),
            *_names_of_lines(panels[:1], palette),
        ],
    }


def _title(panel: Panel, uom: str, palette: Palette) -> Part:
    row = panel.last
    name = f"<b>{as_letters(_short(spoken(row.entity)))}</b> {STATUSES[row.status].shape}"
    return _note(
        (panel.left, panel.bottom + PLOT),
        f"{name}<br>{percent(row.rate)} {gap_words(row, uom)}".rstrip(),
        palette.statuses[row.status],
        **{"align": "left", "xanchor": "left", "yanchor": "bottom", "yshift": 4},
    )


def _first_and_last(panel: Panel, palette: Palette) -> Iterable[Part]:
    for month, name, side in ((0, "1月", "left"), (LAST, "12月", "right")):
        place = panel.at(month, 0)
        yield _note(place, name, palette.muted, xanchor=side, yanchor="top", yshift=-3)


def _names_of_lines(first: Sequence[Panel], palette: Palette) -> Iterable[Part]:
    """In the first panel, whose line is the furthest below the others'."""
    for panel in first:
        yield _note(panel.at(LAST, 100), "目标", palette.muted, xanchor="right", yanchor="top")
        pace = panel.line("expected")
        if pace:
            middle = pace[len(pace) // 2]
            yield _note(middle, "序时", palette.text, xanchor="right", yanchor="bottom")


def _note(place: Place, text: str, color: str, **more: object) -> Part:
    where = {"x": place[0], "y": place[1], "showarrow": False}
    return where | {"text": text, "font": {"color": color}} | more


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _grounds(panels: Sequence[Panel]) -> Part:
    """Nothing to see, but there to be pointed at and clicked, title and all."""
    return {
        "type": "bar",
        "x": [panel.left + LAST / 2 * MONTH for panel in panels],
        "base": [panel.bottom for panel in panels],
        "y": [ROW] * len(panels),
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "customdata": [_told(panel) for panel in panels],
        "hovertemplate": "<b>%{customdata[2]}</b><br>%{customdata[1]}<extra></extra>",
        "name": "对象",
    }


def _told(panel: Panel) -> list[str]:
    """What a click and a hover take from a panel: the entity first."""
    row = panel.last
    return [row.entity, as_letters(row.reason), as_letters(spoken(row.entity))]


def _frame(panel: Panel) -> list[Place]:
    """The months: a line from January to December with a tick for each."""
    foot = panel.bottom
    ticks = (((m, foot), (m, foot - TICK), (m, foot)) for m in _months(panel))
    return [place for tick in ticks for place in tick]


def _months(panel: Panel) -> list[float]:
    return [panel.at(month, 0)[0] for month in range(LAST + 1)]


def _quota(panel: Panel) -> list[Place]:
    return [panel.at(0, 100), panel.at(LAST, 100)]


def _areas(panels: Sequence[Panel], status: str, palette: Palette) -> Part:
    """What is done, down to the months; where nothing was reported there is nothing to fill."""
    fill = palette.fills[status].color
    shapes = (_closed(panel) for panel in panels)
    return _strokes(shapes, fill, 0) | {"fill": "toself", "fillcolor": fill, "mode": "none"}


def _closed(panel: Panel) -> list[Place]:
    line = panel.line("actual")
    return [*line, (line[-1][0], panel.bottom), (line[0][0], panel.bottom)] if line else []


def _lines(panels: Sequence[Panel], status: str, palette: Palette) -> Part:
    lines = (panel.line("actual") for panel in panels)
    return _strokes(lines, palette.statuses[status], 2.5) | {"name": status}


def _strokes(
    lines: Iterable[Sequence[Place]], color: str, width: float, dash: str = "solid"
) -> Part:
    """Lines apart from each other as one trace, which neither answers nor hides a click."""
    places: list[tuple[float | None, float | None]] = []
    for line in lines:
        places += [*line, (None, None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "line": {"color": color, "width": width, "dash": dash},
        "hoverinfo": "skip",
    }
