"""What stands under every document: as of when, as known when, and what is in."""

import re
from datetime import datetime, timedelta

from kpi.moments import in_shanghai
from kpi.reporting.reports import received_of
from report.meeting.meeting import Meeting


def stamp(meeting: Meeting) -> str:
    """As of when, as known when, how many of the reports due are in, from which document."""
    return (
        f"截至 {meeting.as_of}　按 {clock(meeting.known_at)} 所知　已报 {reports_in(meeting)} 份　"
        f"依据：{meeting.plan.document}（{meeting.plan.number}）"
    )


def clock(moment: datetime) -> str:
    """A moment as the clock in Shanghai showed it; a day's end is its own 24:00."""
    local = in_shanghai(moment)
    if (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0):
        return f"{local - timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"


def reports_in(meeting: Meeting) -> str:
    """38/40: of the reports due, those that are in."""
    received, due = received_of(meeting.reports, meeting.as_of)
    return f"{received}/{due}"


def file_name(topic: str, scope: str, as_of: object, suffix: str) -> str:
    """指标_范围_截至日.ext, with nothing in it that a file's name may not hold."""
    # what Windows forbids in a name, and white space, a run of it as one: 镇/街 is 镇_街
    parts = (re.sub(r'[\\/:*?"<>|\s]+', "_", str(part)) for part in (topic, scope, as_of))
    return f"{'_'.join(parts)}.{suffix}"
