"""The money's way, and months: who bought from where, and when."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.purchases import Flow, Purchasers
from kpi.words.numbers import amount
from report.charts.lines import MONTH_TICKS, MONTHS, faded
from report.charts.markup import as_letters
from report.charts.theme import ROOM_BELOW, Palette, Part, room_for, template

MOST = 10
REST = "其余"
ROW_PIXELS = 36
GAP_PIXELS = 14  # between bars, so that the names of narrow ones have room
MARGIN = {"l": 4, "r": 4, "t": 36, "b": 12}


def flow_chart(flows: Sequence[Flow], palette: Palette) -> go.Figure:
    """A Sankey from the ten largest on the left, the others as one, to all on the right."""
    kept = grouped(flows)
    left = list(dict.fromkeys(f.one for f in kept))
    right = sorted({f.two for f in kept}, key=lambda name: -_sum(kept, "two", name))
    rows = max(len(left), len(right), 1)
    places = {("one", n): i for i, n in enumerate(left)}
    places |= {("two", n): i + len(left) for i, n in enumerate(right)}
    sankey = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [as_letters(name) for name in (*left, *right)],
            "color": [palette.accent] * len(left) + [palette.muted] * len(right),
            "x": [0.001] * len(left) + [0.999] * len(right),
            "y": [*_places(left, kept, "one", rows), *_places(right, kept, "two", rows)],
            "pad": GAP_PIXELS,
            "thickness": 12,
            "customdata": [
                *(_written(_sum(kept, "one", name)) for name in left),
                *(_written(_sum(kept, "two", name)) for name in right),
            ],
            "hovertemplate": "<b>%{label}</b><br>%{customdata}<extra></extra>",
        },
        "link": {
            "source": [places["one", f.one] for f in kept],
            "target": [places["two", f.two] for f in kept],
            "value": [f.amount_fen / 1_000_000 for f in kept],
            "color": faded(palette.accent),
            "customdata": [_written(f.amount_fen) for f in kept],
            "hovertemplate": "%{source.label} → %{target.label}<br>%{customdata}<extra></extra>",
        },
        "textfont": {"color": palette.text, "size": 13, "shadow": "none"},
    }
    height = ROW_PIXELS * rows + MARGIN["t"] + MARGIN["b"]
    layout = {"template": template(palette), "height": height, "margin": MARGIN}
    return go.Figure(sankey, layout)


def _written(fen: int) -> str:
    return amount(fen / 1_000_000, "万元")


def _sum(flows: Sequence[Flow], side: str, name: str) -> int:
    return sum(f.amount_fen for f in flows if getattr(f, side) == name)


def _places(names: Sequence[str], flows: Sequence[Flow], side: str, rows: int) -> list[float]:
    """The middle of each name's bar from the top, 0-1, in the order given; `rows` of the side that
    has more names, whose gaps decide how much of the height is left for bars.
    """
    whole = sum(f.amount_fen for f in flows) or 1
    bars = 1 - GAP_PIXELS * (rows - 1) / (ROW_PIXELS * rows)
    shares = [bars * _sum(flows, side, name) / whole for name in names]
    gap = (1 - bars) / max(len(names) - 1, 1)
    return [sum(shares[:n]) + n * gap + share / 2 for n, share in enumerate(shares)]


def grouped(flows: Sequence[Flow]) -> list[Flow]:
    """The flows of the ten largest on the left; those of the others as 其余. Returns are left out,
    for a band cannot be less than nothing.
    """
    totals: dict[str, int] = {}
    for flow in flows:
        totals[flow.one] = totals.get(flow.one, 0) + flow.amount_fen
    largest = sorted(totals, key=lambda name: -totals[name])[:MOST]
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for flow in flows:
        key = (flow.one if flow.one in largest else REST, flow.two)
        amount, rows = sums.get(key, (0, 0))
        sums[key] = (amount + flow.amount_fen, rows + flow.rows)
    bands = [Flow(*key, *value) for key, value in sums.items() if value[0] > 0]
    return sorted(bands, key=lambda f: (f.one == REST, -totals.get(f.one, 0), -f.amount_fen))


def purchaser_bars(months: Sequence[Purchasers], palette: Palette) -> go.Figure:
    """Each month's purchasers, those who came back below, the new ones above."""
    traces = [
        _purchasers("再次采购", months, [m.repeat_purchasers for m in months], palette),
        # the upper numbers stand above the bars: a thin piece has no room for one
        _purchasers("首次采购", months, [m.new_purchasers for m in months], palette, above=True),
    ]
    layout = {
        "template": template(palette),
        "barmode": "stack",
        "height": 300,
        "margin": {"l": room_for(["100"]), "r": 8, "t": 40, "b": ROOM_BELOW},
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "xaxis": {"categoryarray": MONTHS, "range": [-0.5, 11.5], "showgrid": False} | MONTH_TICKS,
    }
    return go.Figure(traces, layout)


def _purchasers(
    name: str,
    months: Sequence[Purchasers],
    values: Sequence[int],
    palette: Palette,
    *,
    above: bool = False,
) -> Part:
    return {
        "type": "bar",
        "x": [f"{m.month.month}月" for m in months],
        "y": values,
        "name": name,
        "marker": {"color": palette.muted if above else palette.accent},
        "text": [value or "" for value in values],
        "textangle": 0,
        "textposition": "outside" if above else "inside",
        "constraintext": "none",
        "cliponaxis": False,
        "insidetextfont": {"color": palette.on_accent},
        "outsidetextfont": {"color": palette.muted},
        "hovertemplate": f"%{{x}} {name} %{{y}} 家<extra></extra>",
    }
