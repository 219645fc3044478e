"""The views of a meeting that are tables: sections and walls."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from kpi.words.numbers import decimal, percent, signed
from report.deck.fit import broken, pages, row_height, shorten
from report.deck.notes import note
from report.deck.slides import ROOM_HEIGHT, ROOM_WIDTH, add_slide, add_table
from report.meeting.meeting import Meeting
from report.meeting.section import Column, Section
from report.meeting.stamp import stamp

BODY, WALL = 13, 11
LONGEST_CELL = 110
MOST_STRETCH = 1.8
LONGEST_HEADER = 4  # letters of a name across a wall, before it is broken


def cell_text(value: object, column: Column) -> str:
    """A value as it is written on a slide."""
    if value is None:
        return "–"
    if isinstance(value, float | int) and column.kind in ("percent", "points", "number"):
        writers = {"percent": percent, "points": signed, "number": decimal}
        return writers[column.kind](value)
    return shorten(str(value), LONGEST_CELL)


def add_section(
    deck: Any,
    meeting: Meeting,
    section: Section,
    widths: Sequence[float],
    *,
    size: float = BODY,
    only: Sequence[str] = (),
    codes: Iterable[str] = (),
    filled: bool = False,
) -> None:
    """A section as a table over as many slides as it needs, none where it has no rows; `only`
    some of its columns, by their keys.

    `codes` are the indicators whose rules stand in the notes.
    """
    places = [n for n, c in enumerate(section.columns) if not only or c.key in only]
    headers = [section.columns[n].header for n in places]
    rows = [[cell_text(row[n], section.columns[n]) for n in places] for row in section.rows]
    notes, foot = note(meeting, codes, first=f"{section.name}。"), stamp(meeting)
    groups = pages(rows, widths, size, ROOM_HEIGHT)
    stretch = _stretch([headers, *max(groups, key=len, default=[])], widths, size)
    for number, group in enumerate(groups, start=1):
        part = f"（{number}/{len(groups)}）" if len(groups) > 1 else ""
        slide = add_slide(deck, f"{section.finding}{part}", notes, foot)
        add_table(slide, headers, group, widths, size, stretch=stretch, filled=filled)


def _stretch(lines: Sequence[Sequence[str]], widths: Sequence[float], size: float) -> float:
    """How much higher rows may be than they must, so that a short table fills its slide."""
    needed = sum(row_height(line, widths, size) for line in lines)
    return max(1.0, min(MOST_STRETCH, ROOM_HEIGHT / needed))


def add_wall(deck: Any, meeting: Meeting, section: Section) -> None:
    """Indicators down, names across; the shape above the word, where there is little room."""
    names = len(section.columns) - 1
    first = 1.75
    widths = [first, *([(ROOM_WIDTH - first) / names] * names)]
    if names <= 10:
        add_section(deck, meeting, section, widths, size=12, codes=section.indicators, filled=True)
        return
    columns = tuple(replace(c, header=broken(c.header, LONGEST_HEADER)) for c in section.columns)
    rows = tuple(tuple(str(value).replace(" ", "\n") for value in row) for row in section.rows)
    stacked = replace(section, columns=columns, rows=rows)
    add_section(deck, meeting, stacked, widths, size=WALL, codes=section.indicators, filled=True)
