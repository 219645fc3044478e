"""What a bulletin prints of the meeting's tables: what must be acted on, the rest by number.

A bulletin is read in one sitting; whoever needs every row has the meeting's workbook.
"""

import math
from collections.abc import Callable
from dataclasses import replace

from kpi.words.statuses import BEHIND
from report.meeting.meeting import Meeting
from report.meeting.written import Table, tables

MOST = 12
OPEN = ("超期", "在办")
Line = tuple[str, ...]


def urgent_tables(meeting: Meeting) -> dict[str, Table]:
    """Each table with the lines that matter, of most at most twelve; none where none does."""
    urgent_tasks = {str(t.task) for t in meeting.tasks if t.status in BEHIND or t.status == "受阻"}
    keep: dict[str, Callable[[Line], bool]] = {
        "indicators": lambda line: any(cell.split()[-1] in BEHIND for cell in line if cell),
        "words": lambda line: line[0] in urgent_tasks,
        "matters": lambda line: any(cell in OPEN for cell in line),
    }
    known = {code: _furthest_first(table) for code, table in tables(meeting).items()}
    cut = (_cut(table, keep.get(code, _every)) for code, table in known.items())
    return {table.code: table for table in cut if table.lines}


def _furthest_first(table: Table) -> Table:
    """Who is furthest behind, of whatever indicator, before whoever is a little behind."""
    if table.code != "laggards":
        return table
    gap = [column.key for column in table.columns].index("gap")
    lines = sorted(table.lines, key=lambda line: _number(line[gap]))
    return replace(table, lines=tuple(lines))


def _number(written: str) -> float:
    """-1,234.5 as a number; – is none, and goes before all: its day is past."""
    return -math.inf if written == "–" else float(written.replace(",", ""))


def _every(_: Line) -> bool:
    return True


def _cut(table: Table, keep: Callable[[Line], bool]) -> Table:
    lines = tuple(line for line in table.lines if keep(line))
    # no indicator of the district that is behind is left out
    lines = lines if table.code == "indicators" else lines[:MOST]
    left_out = len(table.lines) - len(lines)
    more = f"（列出 {len(lines)} 条，其余 {left_out} 条见会议工作簿）" if left_out else ""
    return replace(table, lines=lines, caption=f"{table.caption}{more}")
