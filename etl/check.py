"""Cells to typed rows: every problem of a table is found before any of its rows is let in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from etl.columns import TypedColumn, faults_at, read_column
from etl.context import Office
from etl.heading import Heading, read_heading
from etl.implied import fill_implied
from etl.locate import Table
from etl.periods import Period
from etl.problems import Problem, column_name, has_errors
from etl.values import FEN_PER


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


def check_table(table: Table, office: Office, file_name: str) -> tuple[Part | None, list[Problem]]:
    """The part that a table holds, or None with every reason why it cannot be let in."""
    heading, problems = read_heading(table, office, file_name)
    problems += [*_missing_columns(table), *_no_rows(table)]
    typed: list[TypedColumn] = []
    for header in table.headers:
        unit = header.money_unit or (heading.money_unit if heading else None)
        known = unit if unit in FEN_PER else None
        column, faults = read_column(table, header, office.with_money_unit(known))
        typed.append(column)
        problems += faults
    problems += _wrong_days(table, typed, heading.period if heading else None, office)
    if heading is None:
        return None, problems
    typed, faults = fill_implied(table, typed, heading.unit, office)
    problems += faults
    return (None if has_errors(problems) else _part(table, heading, typed)), problems


def _missing_columns(table: Table) -> Iterator[Problem]:
    for column in table.missing:
        also = f"（也可写作：{'、'.join(column.aliases)}）" if column.aliases else ""
        yield Problem(
            "error",
            "missing_column",
            f"《{table.form.title}》缺少必填列“{column.header}”",
            f"请在表头补上“{column.header}”列{also}",
            sheet=table.sheet.name,
        )


def _no_rows(table: Table) -> Iterator[Problem]:
    if not table.rows:
        message = f"《{table.form.title}》表头下没有数据行"
        hint = "请把数据填在表头下方；本期确无数据的，不必报送本表"
        yield Problem("error", "no_rows", message, hint, table.sheet.name)


def _days(table: Table, typed: list[TypedColumn]) -> TypedColumn | None:
    return next((c for c in typed if c.column.name == table.form.counts_on), None)


def _wrong_days(
    table: Table, typed: list[TypedColumn], period: Period | None, office: Office
) -> Iterator[Problem]:
    """Dates outside the plan's year, or outside the period that the cover states."""
    days, plan = _days(table, typed), office.plan
    for code, day in days.distinct() if days else ():
        if day is None:
            continue
        if not plan.first_day <= day <= plan.last_day:
            hint = f"请核对日期；不属于 {plan.year} 年的，请报相应年度"
            why = ("date_outside_year", f"{day} 不在 {plan.year} 年之内", hint)
        elif period and day not in period:
            hint = "日期无误的，请把表头的报表期间写宽，使其包含这一天"
            why = ("date_outside_period", f"{day} 不在表头所写的 {period} 之内", hint)
        else:
            continue
        assert days is not None
        yield from faults_at(table, days, code, *why)


def _part(table: Table, heading: Heading, typed: list[TypedColumn]) -> Part:
    days = _days(table, typed)
    months = _months(heading, days)
    rows = {
        "sheet": pa.array([table.sheet.name] * len(table.rows), pa.string()),
        "row": pa.array([row + 1 for row in table.rows], pa.int32()),
        "reporting_unit": pa.array([heading.unit] * len(table.rows), pa.string()),
        "month": _month_column(table, days, months),
    }
    return Part(
        form=table.form.code,
        cadence=table.form.cadence,
        sheet=table.sheet.name,
        unit=heading.unit,
        period=heading.period or Period(months[0], months[-1]),
        months=months,
        rows=pa.table(rows | {c.column.stored_as: c.arrow() for c in typed}),
        columns={c.column.name: column_name(c.index) for c in typed if c.index >= 0},
    )


def _months(heading: Heading, days: TypedColumn | None) -> tuple[date, ...]:
    """The months spoken for: the cover's, or those of the rows where no cover states a period."""
    if heading.period is not None:
        return tuple(heading.period.months())
    return tuple(sorted({day.replace(day=1) for _, day in days.distinct()})) if days else ()


def _month_column(table: Table, days: TypedColumn | None, months: tuple[date, ...]) -> pa.Array:
    if days is None:
        return pa.array([months[-1]] * len(table.rows), pa.date32())
    firsts = [day.replace(day=1) if day else None for day in days.values]
    return pa.array(firsts, pa.date32()).take(pa.array(days.codes))
