"""What the speaker can be asked: the rule, the source and the reports behind each figure."""

from collections.abc import Iterable

from report.meeting.meeting import Meeting
from report.meeting.stamp import stamp


def note(meeting: Meeting, codes: Iterable[str] = (), *, first: str = "") -> str:
    """A sentence of one's own, a line for each indicator that the slide tells of, and the stamp."""
    rules = [_rule(meeting, code) for code in dict.fromkeys(codes)]
    return "\n".join([*([first] if first else []), *rules, stamp(meeting)])


def _rule(meeting: Meeting, code: str) -> str:
    indicator = meeting.plan.indicator(code)
    row = next((r for r in meeting.district if r.indicator == code), None)
    reports = f"，已报 {row.reports_in}/{row.reports_due} 份" if row and row.reports_due else ""
    return (
        f"{indicator.name} 口径：{indicator.rule}"
        f"（工作要点第{indicator.clause}条、任务{indicator.task}）{reports}"
    )
