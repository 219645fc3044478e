"""要求与下一步: what the units themselves say of the tasks that are behind, and what is open."""

from collections.abc import Sequence

from kpi.reporting.follow_ups import FollowUp
from kpi.tasks import TaskReport, TaskStatus
from kpi.words.statuses import BEHIND, STATUSES
from pages.frame.filters import View
from pages.show.marks import looks_like, task_label
from pages.show.words import open_matters
from pages.stage.reporting import next_due, urgent_first
from pages.stage.screen import Screen, subtitle
from pages.stage.table import Cell, Column, Line, show_lines
from pages.stage.tasks import STUCK, statuses_in_scope

COLUMNS = (
    *(Column("事项", 20), Column("单位", 20), Column("存在问题", 30)),
    Column("下一步", 30),
)
UNSAID = "未填"


def closing(view: View) -> Screen:
    urgent = [s for s in statuses_in_scope(view) if s.status in (*BEHIND, STUCK)]
    statuses = sorted(urgent, key=lambda s: (STATUSES[looks_like(s.status)].urgency, s.task))
    unit = view.scope.unit
    matters = urgent_first([m for m in open_matters(view) if unit in (None, m.unit)])
    lines = [
        *(line for status in statuses for line in _of_task(view, status, unit)),
        *(_of_matter(view, matter) for matter in matters),
    ]
    title = f"要求与下一步：{len(statuses)} 项任务落后，{len(matters)} 件督办未办结"
    if not lines:
        words = "没有落后的任务报告问题，也没有未办结的督办"
        return Screen(title, subtitle(view), words)
    return Screen(
        title,
        subtitle(view, more="问题和下一步是各单位最新月报的原话"),
        _sentence(statuses, matters),
        lambda height: show_lines(COLUMNS, lines, height, "另 {} 项见“工作要点”和“督办”页"),
    )


def _sentence(statuses: Sequence[TaskStatus], matters: Sequence[FollowUp]) -> str:
    """Which tasks are behind without a word of what comes next, and which matter is due first."""
    silent = [str(s.task) for s in statuses if not any(r.next for r in s.reports)]
    asked = f"请补报下一步：任务 {'、'.join(silent)}" if silent else ""
    return "；".join(filter(None, (asked, next_due(matters) if matters else "")))


def _of_task(view: View, status: TaskStatus, unit: str | None) -> list[Line]:
    """A line for each words that its units say, those who say the same together."""
    units: dict[tuple[str | None, str | None], list[TaskReport]] = {}
    for report in status.reports:
        if unit in (None, report.unit) and (report.problem or report.next):
            units.setdefault((report.problem, report.next), []).append(report)
    color = view.palette.statuses[looks_like(status.status)]
    label = f"任务 {status.task} {task_label(status.status)}"
    return [
        (
            *(Cell(label, color), Cell(_names([r.unit for r in reports]))),
            *(Cell(problem or UNSAID), Cell(step or UNSAID)),
        )
        for (problem, step), reports in units.items()
    ]


def _names(units: Sequence[str]) -> str:
    return units[0] if len(units) == 1 else f"{units[0]}等 {len(units)} 家"


def _of_matter(view: View, matter: FollowUp) -> Line:
    color = view.palette.statuses["逾期" if matter.state == "超期" else "未到期"]
    day = f"{matter.due_on.month}月{matter.due_on.day}日前"
    return (
        *(Cell(f"督办 {matter.state}", color), Cell(matter.unit)),
        *(Cell(matter.matter), Cell(f"{day}办结；{matter.progress or UNSAID}")),
    )
