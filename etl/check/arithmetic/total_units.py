"""Totals that differ from their rows by 100, 1,000 or 10,000 exactly: which unit is meant?"""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from etl import rules
from etl.check.arithmetic.reading import Reading
from etl.check.arithmetic.totals import Stated, stated_totals
from etl.check.columns import RowUnits, TypedColumn
from etl.forms.values import FEN_PER, MONEY_UNITS
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from etl.table.match import Header

RATIOS = tuple(Decimal(n) for n in (10_000, 1_000, 100))


def settle_total_units(
    reading: Reading, typed: Sequence[TypedColumn]
) -> tuple[Reading, list[Problem]]:
    """The reading with its rows in the unit that was answered; one question for columns alike."""
    by_column: dict[int, list[Stated]] = {}
    for stated in stated_totals(reading, typed):
        if stated.column.column.kind.name == "money" and stated.column.index not in reading.units:
            by_column.setdefault(stated.column.index, []).append(stated)
    rows = len(reading.table.rows)
    by_ratio: dict[Decimal, list[Stated]] = {}
    for totals in by_column.values():
        if (ratio := _ratio(totals, rows)) is not None:
            by_ratio.setdefault(ratio, []).append(totals[-1])
    problems: list[Problem] = []
    for ratio, differing in by_ratio.items():
        headers = [_header(reading, stated) for stated in differing]
        question = _question(reading, headers, differing[0], ratio)
        choice, problem = ask(question, reading.office.answers, reading.unit)
        problems.append(problem)
        if choice == "scaled":
            units = {h.index: _scaled(reading, h, ratio) for h in headers}
            reading = reading.with_units(units)
    return reading, problems


def _header(reading: Reading, stated: Stated) -> Header:
    return next(h for h in reading.table.headers if h.index == stated.column.index)


def _ratio(totals: list[Stated], rows: int) -> Decimal | None:
    """By what all the totals that say something differ from their rows; None: by no such thing."""
    telling = [t for t in totals if t.claim.stated or any(t.readings)]
    ratios = {_ratio_of(t, rows) for t in telling}
    return ratios.pop() if len(ratios) == 1 else None


def _ratio_of(stated: Stated, rows: int) -> Decimal | None:
    if stated.fits:
        return None
    for ratio in (*RATIOS, *(1 / ratio for ratio in RATIOS)):
        expected = stated.claim.stated / ratio
        for figure in stated.readings:
            # each row was rounded to the fen
            rounding = min(Decimal(rows) / 2, abs(Decimal(figure)) / 1000)
            if figure and abs(expected - figure) <= max(stated.claim.step / ratio / 2, rounding):
                return ratio
    return None


def _question(reading: Reading, headers: list[Header], stated: Stated, ratio: Decimal) -> Question:
    table, unit = reading.table, reading.money_unit(headers[0])
    names = "、".join(h.column.header for h in headers)
    other = _unit_of(FEN_PER[unit] * ratio)
    times = f"{int(ratio):,} 倍" if ratio > 1 else f"{int(1 / ratio):,} 分之一"
    scale = f"乘以 {int(ratio):,}" if ratio > 1 else f"除以 {int(1 / ratio):,}"
    return Question(
        rules.TOTAL_UNIT,
        what=f"{table.form.code}|{names}|{unit}|{ratio.normalize():f}",
        message=f"第 {stated.total.row + 1} 行“{stated.total.label}”的“{names}”"
        f"正好是各行之和的 {times}，各行与合计的金额单位不同",
        hint="请让各行与合计用同一个金额单位，并在表格上方写明；或回答这个问题",
        choices=(
            Choice("stated", f"各行按{unit}读"),
            Choice("scaled", f"各行按{other}读" if other else f"各行的数{scale}"),
        ),
        sheet=table.sheet.name,
        cell=cell_name(stated.total.row, headers[0].index),
    )


def _unit_of(fen: Decimal) -> str | None:
    return next((unit for unit in MONEY_UNITS if FEN_PER[unit] == fen), None)


def _scaled(reading: Reading, header: Header, ratio: Decimal) -> RowUnits:
    """The data rows in the other unit; the totals stay in the one that is stated."""
    stated = FEN_PER[reading.money_unit(header)]
    which = np.zeros(reading.table.sheet.rows, np.int64)
    which[reading.table.rows] = 1
    return RowUnits((stated, stated * ratio), which)
