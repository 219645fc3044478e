"""总览 on the stage: the headline figures, how many are in which status, and the worst six."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi.engine.progress import Progress
from kpi.findings import behind, by_status, urgent_finding, worst
from kpi.gap import takes_words
from kpi.headlines import Headline, headlines
from kpi.narrow import in_scope
from kpi.reporting.reports import received_of
from kpi.words.numbers import decimal
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from pages.frame.filters import View
from pages.frame.store import fetch_reports
from pages.stage.bullets import COLUMNS, bullet_line
from pages.stage.screen import Screen, subtitle
from pages.stage.table import Column, show_lines
from pages.topics.topics import first_named, name_of
from report.charts.theme import Palette

NAMED = 3
FIGURES = 404  # pixels of two rows of headline figures, and the gap below
BARE = tuple(Column("", column.share, column.kind) for column in COLUMNS)


def overview(view: View) -> Screen:
    rows = view.narrowed
    # the same as on 总览
    furthest = worst(behind(in_scope(view.rows, view.plan, view.scope)))
    return Screen(
        urgent_finding(rows, first_named(view, furthest), brief=True),
        subtitle(view, more=_received(view)),
        _needs(view, furthest),
        lambda height: _draw(view, rows, furthest, height),
    )


def _received(view: View) -> str:
    """已报 152/154 份, of all the reports that were due: the same as on 总览."""
    received, due = received_of(fetch_reports(view.version, view.at), view.as_of)
    return f"已报 {received}/{due} 份" if due else ""


def _needs(view: View, furthest: Sequence[Progress]) -> str:
    parts = [
        f"{spoken(row.entity)}{takes_words(row, view.plan.indicator(row.indicator).uom)}"
        for row in furthest[:NAMED]
    ]
    return "要赶上目标：" + "，".join(parts) if parts else "没有单位落后于序时"


def _draw(view: View, rows: Sequence[Progress], furthest: Sequence[Progress], height: int) -> None:
    cards = headlines(view.plan, view.rows) if view.scope.is_whole else []
    if cards:
        st.html(figures_html(cards, rows, view.palette))
    if furthest:
        lines = [bullet_line(view, row, name_of(row, view)) for row in furthest]
        show_lines(BARE, lines, height - (FIGURES if cards else 0), "另 {} 家未列出")


def figures_html(cards: Sequence[Headline], rows: Sequence[Progress], palette: Palette) -> str:
    """The headline figures, four a row, and the counts by status in the last place."""
    figures = "".join(_figure(card, palette) for card in cards[:7])
    return f'<div class="stage-figures">{figures}{_counts(rows, palette)}</div>'


def _figure(card: Headline, palette: Palette) -> str:
    words = [card.against.split("，")[-1]]
    if card.gap_points is not None:
        words.append(f"{'快' if card.gap_points >= 0 else '慢'} {decimal(abs(card.gap_points))} 点")
    shape = f"{STATUSES[card.status].shape} " if card.status else ""
    color = palette.statuses[card.status] if card.status else "inherit"
    return (
        f'<div><span class="name">{escape(card.name)}</span>'
        f'<span class="value">{escape(card.figure)}</span>'
        f'<span class="against" style="color:{color}">{shape}{escape("　".join(words))}</span>'
        "</div>"
    )


def _counts(rows: Sequence[Progress], palette: Palette) -> str:
    """Of each status that occurs its shape and how many, in its own fill.

    The counts, words and fills are those of the squares on 总览 (report/charts/grids/squares.py),
    which are no drawing for here: a square an indicator in type for the stage takes eight lines of
    48 pixels, and the place beside the headline figures has 200.
    """
    boxes = "".join(
        f'<span style="background:{fill.color};color:{fill.on};border-color:{fill.line}">'
        f"{STATUSES[word].shape} {count}</span>"
        for word, count in by_status(rows).items()
        if (fill := palette.fills[word])
    )
    name = '<span class="name">各状态的指标数</span>'
    return f'<div>{name}<div class="stage-counts">{boxes}</div></div>'
