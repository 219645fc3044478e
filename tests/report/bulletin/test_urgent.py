"""A bulletin prints what must be acted on, and says how much it leaves to the workbook."""

import pytest

from kpi.words.statuses import BEHIND
from report.bulletin.urgent import MOST, urgent_tables
from report.meeting.meeting import Meeting
from report.meeting.written import tables

pytestmark = pytest.mark.slow


def test_of_the_indicators_those_that_are_behind_are_printed(held: Meeting) -> None:
    behind = [row for row in held.district if row.status in BEHIND]
    table = urgent_tables(held)["indicators"]
    words = {line[table.status_place].split()[-1] for line in table.lines}
    assert len(table.lines) == len(behind) > MOST
    assert words <= set(BEHIND)
    left = 45 - len(table.lines)
    assert table.caption == (
        f"各项指标（全区）（列出 {len(table.lines)} 条，其余 {left} 条见会议工作簿）"
    )


def test_the_furthest_behind_are_printed_whatever_their_indicator(held: Meeting) -> None:
    every, printed = tables(held)["laggards"].lines, urgent_tables(held)["laggards"].lines
    assert len(every) > len(printed) == MOST
    gaps = sorted(float(line[4]) for line in every)
    assert [float(line[4]) for line in printed] == gaps[:MOST]


def test_a_short_table_is_printed_whole_and_says_nothing_of_more(held: Meeting) -> None:
    assert urgent_tables(held)["overview"] == tables(held)["overview"]
