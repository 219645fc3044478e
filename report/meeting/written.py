"""A meeting's tables as a reader reads them, each figure with its unit, by what they are about."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.findings import most_urgent_first
from kpi.reporting.reports import discipline
from kpi.words.numbers import amount, percent, signed
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from report.meeting.meeting import Meeting
from report.meeting.sections import words_section

FIGURE = re.compile(r"^[+\-]?[\d,]+(\.\d+)?%?( \S{1,3})?$|^\d+/\d+$")


@dataclass(frozen=True)
class Table:
    """A caption, headers with their share of the width in per cent, and lines of text."""

    caption: str
    columns: tuple[tuple[str, int], ...]
    lines: tuple[tuple[str, ...], ...]

    @property
    def headers(self) -> list[str]:
        return [header for header, _ in self.columns]

    @property
    def status_place(self) -> int:
        """Which column holds a status to be coloured; -1 where none does."""
        return next((n for n, (header, _) in enumerate(self.columns) if header == "状态"), -1)


def tables(meeting: Meeting) -> dict[str, Table]:
    """A table for each part that has one; none where it would be empty."""
    makers: dict[str, Callable[[Meeting], Table]] = {
        "overview": _headlines,
        "indicators": _indicators,
        "laggards": _laggards,
        "projects": _projects,
        "discipline": _discipline,
        "words": _words,
        "matters": _matters,
    }
    made = {key: make(meeting) for key, make in makers.items()}
    return {key: table for key, table in made.items() if table.lines}


def _headlines(meeting: Meeting) -> Table:
    lines = tuple((h.name, h.figure, h.against, _points(h.gap_points)) for h in meeting.headlines)
    columns = (("事项", 30), ("完成", 16), ("对照", 38), ("与序时相差（点）", 16))
    return Table("主要数字", columns, lines)


def _indicators(meeting: Meeting) -> Table:
    columns = (
        *(("指标", 25), ("完成", 16), ("目标", 16), ("完成率", 10), ("序时", 9)),
        *(("状态", 14), ("报表", 10)),
    )
    rows = most_urgent_first(meeting.district)
    return Table("各项指标（全区）", columns, tuple(_indicator(meeting, row) for row in rows))


def _indicator(meeting: Meeting, row: Progress) -> tuple[str, ...]:
    indicator = meeting.plan.indicator(row.indicator)
    return (
        indicator.name,
        amount(row.actual, indicator.uom),
        amount(row.target, indicator.uom),
        percent(row.rate),
        percent(row.elapsed) if row.expected is not None else "–",
        STATUSES[row.status].label,
        f"{row.reports_in}/{row.reports_due}" if row.reports_due else "–",
    )


def _laggards(meeting: Meeting) -> Table:
    columns = (
        *(("指标", 24), ("对象", 22), ("状态", 14), ("完成率", 10)),
        *(("差距（点）", 12), ("余下每月需", 18)),
    )
    return Table("落后于序时的单位和对象", columns, tuple(_behind(meeting)))


def _behind(meeting: Meeting) -> Iterator[tuple[str, ...]]:
    for row in (row for group in meeting.laggards for row in group.rows):
        indicator = meeting.plan.indicator(row.indicator)
        yield (
            *(indicator.name, spoken(row.entity), STATUSES[row.status].label, percent(row.rate)),
            *(_points(row.pace_gap_points), amount(row.needed_per_month, indicator.uom)),
        )


def _projects(meeting: Meeting) -> Table:
    columns = (
        *(("编号", 18), ("项目", 27), ("县（区）", 10), ("投资完成率", 11)),
        *(("资金拨付使用率", 12), ("存在问题", 22)),
    )
    lines = tuple(
        (
            *(p.number, p.name, p.county, amount(p.investment_rate, "%")),
            *(amount(p.disbursement_rate, "%"), p.issue or "–"),
        )
        for p in meeting.projects
        if p.is_below
    )
    return Table("两率未达 90% 的项目", columns, lines)


def _discipline(meeting: Meeting) -> Table:
    columns = (("单位", 30), ("应报", 14), ("按时", 14), ("补报", 14), ("未报", 14), ("按时率", 14))
    units = discipline(meeting.reports, meeting.as_of, "unit")
    lines = tuple(
        (u.name, str(u.due), str(u.on_time), str(u.late), str(u.missing), percent(u.on_time_rate))
        for u in units
        if u.late or u.missing
    )
    return Table("有补报、未报的单位", columns, lines)


def _words(meeting: Meeting) -> Table:
    columns = (("任务", 7), ("单位", 17), ("存在问题", 38), ("下步措施", 38))
    found = words_section(meeting)
    places = [[c.header for c in found.columns].index(header) for header, _ in columns]
    told = [row for row in found.rows if row[places[2]]]
    lines = tuple(tuple(_or_dash(row[n]) for n in places) for row in told)
    return Table("任务月报中报告的问题，滞后的任务在前", columns, lines)


def _matters(meeting: Meeting) -> Table:
    columns = (
        *(("编号", 14), ("事项", 32), ("承办单位", 16), ("期限", 14)),
        *(("情况", 10), ("办理", 14)),
    )
    lines = tuple(
        (m.matter_no, m.matter, m.unit, str(m.due_on), m.state, _or_dash(m.progress))
        for m in meeting.matters
    )
    return Table("督办事项", columns, lines)


def is_figure(text: str) -> bool:
    """Whether a cell is a number, with its sign or unit, or so many of so many."""
    return FIGURE.match(text) is not None


def _points(gap: float | None) -> str:
    return "–" if gap is None else signed(gap)


def _or_dash(value: object) -> str:
    return "–" if value is None else str(value)
