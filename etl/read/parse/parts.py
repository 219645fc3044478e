"""The parts of a zipped workbook, inflated no further than its directory declares."""

import re
import struct
import zipfile
import zlib

from etl.read.parse.raw import BadPartError, DtdError, EncodingError

_LOCAL_HEADER = 30
# The name of a part that holds XML: xl/workbook.xml, xl/_rels/workbook.xml.rels.
_XML = re.compile(r"\.(xml|rels|vml)$|^content\.xml$", re.IGNORECASE)
# The encoding that XML declares: GBK of <?xml version="1.0" encoding="GBK"?>.
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_READABLE = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_UTF8_BOM = b"\xef\xbb\xbf"


class Parts:
    """A workbook's parts by name; every XML part is looked at before any parser sees it."""

    def __init__(self, path: str) -> None:
        self._file = open(path, "rb")  # noqa: SIM115  closed with the process
        self._checked: set[str] = set()
        self._entries = {e.filename: e for e in zipfile.ZipFile(self._file).infolist()}

    def names(self) -> list[str]:
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """A part's bytes; raises BadPartError where they differ from what is declared."""
        entry = self._entries.get(name)
        if entry is None:
            raise BadPartError(name)
        self._file.seek(entry.header_offset)
        header = self._file.read(_LOCAL_HEADER)
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\3\4":
            raise BadPartError(name)
        self._file.seek(sum(struct.unpack("<HH", header[26:30])), 1)
        content = _inflate(self._file.read(entry.compress_size), entry)
        if zlib.crc32(content) != entry.CRC:
            raise BadPartError(name)
        return content

    def xml(self, name: str) -> bytes:
        """An XML part in UTF-8 without a document type."""
        content = self.read(name)
        start = content.removeprefix(_UTF8_BOM)[:200]
        declared = _DECLARED.match(start)
        if b"\0" in start or start.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise EncodingError("UTF-16")
        if declared and declared[1].lower() not in _READABLE:
            raise EncodingError(declared[1].decode())
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise DtdError(name)
        self._checked.add(name)
        return content

    def check(self) -> None:
        """Looks at the XML parts that nobody has read yet."""
        for name in self._entries:
            if _XML.search(name) and name not in self._checked:
                self.xml(name)


def _inflate(packed: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Raises BadPartError for a part that inflates beyond its declared size."""
    if entry.compress_type == zipfile.ZIP_STORED:
        content, whole = packed, True
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-15)
        try:
            content = stream.decompress(packed, entry.file_size + 1)
        except zlib.error:
            raise BadPartError(entry.filename) from None
        whole = stream.eof or (not content and not packed)
        if not whole and len(content) == entry.file_size:
            whole = not stream.decompress(stream.unconsumed_tail, 1) and stream.eof
    else:
        raise BadPartError(entry.filename)
    if not whole or len(content) != entry.file_size:
        raise BadPartError(entry.filename)
    return content
