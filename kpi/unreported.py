"""The figures before the first report: targets and dates are known, and nobody is judged yet."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kpi.engine.pace import elapsed
from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL
from kpi.findings import district_rows
from kpi.plan import Indicator, Plan
from kpi.plan.models import DISTRICT, EACH

REASON = "还没有收到报表"


def before_first_report(rows: Iterable[Progress], plan: Plan, as_of: date) -> list[Progress]:
    """Every row as 未报送, or as 未到期 where its deadline lies ahead; 待下达 stays so.

    Where nothing was received from anybody, a zero is no achievement, and no one lags behind. What
    is measured of projects and the like, which only reports name, has a row for the district.
    """
    known = list(rows)
    there = {row.indicator for row in district_rows(known)}
    added = [_of_nobody(i, plan, as_of) for i in plan.indicators if i.code not in there]
    place = {indicator.code: n for n, indicator in enumerate(plan.indicators)}
    judged = [_unreported(row, plan.indicator(row.indicator), as_of) for row in (*known, *added)]
    return sorted(judged, key=lambda row: place[row.indicator])


def _unreported(row: Progress, indicator: Indicator, as_of: date) -> Progress:
    # some targets come with the reports themselves
    if row.target is None and indicator.own_target is None:
        return replace(row, status="待下达")
    ahead = row.status == "未到期" or (row.deadline is not None and row.deadline > as_of)
    return replace(
        row,
        status="未到期" if ahead else "未报送",
        reason=REASON,
        pace_gap_points=None,
        forecast=None,
    )


def _of_nobody(indicator: Indicator, plan: Plan, as_of: date) -> Progress:
    """The district's row of an indicator whose entities nobody has named yet."""
    nothing = dict.fromkeys(Progress.__dataclass_fields__)
    known = {
        "indicator": indicator.code,
        "entity": TOTAL,
        "level": "rollup",
        "target": _target(indicator, plan, as_of),
        "deadline": indicator.deadline,
        "elapsed": elapsed(indicator, as_of, plan),
        "status": "未报送",
        "reason": REASON,
        "met": 0,
        "entities": 0,
        "reports_in": 0,
        "reports_due": 0,
    }
    return Progress(**nothing | known)  # type: ignore[arg-type]


def _target(indicator: Indicator, plan: Plan, as_of: date) -> float | None:
    """What the plan asks of the district or of each, the newest in force."""
    quotas = [
        q
        for q in plan.quotas
        if q.indicator == indicator.code
        and q.entity in (DISTRICT, EACH)
        and q.effective_on <= as_of
    ]
    newest = max(quotas, key=lambda q: q.effective_on, default=None)
    return newest.target if newest else None
