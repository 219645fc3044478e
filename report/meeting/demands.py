"""What follows from a meeting's figures: the sentences that an office sends its units home with."""

from collections.abc import Iterator

from kpi.findings import most_urgent_first
from kpi.reporting.reminders import reminders
from kpi.words.numbers import amount
from kpi.words.statuses import BEHIND
from report.meeting.meeting import Meeting


def demands(meeting: Meeting) -> Iterator[str]:
    """To catch up, to speed up the projects, to report; each only where there is something to."""
    if needs := list(_needs(meeting)):
        yield (f"补齐进度。要在年底前完成目标，余下各月全区每月须完成：{'；'.join(needs)}。")
    if below := sum(p.is_below for p in meeting.projects):
        yield f"抓紧项目。{below} 个项目的两率须在年底前达到 90%，责任单位逐个明确时间表。"
    if reminders(meeting.reports, meeting.plan, meeting.as_of):
        yield "严肃报送。未报的报表尽快补报；逾期后报送的记为补报，按逾期统计。"


def _needs(meeting: Meeting) -> Iterator[str]:
    """镇街动员企业采购 379.9 万元; of the projects each has its own, told in its own sentence."""
    for row in most_urgent_first(meeting.district):
        own = row.indicator not in meeting.plan.shown.project_rates
        if own and row.status in BEHIND and row.needed_per_month is not None:
            indicator = meeting.plan.indicator(row.indicator)
            yield f"{indicator.name} {amount(row.needed_per_month, indicator.uom)}"
