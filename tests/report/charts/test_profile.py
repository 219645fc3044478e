"""One unit's indicators as bullets: shares of the quotas, figures in their own units."""

from kpi.engine.progress import COLUMNS, Progress
from kpi.plan import Plan
from report.charts.profile import profile_bars
from report.charts.theme import LIGHT


def row(**values: object) -> Progress:
    return Progress(**dict.fromkeys(COLUMNS) | {"reason": "", "entity": "莘庄镇"} | values)


def test_each_indicator_is_a_share_of_its_quota_and_lacks_in_its_own_unit(plan: Plan) -> None:
    rows = [
        row(
            **{"indicator": "enterprise_purchase", "status": "严重滞后", "rate": 0.289},
            **{"actual": 86.8, "target": 300.0, "expected": 225.0},
        ),
        row(
            **{"indicator": "private_enterprise", "status": "已完成", "rate": 4 / 3},
            **{"actual": 4.0, "target": 3.0},
        ),
    ]
    figure = profile_bars(rows, plan, LIGHT)
    track, bars, _, pace = figure.data
    # 4 of 3 are drawn a little beyond the quota
    assert (bars.x, track.x) == ((28.9, 112.0), (100.0, 100.0))
    assert bars.marker.color == ("#b3261e", "#2e7d62")
    assert pace.x == (75.0, None)
    assert [data[0] for data in bars.customdata] == ["enterprise_purchase", "private_enterprise"]
    told = [(note.text, note.y) for note in figure.layout.annotations]
    assert told == [
        ("镇街动员企业采购　■ 86.8/300.0 万元", 0),
        ("<b>差 138.2 万元</b>", 0),
        ("民营企业参与结对　✔ 4/3 家", 1),
    ]
