"""A line a goal: status, figures, a bullet, the year so far, who answers for it, the last words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from pages.frame.address import pick_key
from report.charts.theme import Palette

HERE = Path(__file__).parent
# Streamlit's own way to draw what it has no element for: data in, the number of a line out
_DRAWN = st.components.v2.component(
    "scorecards",
    html="<table><thead></thead><tbody></tbody></table>",
    css=(HERE / "scorecards.css").read_text("utf-8"),
    js=(HERE / "scorecards.js").read_text("utf-8"),
)
HEADS = ("状态", "指标", "完成", "目标", "完成率与序时", "逐月累计", "牵头", "最近的话")


@dataclass(frozen=True)
class Scorecard:
    """What a line says; rates in per cents, `course` at each month's end."""

    status: str  # ▽ 滞后
    color: str
    fill: str
    line: str
    name: str
    done: str
    target: str
    rate: float | None
    percent: str
    pace: float | None
    course: tuple[float | None, ...]
    owner: str
    words: str


def pick_scorecard(cards: Sequence[Scorecard], key: str, palette: Palette) -> int | None:
    """Draws the lines; gives the number of the one that is clicked, wherever."""
    colours = {"track": palette.track, "mark": palette.text, "accent": palette.accent}
    colours |= {"ground": palette.background, "muted": palette.muted}
    data = {"heads": HEADS, "colours": colours, "cards": [asdict(card) for card in cards]}
    result = _DRAWN(data=data, key=pick_key(key), on_picked_change=lambda: None)
    return None if result.picked is None else int(result.picked)
