"""Whether a row that is the sum of others is their total, or a row of data by coincidence."""

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np

from etl.check.arithmetic.sums import Grid, SumRow
from etl.check.columns import TypedColumn
from etl.read.cells import Value, show
from etl.table.locate import Table
from etl.table.row_words import FIGURES, is_blank
from kpi.plan import clean_name

Verdict = Literal["total", "ask", "data"]
ENOUGH = 4
NUMBERS = ("voucher", "group_no", "project_no")
# What stands for many in the place of one: 全区, 各渠道, 4家单位, 多种, 共3笔, Total.
_MANY = re.compile(
    r"(?:各|全|所有|多|共)[\u4e00-\u9fff]{1,6}|共?\d{1,4}[家个笔批期项次张份](?:单位|企业)?"
    r"|.{0,12}(?:合计|总计|小计|共计|汇总|总数|平均)数?|total|sum|subtotal",
    re.IGNORECASE,
)
# A number of things, which is no number of a document: 4张, 2期.
_COUNTED = re.compile(r"[共第]?\d{1,4}[家个笔批期项次人张份](?:发票|凭证)?")


@dataclass(frozen=True)
class _Own:
    """What a row has of its own beside its figures, and what it lacks that the others have."""

    day: bool
    number: bool
    entity: bool
    many: bool
    lacks: int
    required: int
    required_lacking: int

    @property
    def is_hollow(self) -> bool:
        """Half of what makes a row of data is missing."""
        return 0 < self.required <= self.required_lacking * 2


def judge(table: Table, typed: list[TypedColumn], found: SumRow) -> Verdict:
    """`total` only without a day or a number of its own; `data` where it may well be chance.

    Two rows of 100 and one of 200 are common; 12,500 and 36,000.50 and then 48,500.50 are not.
    """
    own = _own(table, typed, found)
    rows = 9 if found.carried else len(found.addends)
    digits = sum(map(_digits, found.agreed))
    sure = own.many or (own.is_hollow and (digits >= 3 or rows >= 3))
    sure |= own.lacks > 0 and len(found.agreed) >= 2 and digits >= 4 and rows >= 3
    if sure and not own.day and not own.number:
        return "total"
    last = _is_last(table, found.at)
    score = digits + min(2 * own.lacks, 4) + 4 * own.many + (rows >= 3 and last) + (rows >= 5)
    score -= 2 * own.number + 2 * own.entity
    return "ask" if score >= ENOUGH or own.required_lacking else "data"


def hollow_rows(table: Table, typed: list[TypedColumn], grid: Grid) -> list[int]:
    """Data rows with figures that lack half of the rest, or whose names cannot be read."""
    needed = [c for c in _texts(typed) if c.column.required]
    if not needed:
        return []
    missing = sum((_missing(c)[c.codes].astype(np.int64) for c in needed), np.int64(0))
    hollow = np.asarray(missing * 2 >= len(needed)) & (grid.figures != 0).any(1)
    return [int(row) for row in np.flatnonzero(hollow)]


def _digits(figure: int) -> int:
    """Digits that are not chance: 3 of 12,500.00, 1 of 200."""
    return len(str(abs(figure)).rstrip("0"))


def _texts(typed: list[TypedColumn]) -> list[TypedColumn]:
    kinds = (*FIGURES, "percent")
    return [c for c in typed if c.column.kind.name not in kinds and c.index >= 0]


def _missing(column: TypedColumn) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """By code: whether the cell is blank, or holds what its column cannot be."""
    values = zip(column.values, column.raw, strict=True)
    return np.array([v is None or is_blank(column.column, raw) for v, raw in values], bool)


def _own(table: Table, typed: list[TypedColumn], found: SumRow) -> _Own:
    day = number = entity = many = False
    lacks = required = required_lacking = 0
    for column in _texts(typed):
        code = int(column.codes[found.at])
        missing = _missing(column)
        others = set(column.codes[found.addends].tolist())
        raw, value = column.raw[code], column.values[code]
        many |= isinstance(raw, str) and bool(_MANY.fullmatch(clean_name(raw)))
        required += column.column.required
        required_lacking += column.column.required and bool(missing[code])
        if missing[code]:
            lacks += not any(missing[other] for other in others)
            continue
        kind = column.column.kind.name
        day |= kind == "day" and not column.from_above[found.at]
        entity |= kind in ("county", "unit", "place") and value not in _values(column, others)
        number |= column.column.name in NUMBERS and code not in others and _is_number(raw)
    lacks += _unknown_lacking(table, found)
    return _Own(day, number, entity, many, lacks, required, required_lacking)


def _values(column: TypedColumn, codes: set[int]) -> list[object]:
    return [column.values[code] for code in codes]


def _is_number(raw: Value) -> bool:
    """The number of an invoice, of a tour, of a project: 10000001, TY-01; not 4张."""
    text = clean_name(show(raw))
    return sum(sign.isdigit() for sign in text) >= 2 and not _COUNTED.fullmatch(text)


def _unknown_lacking(table: Table, found: SumRow) -> int:
    """Columns of others' making, 序号 say, that all the rows fill but this one."""
    known = {h.index for h in table.headers}
    row, addends = int(table.rows[found.at]), table.rows[found.addends].tolist()
    unknown = [i for i in range(min(len(table.sheet.columns), 60)) if i not in known]
    return sum(
        bool(addends)
        and table.sheet.cell(row, i) in (None, "")
        and all(table.sheet.cell(other, i) not in (None, "") for other in addends[:100])
        for i in unknown
    )


def _is_last(table: Table, at: int) -> bool:
    """Whether no row of data follows before the next total."""
    if at + 1 >= len(table.rows):
        return True
    row, following = int(table.rows[at]), int(table.rows[at + 1])
    return any(row < total.row < following for total in table.sorted_rows.totals)
