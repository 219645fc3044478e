"""Control characters of a cell or a file name never reach a terminal: they are written out."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TextIO

# What moves a cursor, changes colours, hides a line or turns the way of writing; \n and \t stay.
_SIGNS = (
    *(n for n in range(0x20) if n not in (0x09, 0x0A)),
    *range(0x7F, 0xA0),
    *(0x200E, 0x200F, 0x2028, 0x2029),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),  # bytes of a file name that are no text
)
_WRITTEN = {n: f"\\u{n:04x}" for n in _SIGNS}


def well_formed(text: str) -> str:
    """The text without bytes that are none, as of a file name written in another encoding."""
    return text.encode("utf-8", "replace").decode()


def visible(text: str) -> str:
    r"""The text with what a terminal would obey written out.

    >>> visible("七宝镇\x1b[2J\u202e.xlsx\n")
    '七宝镇\\u001b[2J\\u202e.xlsx\n'
    """
    return text.translate(_WRITTEN)


class _Stream:
    """A stream that writes out what its terminal would obey; `terminal` obeys."""

    def __init__(self, terminal: TextIO) -> None:
        self.terminal = terminal

    def write(self, text: str) -> int:
        self.terminal.write(visible(text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self.terminal, name)


@contextmanager
def only_visible() -> Iterator[None]:
    """Whatever is printed meanwhile is made visible, errors as well."""
    out, err = _Stream(sys.stdout), _Stream(sys.stderr)
    with redirect_stdout(out), redirect_stderr(err):  # type: ignore[type-var]
        yield


def terminal() -> TextIO:
    """Standard error as it obeys, for a progress bar of our own words."""
    return getattr(sys.stderr, "terminal", sys.stderr)


class VisibleFormatter(logging.Formatter):
    """Log lines as any, with nothing in them that a terminal obeys."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


class _Brief(VisibleFormatter):
    """Without tracebacks: what an administrator reads who typed a command."""

    def formatException(self, ei: object) -> str:  # noqa: N802  (the name that logging calls)
        return f"（{ei[1]!r}）" if isinstance(ei, tuple) else ""


def log_visibly(level: int, form: str, *, brief: bool = False) -> None:
    """Logs to standard error from now on; does nothing where somebody logs already."""
    handler = logging.StreamHandler()
    handler.setFormatter((_Brief if brief else VisibleFormatter)(form))
    logging.basicConfig(level=level, handlers=[handler])
