"""Projects by name: two rates as two marks with a line between, against the 90 % line."""

from collections.abc import Iterator, Mapping, Sequence

import plotly.graph_objects as go

from kpi.projects import LINE, Project
from kpi.words.numbers import amount, decimal
from kpi.words.statuses import STATUSES
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, room_for, template

ROW_PIXELS, HEAD_PIXELS = 27, 68
SYMBOLS = (("circle", "●"), ("diamond", "◆"))
TICKS = (0, 30, 60)
ROOM = 13.0  # per cent that a figure takes beside its mark
LONGEST_NAME, LONGEST_ISSUE = 15, 12
HOVER_LETTERS = 26  # in a line over a mark
NO_RATES = "没有计划投资，无两率"
Statuses = Mapping[str, tuple[str, ...]]


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
    reach = max((100.0, *(rate for p in projects for rate in p.rates if rate))) + ROOM
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
    reach: float,
    brief: bool,
    palette: Palette,
) -> Part:
    least = min((rate or 0.0 for p in projects for rate in p.rates), default=0.0)
    rows = len(projects)
    return {
        "template": template(palette),
        "height": HEAD_PIXELS + ROW_PIXELS * rows,
        "margin": {
            "l": max(map(_width, projects), default=0) + (30 if brief else 30 + 106),
            "r": room_for(["差 00.0"]) + (0 if brief else 14 * (LONGEST_ISSUE + 1)),
            "t": HEAD_PIXELS,
            "b": 0,
        },
        "dragmode": False,
        "xaxis": {
            "range": [min(0.0, least - ROOM), reach],
            "tickvals": [*TICKS, LINE],
            "ticktext": [*(f"{n}%" for n in TICKS), f"<b>{LINE:.0f}% 线</b>"],
            "side": "top",
            "fixedrange": True,
        },
        "yaxis": {
            "tickvals": list(range(rows)),
            "ticktext": [_name(p, statuses, brief, palette) for p in projects],
            "range": [rows - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
            "ticklabelstandoff": 6,
        },
        "shapes": [_line(palette)],
        "annotations": [_note("　".join(_legend(names)), palette)],
    }


def _width(project: Project) -> int:
    return room_for([_short(project.name or project.number, LONGEST_NAME)])


def _line(palette: Palette) -> Part:
    ends = {"x0": LINE, "x1": LINE, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "line": {"color": palette.text, "width": 1.5, "dash": "dash"}} | ends


def _legend(names: Sequence[str]) -> Iterator[str]:
    for name, (_, shape) in zip(names, SYMBOLS, strict=True):
        yield f"{shape} {as_letters(name)}"


def _note(text: str, palette: Palette) -> Part:
    """Above the names of the ticks."""
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yshift": 40}
    return place | {"text": text, "showarrow": False, "font": {"color": palette.muted}}


def _name(project: Project, statuses: Statuses, brief: bool, palette: Palette) -> str:
    name = as_letters(_short(project.name or project.number, LONGEST_NAME))
    status = _worse(project, statuses)
    named = f"{name} {_colored(STATUSES[status].shape, palette.statuses[status])}"
    number = as_letters(_short(project.number, LONGEST_NAME))
    return named if brief else f"{named} {_colored(number, palette.muted)}"


def _worse(project: Project, statuses: Statuses) -> str:
    both = statuses.get(project.number, ())
    return min(both, key=lambda status: STATUSES[status].urgency, default="待下达")


def _colored(text: str, color: str) -> str:
    return f'<span style="color:{color}">{text}</span>'


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _grounds(projects: Sequence[Project], names: Sequence[str], reach: float) -> Part:
    """Nothing to see, but there to be pointed at and clicked, along the whole line."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(projects))),
        "base": -ROOM,
        "x": [reach + ROOM] * len(projects),
        "width": 0.96,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "customdata": [_told(p, names) for p in projects],
        "hovertemplate": (
            "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>"
        ),
        "name": "",
    }


def _told(project: Project, names: Sequence[str]) -> list[str]:
    """What a click and a hover take from a line: the number first."""
    pairs = zip(names, project.rates, strict=True)
    rates = "　".join(f"{as_letters(name)} {amount(rate, '%')}" for name, rate in pairs)
    problem = f"存在问题：{project.issue or '未填'}"
    parts = (problem[n : n + HOVER_LETTERS] for n in range(0, len(problem), HOVER_LETTERS))
    name = as_letters(f"{project.name}（{project.number}）" if project.name else project.number)
    return [project.number, name, rates, "<br>".join(map(as_letters, parts))]


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
    """The lower rate at the left of its mark, the higher at the right; alike ones once."""
    texts: list[tuple[float, int, str, str]] = []
    for place, rates in _rated(projects):
        low, high = sorted(rates)
        once = decimal(low) == decimal(high)
        texts.append((low, place, "" if once else decimal(low), "middle left"))
        texts.append((high, place, decimal(high), "middle right"))
    rated = {place for place, _ in _rated(projects)}
    missing = (place for place in range(len(projects)) if place not in rated)
    texts += [(0.0, place, NO_RATES, "middle right") for place in missing]
    x, y, text, side = zip(*texts, strict=True) if texts else ((), (), (), ())
    return _texts("两率", x, y, text) | {"textposition": side, "textfont": {"color": palette.text}}


def _ends(
    projects: Sequence[Project], statuses: Statuses, reach: float, brief: bool, palette: Palette
) -> Part:
    """What lacks up to the line, and the problem that is stated."""
    texts = [_end(p, palette.statuses[_worse(p, statuses)], brief, palette) for p in projects]
    places = list(range(len(projects)))
    return _texts("差", [reach] * len(places), places, texts) | {"textposition": "middle right"}


def _end(project: Project, color: str, brief: bool, palette: Palette) -> str:
    problem = as_letters(_short(project.issue or "", LONGEST_ISSUE))
    if not project.is_below:
        # a figure space is as wide as a digit: problems stand below each other
        return f"{'　' * 4}{problem}" if problem and not brief else ""
    lacking = decimal(max(LINE - project.lowest_rate, 0.1))
    gap = _colored(f"差 {lacking:\u2007>4}", color)
    return gap if brief else f"{gap}　{problem or _colored('未填', palette.muted)}"


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
