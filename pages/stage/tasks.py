"""工作要点 on the stage: the areas down, the statuses across, how many tasks in each place."""

from collections.abc import Sequence

from kpi.findings import behind_counts
from kpi.plan.models import Area
from kpi.tasks import NO_FIGURE, NO_REPORT, TaskStatus, task_statuses
from kpi.words.statuses import BEHIND, STATUSES
from pages.frame.filters import View
from pages.frame.store import fetch_task_reports
from pages.show.marks import looks_like
from pages.stage.screen import Screen, subtitle
from pages.stage.table import Cell, Column, Line, show_lines

STUCK = "受阻"
NONE = "·"


def tasks_screen(view: View) -> Screen:
    statuses = statuses_in_scope(view)
    if not statuses:
        return Screen("这个范围内没有任务", subtitle(view), "")
    behind = [s for s in statuses if s.status in BEHIND]
    stuck = sum(s.status == STUCK for s in statuses)
    silent = sum(s.status in (NO_REPORT, NO_FIGURE) for s in statuses)
    title = f"{len(statuses)} 项任务：{behind_counts((s.status for s in behind), '项')}"
    title += (f"，{stuck} 项受阻" if stuck else "") + (f"，{silent} 项还没有月报" if silent else "")
    return Screen(
        title,
        subtitle(view, more="有指标的以最急的指标为准，其余以牵头单位的月报为准"),
        _sentence(view, behind),
        lambda height: _draw(view, statuses, height),
    )


def statuses_in_scope(view: View) -> list[TaskStatus]:
    """Of the area that the filters name, and of the unit as far as it leads them."""
    reports = fetch_task_reports(view.version, view.at)
    tasks = {t.task: t for t in view.plan.tasks if view.scope.area in (None, t.area)}
    return [s for s in task_statuses(view.plan, view.rows, reports) if s.task in tasks]


def _sentence(view: View, behind: Sequence[TaskStatus]) -> str:
    """The tasks that are behind, by number, and who leads them."""
    if not behind:
        return "没有落后的任务"
    tasks = {t.task: t for t in view.plan.tasks}
    leads = list(dict.fromkeys(name for s in behind for name in tasks[s.task].lead))
    named = "、".join(leads[:4]) + (f"等 {len(leads)} 家" if len(leads) > 4 else "")
    return f"要赶上的是任务 {'、'.join(str(s.task) for s in behind)}，牵头：{named}"


def _draw(view: View, statuses: Sequence[TaskStatus], height: int) -> None:
    tasks = {t.task: t for t in view.plan.tasks}
    occurring = {looks_like(s.status) for s in statuses}
    words = [word for word in STATUSES if word in occurring]
    columns = (
        Column("工作领域", 16),
        *(Column(STATUSES[word].label, 76 / len(words), "count") for word in words),
        Column("任务", 8, "figure"),
    )
    areas = [a for a in view.plan.areas if any(tasks[s.task].area == a.code for s in statuses)]
    of_area = {a.code: [s for s in statuses if tasks[s.task].area == a.code] for a in areas}
    lines = [_line(view, area, of_area[area.code], words) for area in areas]
    show_lines(columns, lines, height, "另 {} 个领域未列出")


def _line(view: View, area: Area, statuses: Sequence[TaskStatus], words: Sequence[str]) -> Line:
    looks = [looks_like(s.status) for s in statuses]
    counts = (_count(view, word, looks.count(word)) for word in words)
    return (Cell(area.name), *counts, Cell(str(len(statuses))))


def _count(view: View, word: str, number: int) -> Cell:
    return Cell(str(number), fill=view.palette.fills[word]) if number else Cell(NONE)
