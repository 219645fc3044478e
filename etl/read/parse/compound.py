"""The streams of a compound file, which an xls is, and a workbook under a password too."""

import struct
from collections.abc import Iterator
from pathlib import Path

from etl.read.parse.raw import BadPartError, PasswordError

# Excel opens a workbook of this password without asking: it stands for protection against edits.
DEFAULT_PASSWORD = "VelvetSweatshop"
_END = 0xFFFFFFFA  # and above: no further sector


def read_stream(content: bytes, names: tuple[str, ...]) -> bytes:
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


def decrypted(path: str) -> str:
    """Where the workbook now lies without its password; raises PasswordError for one of its own."""
    # Loaded only where it is needed: few workbooks have a password.
    import msoffcrypto

    opened = Path(path).with_suffix(".opened")
    try:
        with open(path, "rb") as file, opened.open("wb") as out:
            book = msoffcrypto.OfficeFile(file)
            book.load_key(password=DEFAULT_PASSWORD, verify_password=True)
            book.decrypt(out)
    except MemoryError:
        raise
    # It raises what it likes, for a wrong password and for a damaged file.
    except Exception as error:
        raise PasswordError(type(error).__name__) from None
    return str(opened)
