"""Figures beyond the plan's bounds: too many in a row or a month, or money in the wrong unit."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from etl import rules
from etl.check.belief.figures import (
    AS_READ,
    FEN_PER_WAN,
    Figures,
    figures_of,
    is_sender,
    words,
)
from etl.check.check import Checked
from etl.forms.context import Office
from etl.problems import Choice, Problem
from etl.questions import Question, ask
from kpi.plan.believed.bounds import Amount

YUAN, WAN = Choice("yuan", "按元读"), Choice("wan", "按万元读")
# what questions about the unit are answered with, here and in etl/check/arithmetic
OF_UNITS = ("yuan", "wan", "stated", "scaled")
UNITS = {YUAN.code: "元", WAN.code: "万元"}
# of money that is in 元, as people write it, the least that looks like it
SMALL_FEN = 1000 * 100
# how many different figures tell it: 1.25 and 3.6 do, of whole ones it takes more
FEWEST_FRACTIONS, FEWEST_WHOLE = 2, 4
# whose rows may honestly be of a few yuan; no project and no canteen's year is
OF_SINGLE_SALES = ("purchase", "county_sale")


def doubted_units(checked: list[Checked], office: Office) -> tuple[dict[str, str], list[Problem]]:
    """The sheets whose money is to be read in another unit, and what is asked of figures.

    One question for each column of a form in a workbook.
    """
    units: dict[str, str] = {}
    problems: list[Problem] = []
    for amount in office.plan.believed.amounts:
        large, small = _beyond(checked, amount, office)
        for figures, question in (
            (large, _large(large, amount, office)),
            (small, _small(small, amount)),
        ):
            if question is not None and not any(f.part.sheet in units for f in figures):
                choice, problem = ask(question, office.answers, figures[0].part.unit)
                problems.append(problem)
                if choice in UNITS:
                    sheets = (f.part.sheet for f in figures)
                    units |= dict.fromkeys(sheets, UNITS[choice])
    return units, problems


def _beyond(
    checked: list[Checked], amount: Amount, office: Office
) -> tuple[list[Figures], list[Figures]]:
    """The tables that hold too much by a bound, and those that hold too little."""
    tables = [c for c in checked if c.table.form.code == amount.form and not _is_told(c)]
    read = (figures_of(c, amount.column) for c in tables)
    own = [
        f for f in read if f and len(f.values) and is_sender(f.part.unit, amount.senders, office)
    ]
    months = {key for key, value in _months(own).items() if value > _most(own, amount.month)}
    large = [
        f
        for f in own
        if _rows_beyond(f, amount).any() or any((f.part.unit, m) in months for m in f.part.months)
    ]
    return large, [f for f in own if f.is_money and f not in large and _is_small(f, amount)]


def _is_told(checked: Checked) -> bool:
    """Whether its sender has said which unit it is in, or is asked something else first."""
    answers = (p.asked for p in checked.problems if p.asked)
    return any(a.answer is None or a.answer in OF_UNITS for a in answers)


def _most(figures: list[Figures], bound: float | None) -> float:
    """A bound as figures are stored: money in fen."""
    if bound is None or not figures:
        return float("inf")
    return bound * FEN_PER_WAN if figures[0].is_money else bound


def _rows_beyond(figures: Figures, amount: Amount) -> NDArray[np.bool_]:
    """Who writes 1.2 in 亿元 means it: of such a table the months alone are looked at."""
    if figures.is_money and _unit_of(figures) == "亿元":
        return np.zeros(len(figures.values), dtype=bool)
    return np.abs(figures.values) > _most([figures], amount.row)


def _months(own: list[Figures]) -> dict[tuple[str, date], float]:
    """What each unit's months sum to in the workbook."""
    sums: dict[tuple[str, date], float] = defaultdict(float)
    for f in own:
        # as floats, for a sum beyond 64 bits would come round unnoticed
        figures = f.part.rows[f.column.stored_as].cast(pa.float64(), safe=False)
        rows = pa.table({"month": f.part.rows["month"], "value": figures})
        grouped = rows.group_by("month", use_threads=False).aggregate([("value", "sum")])
        for month, value in zip(grouped["month"], grouped["value_sum"], strict=True):
            sums[f.part.unit, month.as_py()] += value.as_py() or 0
    return sums


def _unit_of(figures: Figures) -> str:
    """The money unit that a column was read in."""
    header = next((h for h in figures.checked.table.headers if h.column is figures.column), None)
    heading = figures.checked.heading
    return (header and header.unit) or (heading and heading.money_unit) or "元"


def _is_small(figures: Figures, amount: Amount) -> bool:
    """Money in 元 that is written as 万元 is: 1.25, 3.6, 0.82, 15."""
    sizes = np.abs(figures.values[figures.values != 0])
    different = len(np.unique(sizes))
    if amount.least is None or _unit_of(figures) != "元" or different < FEWEST_FRACTIONS:
        return False
    is_fractional = sizes.max() < SMALL_FEN and float(np.mean(sizes % 100 != 0)) >= 0.3
    enough = is_fractional or different >= FEWEST_WHOLE
    enough |= amount.form not in OF_SINGLE_SALES and sizes.max() < SMALL_FEN
    return enough and bool(np.median(sizes) < amount.least * 100)


def _large(figures: list[Figures], amount: Amount, office: Office) -> Question | None:
    if not figures:
        return None
    units = {_unit_of(f) for f in figures} if figures[0].is_money else {"元"}
    read_otherwise = units != {"元"}
    return Question(
        rules.BEYOND_BELIEF,
        what=f"{amount.form}|{amount.column}|{'、'.join(_told(figures, amount))}",
        message=f"大得不可信：{'；'.join(_told(figures, amount))}（{amount.reason}）",
        hint=(
            "请核对金额单位：是元的选“按元读”，并改正表上的单位"
            if read_otherwise
            else "请核对数字和金额单位，有误的改正后再报"
        ),
        choices=(YUAN, AS_READ) if read_otherwise else (AS_READ,),
        sheet=figures[0].part.sheet,
        remembered=False,
    )


def _told(figures: list[Figures], amount: Amount) -> Iterator[str]:
    """The rows beyond a bound, and the months of units."""
    for f in figures:
        beyond = _rows_beyond(f, amount)
        if beyond.any():
            yield f"“{f.part.sheet}”{f.some(beyond)}"
    for (unit, month), value in _months(figures).items():
        if value > _most(figures, amount.month):
            yield f"{unit}{month.year}年{month.month}月合计 {words(value, figures[0].is_money)}"


def _small(figures: list[Figures], amount: Amount) -> Question | None:
    if not figures:
        return None
    told = [f"“{f.part.sheet}”{f.some(f.values != 0)}" for f in figures]
    return Question(
        rules.UNIT_DOUBTED,
        what=f"{amount.form}|{amount.column}|{'；'.join(told)}",
        message=f"按元读小得不可信，像是万元：{'；'.join(told)}",
        hint="请核对金额单位：是万元的选“按万元读”，并在表上写明",
        choices=(YUAN, WAN),
        sheet=figures[0].part.sheet,
        remembered=False,
    )
