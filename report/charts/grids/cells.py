"""Cells of equal size, filled by status: what walls and tile maps are drawn of.

They are bars side by side, which fill whatever width there is, hold text and can be clicked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from report.charts.theme import Fill, Part

# between cells, of a cell's width; how high they are is the layout's to say (bargap): whatever is
# called a width in a trace grows with the type on a stage
GAP = 0.06


@dataclass(frozen=True)
class Cell:
    """A cell with its middle in cells from the left and from the top; `picks` is what a click
    gives, nothing where it opens nothing; `text` and `hover` are Plotly's markup.
    """

    across: float
    down: float
    text: str
    fill: Fill
    picks: str = ""
    hover: str = ""


def cells(shown: Sequence[Cell], name: str, size: int = 14) -> Part:
    """A trace of cells with their texts in the middle."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": [cell.down for cell in shown],
        "x": [1 - GAP] * len(shown),
        "base": [cell.across - (1 - GAP) / 2 for cell in shown],
        "marker": {
            "color": [cell.fill.color for cell in shown],
            "line": {"color": [cell.fill.line for cell in shown], "width": 1},
        },
        "text": [cell.text for cell in shown],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "insidetextfont": {"color": [cell.fill.on for cell in shown], "size": size},
        "customdata": [[cell.picks, cell.hover] for cell in shown],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        # a click leaves the others as they are
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "name": name,
    }
