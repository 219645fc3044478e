"""挂图作战 on a phone: by unit or county what is red or amber, in place of the matrix."""

from collections.abc import Sequence
from operator import itemgetter

import streamlit as st

from kpi.engine.progress import Progress
from kpi.wall import behind_of, figure_of, standing_rows
from kpi.words.statuses import BEHIND, STATUSES
from pages.frame.filters import View, carried
from pages.frame.text import plain
from pages.show.marks import COLOURS
from report.charts.grids.matrix import Wall

UNBROKEN = "\u00a0"  # a space at which no line ends


def show_wall_list(view: View, wall: Wall, box: str, page: str) -> None:
    """A link a unit that is behind, who in the most first; the others in a sentence."""
    behind = behind_of(wall.lines)
    order = sorted(range(len(wall.names)), key=lambda place: -behind[place])
    for place in (place for place in order if behind[place]):
        name = wall.names[place]
        st.page_link(
            page,
            label=f"**{plain(name)}**　{_words(wall, standing_rows(wall.lines, place))}",
            query_params=carried(**{box: name}),
        )
    if rest := [name for name, count in zip(wall.names, behind, strict=True) if not count]:
        st.caption(f"没有落后项：{plain('、'.join(rest))}")


def _words(wall: Wall, rows: Sequence[Progress]) -> str:
    """■ 镇街动员企业采购 29%　✖ …, the most urgent first."""
    marked = [
        (STATUSES[row.status].urgency, _marked(wall, row)) for row in rows if row.status in BEHIND
    ]
    return "　".join(text for _, text in sorted(marked, key=itemgetter(0)))


def _marked(wall: Wall, row: Progress) -> str:
    indicator = wall.indicators[row.indicator]
    parts = (STATUSES[row.status].shape, indicator.name, figure_of(row, indicator))
    words = UNBROKEN.join(parts)
    return f":{COLOURS[row.status]}[{plain(words)}]"
