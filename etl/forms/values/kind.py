"""What a reader of values is told, how it refuses, and how a type is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic_core import PydanticCustomError

from etl.rules import Rule
from kpi.plan import NameIndex

BLANKS = frozenset({"", "-", "--", "---", "—", "——", "–", "―", "/", "//", "\\", "无"})


@dataclass(frozen=True)
class Context:
    """What a cell's meaning depends on: the year, the money unit and the names in use."""

    year: int
    fen_per_unit: Decimal
    units: NameIndex
    counties: NameIndex
    places: NameIndex
    indicators: NameIndex
    tasks: int
    indicator_names: Mapping[str, str] = field(default_factory=dict)
    cities: tuple[str, ...] = ()
    date1904: bool = False
    in_percent: bool = False


@dataclass(frozen=True)
class Kind:
    """How a type is stored and shown: its name, DuckDB type, and the texts that mean empty."""

    name: str
    sql: str
    blanks: frozenset[str] = BLANKS


def fault(rule: Rule, message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError(rule.code, "{message}", {"message": message, "hint": hint})
