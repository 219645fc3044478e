"""Where each town and county stands on its schematic map: data/reference/tiles.csv."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError

from kpi.plan import PlanError, Reference
from kpi.plan.load import DATA
from kpi.plan.models import SUBDISTRICT_OR_TOWN
from kpi.plan.shown import Frozen

TILES = DATA / "reference" / "tiles.csv"


class Tile(Frozen):
    """A square of a town or county: its row from the north and its column from the west."""

    name: str
    row: int = Field(ge=1, le=9)
    column: int = Field(ge=1, le=9)


@cache
def tiles_of(reference: Reference, path: Path = TILES) -> dict[str, Tile]:
    """The tile of every town and county, by name; raises PlanError with every fault.

    They lie roughly as on a map, and no more: neighbours side by side, all squares alike. The
    counties' three groups are hundreds of kilometres from each other.
    """
    tiles, unread = _read(path)
    if faults := unread or list(_faults(tiles, reference)):
        raise PlanError(faults)
    return {tile.name: tile for tile in tiles}


def _read(path: Path) -> tuple[list[Tile], list[str]]:
    """The lines that can be read, and what is wrong with the others."""
    tiles, faults = [], []
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            try:
                tiles.append(Tile.model_validate(line))
            except ValidationError:
                faults.append(f"tiles.csv（{line.get('name')}）：row、column 须是 1 至 9 的整数")
    return tiles, faults


def _faults(tiles: Sequence[Tile], reference: Reference) -> Iterator[str]:
    """Who has no tile or two, who is none of ours, and who stands where another does."""
    counts = Counter(tile.name for tile in tiles)
    towns = reference.units_of(*SUBDISTRICT_OR_TOWN)
    counties = tuple(county.name for county in reference.counties)
    for name in (*towns, *counties):
        if counts[name] != 1:
            yield f"tiles.csv：“{name}”有 {counts[name]} 行，须正好一行"
    for name in counts.keys() - {*towns, *counties}:
        yield f"tiles.csv：没有镇街或结对县“{name}”"
    for kind in (towns, counties):
        places = Counter((tile.row, tile.column) for tile in tiles if tile.name in kind)
        for (row, column), count in places.items():
            if count > 1:
                yield f"tiles.csv：第 {row} 行第 {column} 列有 {count} 个，须只有一个"
