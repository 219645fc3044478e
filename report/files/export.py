"""Progress rows as rows of a workbook: numbers as numbers."""

from collections.abc import Sequence
from typing import Any

from kpi.engine.progress import Progress
from kpi.plan import Plan
from kpi.trace.history import Point
from kpi.words.spoken import spoken


def point_line(point: Point) -> dict[str, object]:
    """A month of the line that runs to it."""
    day, row = point
    return {"截至": day, "完成": row.actual, "序时": row.expected, "目标": row.target}


def export_lines(rows: Sequence[Progress], plan: Plan) -> list[dict[str, Any]]:
    """A line a row, under the headers that the screen has too."""
    return [
        {
            "指标": plan.indicator(row.indicator).name,
            "对象": spoken(row.entity),
            "计量单位": plan.indicator(row.indicator).uom,
            "完成": row.actual,
            "目标": row.target,
            "完成率": row.rate,
            "序时": row.elapsed if row.expected is not None else None,
            "差距（百分点）": row.pace_gap_points,
            "余下每月需": row.needed_per_month,
            "状态": row.status,
            "已报": row.reports_in,
            "应报": row.reports_due,
            "说明": row.reason,
        }
        for row in rows
    ]
