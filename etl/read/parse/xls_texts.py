"""The shared texts of an xls, whose runs have fonts of their own, cut up into records."""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.read.parse.raw import BadPartError
from etl.read.parse.rich import Rich, Run, is_rich

SST, CONTINUE = 0x00FC, 0x003C
Record = tuple[int, bytes]


class Font(NamedTuple):
    """How a run looks: crossed out, raised or lowered."""

    is_struck: bool
    shift: str

    @classmethod
    def of(cls, look: int, shift: int) -> "Font":
        return cls(bool(look & 8), {1: "superscript", 2: "subscript"}.get(shift, ""))

    @property
    def is_plain(self) -> bool:
        return not (self.is_struck or self.shift)


def string(data: bytes, at: int) -> str:
    """A text with its length in two bytes before it."""
    size, flags = struct.unpack_from("<HB", data, at)
    wide = flags & 1
    text = data[at + 3 : at + 3 + size * (1 + wide)]
    return text.decode("utf-16-le" if wide else "latin-1", "replace")


class _Reader:
    """Reads on over the ends of the records; a text says anew after each how wide its signs are."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces, self.piece, self.at = pieces, 0, 0

    def take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            part = self.pieces[self.piece][self.at : self.at + size - len(taken)]
            taken, self.at = taken + part, self.at + len(part)
            if len(taken) < size:
                self.piece, self.at = self.piece + 1, 0
        return taken

    def text(self, size: int, wide: bool) -> str:
        text = ""
        while True:
            width = 2 if wide else 1
            part = self.pieces[self.piece][self.at : self.at + (size - len(text)) * width]
            text += part.decode("utf-16-le" if wide else "latin-1", "replace")
            self.at += len(part)
            if len(text) >= size:
                return text
            self.piece, self.at = self.piece + 1, 1
            wide = bool(self.pieces[self.piece][0] & 1)


def rich_strings(head: list[Record], fonts: list[Font]) -> dict[int, Rich]:
    """The shared texts that do not look plain, by their index."""
    kinds = [kind for kind, _ in head]
    if SST not in kinds:
        return {}
    first = kinds.index(SST)
    last = next((i for i in range(first + 1, len(head)) if kinds[i] != CONTINUE), len(head))
    reader = _Reader([data for _, data in head[first:last]])
    try:
        return dict(_strings(reader, fonts))
    except (IndexError, struct.error):
        raise BadPartError("SST") from None


def _strings(reader: _Reader, fonts: list[Font]) -> Iterator[tuple[int, Rich]]:
    count = struct.unpack("<II", reader.take(8))[1]
    for index in range(count):
        size, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", reader.take(4))[0] if flags & 4 else 0
        text = reader.text(size, bool(flags & 1))
        pairs = (struct.unpack("<HH", reader.take(4)) for _ in range(runs))
        # Nobody has a font 4: those behind it stand one place before.
        places = [(start, font - (font > 4)) for start, font in pairs]
        reader.take(extra)
        runs = rich_of(text, places, fonts)
        if is_rich(runs):
            yield index, runs


def rich_of(text: str, places: Sequence[tuple[int, ...]], fonts: list[Font]) -> Rich:
    """A text whose runs begin at these places, each with a font; before them it has its cell's."""
    ends = [start for start, *_ in places[1:]] + [len(text)]
    runs = [Run(text[: places[0][0] if places else len(text)], None)]
    for (start, font, *_), end in zip(places, ends, strict=False):
        known = fonts[font] if font < len(fonts) else Font(False, "")
        runs.append(Run(text[start:end], known.is_struck, known.shift))
    return tuple(run for run in runs if run.text)
