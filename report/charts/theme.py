"""How charts look: one accent colour, greys, colours for statuses only; light and dark."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

# A piece of a figure in Plotly's words. Charts are made of these at once: each later change of a
# figure is checked against all of Plotly's properties anew, which takes longer than all the rest.
Part = dict[str, Any]

FONTS = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'


@dataclass(frozen=True)
class Fill:
    """How a bar, a cell or a square of a status is filled, and what is written on it.

    Where nothing was reported there is nothing to fill: it is as the ground, inside a line.
    """

    color: str
    on: str
    line: str


@dataclass(frozen=True)
class Palette:
    """The colours of one theme: of words in `statuses`, of areas in `fills`."""

    background: str
    text: str
    muted: str
    grid: str
    accent: str
    on_accent: str
    track: str  # the way to a quota, under a bar
    statuses: dict[str, str]
    fills: dict[str, Fill]


def _fills(good: Fill, behind: Fill, far: Fill, none: Fill, later: Fill) -> dict[str, Fill]:
    """Red and amber are whom a meeting speaks of; all that is well is one calm colour."""
    return {
        **dict.fromkeys(("已完成", "超序时", "达序时"), good),
        "滞后": behind,
        **dict.fromkeys(("严重滞后", "逾期"), far),
        "未报送": none,
        **dict.fromkeys(("待下达", "未到期"), later),
    }


# Distinguishable without colour vision by lightness, and each status also has a shape and a word.
LIGHT = Palette(
    background="#ffffff",
    text="#0e1520",
    muted="#5b6673",
    grid="#dfe4ea",
    accent="#1f5fa8",
    on_accent="#ffffff",
    track="#e9edf1",
    statuses={
        "已完成": "#0b6e4f",
        "超序时": "#0b6e4f",
        "达序时": "#2f7d5f",
        "滞后": "#a35a00",
        "严重滞后": "#b3261e",
        "逾期": "#b3261e",
        "未报送": "#5b6673",
        "待下达": "#5b6673",
        "未到期": "#5b6673",
    },
    fills=_fills(
        good=Fill("#2e7d62", "#ffffff", "#2e7d62"),
        behind=Fill("#f2a93b", "#0e1520", "#f2a93b"),
        far=Fill("#b3261e", "#ffffff", "#b3261e"),
        none=Fill("#ffffff", "#5b6673", "#5b6673"),
        later=Fill("#dfe4ea", "#4c5763", "#dfe4ea"),
    ),
)
DARK = Palette(
    background="#0f141a",
    text="#e8ecf1",
    muted="#a3adb8",
    grid="#2b343f",
    accent="#5b9be6",
    on_accent="#0f141a",
    track="#27303a",
    statuses={
        "已完成": "#57c79b",
        "超序时": "#57c79b",
        "达序时": "#7fd1b0",
        "滞后": "#f0a848",
        "严重滞后": "#ff8a80",
        "逾期": "#ff8a80",
        "未报送": "#a3adb8",
        "待下达": "#a3adb8",
        "未到期": "#a3adb8",
    },
    fills=_fills(
        good=Fill("#3fa27c", "#0f141a", "#3fa27c"),
        behind=Fill("#f0b45c", "#0f141a", "#f0b45c"),
        far=Fill("#ff7b70", "#0f141a", "#ff7b70"),
        none=Fill("#0f141a", "#a3adb8", "#a3adb8"),
        later=Fill("#2b343f", "#b7c0ca", "#2b343f"),
    ),
)


ROOM_BELOW = 32  # the pixels that a line of labels under an axis takes


def room_for(labels: Iterable[str], spare: int = 12) -> int:
    """The pixels that the widest of the labels at an axis takes, rather too many than too few; and
    some to `spare`.

    Plotly draws a chart a second time where its margin turns out too narrow for its labels.
    """
    return max((sum(map(_width, label)) for label in labels), default=0) + spare


def _width(letter: str) -> int:
    """In a type of 14 pixels."""
    if letter > "\u2000" or letter == "%":
        return 14
    return 4 if letter in " .," else 8


def palette_of(theme: str | None) -> Palette:
    return DARK if theme == "dark" else LIGHT


def template(palette: Palette) -> go.layout.Template:
    """The Plotly template of every chart."""
    axis = {
        "gridcolor": palette.grid,
        "zeroline": False,
        "linecolor": palette.grid,
        "tickfont": {"color": palette.text},
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONTS, "size": 14, "color": palette.text},
            "paper_bgcolor": palette.background,
            "plot_bgcolor": palette.background,
            "separators": ".,",
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {"font": {"family": FONTS}},
            "showlegend": False,
        }
    )
