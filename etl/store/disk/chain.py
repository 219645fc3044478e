"""A file of JSON lines that is only ever added to; each holds the SHA-256 of the line before it.

So the last line vouches for all of them: whoever knows its hash (the head) can tell later whether
anything was changed, cut or put in between. Lines from before there were chains are vouched for by
a line that took them over: it says how many they were and the SHA-256 of all their bytes.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from etl.store.disk.durable import sync_folder

PREVIOUS, TAKES_OVER, DIGEST = "previous", "takes_over", "digest"
BLOCK = 65_536

Fields = dict[str, Any]


# What an administrator can do about lines that are not those that were written.
REMEDY = (
    "请从最近的备份恢复它；没有备份的，核对之后运行 python -m etl accept --reason 原因，"
    "按现有的各行继续"
)


class ChainError(Exception):
    """A line cannot be read, or the lines are not those that were written.

    `what` is wrong is for everybody, the remedy that follows it for who has the folder.
    """

    def __init__(self, what: str, remedy: str = REMEDY) -> None:
        super().__init__(f"{what}。{remedy}")
        self.what = what


@dataclass(frozen=True)
class Lines:
    """The whole lines of a file, and what they say."""

    raw: tuple[bytes, ...]
    fields: tuple[Fields, ...]

    @property
    def head(self) -> str:
        """The hash that vouches for all lines; empty where there is none."""
        return self.head_at(len(self.raw))

    def head_at(self, number: int) -> str:
        """The hash of the line of that number, from 1; empty for none."""
        return digest_of_line(self.raw[number - 1]) if 1 <= number <= len(self.raw) else ""

    @property
    def is_chained(self) -> bool:
        """Whether each line holds the hash of the one before, or one took those before it over."""
        return not self.fields or PREVIOUS in self.fields[-1]

    def digest(self) -> str:
        """The SHA-256 of all bytes."""
        return digest_of_lines(self.raw)


def digest_of_line(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def digest_of_lines(lines: Sequence[bytes]) -> str:
    return hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()


def read_chain(path: Path) -> Lines:
    """Every whole line, proved; a last line torn by a crash is none. Raises ChainError, OSError."""
    lines = read_unproved(path)
    _prove(path.name, lines.raw, lines.fields)
    return lines


def read_unproved(path: Path) -> Lines:
    """The same where it does not matter whether they are those that were written."""
    raw = whole_lines(path)
    fields = tuple(_fields(path.name, number, line) for number, line in enumerate(raw, start=1))
    return Lines(raw, fields)


def chained(lines: Iterable[Fields]) -> bytes:
    """The bytes of a file of its own with these lines, each with the hash of the one before."""
    raw: list[bytes] = []
    for fields in lines:
        line = fields | {PREVIOUS: digest_of_line(raw[-1]) if raw else ""}
        if TAKES_OVER in fields:
            line |= {DIGEST: digest_of_lines(raw)}
        raw.append(_written(line))
    return b"".join(line + b"\n" for line in raw)


def _written(fields: Fields) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def whole_lines(path: Path) -> tuple[bytes, ...]:
    """As they stand, whatever they say; none where there is no file."""
    try:
        return tuple(path.read_bytes().split(b"\n")[:-1])
    except FileNotFoundError:
        return ()


def _fields(name: str, number: int, line: bytes) -> Fields:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise ChainError(f"{name} 第 {number} 行读不出：已损坏")
    return fields


def _prove(name: str, raw: Sequence[bytes], fields: Sequence[Fields]) -> None:
    """Raises ChainError at the first line that does not follow from those before it."""
    taken = max((n for n, f in enumerate(fields) if TAKES_OVER in f), default=None)
    if taken is not None:
        before = fields[taken][TAKES_OVER] == taken
        if not before or fields[taken].get(DIGEST) != digest_of_lines(raw[:taken]):
            raise ChainError(f"{name} 第 {taken + 1} 行之前的各行在接管之后被改动过")
    elif not any(PREVIOUS in f for f in fields):
        return  # written before there were chains: to be taken over
    first = 0 if taken is None else taken
    for number in range(first, len(raw)):
        expected = digest_of_line(raw[number - 1]) if number else ""
        if fields[number].get(PREVIOUS) != expected:
            raise ChainError(_broken(name, number + 1))


def _broken(name: str, number: int) -> str:
    if number == 1:
        return f"{name} 第 1 行之前少了记录：开头被删去过"
    return (
        f"{name} 第 {number - 1} 行和第 {number} 行接不上："
        f"第 {number - 1} 行被改动，或两行之间有删改"
    )


def append_line(path: Path, fields: Fields) -> None:
    """Adds a line that holds the hash of the last one, whole or not at all.

    A last line torn by a crash is cut off first. The file must be chained already, or empty.
    """
    # unbuffered, or what could not be written would be tried again when the file is closed
    with path.open("ab+", buffering=0) as file:
        end = _cut_torn_line(file)
        last = _last_line(file, end)
        line = fields | {PREVIOUS: digest_of_line(last) if last else ""}
        try:
            _write_all(file, _written(line) + b"\n")
            os.fsync(file.fileno())
            sync_folder(path.parent)
        except OSError:
            # who is told that nothing was taken in must be able to rely on it
            os.ftruncate(file.fileno(), end)
            with suppress(OSError):
                os.fsync(file.fileno())
            raise


def _write_all(file: FileIO, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]


def _cut_torn_line(file: FileIO) -> int:
    """Cuts what stands after the last line break; gives where the file ends then."""
    size = file.seek(0, os.SEEK_END)
    end = _after_break(file, size)
    if end < size:
        file.truncate(end)
    return end


def _last_line(file: FileIO, end: int) -> bytes:
    """The last whole line, without its break; empty where there is none."""
    if end == 0:
        return b""
    start = _after_break(file, end - 1)
    file.seek(start)
    return file.read(end - 1 - start)


def _after_break(file: FileIO, before: int) -> int:
    """The place after the last line break of those that stand before a place; 0 for none."""
    while before > 0:
        start = max(0, before - BLOCK)
        file.seek(start)
        found = file.read(before - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        before = start
    return 0
