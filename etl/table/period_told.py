"""The months that a table is about: those of its cover, or of a title, a sheet's or file's name."""

import re
from collections.abc import Iterator

from etl import rules
from etl.forms.context import Office
from etl.problems import Problem
from etl.read.cells import show
from etl.table.cover import Cover, Entry
from etl.table.header_of import Heading
from etl.table.locate import Table
from etl.table.periods import Period, only_period, parse_period
from etl.table.table_fault import table_fault


def read_context(cover: Cover, places: tuple[str, ...], office: Office) -> Period | None:
    plan = office.plan
    periods = (parse_period(text, plan.year) for text in places)
    if period := next((p for p in periods if p), None):
        return period
    # The plan's year: 2022年 of 2022年采购明细表.
    if re.search(rf"{plan.year}\s*年", cover.plain_title):
        return Period(plan.first_day, plan.last_day.replace(day=1))
    return None


def read_period(
    table: Table,
    cover: Cover,
    office: Office,
    places: tuple[str, ...],
    year: int,
    before: Heading | None,
) -> tuple[Period | None, list[Problem]]:
    """The months that the cover states, or where no row is dated a name; None: those of the rows.

    `year` is that of months without one; `before` is the heading of the table above.
    """
    plan, form = office.plan, table.form
    if form.cadence == "append":
        return Period(plan.first_day, plan.last_day.replace(day=1)), []
    stated = cover.stated(year, form.cadence == "snapshot")
    period = stated[0][1] if stated else _whole_year(table, cover, office)
    if period is None and not cover.periods and before is not None:
        titled = None if form.counts_on else only_period("；".join(cover.titles(form.title)), year)
        if titled is None:
            return before.period, []
        period = titled
    if period is None and form.counts_on is None:
        periods = (only_period(text, year) for text in places)
        period = next((p for p in periods if p is not None), None)
    problems = list(_period_problems(table, cover, period, office))
    problems += _conflicts(table, cover, stated, year)
    if period and form.cadence == "snapshot":
        period = Period(period.last, period.last)
    return period, problems


def _whole_year(table: Table, cover: Cover, office: Office) -> Period | None:
    """报表期间：2022年 of a table whose rows are dated stands for the whole year."""
    plan = office.plan
    written = (show(e.value).strip() for e in cover.periods)
    # A year and nothing else: 2022年, 2022年度, 2022全年.
    years = (re.fullmatch(rf"{plan.year}\s*(?:年\s*)?(?:度|全年)?", text) for text in written)
    if table.form.counts_on and any(years):
        return Period(plan.first_day, plan.last_day.replace(day=1))
    return None


def _conflicts(
    table: Table, cover: Cover, stated: list[tuple[Entry, Period]], year: int
) -> Iterator[Problem]:
    """A sheet copied from last month whose cover, or title, was left as it was.

    The title 1-8月 over a sheet 3月 of monthly figures is no conflict.
    """
    for entry, period in stated[1:]:
        if period != stated[0][1]:
            message = f"报表期间写了两处，互不一致：{stated[0][1]}，{period}"
            yield table_fault(table, rules.PERIOD_CONFLICT, message, "请改成一致", entry.cell)
            return
    if table.form.counts_on:
        return
    named_periods = [
        (t, p) for t in (table.sheet.plain_name, cover.plain_title) if (p := parse_period(t, year))
    ]
    cell = stated[0][0].cell if stated else None
    expected = stated[0][1] if stated else named_periods[0][1] if named_periods else None
    for text, other in named_periods:
        within = table.form.cadence == "monthly" and expected and expected.first in other
        if expected and other.last != expected.last and not within:
            message = f"表头所写的 {expected} 与“{text.strip()}”不一致"
            yield table_fault(table, rules.PERIOD_CONFLICT, message, "请改成一致", cell)
            return


def _period_problems(
    table: Table, cover: Cover, period: Period | None, office: Office
) -> Iterator[Problem]:
    form, year = table.form, office.plan.year
    if period is None and cover.periods:
        entry = cover.periods[0]
        text = show(entry.value)
        hint = f"请写成“{year}年9月”或“{year}年7-9月”的样子"
        message = f"无法识别报表期间“{text}”"
        yield Problem(rules.BAD_PERIOD, message, hint, table.sheet.name, entry.cell, text)
    elif period is None and form.counts_on is None:
        hint = f"请在表格上方写明“填报月份：{year}年9月”"
        yield table_fault(table, rules.NO_PERIOD, "看不出是哪个月的数据", hint)
    elif period and not period.first.year == period.last.year == year:
        hint = f"本库是 {year} 年度的；其他年度请报相应年度"
        yield table_fault(
            table, rules.PERIOD_OUTSIDE_YEAR, f"报表期间 {period} 不在 {year} 年", hint
        )
    elif (
        period and form.cadence == "monthly" and not form.counts_on and period.first != period.last
    ):
        hint = "本表没有日期列，请一个月一张表，分别写明填报月份"
        yield table_fault(table, rules.PERIOD_TOO_LONG, f"报表期间 {period} 不是一个月", hint)
