"""Reads from an xls (BIFF8) what calamine does not tell: error cells, percents, the 1904 system."""

import struct
from collections.abc import Iterator

from etl.read.parse.formats import PERCENT_IDS, unit_of
from etl.read.parse.raw import BadPartError, Notes, OldFormatError

_SECTOR = 512
_END = 0xFFFFFFFA  # and above: no further sector
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
BOF, EOF, BOUNDSHEET, DATEMODE, FORMAT, XF = 0x0809, 0x000A, 0x0085, 0x0022, 0x041E, 0x00E0
FORMULA, NUMBER, RK, MULRK, BOOLERR = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205
BIFF8 = 0x0600
Record = tuple[int, bytes]


def notes_of_sheets(path: str) -> tuple[dict[str, Notes], bool]:
    """Notes by sheet name and the date system; raises OldFormatError for what Excel 95 wrote."""
    with open(path, "rb") as file:
        content = file.read()
    stream = _stream(content, ("Workbook", "Book"))
    head = list(_records(stream, 0))
    if not head or head[0][0] != BOF or struct.unpack_from("<H", head[0][1])[0] != BIFF8:
        raise OldFormatError("before BIFF8")
    units = _units(head)
    date1904 = any(data[:1] == b"\1" for kind, data in head if kind == DATEMODE)
    sheets = (_sheet(data) for kind, data in head if kind == BOUNDSHEET)
    notes = {name: _notes(stream, offset, units) for name, offset in sheets}
    return notes, date1904


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records from one BOF to its EOF; charts inside a sheet are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        at += 4 + size
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 1:
            yield kind, data
        if depth <= 0:
            return


def _sheet(data: bytes) -> tuple[str, int]:
    offset = struct.unpack_from("<I", data)[0]
    size, wide = data[6], data[7] & 1
    return data[8 : 8 + size * (1 + wide)].decode("utf-16-le" if wide else "latin-1"), offset


def _units(head: list[Record]) -> dict[int, str]:
    """For each cell style that shows a unit: its index and the unit."""
    codes = dict(_format(data) for kind, data in head if kind == FORMAT)
    styles = [struct.unpack_from("<H", data, 2)[0] for kind, data in head if kind == XF]
    units = {}
    for index, style in enumerate(styles):
        unit = unit_of(codes[style]) if style in codes else "%" * (style in PERCENT_IDS)
        if unit:
            units[index] = unit
    return units


def _format(data: bytes) -> tuple[int, str]:
    number, size, flags = struct.unpack_from("<HHB", data)
    wide = flags & 1
    text = data[5 : 5 + size * (1 + wide)]
    return number, text.decode("utf-16-le" if wide else "latin-1")


def _notes(stream: bytes, offset: int, units: dict[int, str]) -> Notes:
    notes = Notes()
    for kind, data in _records(stream, offset):
        if kind == FORMULA:
            _note_formula(data, notes)
        elif kind == BOOLERR and data[7]:
            notes.broken[struct.unpack_from("<HH", data)] = _ERRORS.get(data[6], "#N/A")
        if kind in (NUMBER, RK, FORMULA):
            row, column, style = struct.unpack_from("<HHH", data)
            if style in units:
                notes.shown_as[(row, column)] = units[style]
        elif kind == MULRK:
            row, first = struct.unpack_from("<HH", data)
            for i in range((len(data) - 6) // 6):
                style = struct.unpack_from("<H", data, 4 + i * 6)[0]
                if style in units:
                    notes.shown_as[(row, first + i)] = units[style]
    return notes


def _note_formula(data: bytes, notes: Notes) -> None:
    """An error as result, or none at all in a formula that waits for Excel to calculate it."""
    row, column, _, result, marker, flags = struct.unpack_from("<HHH6sHH", data)
    if marker != 0xFFFF:
        return
    if result[0] == 2:
        notes.broken[(row, column)] = _ERRORS.get(result[2], "#N/A")
    elif result[0] == 3 and flags & 3:
        notes.broken[(row, column)] = "=（公式）"


def _stream(content: bytes, names: tuple[str, ...]) -> bytes:
    """A stream of a compound file; raises BadPartError where its chains lead astray."""
    try:
        return _read_stream(content, names)
    except (struct.error, IndexError):
        raise BadPartError("compound file") from None


def _read_stream(content: bytes, names: tuple[str, ...]) -> bytes:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    directory, _, cutoff, mini_fat, _, difat = struct.unpack_from("<IIIIII", content, 48)

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    table = list(struct.unpack_from("<109I", content, 76))
    while difat < _END and len(table) < 10**6:
        more = struct.unpack(f"<{size // 4}I", sector(difat))
        table, difat = table + list(more[:-1]), more[-1]
    fat: list[int] = []
    for number in (n for n in table if n < _END):
        fat += struct.unpack(f"<{size // 4}I", sector(number).ljust(size, b"\xff"))

    def chain(start: int, links: list[int]) -> Iterator[int]:
        for _ in range(len(links) + 1):
            if start >= _END:
                return
            yield start
            start = links[start]
        raise IndexError(start)

    entries = b"".join(sector(n) for n in chain(directory, fat))
    root_start, extent = 0, None
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        start, total = struct.unpack_from("<II", entries, at + 116)
        if at == 0:
            root_start = start
        if name in names and extent is None:
            extent = (start, total)
    if extent is None:
        raise IndexError("Workbook")
    start, total = extent
    if total >= cutoff:
        return b"".join(sector(n) for n in chain(start, fat))[:total]
    mini = b"".join(sector(n) for n in chain(root_start, fat))
    links = [n for s in chain(mini_fat, fat) for n in struct.unpack(f"<{size // 4}I", sector(s))]
    return b"".join(mini[n * 64 : n * 64 + 64] for n in chain(start, links))[:total]
