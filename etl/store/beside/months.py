"""A month that is unlike the unit's own others: believed, or its money read in another unit."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import median

import duckdb

from etl import rules
from etl.check.belief.figures import AS_READ
from etl.check.belief.money_units import UNITS, WAN, YUAN
from etl.check.check import Part
from etl.examine.choices import totals_in_words
from etl.examine.examine import Findings
from etl.forms.context import Office
from etl.problems import Choice, Problem
from etl.questions import Question, ask
from etl.store.reported import by_unit, figure_of, has_money, in_words, newer_months, older_months
from kpi.plan.believed.bounds import Months

Published = duckdb.DuckDBPyConnection | None
# the workbook examined again, the money of its sheets read in these units
Reread = Callable[[Mapping[str, str]], Findings]
MOST_NAMED = 10


def unlike_other_months(
    published: Published,
    parts: tuple[Part, ...],
    waiting: tuple[Part, ...],
    office: Office,
    reread: Reread | None = None,
) -> tuple[dict[str, str], list[Problem]]:
    """A month that is fifty times, or a five-hundredth of, what the unit's other months are.

    The units in which the money of sheets is to be read, as answered; and what was asked.
    """
    bound = office.plan.believed.months
    told = _unlike(published, parts, waiting, bound) if bound else {}
    if bound is None or not told:
        return {}, []
    choices = [replace(AS_READ, totals=totals_in_words(parts))]
    sheets = {sheet for of_month in told.values() for sheet in of_month}
    for choice in (YUAN, WAN) if reread else ():
        units = dict.fromkeys(sheets, UNITS[choice.code])
        read = _read_otherwise(reread, units, parts) if reread else None
        if read and not _unlike(published, read, waiting, bound):
            choices.insert(0, replace(choice, totals=totals_in_words(read)))
    question = _question(list(told), tuple(choices), parts[0], bound)
    answer, problem = ask(question, office.answers, parts[0].unit)
    unit = UNITS.get(answer or "")
    return (dict.fromkeys(sheets, unit) if unit else {}), [problem]


def _question(told: list[str], choices: tuple[Choice, ...], part: Part, bound: Months) -> Question:
    return Question(
        rules.UNLIKE_OTHER_MONTHS,
        what="|".join(told),
        message=f"{'；'.join(told[:MOST_NAMED])}（{bound.reason}）",
        hint="请核对金额单位和各行数字，有误的改正后再报",
        choices=choices,
        sheet=part.sheet,
        remembered=False,
    )


def _read_otherwise(
    reread: Reread, units: Mapping[str, str], parts: tuple[Part, ...]
) -> tuple[Part, ...]:
    """The parts with their money in another unit; none where that changes nothing."""
    read = reread(units)
    if not read.accepted or totals_in_words(read.parts) == totals_in_words(parts):
        return ()
    return read.parts


def _unlike(
    published: Published, parts: tuple[Part, ...], waiting: tuple[Part, ...], bound: Months
) -> dict[str, set[str]]:
    """What is told of each month that is unlike the others, and the sheets that hold it."""
    told: dict[str, set[str]] = {}
    waiting_by_unit = by_unit(waiting)
    for (form, unit), own_parts in by_unit(parts).items():
        newer = newer_months(own_parts)
        if figure_of(form) is None or not any(month.total > 0 for month in newer.values()):
            continue
        unpublished = newer_months(waiting_by_unit.get((form, unit), []))
        months = older_months(published, form, unit) | unpublished | newer
        for month in sorted(newer):
            others = [m.total for at, m in months.items() if at != month and m.total > 0]
            total = newer[month].total
            if len(others) < bound.fewest or total <= 0:
                continue
            usual = median(others)
            if not usual / bound.down < total < usual * bound.times:
                own = f"{unit}{month.year}年{month.month}月 {in_words(form, newer[month])}"
                sheets = {p.sheet for p in own_parts if month in p.months}
                told[f"{own}，而其他月份一般是 {_usual(form, usual)}"] = sheets
    return told


def _usual(form: str, value: float) -> str:
    return f"{value / 100:,.2f} 元" if has_money(form) else f"{value:,.0f}"
