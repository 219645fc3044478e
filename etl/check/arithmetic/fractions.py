"""Money that is told as a part of its whole: 0.75, or 75 for 75 %, beside a plan of 200 万元."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from etl import rules
from etl.check.arithmetic.odd_cells import WHOLES
from etl.check.arithmetic.reading import Reading
from etl.check.columns import RowUnits, TypedColumn
from etl.forms.values import FEN_PER
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from etl.table.match import Header

SHARE, PERCENT = "share", "percent"
WORDS = {SHARE: "占“{}”的几成（0.75 是 75%）", PERCENT: "占“{}”的百分之几（75 是 75%）"}
AS_READ = Choice("as_read", "就是金额，照此计入")
WAN = Choice("wan", "这一列按万元读")
# a share may be a little over the whole; a whole of so many times is no whole of it
MOST_SHARE, MOST_PERCENT, LEAST_WHOLES = 1.2, 150.0, 8
# no project costs a hundred yuan, none is paid by less than that
LEAST_YUAN = 10_000
FEWEST_ROUND = 3
Pair = tuple[float, float]  # a part and its whole, as they are written


@dataclass(frozen=True)
class _Parts:
    """A column of parts that looks like shares: its header, its whole, and how it is told."""

    header: Header
    whole: TypedColumn
    told: str


def settle_fractions(reading: Reading, typed: list[TypedColumn]) -> tuple[Reading, list[Problem]]:
    """The reading with such columns as the answer has them; one question for columns alike."""
    found = list(_fractions(reading, typed))
    problems: list[Problem] = []
    for told in (SHARE, PERCENT):
        alike = [parts for parts in found if parts.told == told]
        if not alike:
            continue
        choice, problem = ask(_question(reading, alike), reading.office.answers, reading.unit)
        problems.append(problem)
        units = {p.header.index: _units(reading, p, choice) for p in alike}
        reading = reading.with_units(units)
    return reading, problems


def _fractions(reading: Reading, typed: list[TypedColumn]) -> Iterator[_Parts]:
    columns = {c.column.name: c for c in typed if c.index >= 0 and c.index not in reading.units}
    name, names = WHOLES.get(reading.table.form.code, ("", ()))
    whole = columns.get(name)
    for part in (columns[n] for n in names if n in columns) if whole else ():
        header = _header(reading, part.index)
        told = _told(_pairs(reading, part, whole), reading.money_unit(header) == "元")
        if whole and told:
            yield _Parts(header, whole, told)


def _header(reading: Reading, index: int) -> Header:
    return next(h for h in reading.table.headers if h.index == index)


def _pairs(reading: Reading, part: TypedColumn, whole: TypedColumn | None) -> list[Pair]:
    """Those of the rows that hold both, each as it is written."""
    if whole is None:
        return []
    fen = [float(FEN_PER[reading.money_unit(_header(reading, c.index))]) for c in (part, whole)]
    rows = zip(part.of_rows(), whole.of_rows(), strict=True)
    return [(p / fen[0], w / fen[1]) for p, w in rows if p and w]


def _told(pairs: list[Pair], in_yuan: bool) -> str:
    """How a column tells shares; empty where it tells sums, as far as one can see."""
    if not pairs or min(p for p, _ in pairs) < 0:
        return ""
    parts, wholes = [p for p, _ in pairs], [w for _, w in pairs]
    if in_yuan and min(wholes) < LEAST_YUAN:
        return ""
    if max(parts) <= MOST_SHARE and min(wholes) >= LEAST_WHOLES:
        return SHARE
    if in_yuan:
        # one alone may as well be one cell in another unit, which is asked about by itself
        return PERCENT if len(pairs) > 1 and max(parts) <= MOST_PERCENT else ""
    return PERCENT if _are_percents(pairs) else ""


def _are_percents(pairs: list[Pair]) -> bool:
    """In 万元: all up to 100, and one of 100 or more than its whole, or all of them round."""
    if len(set(pairs)) < 2 or max(p for p, _ in pairs) > 100:
        return False
    is_done = any(p == 100 != w for p, w in pairs)
    is_more = any(p > MOST_SHARE * w for p, w in pairs)
    are_round = len(pairs) >= FEWEST_ROUND and all(p % 5 == 0 and w > 100 for p, w in pairs)
    return is_done or is_more or are_round


def _question(reading: Reading, alike: list[_Parts]) -> Question:
    table, first = reading.table, alike[0]
    unit = reading.money_unit(first.header)
    names = "、".join(p.header.column.header for p in alike)
    whole = first.whole.column.header
    share = Choice(first.told, "是" + WORDS[first.told].format(whole))
    is_small = unit == "元" and first.told == PERCENT
    return Question(
        rules.SHARE_OR_SUM,
        what=f"{table.form.code}|{names}|{unit}|{first.told}",
        message=f"“{names}”各行的数与“{whole}”相比像是比例，不像金额（{unit}）",
        hint=f"请填写金额（{unit}）；或回答这个问题",
        choices=(share, WAN, AS_READ) if is_small else (share, AS_READ),
        sheet=table.sheet.name,
        cell=cell_name(table.header_row, first.header.index),
    )


def _units(reading: Reading, parts: _Parts, choice: str | None) -> RowUnits:
    """What a written 1 stands for in each row: its whole, a hundredth of it, or a sum."""
    own = FEN_PER["万元" if choice == WAN.code else reading.money_unit(parts.header)]
    which = np.zeros(reading.table.sheet.rows, np.int64)
    if choice not in (SHARE, PERCENT):
        return RowUnits((own,), which)
    wholes = parts.whole.of_rows()
    which[reading.table.rows] = np.arange(1, len(wholes) + 1)
    per = 100 if choice == PERCENT else 1
    return RowUnits((own, *(Decimal(w or 0) / per for w in wholes)), which)
