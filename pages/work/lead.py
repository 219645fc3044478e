"""The parts of 牵头单位: the list of all, and the parts of one's page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from etl.forms.forms import FORMS
from kpi.engine.progress import Progress
from kpi.findings import behind_counts
from kpi.leads import Lead, rows_led
from kpi.reporting.follow_ups import FollowUp
from kpi.reporting.reports import Report, discipline
from kpi.tasks import TaskReport, TaskStatus
from kpi.words.numbers import decimal
from kpi.words.statuses import BEHIND
from pages.frame.address import go
from pages.frame.filters import View, carried
from pages.frame.text import plain
from pages.reporting.reports import discipline_lines, show_discipline, show_matrix
from pages.show.charts import offer_xlsx
from pages.show.marks import task_label
from pages.show.tables import as_shown, pick_line
from pages.standing.compare import choose_few

MOST_TEXT = 54  # two lines of a table's cell


def lead_lines(
    view: View, leads: Sequence[Lead], matters: Sequence[FollowUp], reports: Sequence[Report]
) -> list[dict[str, object]]:
    """A line a lead unit with what it answers for, those with most behind first."""
    lines = [_lead_line(view, lead, matters, reports) for lead in leads]
    return sorted(lines, key=lambda line: (-sum(_behind(line).values()), -int(str(line["任务"]))))


def leads_finding(lines: Sequence[dict[str, object]], rows: Iterable[Progress]) -> str:
    """How many of the figures that they lead are in each state of being behind, and who has most;
    a figure with several lead units counts once.
    """
    counts = behind_counts((row.status for row in rows), "项")
    first = _behind(lines[0]) if lines else Counter()
    if not first.total():
        return f"指标{counts}"
    most = behind_counts(first.elements(), "项")
    return f"指标 {counts}；最多的是{lines[0]['牵头单位']}（{most}）"


def _behind(line: Mapping[str, object]) -> Counter[str]:
    return Counter({word: int(str(line[word])) for word in BEHIND})


def _lead_line(
    view: View, lead: Lead, matters: Sequence[FollowUp], reports: Sequence[Report]
) -> dict[str, object]:
    states = Counter(row.status for row in rows_led(view.plan, lead.tasks, view.rows))
    open_ones = Counter(m.state for m in matters if m.unit in lead.units)
    own_reports = [r for r in reports if r.unit in lead.units and r.due_on <= view.as_of]
    on_time = sum(r.state == "按时" for r in own_reports)
    return {
        "牵头单位": lead.name,
        "任务": len(lead.tasks),
        "指标": states.total(),
        **{word: states[word] for word in BEHIND},
        "已完成": states["已完成"],
        "督办在办": open_ones["在办"] + open_ones["超期"],
        "督办超期": open_ones["超期"],
        "未报": sum(r.state == "未报" for r in own_reports),
        "按时率": on_time / len(own_reports) * 100 if own_reports else None,
    }


def show_leads(view: View, lines: Sequence[dict[str, object]]) -> str | None:
    """The list; gives the lead unit that the reader picks."""
    frame = pd.DataFrame(as_shown(lines))
    columns = {
        "牵头单位": st.column_config.TextColumn(width=130, pinned=True),
        "按时率": st.column_config.ProgressColumn(
            format="%.1f%%", min_value=0.0, max_value=100.0, width=130
        ),
    }
    # a zero is left empty, so that what is there stands out
    picked = pick_line(frame.where(frame != 0), "leads", columns)
    offer_xlsx(view, lines, "牵头单位")
    return None if picked is None else str(lines[picked]["牵头单位"])


def show_tasks(view: View, lead: Lead, statuses: Sequence[TaskStatus]) -> None:
    """A line a task: how it stands, and by what."""
    by_task = {status.task: status for status in statuses}
    lines = [
        {
            "任务": str(task.task),
            "状态": task_label(by_task[task.task].status),
            "依据": _basis(view, by_task[task.task]),
            "内容": plain(shortened(task.text)),
        }
        for task in lead.tasks
    ]
    st.table(pd.DataFrame(lines), hide_index=True)


def shortened(text: str) -> str:
    """The beginning of a task; 工作要点 has all of it."""
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}…"


def _basis(view: View, status: TaskStatus) -> str:
    code = status.by_indicator
    return view.plan.indicator(code).name if code else "任务月报"


def show_words(reports: Sequence[TaskReport]) -> None:
    """What a unit last said of each task: its trouble, and the rest on request."""
    for report in reports:
        if report.problem:
            _show_word(report)
    calm = [report for report in reports if not report.problem]
    if calm:
        with st.expander(f"没有提出问题的 {len(calm)} 项"):
            for report in calm:
                _show_word(report)


def _show_word(report: TaskReport) -> None:
    with st.container(border=True):
        st.markdown(
            f"**任务 {report.task}　{task_label(report.state)}**　"
            f"{plain(report.unit)}，{report.month.year}年{report.month.month}月"
        )
        st.text(
            report.progress
            + (f"\n存在问题：{report.problem}" if report.problem else "")
            + (f"\n下步措施：{report.next}" if report.next else "")
        )


def show_own_discipline(view: View, reports: Sequence[Report]) -> None:
    """Its on-time rates by form."""
    rates = discipline(reports, view.as_of, "form")
    named = [replace(d, name=FORMS[d.name].title) for d in rates]
    show_discipline(view, "报表", named)
    offer_xlsx(view, discipline_lines("报表", named), "报送纪律")


def place_on_time(lines: Sequence[dict[str, object]], name: str) -> str:
    """：按时率第 3 名，共 21 个; those alike share a place, and one that owes nothing has none."""
    rates = {
        str(line["牵头单位"]): float(str(r)) for line in lines if (r := line["按时率"]) is not None
    }
    if name not in rates:
        return ""
    better = sum(rate > rates[name] for rate in rates.values())
    return f"：按时率第 {better + 1} 名，共 {len(rates)} 个"


def show_own_months(view: View, reports: Sequence[Report]) -> None:
    """Its reports month by month; a cell leads to 每月一报."""
    picked = show_matrix(view, reports)
    if picked is None:
        return
    unit, month = picked
    cell = {} if month is None else {"cell": f"{unit}:{month:%Y-%m}"}
    go("pages/monthly.py", carried(unit=unit, **cell))


def compare_leads(lines: Sequence[dict[str, object]]) -> None:
    """Two to four lead units side by side."""
    names = [str(line["牵头单位"]) for line in lines]
    chosen = choose_few("牵头单位", names, "compare_leads")
    if len(chosen) < 2:
        return
    by_name = {str(line["牵头单位"]): line for line in lines}
    measures = [header for header in lines[0] if header != "牵头单位"]
    st.table(
        pd.DataFrame(
            [
                {"": header} | {name: _written(by_name[name][header]) for name in chosen}
                for header in measures
            ]
        ),
        hide_index=True,
    )


def _written(value: object) -> str:
    """A count, or a rate in per cent."""
    if value is None:
        return "–"
    return f"{decimal(value)}%" if isinstance(value, float) else str(value)
