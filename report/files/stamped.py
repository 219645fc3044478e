"""A chart that leaves the dashboard says what it shows: its title, and the stamp under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.findings import district_rows
from report.charts.markup import as_letters
from report.charts.theme import LIGHT, Palette
from report.deck.fit import em
from report.files.render import HEIGHT, WIDTH
from report.meeting.stamp import clock, file_name

TITLE_SIZE, SUBTITLE_SIZE, STAMP_SIZE = 18, 14, 12
TITLE_PIXELS, LINE_PIXELS = 40, 18
SIDE_PIXELS = 16
TICK_PIXELS = 36  # what the labels under an axis need
BREAKS = "，；。：、　"
CLOSING = "，。；：、）」》〕”%"


@dataclass(frozen=True)
class Stamp:
    """What a chart shows: the two times, the filters in words, the reports in, the source."""

    as_of: date
    known_at: datetime | None
    scope: str
    reports_in: int
    reports_due: int
    source: str

    @property
    def reports(self) -> str:
        """26/28: of the reports due, those that are in."""
        return f"{self.reports_in}/{self.reports_due}"

    @property
    def text(self) -> str:
        """As of when, as known when, filters, reports in, source; what there is not is left out."""
        known = f"已知至 {clock(self.known_at)}" if self.known_at else "已知至 制图时"
        reports = f"已报 {self.reports} 份" if self.reports_due else ""
        parts = (f"截至 {self.as_of}", known, f"筛选：{self.scope}", reports)
        return "　".join([*filter(None, parts), f"来源：{self.source}"])

    def subtitle(self, uom: str) -> str:
        """万元，全区，截至 9月30日，已报 28/28 份; what there is not is left out."""
        day = f"截至 {self.as_of.month}月{self.as_of.day}日"
        reports = f"已报 {self.reports} 份" if self.reports_due else ""
        return "，".join(filter(None, (uom, self.scope, day, reports)))

    def file_name(self, topic: str, suffix: str) -> str:
        """指标_范围_截至日.ext"""
        return file_name(topic, self.scope, self.as_of, suffix)


def reports_of(shown: Sequence[Progress], rows: Iterable[Progress]) -> tuple[int, int]:
    """In and due for the rows shown: the one row's own, or those of their indicator as a whole.

    Rows of several indicators rest on different reports, so that no one number would be true.
    """
    codes = {row.indicator for row in shown}
    whole = [r for r in district_rows(rows) if r.indicator in codes]
    counted = shown if len(shown) == 1 else whole
    return (counted[0].reports_in, counted[0].reports_due) if len(counted) == 1 else (0, 0)


def stamped(
    figure: go.Figure,
    title: str,
    stamp: Stamp,
    palette: Palette = LIGHT,
    width: int = WIDTH,
    uom: str = "",
) -> go.Figure:
    """A copy with title and subtitle above and the stamp below; the chart itself keeps its size."""
    room = width - 2 * SIDE_PIXELS
    above = wrapped(title, room / TITLE_SIZE)
    under = wrapped(stamp.subtitle(uom), room / SUBTITLE_SIZE)
    below = wrapped(stamp.text, room / STAMP_SIZE)
    copy = go.Figure(figure)
    margin = copy.layout.margin
    lines = len(above) + len(under)
    top = TITLE_PIXELS + ((len(above) - 1) * TITLE_SIZE + len(under) * SUBTITLE_SIZE) * 1.4
    ticks = max(margin.b or 0, TICK_PIXELS)
    foot = ticks - (margin.b or 0) + LINE_PIXELS * len(below) + 8
    _write_stamp(copy, below, ticks, SIDE_PIXELS - (margin.r or 0), palette)
    height = (copy.layout.height or HEIGHT) + top + foot
    copy.update_layout(
        height=height,
        margin={"t": (margin.t or 36) + top, "b": (margin.b or 0) + foot},
        title={
            "text": f"<b>{_lines(above)}</b><br>{_small(under, palette)}",
            "font": {"size": TITLE_SIZE, "color": palette.text},
            "xref": "container",
            "yref": "container",
            "x": SIDE_PIXELS / width,
            # Plotly lifts a title of several lines by half of its further lines
            "y": 1 - (12 + (lines - 1) * TITLE_SIZE * 0.65) / height,
            "xanchor": "left",
            "yanchor": "top",
        },
    )
    return copy


def _write_stamp(
    figure: go.Figure, lines: Sequence[str], below: float, left: float, palette: Palette
) -> None:
    # held at the right, where the margin is known: how wide the names at the left are is not
    figure.add_annotation(
        x=1,
        y=0,
        xref="paper",
        yref="paper",
        text=_lines(lines),
        font={"size": STAMP_SIZE, "color": palette.muted},
        showarrow=False,
        align="left",
        xanchor="right",
        yanchor="top",
        xshift=-left,
        yshift=-below,
    )


def wrapped(text: str, letters: float) -> list[str]:
    """Lines of at most so many letters, broken after a sign rather than within a phrase; none
    begins with a space or with a sign that closes.
    """
    lines, line = [], ""
    for c in text:
        if line and em(line + c) > letters and c not in CLOSING:
            end = _phrase_end(line)
            lines.append(line[:end].rstrip())
            line = line[end:]
        line = (line + c).lstrip() if lines else line + c
    return [*lines, line]


def _phrase_end(line: str) -> int:
    """After the last sign in the line's last third, or else the whole line."""
    least = len(line) * 2 // 3
    return next((n for n in range(len(line), least, -1) if line[n - 1] in BREAKS), len(line))


def _small(lines: Sequence[str], palette: Palette) -> str:
    style = f"font-size:{SUBTITLE_SIZE}px;color:{palette.muted}"
    return "<br>".join(f'<span style="{style}">{as_letters(line)}</span>' for line in lines)


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(as_letters(line) for line in lines)
