"""A few units' years in one small panel: a line each, its name at the line's end."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.words.numbers import amount
from kpi.words.spoken import spoken
from report.charts.lines import MONTH_TICKS, MONTHS
from report.charts.markup import as_letters
from report.charts.theme import ROOM_BELOW, Palette, Part, room_for, template

Course = Sequence[tuple[date, Progress]]
HEIGHT, ABOVE = 250, 36
APART = 18  # pixels from a name to the next
HEADROOM = 1.08
# told apart by colour, and without it by how they are drawn
STROKES = (
    ("accent", "solid"),
    ("text", "solid"),
    ("muted", "dash"),
    ("accent", "dot"),
    ("text", "dashdot"),
)


def courses(lines: Sequence[Course], title: str, uom: str, palette: Palette) -> go.Figure:
    """The cumulative figure at each month's end of up to five units, January to December.

    `lines` have a point each at least; `title` is the indicator's name.
    """
    top = max((row.actual or 0.0 for line in lines for _, row in line), default=0.0) or 1.0
    strokes = [(getattr(palette, color), dash) for color, dash in STROKES[: len(lines)]]
    traces = [_line(line, uom, *stroke) for line, stroke in zip(lines, strokes, strict=True)]
    names = [_name(line[-1][1], uom) for line in lines]
    per_pixel = top * HEADROOM / (HEIGHT - ABOVE - ROOM_BELOW)
    heights = spread(
        [line[-1][1].actual or 0.0 for line in lines], APART * per_pixel, top * HEADROOM
    )
    notes = [
        _end(line[-1][0], height, name, color)
        for line, height, name, (color, _) in zip(lines, heights, names, strokes, strict=True)
    ]
    return go.Figure(traces, _layout([_title(title, uom), *notes], names, top, palette))


def spread(values: Sequence[float], apart: float, top: float) -> list[float]:
    """The places of names that want to stand at these heights, each `apart` from the next.

    None is above `top`, where there is room for all, and none on the axis below.
    """
    order = sorted(range(len(values)), key=lambda n: values[n])
    places, floor, ceiling = list(values), apart / 2, top
    for n in order:
        places[n] = max(values[n], floor)
        floor = places[n] + apart
    for n in reversed(order):
        places[n] = min(places[n], ceiling)
        ceiling = places[n] - apart
    return places


def _name(row: Progress, uom: str) -> str:
    return f"{as_letters(spoken(row.entity))} {amount(row.actual, uom).split()[0]}"


def _line(line: Course, uom: str, color: str, dash: str) -> Part:
    name = as_letters(spoken(line[-1][1].entity))
    return {
        "type": "scatter",
        "x": [f"{day.month}月" for day, _ in line],
        "y": [row.actual for _, row in line],
        "mode": "lines",
        "line": {"color": color, "dash": dash, "width": 3},
        "name": name,
        "text": [amount(row.actual, uom) for _, row in line],
        "hovertemplate": f"%{{x}} {name} %{{text}}<extra></extra>",
    }


def _end(day: date, height: float, name: str, color: str) -> Part:
    return {
        **{"x": day.month - 1, "y": height, "text": name, "font": {"color": color}},
        **{"xanchor": "left", "xshift": 6, "yanchor": "middle", "showarrow": False},
    }


def _title(title: str, uom: str) -> Part:
    return {
        **{"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yshift": 10},
        **{"text": f"<b>{as_letters(title)}</b>（{uom}，逐月累计）", "yanchor": "bottom"},
        "showarrow": False,
    }


def _layout(notes: Sequence[Part], names: Sequence[str], top: float, palette: Palette) -> Part:
    return {
        "template": template(palette),
        "height": HEIGHT,
        "margin": {"l": 48, "r": room_for(names), "t": ABOVE, "b": ROOM_BELOW},
        "xaxis": {"categoryarray": MONTHS, "range": [-0.2, 11.2], "fixedrange": True} | MONTH_TICKS,
        "yaxis": {
            "range": [0, top * HEADROOM],
            "nticks": 4,
            "tickformat": ",~f",
            "fixedrange": True,
        },
        "annotations": list(notes),
    }
