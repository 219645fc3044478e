"""Bars of slices: what is drawn is what they bring."""

from kpi.plan import Plan
from kpi.trace.breakdown import Slice
from report.charts.slices import slice_bars
from report.charts.theme import LIGHT


def test_a_bar_says_its_figure_in_the_indicators_unit(plan: Plan) -> None:
    indicator = plan.indicator("enterprise_purchase")
    slices = [Slice("832平台", 123_456_700, None, 3), Slice("（空）", 5_000_000, None, 1)]
    bars = slice_bars(slices, indicator, LIGHT).data[0]
    assert list(bars.text) == ["123.5", "5.0"]
    assert list(bars.x) == [123.4567, 5.0]
    assert [data[0] for data in bars.customdata] == ["832平台", "（空）"]


def test_after_fifteen_the_rest_is_one_grey_bar_that_cannot_be_opened(plan: Plan) -> None:
    indicator = plan.indicator("enterprise_purchase")
    slices = [Slice(f"产品{n}", 1_000_000, None, 1) for n in range(18)]
    figure = slice_bars(slices, indicator, LIGHT)
    bars = figure.data[0]
    assert (len(bars.x), bars.x[-1]) == (16, 3.0)
    assert figure.layout.yaxis.ticktext[-1] == "其余 3 项"
    assert (bars.marker.color[-1], bars.customdata[-1][0]) == (LIGHT.muted, "")


def test_a_long_name_is_cut_and_still_tells_bars_apart(plan: Plan) -> None:
    indicator = plan.indicator("enterprise_purchase")
    long = "上海市闵行区消费帮扶生活体验馆"
    slices = [Slice(f"{long}一店", 2_000_000, None, 1), Slice(f"{long}二店", 1_000_000, None, 1)]
    figure = slice_bars(slices, indicator, LIGHT)
    assert figure.layout.yaxis.ticktext == ("上海市闵行区消费帮扶生活体…",) * 2
    assert len(set(figure.data[0].y)) == 2


def test_a_month_that_nobody_reported_says_so_and_cannot_be_opened(plan: Plan) -> None:
    indicator = plan.indicator("enterprise_purchase")
    slices = [Slice("2022-07", 0, None, 0), Slice("2022-08", 0, None, 0, "未报送")]
    bars = slice_bars(slices, indicator, LIGHT).data[0]
    assert list(bars.text) == ["0.0", "未报送"]
    assert [data[0] for data in bars.customdata] == ["2022-07", ""]
