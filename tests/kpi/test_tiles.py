"""The schematic map: every town and county has a square of its own."""

from pathlib import Path

import pytest

from kpi.plan import Plan, PlanError
from kpi.tiles import TILES, tiles_of


def test_every_town_and_county_has_one_square(plan: Plan) -> None:
    tiles = tiles_of(plan.reference)
    assert len(tiles) == 14 + 9
    # north is above south, and 浦江镇 lies east of the river
    assert tiles["华漕镇"].row < tiles["莘庄镇"].row < tiles["江川路街道"].row
    assert tiles["浦江镇"].column > tiles["吴泾镇"].column


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("莘庄镇,3,2\n", "", "tiles.csv：“莘庄镇”有 0 行，须正好一行"),
        ("莘庄镇,3,2", "莘庄镇,3,2\n莘庄镇,6,2", "tiles.csv：“莘庄镇”有 2 行，须正好一行"),
        ("莘庄镇,3,2", "莘庄镇,3,2\n莘城镇,6,2", "tiles.csv：没有镇街或结对县“莘城镇”"),
        ("莘庄镇,3,2", "莘庄镇,3,3", "tiles.csv：第 3 行第 3 列有 2 个，须只有一个"),
    ],
)
def test_a_square_that_is_wrong_is_told(
    plan: Plan, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    path = tmp_path / "tiles.csv"
    path.write_text(TILES.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(PlanError) as raised:
        tiles_of(plan.reference, path)
    assert raised.value.faults == [fault]


def test_a_place_that_is_no_number_is_told(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "tiles.csv"
    path.write_text(TILES.read_text("utf-8").replace("莘庄镇,3,2", "莘庄镇,三,2"), "utf-8")
    with pytest.raises(PlanError, match="莘庄镇"):
        tiles_of(plan.reference, path)
