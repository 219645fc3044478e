"""What follows from a meeting's figures: the sentences that an office sends its units home with."""

from collections.abc import Iterator

from kpi.findings import most_urgent_first
from kpi.reporting.reminders import reminders
from kpi.words.need import A_MONTH, UNTIL_THE_END
from kpi.words.statuses import BEHIND
from report.meeting.meeting import Meeting


def demands(meeting: Meeting) -> Iterator[str]:
    """To catch up, to speed up the projects, to report; each only where there is something to."""
    if needs := _needs(meeting):
        yield f"补齐进度。要在年底前完成目标，全区{needs}。"
    if below := sum(p.is_below for p in meeting.projects):
        yield f"抓紧项目。{below} 个项目的两率须在年底前达到 90%，责任单位逐个明确时间表。"
    if reminders(meeting.reports, meeting.plan, meeting.as_of):
        yield "严肃报送。未报的报表尽快补报；逾期后报送的记为补报，按逾期统计。"


def _needs(meeting: Meeting) -> str:
    """余下各月每月须完成：…；…；到年底还须完成：…, of all that is behind, the most urgent first."""
    said: dict[str, list[str]] = {A_MONTH: [], UNTIL_THE_END: []}
    for row in most_urgent_first(meeting.district):
        indicator = meeting.plan.indicator(row.indicator)
        need = row.need(indicator.uom) if row.status in BEHIND else None
        # of the projects each has its own; the next sentence is theirs
        if need and row.indicator not in meeting.plan.shown.project_rates:
            said[need.words].append(f"{indicator.name} {need.amount}")
    heads = {A_MONTH: "余下各月每月须完成", UNTIL_THE_END: "到年底还须完成"}
    return "；".join(f"{heads[words]}：{'；'.join(some)}" for words, some in said.items() if some)
