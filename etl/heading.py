"""Who sent a table, for which months: cover, sheet, file name or form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.cells import Sheet, show
from etl.context import Office
from etl.cover import MEASURES, Cover, Entry, read_cover
from etl.locate import Table
from etl.periods import Period, parse_period
from etl.problems import Problem
from etl.questions import question
from etl.units import read_money_unit
from etl.values import money_unit_in
from kpi.plan import clean_name
from kpi.plan.entities import unit_names


@dataclass(frozen=True)
class Heading:
    """What holds for every row of a table. No period: the months are those of the rows.

    `context` is what a title or a file's name says the table is about; it may be a whole year.
    """

    unit: str
    period: Period | None
    money_unit: str | None
    context: Period | None = None


def read_heading(
    table: Table,
    office: Office,
    file_name: str,
    before: Heading | None = None,
    assumed: str | None = None,
) -> tuple[Heading | None, list[Problem]]:
    """The heading of a table, or None with the questions that its sender has to answer.

    `before` is the heading of the table that this one continues: it holds where nothing is said.
    `assumed` is the unit that the rest of the workbook names.
    """
    cover = read_cover(table.sheet, table.top_row, table.cover_from)
    stem = file_name.rsplit(".", 1)[0]
    places = (table.sheet.name, cover.title, stem) if before is None else ()
    unit, unit_problems = _unit(table, cover, office, places, before)
    if assumed and [p.rule for p in unit_problems] == ["no_unit"]:
        unit, unit_problems = _allowed(table, assumed, office)
    period, period_problems = _period(table, cover, office, places, before)
    money, money_problems = read_money_unit(table, cover, (table.sheet.name, stem), before)
    problems = [*unit_problems, *period_problems, *money_problems]
    if unit is None or problems:
        return None, problems
    return Heading(unit, period, money, _context(cover, places, office)), []


def _unit(
    table: Table,
    cover: Cover,
    office: Office,
    places: tuple[str, ...],
    before: Heading | None,
) -> tuple[str | None, list[Problem]]:
    names = office.values.units
    entries = (*cover.units, *_units_without_label(cover, office))
    written = {entry: names.find(show(entry.value)) for entry in entries}
    unknown = [entry for entry, name in written.items() if name is None]
    if unknown:
        return None, [_unknown_unit(table.sheet, entry, office) for entry in unknown]
    if len(set(written.values())) == 1:
        entry, name = next(iter(written.items()))
        return _allowed(table, name, office, entry.cell)
    if not written and before is not None:
        return before.unit, []
    if not written:
        for text in places:
            mentioned = names.mentioned_in(text)
            if len(mentioned) == 1:
                return _allowed(table, mentioned[0], office)
        senders = _senders(table, office)
        if len(senders) == 1:
            return senders.pop(), []
    return None, [
        question(table, "no_unit", "看不出填报单位", "请在表格上方写明“填报单位：单位全称”")
    ]


def _units_without_label(cover: Cover, office: Office) -> Iterator[Entry]:
    """单位：七宝镇 names the sender, 单位：万元 or 单位：人 does not."""
    for entry in cover.money_units:
        text = clean_name(show(entry.value))
        words = set(re.split(r"[,，、/;]", text))
        if not money_unit_in(text) and not words & MEASURES and not text.isascii():
            yield entry


def _senders(table: Table, office: Office) -> set[str]:
    return {u for s in table.form.senders for u in unit_names(s, office.plan.reference)}


def _allowed(
    table: Table, unit: str | None, office: Office, cell: str | None = None
) -> tuple[str | None, list[Problem]]:
    senders = _senders(table, office)
    if unit in senders:
        return unit, []
    hint = f"本表由{'、'.join(_in_words(table.form.senders))}报送；填报单位写错的请更正"
    return None, [question(table, "sender_not_allowed", f"不由{unit}报送", hint, cell)]


def _in_words(senders: tuple[str, ...]) -> list[str]:
    kinds = {
        "subdistrict_or_town": "各街镇（含莘庄工业区）",
        "field_office": "援外机构",
        "member_unit": "各成员单位",
    }
    return [kinds.get(sender, sender) for sender in senders]


def _unknown_unit(sheet: Sheet, entry: Entry, office: Office) -> Problem:
    text = show(entry.value)
    nearest = office.values.units.nearest(text)
    hint = f"您是不是要写：{nearest}？" if nearest else "请按名册填写单位的规范名称"
    message = f"填报单位“{text}”不在名册中"
    return Problem("error", "unknown_unit", message, hint, sheet.name, entry.cell, text)


def _context(cover: Cover, places: tuple[str, ...], office: Office) -> Period | None:
    plan = office.plan
    found = (parse_period(text, plan.year) for text in places)
    if period := next((p for p in found if p), None):
        return period
    if re.search(rf"{plan.year}\s*年", cover.plain_title):
        return Period(plan.first_day, plan.last_day.replace(day=1))
    return None


def _period(
    table: Table,
    cover: Cover,
    office: Office,
    places: tuple[str, ...],
    before: Heading | None,
) -> tuple[Period | None, list[Problem]]:
    plan, form = office.plan, table.form
    if form.cadence == "append":
        return Period(plan.first_day, plan.last_day.replace(day=1)), []
    stated = cover.stated(plan.year, form.cadence == "snapshot")
    period = stated[0][1] if stated else _whole_year(table, cover, office)
    if period is None and not cover.periods and before is not None:
        return before.period, []
    if period is None and form.counts_on is None:
        found = (parse_period(text, plan.year) for text in places)
        period = next((p for p in found if p is not None), None)
    problems = list(_period_problems(table, cover, period, office))
    problems += _conflicts(table, cover, stated, office)
    if period and form.cadence == "snapshot":
        period = Period(period.last, period.last)
    return period, problems


def _whole_year(table: Table, cover: Cover, office: Office) -> Period | None:
    """报表期间：2022年 of a table whose rows are dated stands for the whole year."""
    plan = office.plan
    whole = rf"{plan.year}\s*年?\s*(?:度|全年)?"
    if table.form.counts_on and any(
        re.fullmatch(whole, show(e.value).strip()) for e in cover.periods
    ):
        return Period(plan.first_day, plan.last_day.replace(day=1))
    return None


def _conflicts(
    table: Table, cover: Cover, stated: list[tuple[Entry, Period]], office: Office
) -> Iterator[Problem]:
    """A sheet copied from last month whose cover was left as it was."""
    year = office.plan.year
    for entry, period in stated[1:]:
        if period != stated[0][1]:
            message = f"报表期间写了两处，互不一致：{stated[0][1]}，{period}"
            yield question(table, "period_conflict", message, "请改成一致", entry.cell)
            return
    if not stated or table.form.counts_on:
        return
    for text in (table.sheet.name, cover.plain_title):
        other = parse_period(text, year)
        if other and other.last != stated[0][1].last:
            message = f"表头所写的 {stated[0][1]} 与“{text.strip()}”不一致"
            yield question(table, "period_conflict", message, "请改成一致", stated[0][0].cell)
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
        yield Problem("error", "bad_period", message, hint, table.sheet.name, entry.cell, text)
    elif period is None and form.counts_on is None:
        hint = f"请在表格上方写明“填报月份：{year}年9月”"
        yield question(table, "no_period", "看不出是哪个月的数据", hint)
    elif period and not period.first.year == period.last.year == year:
        hint = f"本库是 {year} 年度的；其他年度请报相应年度"
        yield question(table, "period_outside_year", f"报表期间 {period} 不在 {year} 年", hint)
    elif (
        period and form.cadence == "monthly" and not form.counts_on and period.first != period.last
    ):
        hint = "本表没有日期列，请一个月一张表，分别写明填报月份"
        yield question(table, "period_too_long", f"报表期间 {period} 不是一个月", hint)
