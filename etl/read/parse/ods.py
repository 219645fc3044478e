"""Reads from an ods what calamine does not tell: broken cells, merges, percents, shown units."""

import re
from typing import Any
from xml.parsers import expat

from etl.read.parse.formats import UNKNOWN
from etl.read.parse.parts import Parts
from etl.read.parse.raw import Notes

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 p"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
# What a cell with an error shows: #DIV/0!, #N/A, Err:502.
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|Err:\d+|#N/A")
# The unit that a number's format adds: 1.2万元, 300 元.
_SHOWN_UNIT = re.compile(r"\d\s*([十百千万亿]*元|[万亿千])$")
MOST_REPEATED = 1000


class _Reader:
    """Follows the rows and cells of each table; a repeated row or cell stands for several."""

    def __init__(self) -> None:
        self.tables: dict[str, Notes] = {}
        self.notes = Notes(merged=[])
        self.row = self.column = 0
        self.row_repeat = 1
        self.cell: dict[str, Any] | None = None
        self.text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self.notes = self.tables.setdefault(
                attributes.get(_TABLE + "name", ""), Notes(merged=[])
            )
            self.row = 0
        elif name == _TABLE + "table-row":
            self.column = 0
            self.row_repeat = int(attributes.get(_TABLE + "number-rows-repeated", 1))
        elif name in _CELLS:
            self.cell, self.text = attributes, []

    def data(self, text: str) -> None:
        if self.cell is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        if name == _TABLE + "table-row":
            self.row += self.row_repeat
        elif name in _CELLS and self.cell is not None:
            repeat = int(self.cell.get(_TABLE + "number-columns-repeated", 1))
            if len(self.cell) > 1 or self.text:
                self._note(self.cell, "".join(self.text).strip(), repeat)
            self.column += repeat
            self.cell = None

    def _note(self, cell: dict[str, str], text: str, repeat: int) -> None:
        rows = int(cell.get(_TABLE + "number-rows-spanned", 1))
        columns = int(cell.get(_TABLE + "number-columns-spanned", 1))
        if rows > 1 or columns > 1:
            last = (self.row + rows - 1, self.column + columns - 1)
            self.notes.merged = [*(self.notes.merged or []), (self.row, self.column, *last)]
        broken, unit = _broken(cell, text), _unit(cell, text)
        for offset in range(min(repeat, MOST_REPEATED)) if broken or unit else ():
            for row in range(min(self.row_repeat, MOST_REPEATED)):
                place = (self.row + row, self.column + offset)
                if broken:
                    self.notes.broken[place] = broken
                else:
                    self.notes.shown_as[place] = unit


def _broken(cell: dict[str, str], text: str) -> str:
    formula = cell.get(_TABLE + "formula")
    kind = cell.get(_OFFICE + "value-type")
    if cell.get(_CALC) == "error" or (formula and _ERROR.fullmatch(text)):
        return text or "#N/A"
    if formula and (kind is None or (kind != "string" and not _has_value(cell))):
        # The dialect before a formula: of:= of of:=SUM([.A1:.A3]).
        return "=" + re.sub(r"^\w+:=?", "", formula)
    return ""


def _has_value(cell: dict[str, str]) -> bool:
    return any(
        _OFFICE + name in cell for name in ("value", "date-value", "boolean-value", "time-value")
    )


def _unit(cell: dict[str, str], text: str) -> str:
    kind = cell.get(_OFFICE + "value-type")
    if kind == "percentage":
        return "%"
    shown = _SHOWN_UNIT.search(text) if kind in ("float", "currency") else None
    if shown is None:
        return ""
    # A format may show a smaller number than the cell holds: then its unit says nothing.
    # All that is no part of a plain number: the , and ¥ of ¥1,299.00.
    number = re.sub(r"[^\d.\-]", "", text[: shown.start(1)])
    held = float(cell.get(_OFFICE + "value", "nan"))
    try:
        same = abs(float(number) - held) <= max(abs(held) * 0.01, 1)
    except ValueError:
        same = False
    return shown[1] if same else UNKNOWN


def notes_of_tables(parts: Parts) -> dict[str, Notes]:
    """Notes by the name of the table."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.Parse(parts.xml("content.xml"), True)
    parts.check({"content.xml"})
    return reader.tables
