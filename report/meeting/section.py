"""A table of a meeting, and its columns."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["text", "number", "percent", "points", "count", "day", "status"]


@dataclass(frozen=True)
class Column:
    """A column's key for the program, its header for the reader, and what its values are.

    Per cents are 0-1.
    """

    key: str
    header: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Section:
    """A table under its name and its finding: the program goes by its code, the reader by its name.

    `indicators` are the codes behind the rows, one each, where each tells of one.
    """

    code: str
    name: str
    finding: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    indicators: tuple[str, ...] = ()

    def place(self, key: str) -> int:
        """The number of the column of that key; KeyError where there is none."""
        return self._places[key]

    def has(self, key: str) -> bool:
        return key in self._places

    @cached_property
    def _places(self) -> dict[str, int]:
        return {column.key: number for number, column in enumerate(self.columns)}
