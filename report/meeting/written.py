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
from report.meeting.work_sections import RATES, words_section

# a number with its sign, per cent or unit of up to three letters, or one of another:
# -1,234.5 万元, 38/40
FIGURE = re.compile(r"^[+\-]?[\d,]+(\.\d+)?%?( \S{1,3})?$|^\d+/\d+$")


@dataclass(frozen=True)
class Written:
    """A column's key for the program, its header, and its share of the width in per cent."""

    key: str
    header: str
    share: int


@dataclass(frozen=True)
class Table:
    """What it is about, a caption, columns, and lines of text."""

    code: str
    caption: str
    columns: tuple[Written, ...]
    lines: tuple[tuple[str, ...], ...]

    @property
    def status_place(self) -> int:
        """Which column holds a status to be coloured; -1 where none does."""
        return next((n for n, column in enumerate(self.columns) if column.key == "status"), -1)


def tables(meeting: Meeting) -> dict[str, Table]:
    """A table for each part that has one; none where it would be empty."""
    makers: tuple[Callable[[Meeting], Table], ...] = (
        *(_headlines, _indicators, _laggards, _projects),
        *(_discipline, _words, _matters),
    )
    all_tables = (make(meeting) for make in makers)
    return {table.code: table for table in all_tables if table.lines}


def _headlines(meeting: Meeting) -> Table:
    lines = tuple((h.name, h.figure, h.against, _points(h.gap_points)) for h in meeting.headlines)
    columns = (
        *(Written("headline", "事项", 30), Written("figure", "完成", 16)),
        *(Written("against", "对照", 38), Written("gap", "与序时相差（点）", 16)),
    )
    return Table("overview", "主要数字", columns, lines)


def _indicators(meeting: Meeting) -> Table:
    columns = (
        *(Written("indicator", "指标", 25), Written("actual", "完成", 16)),
        *(Written("target", "目标", 16), Written("rate", "完成率", 10)),
        *(Written("elapsed", "序时", 9), Written("status", "状态", 14)),
        Written("reports", "报表", 10),
    )
    lines = tuple(_indicator(meeting, row) for row in most_urgent_first(meeting.district))
    return Table("indicators", "各项指标（全区）", columns, lines)


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
        *(Written("indicator", "指标", 24), Written("entity", "对象", 22)),
        *(Written("status", "状态", 14), Written("rate", "完成率", 10)),
        *(Written("gap", "差距（点）", 12), Written("needed_per_month", "余下每月需", 18)),
    )
    return Table("laggards", "落后于序时的单位和对象", columns, tuple(_behind(meeting)))


def _behind(meeting: Meeting) -> Iterator[tuple[str, ...]]:
    for row in (row for group in meeting.laggards for row in group.rows):
        indicator = meeting.plan.indicator(row.indicator)
        yield (
            *(indicator.name, spoken(row.entity), STATUSES[row.status].label, percent(row.rate)),
            *(_points(row.pace_gap_points), amount(row.needed_per_month, indicator.uom)),
        )


def _projects(meeting: Meeting) -> Table:
    rates = meeting.plan.rates
    parts = zip(RATES, rates, (11, 12), strict=False)
    named = (Written(key, rate.name, share) for key, rate, share in parts)
    columns = (
        *(Written("number", "编号", 18), Written("name", "项目", 27)),
        *(Written("county", "县（区）", 10), *named, Written("issue", "存在问题", 22)),
    )
    lines = tuple(
        (
            *(p.number, p.name, p.county),
            *(amount(rate, "%") for rate in p.rates[: len(rates)]),
            p.issue or "–",
        )
        for p in meeting.projects
        if p.is_below
    )
    return Table("projects", "两率未达 90% 的项目", columns, lines)


def _discipline(meeting: Meeting) -> Table:
    columns = (
        *(Written("unit", "单位", 30), Written("due", "应报", 14), Written("on_time", "按时", 14)),
        *(Written("late", "补报", 14), Written("missing", "未报", 14)),
        Written("on_time_rate", "按时率", 14),
    )
    units = discipline(meeting.reports, meeting.as_of, "unit")
    lines = tuple(
        (u.name, str(u.due), str(u.on_time), str(u.late), str(u.missing), percent(u.on_time_rate))
        for u in units
        if u.late or u.missing
    )
    return Table("discipline", "有补报、未报的单位", columns, lines)


def _words(meeting: Meeting) -> Table:
    columns = (
        *(Written("task", "任务", 7), Written("unit", "单位", 17)),
        *(Written("problem", "存在问题", 38), Written("next", "下步措施", 38)),
    )
    section = words_section(meeting)
    places = [section.place(column.key) for column in columns]
    rows = [row for row in section.rows if row[section.place("problem")]]
    lines = tuple(tuple(_or_dash(row[n]) for n in places) for row in rows)
    return Table("words", "任务月报中报告的问题，滞后的任务在前", columns, lines)


def _matters(meeting: Meeting) -> Table:
    columns = (
        *(Written("matter_no", "编号", 14), Written("matter", "事项", 32)),
        *(Written("unit", "承办单位", 16), Written("due_on", "期限", 14)),
        *(Written("state", "情况", 10), Written("progress", "办理", 14)),
    )
    lines = tuple(
        (m.matter_no, m.matter, m.unit, str(m.due_on), m.state, _or_dash(m.progress))
        for m in meeting.matters
    )
    return Table("matters", "督办事项", columns, lines)


def is_figure(text: str) -> bool:
    """Whether a cell is a number, with its sign or unit, or so many of so many."""
    return FIGURE.match(text) is not None


def _points(gap: float | None) -> str:
    return "–" if gap is None else signed(gap)


def _or_dash(value: object) -> str:
    return "–" if value is None else str(value)
