"""Makes a printed PDF findable: 东西部 must not be stored as 东⻄部.

Fonts draw a letter and the radical that looks like it with one glyph, and Chromium writes down the
lower of the two code points; so a search for 西 or 页 finds nothing, and copied text is odd.
"""

import re
import zlib
from unicodedata import normalize

from etl.read.signs import RADICALS

# the packed bytes of one object, without the ends of line around them:
# x… of stream\nx…\nendstream
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
# a line of a font's table whose letter is a radical, U+2E00–2FFF: a glyph, or a range of glyphs,
# and its letter: <0A1B> <0A1B> <2EC4>
CHARACTER = re.compile(
    rb"(<[0-9A-Fa-f]{2,4}>) (?:(<[0-9A-Fa-f]{2,4}>) )?<(2[EeFf][0-9A-Fa-f]{2})>(?=\n)"
)
SPARE = b"/CMapType 2 def\n"  # nobody reads it; without it there is room


def searchable(pdf: bytes) -> bytes:
    """The same PDF, of the same length, with letters for radicals in its fonts' tables."""
    return STREAM.sub(_mended, pdf)


def _mended(stream: re.Match[bytes]) -> bytes:
    whole, packed = stream.group(0), stream.group(1)
    try:
        table = zlib.decompress(packed)
    except zlib.error:
        return whole
    if b"begincmap" not in table:
        return whole
    repacked = zlib.compress(CHARACTER.sub(_letter, table).replace(SPARE, b""), 9)
    # the offsets of all that follows must stay: what is shorter is filled up, what is longer left
    if len(repacked) > len(packed):
        return whole
    return whole.replace(packed, repacked.ljust(len(packed), b"\0"))


def _letter(entry: re.Match[bytes]) -> bytes:
    first, last, code = entry.groups()
    if last is not None and last != first:
        return entry.group(0)
    radical = chr(int(code, 16))
    letter = RADICALS.get(radical, normalize("NFKC", radical))
    return entry.group(0).replace(b"<" + code + b">", b"<%04X>" % ord(letter))
