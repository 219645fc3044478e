"""The views of a meeting that are tables."""

from collections.abc import Iterable, Sequence
from typing import Any

from kpi.words.numbers import decimal, percent, signed
from report.deck.fit import pages, row_height, shorten
from report.deck.notes import note
from report.deck.slides import ROOM_HEIGHT, add_slide, add_table
from report.meeting.meeting import Meeting
from report.meeting.section import Column, Section
from report.meeting.stamp import stamp

BODY = 13
LONGEST_CELL = 110
MOST_STRETCH = 1.8


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
        add_table(slide, headers, group, widths, size, stretch=stretch)


def _stretch(lines: Sequence[Sequence[str]], widths: Sequence[float], size: float) -> float:
    """How much higher rows may be than they must, so that a short table fills its slide."""
    needed = sum(row_height(line, widths, size) for line in lines)
    return max(1.0, min(MOST_STRETCH, ROOM_HEIGHT / needed))
