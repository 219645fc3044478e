"""A chart on the stage fills its place on the canvas, in type for the back row."""

import plotly.graph_objects as go

from report.charts.stage import LABEL, staged
from report.charts.theme import LIGHT, template


def test_a_chart_fills_its_place_in_type_of_28_pixels() -> None:
    figure = go.Figure(layout={"template": template(LIGHT), "height": 300, "margin": {"l": 90}})
    large = staged(figure, 700)
    assert (large.layout.width, large.layout.height) == (1776, 700)
    assert large.layout.template.layout.font.size == LABEL == 28
    assert large.layout.margin.l == 180
    # the page's own stays as it is
    assert figure.layout.height == 300
