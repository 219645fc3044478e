"""Total rows against the rows above them: a difference is a warning that names both figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray
from pydantic_core import PydanticCustomError

from etl import rules
from etl.check.arithmetic.reading import Read, Reading
from etl.check.columns import TypedColumn
from etl.forms.values import FEN_PER, plain_text, read_number, without_look_alikes
from etl.problems import Problem, cell_name
from etl.read.cells import Value, show
from etl.table.locate import Table
from etl.table.rows import Total
from kpi.plan import clean_name

MOST_TOTALS = 500
# A line that says another thing than the sum of the rows above: 累计, 平均, 其中:教育系统, 计数.
NO_SUM = re.compile(
    r"累计|均|其中|计数|最[大小高低]|中位数|方差|标准偏差|average|[增降]幅|增[长减]|差[额异]|占比|比重|校验|核对"
    r"|同[比期月]|环比|[上去往]年|上[月期季]|#",
    re.IGNORECASE,
)
LEVELS = (("小计", 1), ("合计", 2), ("汇总", 2), ("共计", 2), ("总额", 2), ("总计", 3))


@dataclass(frozen=True)
class Claim:
    """What a total says of a column, in the column's stored unit, as exactly as it is written."""

    stated: Decimal
    step: Decimal

    def fits(self, figure: int) -> bool:
        return abs(self.stated - figure) <= self.step / 2


@dataclass(frozen=True)
class _Lines:
    """The data rows and totals of a table and of those that it continues, a column's figures."""

    rows: NDArray[np.int64]
    totals: tuple[Total, ...]
    figures: NDArray[np.int64]
    named: tuple[tuple[TypedColumn, ...], ...]


@dataclass(frozen=True)
class Stated:
    """A figure of a total row, and what the rows above add up to; the likeliest first."""

    column: TypedColumn
    total: Total
    claim: Claim
    readings: tuple[int, ...]

    @property
    def fits(self) -> bool:
        return any(self.claim.fits(figure) for figure in self.readings)


def total_problems(reading: Reading, typed: Sequence[TypedColumn]) -> Iterator[Problem]:
    """A warning for each figure of a total row that no reading of the rows above gives."""
    for stated in stated_totals(reading, typed):
        if not stated.fits:
            yield _mismatch(reading.table, stated)


def stated_totals(reading: Reading, typed: Sequence[TypedColumn]) -> Iterator[Stated]:
    """What the total rows say of the columns that can be added up."""
    table = reading.table
    for column in typed:
        if column.column.kind.name not in ("money", "count") or column.index < 0:
            continue
        lines = _lines([*reading.above, (table, tuple(typed))], column.column.name)
        for total in _checked(table.sorted_rows.totals):
            claim = _claim(reading, column, total)
            if claim is None or NO_SUM.search(total.label) or total.row in reading.sums:
                continue
            readings = tuple(_readings(lines, total))
            if readings:
                yield Stated(column, total, claim, readings)


def _checked(totals: tuple[Total, ...]) -> tuple[Total, ...]:
    """All totals of any table that people make; of thousands the first, and the last."""
    return totals if len(totals) <= MOST_TOTALS else (*totals[: MOST_TOTALS - 1], totals[-1])


def _lines(tables: list[Read], name: str) -> _Lines:
    rows, figures = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for table, typed in tables:
        column = next((c for c in typed if c.column.name == name), None)
        if column is not None:
            rows.append(table.rows)
            figures.append(np.array([v or 0 for v in column.values], np.int64)[column.codes])
    totals = tuple(total for table, _ in tables for total in table.sorted_rows.totals)
    return _Lines(
        np.concatenate(rows), totals, np.concatenate(figures), tuple(typed for _, typed in tables)
    )


def _claim(reading: Reading, column: TypedColumn, total: Total) -> Claim | None:
    """The figure of a total's cell; None where it holds none."""
    raw: Value = reading.table.sheet.cell(total.row, column.index)
    text = plain_text(raw).replace("¥", "").replace(" ", "").removesuffix("元")
    per = _fen_per(reading, column, total.row)
    for suffix in ("万", "亿"):
        if text.endswith(suffix):
            text, per = text.removesuffix(suffix), FEN_PER[suffix]
    try:
        without_look_alikes(raw, rules.BAD_NUMBER)
        number = read_number(raw if isinstance(raw, float) else text)
    except PydanticCustomError:
        return None
    digits = number.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(int(digits), 0)) if isinstance(digits, int) else Decimal(1)
    is_whole = number == number.to_integral_value()
    return Claim(number * per, min(step * per, Decimal(100)) if is_whole else step * per)


def _fen_per(reading: Reading, column: TypedColumn, row: int) -> Decimal:
    """Of what a total counts: fen, in its row's unit where rows have one of their own."""
    if column.column.kind.name != "money":
        return Decimal(1)
    if units := reading.units.get(column.index):
        return units.fen[int(units.which[row])]
    header = next(h for h in reading.table.headers if h.index == column.index)
    return FEN_PER[reading.money_unit(header)]


def _readings(lines: _Lines, total: Total) -> Iterator[int]:
    """What the total may be the sum of; the likeliest first."""
    level = _level(total.label)
    before = [t for t in lines.totals if t.row < total.row]
    above = lines.rows < total.row
    starts = [t.row for t in before if _level(t.label) >= level]
    since = above & (lines.rows > max(starts, default=-1))
    nearest = above & (lines.rows > max((t.row for t in before), default=-1))
    if not since.any() and level > 1:
        since = above
    sums = [int(lines.figures[rows].sum()) for rows in (since, above, nearest) if rows.any()]
    group = _group(lines, total.label)
    if group is not None and group.any():
        sums.append(int(lines.figures[group].sum()))
        # A total by name that stands apart from its rows is the sum of that name's rows.
        if not nearest.any():
            sums.insert(0, sums.pop())
    # A total that stands above its rows.
    if not above.any():
        sums.append(int(lines.figures.sum()))
    yield from sums


def _level(label: str) -> int:
    return next((level for word, level in LEVELS if word in label), 2)


def _group(lines: _Lines, label: str) -> NDArray[np.bool_] | None:
    """The rows that the words before 小计 name: 龙陵县小计."""
    name = clean_name(label)
    for word, _ in LEVELS:
        name = name.split(word)[0]
    if not name:
        return None
    groups = [_rows_named(typed, name) for typed in lines.named]
    group = np.concatenate(groups)
    return group if len(group) == len(lines.rows) else None


def _rows_named(typed: tuple[TypedColumn, ...], name: str) -> NDArray[np.bool_]:
    group = np.zeros(len(typed[0].codes), dtype=bool)
    for column in typed:
        both = zip(column.values, column.raw, strict=True)
        codes = [i for i, (v, raw) in enumerate(both) if name in (v, raw)]
        if codes:
            group |= np.isin(column.codes, codes)
    return group


def _mismatch(table: Table, found: Stated) -> Problem:
    column, total, claim, computed = found.column, found.total, found.claim, found.readings[0]
    money = column.column.kind.name == "money"
    stated, summed = (in_words(figure, money) for figure in (claim.stated, Decimal(computed)))
    gap = in_words(abs(claim.stated - computed), money)
    return Problem(
        rules.TOTAL_MISMATCH,
        f"第 {total.row + 1} 行“{total.label}”的“{column.column.header}”写的是 {stated}，"
        f"按上面各行相加是 {summed}，相差 {gap}",
        "已按各行数据接收；请核对合计或各行，有误的改正后再报一次",
        table.sheet.name,
        cell_name(total.row, column.index),
        show(table.sheet.cell(total.row, column.index)),
    )


def in_words(figure: Decimal, money: bool) -> str:
    """A figure as people read it: fen as 747,670 元 or 12.34 元."""
    if not money:
        return f"{int(figure):,}"
    yuan = (figure / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{int(yuan):,} 元" if yuan == yuan.to_integral_value() else f"{yuan:,} 元"
