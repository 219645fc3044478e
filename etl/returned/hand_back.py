"""The returned workbook: the sender's own file with its bad cells marked, 退回说明 in front."""

import io
import json
import logging
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGXCPU
from typing import Any

from openpyxl import Workbook

from etl.problems import Problem, RefusedError
from etl.read.cells import Sheet
from etl.read.container import kind_of
from etl.read.read import read_sheets
from etl.returned.copy import plain_copy
from etl.returned.notice import MOST_LISTED, count, notice_alone

CHILD = Path(__file__).with_name("child.py")
WALL_SECONDS = 40
MACROS = "xl/vbaProject.bin"
MOST_OF_A_NAME = 180  # bytes; file systems take 255
# a sign that some file system refuses in a name, or that turns its letters round: the question
# mark of 八月?.xls
_NOT_IN_NAMES = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
)
log = logging.getLogger(__name__)


class TooLongError(Exception):
    """Marking took more time than it may: a copy of the same cells would take as long."""


@dataclass(frozen=True)
class Returned:
    """A file to hand back: its name, without any folder, and its bytes."""

    name: str
    content: bytes


def returned_workbook(
    name: str, content: bytes, problems: Sequence[Problem], cells: Sequence[str] = ()
) -> Returned:
    """Marks the sender's own xlsx or xlsm, else a copy of what can be read, else lists alone.

    `cells` says of each sheet what its cells were read as, a line a sheet.
    The sender's file is opened in a process whose time and memory are bounded. Whatever the file
    is, there is an answer. Formulas keep their results; what openpyxl cannot carry (shapes,
    slicers) is lost in the returned file, never in the original.
    """
    file_name = base_name(name)
    try:
        sheets = read_sheets(name, content)
        file_format = kind_of(name, content)
    except RefusedError:
        return _alone(file_name, problems)
    if file_format == "xlsx":
        macros = has_macros(content)
        try:
            marked = _marked(content, file_name, problems, cells, macros=macros)
        except TooLongError:
            return _alone(file_name, problems)
        if marked:
            # Excel opens no macros under .xlsx
            return Returned(returned_name(name, ".xlsm" if macros else ".xlsx"), marked)
    return _marked_copy(name, sheets, problems, cells) or _alone(file_name, problems)


def _marked_copy(
    name: str, sheets: list[Sheet], problems: Sequence[Problem], cells: Sequence[str]
) -> Returned | None:
    copy = plain_copy(sheets)
    if copy is None:
        return None
    titles, merged = copy.titles, copy.merged
    try:
        marked = _marked(
            copy.content, base_name(name), problems, cells, titles=titles, merged=merged
        )
    except TooLongError:
        return None
    return Returned(returned_name(name), marked) if marked else None


def has_macros(content: bytes) -> bool:
    """Whether the returned file keeps its macros and so has to be named .xlsm."""
    try:
        return MACROS in zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def base_name(name: str) -> str:
    """A file name from anywhere without its folders, and without what file systems refuse."""
    # either system's separator: C:\报表\八月.xls, 报表/八月.xls
    last = re.split(r"[/\\]", name)[-1]
    return _NOT_IN_NAMES.sub("_", last).strip(" .") or "文件"


def returned_name(name: str, suffix: str = ".xlsx") -> str:
    """八月.xls becomes 八月_退回.xlsx."""
    stem = base_name(name).rsplit(".", 1)[0].strip(" .") or "文件"
    cut = stem.encode()[:MOST_OF_A_NAME].decode(errors="ignore")
    return f"{cut}_退回{suffix}"


def write_returned(folder: Path, returned: Returned, taken: set[str]) -> Path:
    """Writes into a folder; a name already taken in this run gets a number."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _free_name(returned.name, taken)
    path.write_bytes(returned.content)
    return path


def zipped(files: Sequence[Returned]) -> bytes:
    """All of them in one archive without folders; a name already taken gets a number."""
    out, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(_free_name(base_name(file.name), taken), file.content)
    return out.getvalue()


def _free_name(name: str, taken: set[str]) -> str:
    """八月_退回.xlsx, then 八月_退回2.xlsx: capitals make no difference."""
    stem, _, suffix = name.rpartition(".")
    free, number = name, 1
    while free.lower() in taken:
        number += 1
        free = f"{stem}{number}.{suffix}"
    taken.add(free.lower())
    return free


def _alone(file_name: str, problems: Sequence[Problem]) -> Returned:
    book, out = Workbook(), io.BytesIO()
    notice_alone(book, file_name, problems)
    book.save(out)
    return Returned(returned_name(file_name), out.getvalue())


def _marked(
    content: bytes,
    file_name: str,
    problems: Sequence[Problem],
    cells: Sequence[str],
    *,
    titles: dict[str, str] | None = None,
    merged: dict[str, Any] | None = None,
    macros: bool = False,
) -> bytes | None:
    """The marked workbook, None where the child could not open or save it.

    Raises TooLongError.
    """
    lines = [p.as_line() for p in problems[:MOST_LISTED]]
    job = {"file": file_name, "problems": lines, "counts": count(problems), "macros": macros}
    job |= {"titles": titles or {}, "merged": merged or {}, "cells": list(cells)}
    with tempfile.TemporaryDirectory() as folder:
        original, work, out = (Path(folder) / n for n in ("original.xlsx", "job.json", "out.xlsx"))
        original.write_bytes(content)
        work.write_text(json.dumps(job), "utf-8")
        command = [sys.executable, "-I", str(CHILD), str(original), str(work), str(out)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=WALL_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            log.warning("marking %s took more than %s s", file_name, WALL_SECONDS)
            raise TooLongError from None
        if done.returncode == -SIGXCPU:
            log.warning("marking %s took more than its processor time", file_name)
            raise TooLongError
        if done.returncode:
            log.warning(
                "marking %s ended with %s: %s", file_name, done.returncode, done.stderr[-500:]
            )
            return None
        return out.read_bytes()
