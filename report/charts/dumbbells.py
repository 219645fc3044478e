"""Projects by name: two rates as two marks with a line between, against the 90 % line."""

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from kpi.topics.projects import LINE, Project
from report.charts.dumbbell_words import (
    LONGEST_ISSUE,
    LONGEST_NAME,
    RIGHT,
    ROOM,
    Statuses,
    beside,
    end_of,
    name_of,
    short,
    told_of,
    worse_of,
)
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, room_for, template

ROW_PIXELS, HEAD_PIXELS = 27, 68
SYMBOLS = (("circle", "●"), ("diamond", "◆"))
TICKS = (0, 20, 40, 60)
NO_RATES = "没有计划投资，无两率"
Reach = tuple[float, float]


def dumbbells(
    projects: Sequence[Project],
    statuses: Statuses,
    names: Sequence[str],
    palette: Palette,
    *,
    brief: bool = False,
) -> go.Figure:
    """A line a project in the order given from the top; `statuses` of its two rates by its number,
    `names` those of the rates. A click gives the number.

    `brief`: on paper, where there is no room for numbers and problems.
    """
    reach = _reach(projects)
    traces = [
        _grounds(projects, names, reach),
        _lines(projects, palette),
        *(_marks(n, name, projects, statuses, palette) for n, name in enumerate(names)),
        _rates(projects, palette),
        _ends(projects, statuses, reach, brief, palette),
    ]
    return go.Figure(traces, _layout(projects, statuses, names, reach, brief, palette))


def _layout(
    projects: Sequence[Project],
    statuses: Statuses,
    names: Sequence[str],
    reach: Reach,
    brief: bool,
    palette: Palette,
) -> Part:
    rows, (low, high) = len(projects), reach
    return {
        "template": template(palette),
        "height": HEAD_PIXELS + ROW_PIXELS * rows,
        "margin": {
            "l": max(map(_width, projects), default=0) + (30 if brief else 30 + 106),
            "r": room_for(["差 00.0"]) + (0 if brief else 14 * (LONGEST_ISSUE + 1)),
            "t": HEAD_PIXELS,
            "b": 0,
        },
        "bargap": 0.04,
        "dragmode": False,
        "xaxis": {
            "range": [low, high],
            "tickvals": [*(ticks := [n for n in TICKS if n >= low]), LINE],
            "ticktext": [*(f"{n}%" for n in ticks), f"<b>{LINE:.0f}% 线</b>"],
            "side": "top",
            "fixedrange": True,
        },
        "yaxis": {
            "tickvals": list(range(rows)),
            "ticktext": [name_of(p, statuses, brief, palette) for p in projects],
            "range": [rows - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
            "ticklabelstandoff": 6,
        },
        "shapes": [_line(palette)],
        "annotations": [_note("　".join(_legend(names)), palette)],
    }


def _reach(projects: Sequence[Project]) -> Reach:
    """The axis from a little before the lowest rate to a little beyond the highest."""
    rates = [rate or 0.0 for p in projects for rate in p.rates]
    return min((70.0, *rates)) - ROOM, max((100.0, *rates)) + ROOM


def _width(project: Project) -> int:
    return room_for([short(project.name or project.number, LONGEST_NAME)])


def _line(palette: Palette) -> Part:
    ends = {"x0": LINE, "x1": LINE, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "line": {"color": palette.text, "width": 1.5, "dash": "dash"}} | ends


def _legend(names: Sequence[str]) -> Iterator[str]:
    for name, (_, shape) in zip(names, SYMBOLS, strict=True):
        yield f"{shape} {as_letters(name)}"


def _note(text: str, palette: Palette) -> Part:
    """Above the names of the ticks."""
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yshift": 28}
    return (
        place
        | {"text": text, "yanchor": "bottom"}
        | {
            "showarrow": False,
            "font": {"color": palette.muted},
        }
    )


def _grounds(projects: Sequence[Project], names: Sequence[str], reach: Reach) -> Part:
    """Nothing to see, but there to be pointed at and clicked, along the whole line."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(projects))),
        "base": reach[0],
        "x": [reach[1] - reach[0]] * len(projects),
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "customdata": [told_of(p, names) for p in projects],
        "hovertemplate": (
            "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>"
        ),
        "name": "",
    }


def _lines(projects: Sequence[Project], palette: Palette) -> Part:
    x: list[float | None] = []
    y: list[float | None] = []
    for place, (invested, paid) in _rated(projects):
        x += [invested, paid, None]
        y += [place, place, None]
    line = {"color": palette.muted, "width": 2}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _rated(projects: Sequence[Project]) -> Iterator[tuple[int, tuple[float, float]]]:
    """The place and the rates of each that has both."""
    for place, project in enumerate(projects):
        invested, paid = project.rates
        if invested is not None and paid is not None:
            yield place, (invested, paid)


def _marks(
    rate: int, name: str, projects: Sequence[Project], statuses: Statuses, palette: Palette
) -> Part:
    points = list(_rated(projects))
    own = [statuses.get(projects[place].number, ("待下达",) * 2)[rate] for place, _ in points]
    fills = [palette.fills[status] for status in own]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [rates[rate] for _, rates in points],
        "y": [place for place, _ in points],
        "marker": {
            "symbol": SYMBOLS[rate][0],
            "size": 12,
            "color": [fill.color for fill in fills],
            "line": {"width": 1, "color": palette.text},
        },
        "hoverinfo": "skip",
        "name": name,
    }


def _rates(projects: Sequence[Project], palette: Palette) -> Part:
    texts = [
        (at, place, text, side)
        for place, rates in _rated(projects)
        for at, text, side in beside(*sorted(rates))
    ]
    rated = {place for place, _ in _rated(projects)}
    missing = (place for place in range(len(projects)) if place not in rated)
    texts += [(60.0, place, NO_RATES, RIGHT) for place in missing]
    x, y, text, side = zip(*texts, strict=True) if texts else ((), (), (), ())
    return _texts("两率", x, y, text) | {"textposition": side, "textfont": {"color": palette.text}}


def _ends(
    projects: Sequence[Project], statuses: Statuses, reach: Reach, brief: bool, palette: Palette
) -> Part:
    """What lacks up to the line, and the problem that is stated."""
    texts = [end_of(p, palette.statuses[worse_of(p, statuses)], brief, palette) for p in projects]
    places = list(range(len(projects)))
    return _texts("差", [reach[1]] * len(places), places, texts) | {"textposition": RIGHT}


def _texts(name: str, x: Sequence[float], y: Sequence[int], text: Sequence[str]) -> Part:
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "text": list(text),
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": name,
    }
