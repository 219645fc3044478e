"""Reads from an ods what calamine does not tell: broken cells, merges, marks, remarks."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from etl.read.parse import rich
from etl.read.parse.details.conditions import MOST_RANGES
from etl.read.parse.formats import shown_differently
from etl.read.parse.ods_styles import OFFICE, STYLE, TABLE, TEXT, Look, Looks, read_looks
from etl.read.parse.parts import Parts
from etl.read.parse.raw import Notes, Remark
from etl.read.parse.remarks import BOX, COMMENT, bounded

_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_DC = "http://purl.org/dc/elements/1.1/ "
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_CELLS = frozenset((TABLE + "table-cell", TABLE + "covered-table-cell"))
_PARAGRAPH, _FORMULA = TEXT + "p", TABLE + "formula"
_ROWS_SPANNED, _COLUMNS_SPANNED = TABLE + "number-rows-spanned", TABLE + "number-columns-spanned"
_KIND, _VALUE = OFFICE + "value-type", OFFICE + "value"
_SHAPES = frozenset(_DRAW + n for n in ("frame", "custom-shape", "rect", "ellipse", "caption"))
_SILENT = frozenset((_DC + "creator", _DC + "date", TEXT + "ruby-text"))
_SPACES = {TEXT + "s": " ", TEXT + "tab": "\t", TEXT + "line-break": "\n"}
# What a cell with an error shows: #DIV/0!, #N/A, Err:502.
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|Err:\d+|#N/A")
MOST_REPEATED = 1000


class _Reader:
    """Follows the rows and cells of each table; a repeated row or cell stands for several."""

    def __init__(self, looks: Looks) -> None:
        self.tables: dict[str, Notes] = {}
        self.looks = looks
        self.notes = Notes(merged=[])
        self.row = self.column = 0
        self.row_repeat = 1
        self.row_style = ""
        self.column_styles: list[tuple[int, str]] = []
        self.cell: dict[str, Any] | None = None
        self.text: list[str] = []
        self.looks_of_text: list[tuple[int, Look]] = []  # from which piece of the text on
        self.spans: list[str] = []
        # the texts of the comment or the box that is being read, and how deep it lies
        self.beside: list[str] | None = None
        self.depth = self.silent = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.beside is not None:
            self._start_within(name)
        elif name in _CELLS:
            self.cell, self.text = attributes, []
            if self.looks_of_text:
                self.looks_of_text = []
        elif name == _PARAGRAPH:
            if self.text:
                self.text.append("\n")
        else:
            self._start_other(name, attributes)

    def _start_within(self, name: str) -> None:
        self.depth += name in _SHAPES or name == OFFICE + "annotation"
        self.silent += name in _SILENT
        if name == _PARAGRAPH and self.beside:
            self.beside.append("\n")

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        if name == TABLE + "table-row":
            self._start_row(attributes)
        elif name == TEXT + "span":
            self.spans.append(attributes.get(TEXT + "style-name", ""))
            self._note_look()
        elif name in _SPACES:
            self.data(_SPACES[name] * min(int(attributes.get(TEXT + "c", 1)), MOST_REPEATED))
        elif name in _SHAPES or name == OFFICE + "annotation":
            self.beside, self.depth, self.silent = [], 1, 0
        elif name == TABLE + "table-column":
            self._start_column(attributes)
        elif name == TABLE + "table":
            self._start_table(attributes)
        elif name.startswith(STYLE):
            self.looks.start(name, attributes)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.notes = self.tables.setdefault(attributes.get(TABLE + "name", ""), Notes(merged=[]))
        self.row = self.column = 0
        self.column_styles = []
        printed = self.looks.printed(attributes.get(TABLE + "style-name", ""))
        self.notes.remarks += [Remark(kind, text) for kind, text in printed]

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.column = 0
        self.row_repeat = int(attributes.get(TABLE + "number-rows-repeated", 1))
        self.row_style = attributes.get(TABLE + "default-cell-style-name", "")
        visibility = attributes.get(TABLE + "visibility", "visible")
        if visibility != "visible":
            last = self.row + min(self.row_repeat, 1_048_576)
            self.notes.hidden_rows.update(range(self.row, last))
            self.notes.filtered |= visibility == "filter"

    def _start_column(self, attributes: dict[str, str]) -> None:
        repeat = min(int(attributes.get(TABLE + "number-columns-repeated", 1)), 16_384)
        style = attributes.get(TABLE + "default-cell-style-name", "")
        self.column_styles.append((self.column + repeat, style))
        if attributes.get(TABLE + "visibility", "visible") != "visible":
            self.notes.hidden_columns.update(range(self.column, self.column + repeat))
        self.column += repeat

    def data(self, text: str) -> None:
        if self.beside is None:
            if self.cell is not None:
                self.text.append(text)
        elif not self.silent:
            self.beside.append(text)

    def _note_look(self) -> None:
        self.looks_of_text.append((len(self.text), self.looks.of_spans(self.spans)))

    def _runs(self) -> tuple[rich.Run, ...]:
        """The pieces of the cell's text, each as it looks."""
        starts = [(0, (None, "")), *self.looks_of_text]
        ends = [at for at, _ in starts[1:]] + [len(self.text)]
        runs = (
            rich.Run("".join(self.text[at:end]), *look)
            for (at, look), end in zip(starts, ends, strict=True)
        )
        return tuple(run for run in runs if run.text)

    def end(self, name: str) -> None:
        if self.beside is not None:
            self.silent -= name in _SILENT
            self.depth -= name in _SHAPES or name == OFFICE + "annotation"
            if not self.depth:
                self._end_beside(name)
        elif name in _CELLS:
            if self.cell is not None:
                repeat = int(self.cell.get(TABLE + "number-columns-repeated", 1))
                if self.text or len(self.cell) > 1:
                    self._note(self.cell, "".join(self.text).strip(), repeat)
                self.column += repeat
                self.cell = None
        elif name == TABLE + "table-row":
            self.row += self.row_repeat
        elif name == TEXT + "span":
            self.spans.pop()
            self._note_look()

    def _end_beside(self, name: str) -> None:
        text, self.beside = "".join(self.beside or ()), None
        row, column = (self.row, self.column) if self.cell is not None else (None, None)
        kind = COMMENT if name == OFFICE + "annotation" else BOX
        self.notes.remarks.append(Remark(kind, text, row, column))

    def _note(self, cell: dict[str, str], text: str, repeat: int) -> None:
        if _ROWS_SPANNED in cell or _COLUMNS_SPANNED in cell:
            self._note_merged(cell)
        kind = cell.get(_KIND)
        broken = "" if kind == "string" and _FORMULA not in cell else _broken(cell, text)
        if _FORMULA in cell and not broken and cell.get(_VALUE) in ("0", "0.0", "-0"):
            self.notes.has_results = True
            for place in self._places(repeat):
                self.notes.zeros[place] = _as_text(cell[_FORMULA])
        instead = None
        if kind in ("float", "percentage", "currency"):
            instead = _instead(cell.get(_VALUE, ""), text[:100], kind == "percentage")
        style = (
            self._style_of(cell) if text and (self.looks.has_struck or self.looks.letters) else ""
        )
        struck = bool(style) and bool(self.looks.look(style)[0])
        unseen = bool(style) and self.looks.is_unseen(style)
        if (
            style
            and self.looks.may_be_struck(style)
            and len(self.notes.may_be_struck) < MOST_RANGES
        ):
            last = (self.row + self.row_repeat - 1, self.column + repeat - 1)
            self.notes.may_be_struck.append((self.row, self.column, *last))
        if not (broken or instead or struck or unseen or self.looks_of_text):
            return
        runs = self._runs() if kind == "string" else ()
        for place in self._places(repeat):
            if broken:
                self.notes.broken[place] = broken
            elif instead:
                self.notes.texts[place] = instead
            if struck:
                self.notes.struck.add(place)
            if unseen:
                self.notes.unseen.add(place)
            if runs:
                rich.note(self.notes, place, runs)

    def _note_merged(self, cell: dict[str, str]) -> None:
        rows, columns = int(cell.get(_ROWS_SPANNED, 1)), int(cell.get(_COLUMNS_SPANNED, 1))
        if rows > 1 or columns > 1:
            last = (self.row + rows - 1, self.column + columns - 1)
            self.notes.merged = [*(self.notes.merged or []), (self.row, self.column, *last)]

    def _places(self, repeat: int) -> Iterator[tuple[int, int]]:
        for offset in range(min(repeat, MOST_REPEATED)):
            for row in range(min(self.row_repeat, MOST_REPEATED)):
                yield self.row + row, self.column + offset

    def _style_of(self, cell: dict[str, str]) -> str:
        column = next((style for end, style in self.column_styles if self.column < end), "")
        return cell.get(TABLE + "style-name") or self.row_style or column


def _broken(cell: dict[str, str], text: str) -> str:
    formula, kind = cell.get(_FORMULA), cell.get(_KIND)
    if cell.get(_CALC) == "error" or (formula and _ERROR.fullmatch(text)):
        return text or "#N/A"
    if formula and (kind is None or (kind != "string" and not _has_value(cell))):
        # The dialect before a formula: of:= of of:=SUM([.A1:.A3]).
        return "=" + re.sub(r"^\w+:=?", "", formula)
    return ""


def _as_text(formula: str) -> str:
    """SUM(G4:G9) of of:=SUM([.G4:.G9])."""
    text = re.sub(r"^\w{1,9}:=?|^=", "", formula[:5000]).replace(";", ",")
    return text.replace("[.", "").replace(":.", ":").replace("]", "")


def _has_value(cell: dict[str, str]) -> bool:
    return any(
        OFFICE + name in cell for name in ("value", "date-value", "boolean-value", "time-value")
    )


@lru_cache(maxsize=10_000)
def _instead(value: str, text: str, is_percent: bool) -> str | None:
    """What a number shows, where that says more than the number, or something else."""
    if value == text and not is_percent:
        return None
    try:
        held = Decimal(value)
    except InvalidOperation:
        return None
    return shown_differently(held, text, is_percent) if held.is_finite() else None


def notes_of_tables(parts: Parts) -> dict[str, Notes]:
    """Notes by the name of the table."""
    looks = Looks()
    if "styles.xml" in parts.names():
        read_looks(parts.xml("styles.xml"), looks)
    reader = _Reader(looks)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.Parse(parts.xml("content.xml"), True)
    parts.check()
    for notes in reader.tables.values():
        notes.remarks = bounded(notes.remarks)
    return reader.tables
