"""Projects through the year: planned, approved, funded, begun, finished."""

from collections.abc import Mapping, Sequence
from datetime import date

import plotly.graph_objects as go

from kpi.topics.projects import Project
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, template

ROW_PIXELS = 26
QUARTERS = (1, 4, 7, 10)
LONGEST_NAME = 11  # characters beside the lines, on a phone too
STAGES = (
    ("planned_on", "计划编制", "circle-open"),
    ("approved_on", "审定", "circle"),
    ("funded_on", "资金拨付", "diamond"),
    ("started_on", "开工", "triangle-right"),
    ("finished_on", "完工", "star"),
)


def timeline(projects: Sequence[Project], year: int, palette: Palette) -> go.Figure:
    """A line a project from its first day to its last, a mark for each stage it has reached."""
    places = list(range(len(projects), 0, -1))
    height = dict(zip([p.number for p in projects], places, strict=True))
    spans = [_span(p, height[p.number], palette) for p in projects if len(_days(p)) > 1]
    marks = [_stage(*stage, projects, height, palette) for stage in STAGES]
    return go.Figure([*spans, *marks], _layout(projects, places, year, palette))


def _days(project: Project) -> list[date]:
    return [day for field, _, _ in STAGES if (day := getattr(project, field))]


def _span(project: Project, height: int, palette: Palette) -> Part:
    days = _days(project)
    return {
        "type": "scatter",
        "x": [min(days), max(days)],
        "y": [height] * 2,
        "mode": "lines",
        "line": {"color": palette.grid, "width": 4},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _stage(
    field: str,
    name: str,
    symbol: str,
    projects: Sequence[Project],
    height: Mapping[str, int],
    palette: Palette,
) -> Part:
    reached = [p for p in projects if getattr(p, field)]
    return {
        "type": "scatter",
        "x": [getattr(p, field) for p in reached],
        "y": [height[p.number] for p in reached],
        "mode": "markers",
        "marker": {"symbol": symbol, "size": 10, "color": palette.accent},
        "name": name,
        "customdata": [[p.number, as_letters(p.name)] for p in reached],
        "hovertemplate": f"<b>%{{customdata[1]}}</b><br>{name} %{{x|%Y-%m-%d}}<extra></extra>",
    }


def _layout(
    projects: Sequence[Project], places: Sequence[int], year: int, palette: Palette
) -> Part:
    return {
        "template": template(palette),
        "height": 120 + ROW_PIXELS * len(projects),
        "margin": {"l": 8, "r": 8, "t": 92, "b": 8},
        "showlegend": True,
        # the whole width is the legend's: on a phone it has two lines
        "legend": {
            **{"orientation": "h", "xref": "container", "x": 0, "xanchor": "left"},
            **{"yref": "container", "y": 1, "yanchor": "top"},
        },
        "yaxis": {
            "tickvals": places,
            "ticktext": [as_letters(_short(p.name or p.number)) for p in projects],
            "ticklabelstandoff": 6,
            "range": [0.4, len(projects) + 0.6],
            "showgrid": False,
        },
        "xaxis": {
            "range": [date(year, 1, 1), date(year, 12, 31)],
            # the quarters' first months, which a phone has the width for
            "tickvals": [date(year, month, 1) for month in QUARTERS],
            "ticktext": [f"{month}月" for month in QUARTERS],
            "tickangle": 0,
            "side": "top",
        },
    }


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
