"""A schematic map: equal squares roughly where the towns or counties lie, filled by status."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.plan import Indicator, Reference
from kpi.tiles import Tile
from kpi.wall import figure_of
from kpi.words.statuses import STATUSES
from report.charts.grids.cells import GAP, Cell, cells
from report.charts.grids.matrix import in_two
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, template

TILE_PIXELS = 86
LABEL_PIXELS = 24  # above the tiles, for the cities' names


def tile_map(
    rows: Sequence[Progress],
    tiles: Mapping[str, Tile],
    indicator: Indicator,
    reference: Reference,
    palette: Palette,
) -> go.Figure:
    """A square an entity with its name, shape and figure; a click gives its name.

    It is schematic: who is beside whom, not how far. Above each city's counties stands its name.
    """
    placed = [(row, tiles[row.entity]) for row in rows if row.entity in tiles]
    trace = cells([_cell(row, tile, indicator, palette) for row, tile in placed], "状态")
    own_tiles = [tile for _, tile in placed]
    return go.Figure(trace, _layout(own_tiles, _cities(own_tiles, reference, palette), palette))


def _cell(row: Progress, tile: Tile, indicator: Indicator, palette: Palette) -> Cell:
    stands = f"{STATUSES[row.status].shape} {figure_of(row, indicator)}".strip()
    text = f"{in_two(row.entity, 4)}<br>{stands}"
    hover = f"<b>{as_letters(row.entity)}</b><br>{as_letters(row.reason)}"
    return Cell(tile.column, tile.row, text, palette.fills[row.status], row.entity, hover)


def _cities(tiles: Sequence[Tile], reference: Reference, palette: Palette) -> list[Part]:
    """Each city's name above its northernmost and westernmost county; towns have none."""
    first: dict[str, Tile] = {}
    city_of = {county.name: county.city for county in reference.counties}
    for tile in sorted(tiles, key=lambda one: (one.row, one.column)):
        if tile.name in city_of:
            first.setdefault(city_of[tile.name], tile)
    return [
        {
            **{"x": tile.column - (1 - GAP) / 2, "y": tile.row - (1 - GAP) / 2},
            **{"xanchor": "left", "yanchor": "bottom", "yshift": 2, "showarrow": False},
            **{"text": as_letters(city), "font": {"color": palette.muted}},
        }
        for city, tile in first.items()
    ]


def _layout(tiles: Sequence[Tile], notes: Sequence[Part], palette: Palette) -> Part:
    across = max((tile.column for tile in tiles), default=1)
    down = max((tile.row for tile in tiles), default=1)
    axis = {"visible": False, "fixedrange": True}
    return {
        "template": template(palette),
        "height": LABEL_PIXELS + TILE_PIXELS * down,
        "margin": {"l": 4, "r": 4, "t": LABEL_PIXELS, "b": 0},
        "barmode": "overlay",
        "bargap": GAP,
        "xaxis": axis | {"range": [0.5, across + 0.5]},
        # squares, whatever the width
        "yaxis": axis | {"range": [down + 0.5, 0.5], "scaleanchor": "x", "constrain": "domain"},
        "annotations": list(notes),
    }
