"""What the child hands over: rows of plain values, and the faults that end its work."""

from typing import Any, NamedTuple

from etl.read.parse.formats import Section, shown

# No dataclass here: it costs the child a sixth of its time, most of which is its start.


class Broken(NamedTuple):
    """A cell without a usable value: the formula that was never calculated, or the error text."""

    text: str


class Remark(NamedTuple):
    """A text outside the cells: 批注, 文本框, 页眉 or 页脚, and the cell that it is fixed to."""

    kind: str
    text: str
    row: int | None = None
    column: int | None = None


class Notes:
    """What the parser does not tell about a sheet's cells, by row and column from 0.

    `texts` stand instead of what the parser gives; `struck` cells are crossed out whole, `partly`
    struck ones in part; `unseen` ones are written in the colour of what is behind them; a
    conditional format may strike through the ranges `may_be_struck`; `zeros` are formulas with a
    saved 0, which is none where the cells that they stand on say otherwise.
    """

    def __init__(self, merged: list[tuple[int, int, int, int]] | None = None) -> None:
        self.broken: dict[tuple[int, int], str] = {}
        self.shown_as: dict[tuple[int, int], tuple[Section, ...]] = {}
        self.texts: dict[tuple[int, int], str] = {}
        self.struck: set[tuple[int, int]] = set()
        self.partly: set[tuple[int, int]] = set()
        self.unseen: set[tuple[int, int]] = set()
        self.may_be_struck: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.filtered = False
        self.remarks: list[Remark] = []
        self.zeros: dict[tuple[int, int], str] = {}
        self.has_results = False
        self.merged = merged


class RawSheet(NamedTuple):
    """A worksheet as rows of equal length; `merged` are (first row, column, last row, column).

    `widths`: how many cells each row had before, where the format lets them differ (csv).
    """

    name: str
    visible: bool
    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]] | None = None
    date1904: bool = False
    widths: list[int] | None = None
    notes: Notes | None = None


class BadPartError(Exception):
    """A part of the file is not what its directory says."""


class OldFormatError(Exception):
    """A workbook of Excel 95 or before: its texts cannot be trusted."""


class DtdError(Exception):
    """A part declares a document type or entities: no spreadsheet needs them."""


class EncodingError(Exception):
    """A part is in an encoding that the parser would misread."""


class PasswordError(Exception):
    """A workbook that opens with a password of its own only."""


def apply(notes: Notes, rows: list[list[Any]]) -> None:
    """Puts broken cells and values as their number format shows them in their places."""
    for (row, column), text in notes.texts.items():
        _make_room(rows, row, column)
        rows[row][column] = text
    for (row, column), text in notes.broken.items():
        _make_room(rows, row, column)
        rows[row][column] = Broken(text)
    for (row, column), sections in notes.shown_as.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = shown(rows[row][column], sections)


def _make_room(rows: list[list[Any]], row: int, column: int) -> None:
    """A broken cell may stand right of or below every cell that has a value."""
    width = max(len(rows[0]) if rows else 0, column + 1)
    if width * max(len(rows), row + 1) > 50_000_000:
        raise MemoryError
    for cells in rows if rows and len(rows[0]) < width else ():
        cells.extend([""] * (width - len(cells)))
    while len(rows) <= row:
        rows.append([""] * width)
