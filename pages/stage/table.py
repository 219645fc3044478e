"""Tables on the stage, with bullets in their cells: HTML of which every text is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.stage.measure import INNER, lines_of
from report.charts.theme import Fill

LINE, PAD, EDGE, NOTE = 36, 16, 17, 48  # pixels: a line, around it, around heads, the rest
TALLEST, THICK = 132, 0.5  # pixels of a line, and how much of it a bullet takes


@dataclass(frozen=True)
class Column:
    """Its head, its share of the width in per cent, and how its cells are set."""

    head: str
    share: float
    kind: str = ""  # figure: right-aligned and never broken; count: in the middle


@dataclass(frozen=True)
class Cell:
    """A text, its colour, or the fill of the whole cell."""

    text: str
    color: str = ""
    fill: Fill | None = None

    @property
    def html(self) -> str:
        return escape(self.text)

    @property
    def style(self) -> str:
        if self.fill is not None:
            edge = f"box-shadow:inset 0 0 0 2px {self.fill.line};"
            return f"background:{self.fill.color};color:{self.fill.on};{edge}"
        return f"color:{self.color};font-weight:700;" if self.color else ""


@dataclass(frozen=True)
class Bullet:
    """A track to the quota, the bar of what is done, a mark where it should be; shares of 0-1."""

    done: float
    pace: float | None
    fill: Fill
    text: str = ""
    style: str = ""

    @property
    def html(self) -> str:
        fill = f"background:{self.fill.color};border-color:{self.fill.line}"
        done = f'<div class="stage-done" style="width:{_share(self.done)};{fill}"></div>'
        mark = (
            f'<div class="stage-pace" style="left:{_share(self.pace)}"></div>'
            if self.pace is not None
            else ""
        )
        return f'<div class="stage-track">{done}{mark}</div>'


Line = Sequence[Cell | Bullet]


def _share(value: float) -> str:
    return f"{100 * min(max(value, 0.0), 1.0):.1f}%"


def show_lines(
    columns: Sequence[Column], lines: Sequence[Line], height: int, rest: str = "另 {} 行未列出"
) -> None:
    """As many lines as fit into a height; below them how many more there are, in the words of
    `rest`.
    """
    shown = fitting(columns, lines, height)
    note = rest.format(len(lines) - shown) if shown < len(lines) else ""
    room = height - (NOTE if note else 0)
    st.html(table_html(columns, lines[:shown], room) + note_html(note))


def note_html(text: str) -> str:
    """What has no room, below a table or chart; takes NOTE pixels of height."""
    return f'<div class="stage-note">{escape(text)}</div>' if text else ""


def fitting(columns: Sequence[Column], lines: Sequence[Line], height: int) -> int:
    """How many lines fit, with room for a note where it is not all of them."""
    heights = [_height(columns, line) for line in lines]
    if _head(columns) + sum(heights) <= height:
        return len(lines)
    room, shown = height - _head(columns) - NOTE, 0
    while shown < len(lines) and sum(heights[: shown + 1]) <= room:
        shown += 1
    return shown


def _head(columns: Sequence[Column]) -> int:
    """Pixels of the heads, by the one that takes most lines."""
    most = max(lines_of(c.head, 28, _width(c)) for c in columns)
    return LINE * most + EDGE if most else 0


def _height(columns: Sequence[Column], line: Line) -> int:
    """Pixels of a line, by the cell whose text takes most lines."""
    pairs = zip(columns, line, strict=True)
    most = max(lines_of(cell.text, 28, _width(column)) for column, cell in pairs)
    return LINE * max(most, 1) + PAD


def _width(column: Column) -> float:
    """The pixels that a column has for its texts; counts have nothing around them."""
    return INNER * column.share / 100 - (0 if column.kind == "count" else 24)


def table_html(columns: Sequence[Column], lines: Sequence[Line], height: int) -> str:
    """The table, its lines as tall as the height allows."""
    left = height - _head(columns) - sum(_height(columns, line) for line in lines)
    more = max(left // len(lines), 0) if lines else 0
    head = "".join(
        f'<th scope="col" class="{c.kind}" style="width:{c.share}%">{escape(c.head)}</th>'
        for c in columns
    )
    shown = f"<thead><tr>{head}</tr></thead>" if _head(columns) else _widths(columns)
    body = "".join(_line(columns, line, _height(columns, line) + more) for line in lines)
    return f'<table class="stage-table">{shown}<tbody>{body}</tbody></table>'


def _widths(columns: Sequence[Column]) -> str:
    return "".join(f'<col style="width:{column.share}%">' for column in columns)


def _line(columns: Sequence[Column], line: Line, height: int) -> str:
    cells = "".join(
        f'<td class="{column.kind}" style="{cell.style}">{cell.html}</td>'
        for column, cell in zip(columns, line, strict=True)
    )
    tall = min(height, TALLEST)
    return f'<tr style="height:{tall}px;--stage-bar:{max(36, round(tall * THICK))}px">{cells}</tr>'
