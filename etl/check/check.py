"""Cells to typed rows: every problem of a table is found before any of its rows is let in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pyarrow as pa

from etl import rules
from etl.account.context_words import ask_about_year, settle_context
from etl.account.header_words import settle_headers
from etl.account.other_columns import ask_about_others
from etl.account.quarters import ask_about_quarter
from etl.account.row_states import settle_row_states
from etl.check.arithmetic.doubtful import settle_doubtful
from etl.check.arithmetic.reading import Reading
from etl.check.arithmetic.settle import settle
from etl.check.arithmetic.totals import total_problems
from etl.check.columns import Fault, TypedColumn, faults_of
from etl.check.header_rules import header_problems
from etl.check.hidden import (
    hidden_columns,
    marked_cells,
    marked_words,
    settle_marked_rows,
)
from etl.check.implied import fill_implied, fill_unfilled
from etl.check.lengths import long_texts
from etl.check.lines import line_problems
from etl.check.personal import NAMES
from etl.check.quotas import settle_quotas
from etl.check.row_rules import row_problems
from etl.forms.context import Office
from etl.personal import masked
from etl.problems import Problem, cell_name, column_name, has_faults
from etl.table.header_of import Heading
from etl.table.heading import read_heading
from etl.table.locate import Table
from etl.table.periods import Period


@dataclass(frozen=True)
class Part:
    """The rows of one form on one sheet, typed; `months` are those that the rows speak for."""

    form: str
    cadence: str
    sheet: str
    unit: str
    period: Period
    months: tuple[date, ...]
    rows: pa.Table
    columns: dict[str, str]


@dataclass(frozen=True)
class Checked:
    """A table with its columns as read, its heading, and all that is wrong with it.

    `skipped`: it was answered that its sheet is not to be read. `settled`: its part where an answer
    has changed what was read.
    """

    table: Table
    heading: Heading | None
    typed: tuple[TypedColumn, ...]
    problems: tuple[Problem, ...]
    before: "Checked | None" = None
    skipped: bool = False
    settled: Part | None = None

    @property
    def chain(self) -> list[tuple[Table, tuple[TypedColumn, ...]]]:
        """The tables that this one continues, and itself, from the top."""
        above = self.before.chain if self.before else []
        return [*above, (self.table, self.typed)]

    def column(self, name: str) -> TypedColumn | None:
        return next((c for c in self.typed if c.column.name == name), None)

    @cached_property
    def part(self) -> Part | None:
        """The part that the table holds, None where something is wrong with it."""
        if self.settled is not None:
            return self.settled
        if self.heading is None or has_faults(self.problems):
            return None
        return _part(self.table, self.heading, list(self.typed))


def check_table(
    table: Table,
    office: Office,
    file_name: str,
    before: Checked | None = None,
    assumed: str | None = None,
) -> Checked:
    """A table read and checked; `before` is the one that it continues on the same sheet."""
    heading, problems = read_heading(
        table, office, file_name, before.heading if before else None, assumed
    )
    table, heading = _in_money_unit(table, heading, office)
    if heading is not None:
        around = settle_context(table, heading, file_name, office)
        if around.skipped:
            return Checked(table, None, (), around.problems, before, skipped=True)
        heading = around.heading
        table, words = settle_headers(table, heading, office)
        problems += [*around.problems, *words]
    table, told = _settle_rows(table, heading, office)
    above = tuple(before.chain) if before else ()
    reading, typed, asked = settle(Reading(table, heading, office, above))
    table = reading.table
    problems += [*told, *header_problems(table, office.plan.year), *_of_rows(table), *asked]
    problems += long_texts(table)
    problems += _wrong_days(table, typed, heading.period if heading else None, office)
    typed, faults = _filled(table, typed, heading, office)
    problems += faults
    if heading is not None and not has_faults(problems):
        problems += _together(reading, typed, heading, file_name)
    typed = fill_unfilled(table, typed)
    return Checked(table, heading, tuple(typed), tuple(problems), before)


def _settle_rows(
    table: Table, heading: Heading | None, office: Office
) -> tuple[Table, list[Problem]]:
    """The table with the rows that count, by what they say and look like, and as answered."""
    unit = heading.unit if heading else ""
    table, doubts = settle_doubtful(table, unit, office)
    table, marked = settle_marked_rows(table, unit, office)
    table, states = settle_row_states(table, heading, office)
    told = [*doubts, *marked, *states, *line_problems(table), *marked_cells(table)]
    told += marked_words(table, unit, office)
    return table, [*told, *hidden_columns(table, unit, office)]


def _filled(
    table: Table, typed: list[TypedColumn], heading: Heading | None, office: Office
) -> tuple[list[TypedColumn], list[Problem]]:
    """The columns with the names and values that a row's other cells and its sender imply."""
    typed, problems = settle_quotas(table, typed, office)
    if heading is not None:
        typed, faults = fill_implied(table, typed, heading.unit, office)
        problems += faults
    return typed, problems


def _together(
    reading: Reading, typed: list[TypedColumn], heading: Heading, file_name: str
) -> Iterator[Problem]:
    """What the cells say together; of no use before each of them can be read."""
    table, office = reading.table, reading.office
    yield from ask_about_others(table, heading, office, reading.understood)
    yield from ask_about_year(table, heading, file_name, office)
    yield from ask_about_quarter(table, heading, file_name, office)[1]
    yield from row_problems(table, typed, heading.unit, office)
    yield from total_problems(reading, typed)


def _in_money_unit(
    table: Table, heading: Heading | None, office: Office
) -> tuple[Table, Heading | None]:
    """Both as if they had stated the money unit that the sender has told."""
    unit = office.money_read_as.get(table.sheet.name)
    if unit is None or heading is None:
        return table, heading
    headers = tuple(
        replace(h, unit=unit) if h.column.kind.name == "money" and h.unit else h
        for h in table.headers
    )
    return replace(table, headers=headers), replace(heading, money_unit=unit)


def _of_rows(table: Table) -> Iterator[Problem]:
    if not len(table.rows):
        message = f"《{table.form.title}》表头下没有数据行"
        hint = "请把数据填在表头下方；本期确无数据的，不必报送本表"
        yield Problem(rules.NO_ROWS, message, hint, table.sheet.name)
    for row in table.sorted_rows.examples:
        message = f"第 {row + 1} 行是填写示例，没有读取"
        hint = "是要报送的数据时，请去掉“示例”字样"
        name = table.sheet.name
        yield Problem(rules.EXAMPLE_ROW, message, hint, name, cell_name(row, 0))


def _days(table: Table, typed: list[TypedColumn]) -> TypedColumn | None:
    return next((c for c in typed if c.column.name == table.form.counts_on), None)


def _wrong_days(
    table: Table, typed: list[TypedColumn], period: Period | None, office: Office
) -> Iterator[Problem]:
    """Dates outside the plan's year, or outside the period that the cover states."""
    days, plan = _days(table, typed), office.plan
    if days is None:
        return
    wrong: dict[int, Fault] = {}
    for code, day in days.distinct():
        if day is None:
            continue
        if not plan.first_day <= day <= plan.last_day:
            hint = f"请核对日期；不属于 {plan.year} 年的，请报相应年度"
            wrong[code] = (rules.DATE_OUTSIDE_YEAR, f"{day} 不在 {plan.year} 年之内", hint)
        elif period and day not in period:
            hint = "日期无误的，请把表头的报表期间写宽，使其包含这一天"
            wrong[code] = (rules.DATE_OUTSIDE_PERIOD, f"{day} 不在表头所写的 {period} 之内", hint)
    yield from faults_of(table, days, wrong)


def _part(table: Table, heading: Heading, typed: list[TypedColumn]) -> Part:
    days = _days(table, typed)
    months = _months(heading, days)
    count = len(table.rows)
    rows = {
        "sheet": pa.array([table.sheet.name] * count, pa.string()),
        "row": pa.array(table.rows + 1, pa.int32()),
        "reporting_unit": pa.array([heading.unit] * count, pa.string()),
        "month": _month_column(count, days, months),
    }
    return Part(
        form=table.form.code,
        cadence=table.form.cadence,
        sheet=table.sheet.name,
        unit=heading.unit,
        period=heading.period or _period_of_context(heading.context, months),
        months=months,
        rows=pa.table(rows | {c.column.stored_as: _shown(c).arrow() for c in typed}),
        columns={c.column.name: column_name(c.index) for c in typed if c.index >= 0},
    )


def _shown(column: TypedColumn) -> TypedColumn:
    """A column of texts as everybody may see them."""
    if column.column.kind.name != "text" or column.column.name in NAMES:
        return column
    return replace(column, values=tuple(v and masked(v) for v in column.values))


def _period_of_context(context: Period | None, months: tuple[date, ...]) -> Period:
    """What the title or the file's name says, as long as it holds the months of the rows."""
    if context and months[0] in context and months[-1] in context:
        return context
    return Period(months[0], months[-1])


def _months(heading: Heading, days: TypedColumn | None) -> tuple[date, ...]:
    """The months spoken for: the cover's, or those of the rows where no cover states a period."""
    if heading.period is not None:
        return tuple(heading.period.months())
    return tuple(sorted({day.replace(day=1) for _, day in days.distinct()})) if days else ()


def _month_column(count: int, days: TypedColumn | None, months: tuple[date, ...]) -> pa.Array:
    if days is None:
        return pa.array([months[-1]] * count, pa.date32())
    firsts = [day.replace(day=1) if day else None for day in days.values]
    return pa.array(firsts, pa.date32()).take(pa.array(days.codes))
