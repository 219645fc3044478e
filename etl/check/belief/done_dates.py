"""Dates of a list that say that something is done, and lie after the list's own month."""

from dataclasses import dataclass
from datetime import date

from etl import rules
from etl.check.belief.figures import MOST_NAMED, column_of, parts_of, with_values
from etl.check.check import Checked, Part
from etl.forms.context import Office
from etl.problems import Choice, Problem
from etl.questions import Question, ask
from kpi.plan.entities import last_day_of

DONE = {
    "project": ("planned_on", "approved_on", "funded_on", "started_on", "finished_on"),
    "enterprise": ("signed_on",),
    "posting": ("starts_on",),
}
AS_WRITTEN = Choice("as_written", "日期无误，照写的计")
PLANNED = Choice("planned", "是计划日期，还没有完成：这些日期不计")


@dataclass(frozen=True)
class _Late:
    """A cell of a list: 第 4 行“资金拨付完成日期”2022-12-01."""

    checked: Checked
    column: str
    row: int
    day: date
    required: bool
    header: str

    def __str__(self) -> str:
        return f"“{self.checked.table.sheet.name}”第 {self.row} 行“{self.header}”{self.day}"


def done_later(checked: list[Checked], office: Office) -> tuple[list[Checked], list[Problem]]:
    """A question where a list of September says that something was done in December."""
    late = [
        one
        for form, columns in DONE.items()
        for table, part in parts_of(checked, form)
        for name in columns
        for one in _late(table, part, name)
    ]
    if not late:
        return checked, []
    told = [str(one) for one in late]
    more = f"，等 {len(told)} 处" if len(told) > MOST_NAMED else ""
    part = late[0].checked.part
    choices = (AS_WRITTEN,) if any(one.required for one in late) else (PLANNED, AS_WRITTEN)
    question = Question(
        rules.DONE_LATER,
        what="、".join(told),
        message=f"报的是 {part.period if part else ''}，而完成日期在这以后："
        f"{'、'.join(told[:MOST_NAMED])}{more}",
        hint="还没有完成的请留空；日期写错的请改正；报表月份写错的请更正",
        choices=choices,
        sheet=late[0].checked.table.sheet.name,
        remembered=False,
    )
    choice, problem = ask(question, office.answers, part.unit if part else "")
    if choice != PLANNED.code:
        return checked, [problem]
    return [_without(table, late) for table in checked], [problem]


def _late(checked: Checked, part: Part, name: str) -> list[_Late]:
    column = column_of(part.form, name)
    if column is None or name not in part.rows.column_names:
        return []
    rows, days = part.rows["row"].to_pylist(), part.rows[name].to_pylist()
    months = part.rows["month"].to_pylist()
    return [
        _Late(checked, name, row, day, column.required, column.header)
        for row, day, month in zip(rows, days, months, strict=True)
        if day is not None and day > last_day_of(month)
    ]


def _without(checked: Checked, late: list[_Late]) -> Checked:
    settled = checked
    for name in {one.column for one in late if one.checked is checked}:
        rows = {one.row for one in late if one.checked is checked and one.column == name}
        settled = with_values(settled, name, rows, None)
    return settled
