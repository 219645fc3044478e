"""Why nothing is due: what the plan asks for, and when the first of it begins."""

from kpi.narrow import forms_in
from kpi.plan.entities import reports_due
from pages.frame.filters import View


def when_due(view: View) -> str:
    """What is missing here, and what to do next."""
    unit, area = view.scope.unit, view.scope.area
    forms = forms_in(view.plan, area) if area else None
    due = [
        report
        for report in reports_due(view.plan)
        if unit in (None, report.unit) and (forms is None or report.form in forms)
    ]
    if not due:
        of = f"“{view.area_name}”的" if view.area_name else ""
        whom = unit or "任何单位"
        return f"这一年的计划没有要{whom}每月报{of}报表。点上面的筛选可以去掉它，看全区的。"
    first = min(due, key=lambda report: report.due_on)
    return (
        f"第一份是 {first.month.month} 月份的，{first.due_on} 到期。"
        "在上方换一个靠后的截至日，就能看到应报清单。"
    )
