"""The money's way as a table: who gave, where it went, and how much, shaded by the amount."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import plotly.graph_objects as go

from kpi.topics.purchases import Flow
from kpi.words.numbers import amount, decimal
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, room_for, template

MOST = 12  # lines and columns that have a name of their own
SUM = "合计"
ROW_PIXELS, HEAD_PIXELS = 32, 56
LONGEST_NAME = 9
HEAD_LETTERS = 4  # of a column's name in a line
HEADS = -0.6  # where the columns' names stand
RIGHT = 0.42  # where a figure ends in its cell, from its middle
PALEST, DARKEST = 0.1, 0.6  # of the accent, of which 0.6 still is a ground for text


@dataclass(frozen=True)
class Crossed:
    """Amounts in fen and numbers of rows by two names, each side with its largest sums first."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[int, int]]
    rest: frozenset[str]  # names of what is several together

    def of_row(self, name: str) -> int:
        return sum(fen for (one, _), (fen, _) in self.cells.items() if one == name)

    def of_column(self, name: str) -> int:
        return sum(fen for (_, two), (fen, _) in self.cells.items() if two == name)

    @property
    def whole(self) -> int:
        return sum(fen for fen, _ in self.cells.values())


def crossed(flows: Sequence[Flow]) -> Crossed:
    """The twelve largest of each side with the others summed, so that all of the money is there."""
    rows, columns = (_named(flows, side) for side in ("one", "two"))
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for flow in flows:
        key = rows[flow.one], columns[flow.two]
        fen, lines = cells.get(key, (0, 0))
        cells[key] = fen + flow.amount_fen, lines + flow.rows
    rest = frozenset(to for names in (rows, columns) for name, to in names.items() if name != to)
    return Crossed(_once(rows), _once(columns), cells, rest)


def _named(flows: Sequence[Flow], side: str) -> dict[str, str]:
    """Each name of a side, the largest sum first, and what it is called: itself, or the rest."""
    sums: dict[str, int] = {}
    for flow in flows:
        name = getattr(flow, side)
        sums[name] = sums.get(name, 0) + flow.amount_fen
    names = sorted(sums, key=lambda name: -sums[name])
    # one that would be the rest by itself is named as well
    kept = len(names) if len(names) == MOST + 1 else MOST
    rest = f"其余 {len(names) - kept} 个"
    return {name: name if n < kept else rest for n, name in enumerate(names)}


def _once(names: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.values()))


def heat_table(flows: Sequence[Flow], palette: Palette) -> go.Figure:
    """A line for each of one side, a column for each of the other, in 万元; sums at both ends. A
    click gives `one<tab>two`, at the end of a line `one<tab>`.
    """
    table = crossed(flows)
    traces = [
        _grounds(table, palette),
        _written(table, palette),
        _sums(table, palette),
        _heads(table, palette),
    ]
    return go.Figure(traces, _layout(table, palette))


def _layout(table: Crossed, palette: Palette) -> Part:
    names = [as_letters(_short(name)) for name in table.rows]
    down, across = len(table.rows), len(table.columns)
    return {
        "template": template(palette),
        "height": HEAD_PIXELS + ROW_PIXELS * (down + 1),
        "margin": {"l": room_for(names) + 8, "r": 4, "t": HEAD_PIXELS, "b": 0},
        "bargap": 0.04,
        "dragmode": False,
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.5, across + 0.5]},
        "yaxis": {
            "tickvals": list(range(down + 1)),
            "ticktext": [*names, f"<b>{SUM}</b>"],
            "range": [down + 0.5, HEADS],
            "fixedrange": True,
            "showgrid": False,
            "ticklabelstandoff": 6,
        },
    }


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _pairs(table: Crossed) -> Iterable[tuple[int, int, tuple[int, int]]]:
    """Line, column, and what stands in the cell, from the top and from the left."""
    for down, one in enumerate(table.rows):
        for across, two in enumerate(table.columns):
            yield down, across, table.cells.get((one, two), (0, 0))


def _grounds(table: Crossed, palette: Palette) -> Part:
    """The cells as bars that can be pointed at and clicked; the sums have no ground."""
    pairs = list(_pairs(table))
    ends = list(range(len(table.rows)))
    most = max((fen for _, _, (fen, _) in pairs), default=0)
    colors = [_shade(fen, most, palette) for _, _, (fen, _) in pairs]
    return {
        "type": "bar",
        "x": [across for _, across, _ in pairs] + [len(table.columns)] * len(ends),
        "base": [down - 0.47 for down, _, _ in pairs] + [down - 0.47 for down in ends],
        "y": [0.94] * (len(pairs) + len(ends)),
        "marker": {"color": colors + ["rgba(0,0,0,0)"] * len(ends), "line": {"width": 0}},
        "customdata": [_told(table, *pair) for pair in pairs] + [_end(table, n) for n in ends],
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        "name": "",
    }


def _told(table: Crossed, down: int, across: int, cell: tuple[int, int]) -> list[str]:
    one, two = table.rows[down], table.columns[across]
    fen, lines = cell
    opens = lines and not {one, two} & table.rest
    words = f"{_wan(fen)} 万元，{lines:,} 行，占 {_part(fen, table.whole)}%"
    return [f"{one}\t{two}" if opens else "", as_letters(f"{one} → {two}"), words]


def _end(table: Crossed, down: int) -> list[str]:
    one = table.rows[down]
    fen = table.of_row(one)
    words = f"{SUM} {amount(fen / 1e6, '万元')}，占 {_part(fen, table.whole)}%"
    return ["" if one in table.rest else f"{one}\t", as_letters(one), words]


def _part(fen: int, whole: int) -> str:
    return decimal(100 * fen / whole) if whole else "–"


def _wan(fen: int) -> str:
    return decimal(fen / 1_000_000)


def _shade(fen: int, most: int, palette: Palette) -> str:
    """By the root of the amount, so that small ones differ too."""
    if fen <= 0:
        return palette.track
    share = PALEST + (DARKEST - PALEST) * sqrt(fen / most)
    return _mixed(palette.background, palette.accent, share)


def _mixed(ground: str, color: str, share: float) -> str:
    """Of two colours #rrggbb, so much of the second."""
    pairs = ((int(ground[n : n + 2], 16), int(color[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(low + share * (high - low)):02x}" for low, high in pairs)


def _written(table: Crossed, palette: Palette) -> Part:
    pairs = list(_pairs(table))
    places = [(across + RIGHT, down) for down, across, _ in pairs]
    texts = [_wan(fen) if lines else "" for _, _, (fen, lines) in pairs]
    return _texts("万元", places, texts, palette.text)


def _sums(table: Crossed, palette: Palette) -> Part:
    """At the ends of lines and columns, and of all of them."""
    down, across = len(table.rows), len(table.columns)
    places = [(across + RIGHT, n) for n in range(down)]
    places += [(n + RIGHT, down) for n in range(across)] + [(across + RIGHT, down)]
    values = [*map(table.of_row, table.rows), *map(table.of_column, table.columns), table.whole]
    return _texts(SUM, places, [f"<b>{_wan(fen)}</b>" for fen in values], palette.text)


def _heads(table: Crossed, palette: Palette) -> Part:
    places = [(n + RIGHT, HEADS) for n in range(len(table.columns) + 1)]
    texts = [*map(_head, table.columns), f"<b>{SUM}</b>"]
    return _texts("名称", places, texts, palette.text) | {"textposition": "top left"}


def _head(name: str) -> str:
    """In two even lines where it is long."""
    short = _short(name) if len(name) > 2 * HEAD_LETTERS else name
    half = len(short) if len(short) <= HEAD_LETTERS else ceil(len(short) / 2)
    lines = (short[:half], short[half:])
    return "<br>".join(as_letters(line) for line in lines if line)


def _texts(
    name: str,
    places: Sequence[tuple[float, float]],
    texts: Sequence[str],
    color: str,
) -> Part:
    """Right-aligned words, which neither answer nor hide a click."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "text": list(texts),
        "textposition": "middle left",
        "textfont": {"color": color},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": name,
    }
