"""What stands over a mark when it is pointed at is rounded as everywhere: 15.95 is 16.0."""

from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest
from facts import Facts

from kpi.engine.progress import Progress
from kpi.plan import Plan
from kpi.topics.projects import Project
from kpi.topics.purchases import Flow
from kpi.trace.breakdown import Slice
from kpi.trace.yearly import YearOnYear, growth_text
from report.charts.dumbbells import dumbbells
from report.charts.figures import quota_bars
from report.charts.grids.heat import heat_table
from report.charts.lines import pace_line
from report.charts.slices import slice_bars
from report.charts.theme import LIGHT

# in binary 15.95 lies below its middle: Plotly and Python would write 15.9
HALF, WRITTEN = 15.95, "16.0"
EMPTY = Project(**dict.fromkeys(Project.__dataclass_fields__))  # type: ignore[arg-type]
PROJECT = replace(EMPTY, number="P1", investment_rate=HALF, disbursement_rate=HALF)


@pytest.fixture(scope="module")
def row(module_facts: Facts) -> Progress:
    bought = {"category": "企业动员", "purchased_on": "2022-06-05", "amount": 1}
    module_facts.add("purchase", "莘庄镇", "2022-06", [bought])
    found = module_facts.of("enterprise_purchase", "2022-06-30")["莘庄镇"]
    return replace(found, actual=HALF, target=HALF, expected=HALF, forecast=HALF)


def drawn(row: Progress, plan: Plan) -> dict[str, go.Figure]:
    return {
        "bars": quota_bars([row], "万元", LIGHT),
        "line": pace_line([(date(2022, 6, 30), row)], "万元", LIGHT),
        "slices": slice_bars(
            [Slice("甲", 15_950_000, None, 1)], plan.indicator("union_purchase"), LIGHT
        ),
        "flows": heat_table([Flow("甲镇", "乙县", 15_950_000, 1)], LIGHT),
        "rates": dumbbells([PROJECT], {}, ("投资", "拨付"), LIGHT),
    }


@pytest.mark.parametrize("name", ["bars", "line", "slices", "flows", "rates"])
def test_a_hover_text_holds_the_written_figure(row: Progress, plan: Plan, name: str) -> None:
    figure = drawn(row, plan)[name].to_plotly_json()
    assert ":,.1f" not in str(figure)
    assert ":.1f" not in str(figure)
    assert WRITTEN in str([_told(trace) for trace in figure["data"]])


def _told(trace: dict[str, object]) -> list[object]:
    """The texts that a trace's hover templates are filled with."""
    nested = [trace.get(part) or {} for part in ("node", "link")]
    return [part.get(key) for part in (trace, *nested) for key in ("text", "customdata")]


def test_growth_is_rounded_likewise_and_nothing_has_no_sign(row: Progress) -> None:
    pair = YearOnYear("x", "y", row, row, 0.1595)
    assert growth_text(pair) == "+16.0%"
    assert growth_text(replace(pair, growth=0.0)) == "0.0%"
