"""A chart for a room: bigger, and the same in all that it shows."""

from dataclasses import replace

import plotly.graph_objects as go

from kpi.plan import load_plan
from kpi.topics.projects import Project
from kpi.topics.purchases import Flow
from kpi.trace.breakdown import Slice
from report.charts.dumbbells import dumbbells
from report.charts.enlarged import enlarged
from report.charts.grids.heat import heat_table
from report.charts.multiples import multiples
from report.charts.slices import slice_bars
from report.charts.theme import LIGHT

PURCHASES = next(i for i in load_plan(2022).indicators if i.code == "enterprise_purchase")


def test_type_room_and_marks_grow_and_the_figures_stay() -> None:
    figure = go.Figure(
        go.Scatter(x=[1, 2], y=[14, 36], marker={"size": 10}, customdata=[["七宝镇"], ["莘庄镇"]]),
        {"height": 300, "margin": {"l": 8, "t": 40}, "font": {"size": 14}},
    )
    figure.add_annotation(x=2, y=36, yshift=10, text="目标", font={"size": 13})
    big = enlarged(figure, 1.5)
    assert (big.layout.height, big.layout.margin.t, big.layout.font.size) == (450, 60, 21)
    assert (big.data[0].marker.size, big.layout.annotations[0].font.size) == (15, 20)
    assert big.layout.annotations[0].yshift == 15
    assert (list(big.data[0].x), list(big.data[0].y)) == ([1, 2], [14, 36])
    assert (big.layout.annotations[0].x, big.layout.annotations[0].text) == (2, "目标")
    assert list(big.data[0].customdata) == [["七宝镇"], ["莘庄镇"]]
    assert figure.layout.height == 300


def test_a_charts_template_grows_with_it() -> None:
    figure = slice_bars([Slice("批发", 120_000_000, None, 3)], PURCHASES, LIGHT)
    big = enlarged(figure, 1.2)
    assert figure.layout.template.layout.font.size == 14
    assert big.layout.template.layout.font.size == 17
    assert (figure.layout.height, big.layout.height) == (92, 110)


def test_cells_panels_and_lines_of_projects_keep_their_places() -> None:
    """They are as wide as the way to the next: a width of their own would grow as pixels do."""
    empty = Project(**dict.fromkeys(Project.__dataclass_fields__))  # type: ignore[arg-type]
    project = replace(empty, number="A1", investment_rate=50.0, disbursement_rate=60.0)
    figures = (
        heat_table([Flow("甲镇", "乙县", 1_000_000, 1)], LIGHT),
        multiples([], "万元", LIGHT),
        dumbbells([project], {}, ("投资", "拨付"), LIGHT),
    )
    for figure in figures:
        grounds, big = figure.data[0], enlarged(figure, 2.0).data[0]
        assert (big.width, big.base, big.x, big.y) == (None, grounds.base, grounds.x, grounds.y)
