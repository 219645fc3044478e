"""What stands under every document: as of when, as known when, and what is in."""

import re

from kpi.plan.moments import in_shanghai
from report.meeting import Meeting


def stamp(meeting: Meeting) -> str:
    """As of when, as known when, how many of the reports due are in, from which document."""
    known = in_shanghai(meeting.known_at)
    return (
        f"截至 {meeting.as_of}　按 {known:%Y-%m-%d %H:%M} 所知　已报 {reports_in(meeting)} 份　"
        f"依据：{meeting.plan.document}（{meeting.plan.number}）"
    )


def reports_in(meeting: Meeting) -> str:
    """38/40: of the reports due, those that are in."""
    due = [r for r in meeting.reports if r.due_on <= meeting.as_of]
    return f"{sum(r.received_at is not None for r in due)}/{len(due)}"


def file_name(topic: str, scope: str, as_of: object, suffix: str) -> str:
    """指标_范围_截至日.ext, with nothing in it that a file's name may not hold."""
    parts = (re.sub(r'[\\/:*?"<>|\s]+', "_", str(part)) for part in (topic, scope, as_of))
    return f"{'_'.join(parts)}.{suffix}"
