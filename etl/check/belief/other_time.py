"""The same under another time: a month's figures copied to another, a tour's number on two days."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl import rules
from etl.check.belief.figures import MOST_NAMED, parts_of
from etl.check.belief.twice import alike, without_rows
from etl.check.check import Checked, Part
from etl.forms.context import Office
from etl.forms.forms import FORMS
from etl.problems import Choice, Problem
from etl.questions import Question, ask

# What names a row, and the figures that change from month to month where anything is done.
COPIED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "employment": (("county",), ("in_shanghai", "local")),
    "canteen": (("budget_unit",), ("annual_total_fen", "purchased_fen")),
    "project": (("project_no",), ("invested_fen", "allocated_fen")),
}
# A project that is paid for, and a canteen that has bought its share, stand still.
FULL = {
    "canteen": ("annual_total_fen", "purchased_fen"),
    "project": ("planned_fen", "invested_fen"),
}
FEWEST_ROWS, FEWEST_SIGNS = 2, 2
FIRST = Choice("first", "是照抄的，后面的月份不计")
BOTH = Choice("both", "数字确实没有变，各月都计入")
ONE = Choice("once", "是同一个团，只计第一行")
SEVERAL = Choice("all", "是不同的团，都计入")
Month = tuple[str, date]  # unit, month


@dataclass(frozen=True)
class MonthRows:
    """A unit's month of a form: its rows as they are compared, and how many of them tell."""

    rows: frozenset[tuple[Any, ...]]
    telling: int

    def is_copy_of(self, other: "MonthRows") -> bool:
        return self.rows == other.rows and self.telling >= FEWEST_ROWS


def month_rows(form: str, rows: list[dict[str, Any]]) -> MonthRows:
    """The rows of one month by what names them and their figures."""
    names, figures = COPIED[form]
    whole, part = FULL.get(form, ("", ""))
    keys = frozenset(tuple(row.get(n) for n in (*names, *figures)) for row in rows)
    moving = [r for r in rows if not whole or (r.get(part) or 0) < (r.get(whole) or 0)]
    return MonthRows(keys, sum(any(r.get(f) for f in figures[-2:]) for r in moving))


def months_of(parts: list[Part], form: str) -> dict[Month, MonthRows]:
    """The months that a workbook holds of a form."""
    rows: dict[Month, list[dict[str, Any]]] = defaultdict(list)
    for part in parts:
        for row in part.rows.to_pylist():
            rows[row["reporting_unit"], row["month"]].append(row)
    return {month: month_rows(form, of_month) for month, of_month in rows.items()}


def copied_months(checked: list[Checked], office: Office) -> tuple[list[Checked], list[Problem]]:
    """A question where two months of a workbook hold the same rows: 7月 and 9月."""
    problems: list[Problem] = []
    for form in COPIED:
        tables = list(parts_of(checked, form))
        months = months_of([part for _, part in tables], form)
        pairs = _copies(months)
        if not pairs:
            continue
        told = [f"{unit}{_named(one)}与{_named(two)}" for unit, one, two in pairs]
        question = Question(
            rules.MONTH_COPIED,
            what=f"{form}|{'、'.join(told)}",
            message=f"《{FORMS[form].title}》{'、'.join(told[:MOST_NAMED])}各行的数完全相同，"
            "像是照抄的",
            hint="请核对各月的数，有误的改正后再报；确实没有变的，请回答这个问题",
            choices=(FIRST, BOTH),
            sheet=tables[-1][0].table.sheet.name,
            remembered=False,
        )
        choice, problem = ask(question, office.answers, pairs[0][0])
        problems.append(problem)
        if choice == FIRST.code:
            later = {(unit, two) for unit, _, two in pairs}
            gone = {id(c) for c, part in tables if {(part.unit, m) for m in part.months} <= later}
            checked = [c for c in checked if id(c) not in gone]
    return checked, problems


def _copies(months: dict[Month, MonthRows]) -> list[tuple[str, date, date]]:
    """Each later month with the first that holds the same."""
    pairs = []
    for unit, two in sorted(months):
        earlier = (one for u, one in sorted(months) if u == unit and one < two)
        own = months[unit, two]
        one = next((one for one in earlier if own.is_copy_of(months[unit, one])), None)
        if one is not None:
            pairs.append((unit, one, two))
    return pairs


def _named(month: date) -> str:
    return f"{month.year}年{month.month}月"


def tours_on_two_days(
    checked: list[Checked], office: Office
) -> tuple[list[Checked], list[Problem]]:
    """One 团号 on two days: two tours, or one whose day was written otherwise?"""
    groups: dict[tuple[Any, ...], list[tuple[int, int, date]]] = defaultdict(list)
    for table, part in parts_of(checked, "tour"):
        at = next(i for i, c in enumerate(checked) if c is table)
        columns = [
            n for n in ("group_no", "note", "departs_on", "row") if n in part.rows.column_names
        ]
        for row in alike(part.rows.select(columns)).to_pylist():
            number = row["group_no"] or ""
            if len(number) >= FEWEST_SIGNS and any(sign.isdigit() for sign in number):
                place = (at, row["row"], row["departs_on"])
                groups[part.unit, number, row.get("note")].append(place)
    several = [g for g in groups.values() if len({day for _, _, day in g}) > 1]
    if not several:
        return checked, []
    told = ["与".join(_place(checked, *place) for place in group[:3]) for group in several]
    more = f"，等 {len(told)} 组" if len(told) > MOST_NAMED else ""
    table = checked[several[0][0][0]]
    question = Question(
        rules.TOUR_ON_TWO_DAYS,
        what="、".join(told),
        message=f"同一个团号有两个出发日期：{'、'.join(told[:MOST_NAMED])}{more}",
        hint="请核对团号和出发日期，有误的改正后再报；或回答这个问题",
        choices=(ONE, SEVERAL),
        sheet=table.table.sheet.name,
        remembered=False,
    )
    choice, problem = ask(question, office.answers, table.heading.unit if table.heading else "")
    if choice != ONE.code:
        return checked, [problem]
    return without_rows(checked, {(at, row) for g in several for at, row, _ in g[1:]}), [problem]


def _place(checked: list[Checked], at: int, row: int, day: date) -> str:
    return f"“{checked[at].table.sheet.name}”第 {row} 行（{day}）"
