"""The schematic map: a square a town or county, filled by status."""

import pytest

from kpi.engine.progress import COLUMNS, Progress
from kpi.plan import Plan
from kpi.tiles import tiles_of
from report.charts.grids.tiles import tile_map
from report.charts.theme import LIGHT


def row(**values: object) -> Progress:
    return Progress(**dict.fromkeys(COLUMNS) | {"reason": ""} | values)


def test_a_square_has_name_shape_and_figure_where_its_place_is(plan: Plan) -> None:
    rows = [
        row(entity="莘庄镇", status="严重滞后", rate=0.289, reason="完成 28.9%"),
        row(entity="江川路街道", status="未报送", rate=0.0),
        row(entity="别处", status="滞后", rate=0.5),
    ]
    figure = tile_map(
        rows, tiles_of(plan.reference), plan.indicator("enterprise_purchase"), plan.reference, LIGHT
    )
    (squares,) = figure.data
    # 别处 has no place
    assert squares.text == ("莘庄镇<br>■ 29%", "江川路<br>街道<br>○ 未报")
    assert squares.y == (3, 5)
    assert squares.marker.color == ("#b3261e", "#ffffff")
    assert [data[0] for data in squares.customdata] == ["莘庄镇", "江川路街道"]
    assert squares.customdata[0][1] == "<b>莘庄镇</b><br>完成 28.9%"


@pytest.mark.parametrize(
    ("names", "cities"),
    [
        (("莘庄镇", "七宝镇"), []),
        (("大关县", "绥江县", "泽普县"), [("喀什地区", 1), ("昭通市", 1)]),
        (("施甸县", "大关县"), [("昭通市", 2), ("保山市", 4)]),
    ],
)
def test_a_citys_name_stands_above_its_first_county(
    plan: Plan, names: tuple[str, ...], cities: list[tuple[str, int]]
) -> None:
    rows = [row(entity=name, status="滞后", rate=0.5) for name in names]
    indicator = plan.indicator("county_sale")
    figure = tile_map(rows, tiles_of(plan.reference), indicator, plan.reference, LIGHT)
    assert [(note.text, round(note.y + 0.47)) for note in figure.layout.annotations] == cities
