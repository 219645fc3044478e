"""Who sent a table, for which months, in which money unit: cover, sheet, file name or form."""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.cells import Sheet, show
from etl.context import Office
from etl.cover import Cover, Entry, read_cover
from etl.locate import Table
from etl.periods import Period, parse_period
from etl.problems import Problem
from etl.values import FEN_PER, MONEY_UNITS, money_unit_in
from kpi.plan.entities import unit_names


@dataclass(frozen=True)
class Heading:
    """What holds for every row of a table. No period: the months are those of the rows."""

    unit: str
    period: Period | None
    money_unit: str | None


def read_heading(
    table: Table, office: Office, file_name: str
) -> tuple[Heading | None, list[Problem]]:
    """The heading of a table, or None with the questions that its sender has to answer."""
    cover = read_cover(table.sheet, table.header_row)
    places = (table.sheet.name, cover.title, file_name.rsplit(".", 1)[0])
    unit, unit_problems = _unit(table, cover, office, places)
    period, period_problems = _period(table, cover, office, places)
    money, money_problems = _money_unit(table, cover)
    problems = [*unit_problems, *period_problems, *money_problems]
    return (Heading(unit, period, money) if unit and not problems else None), problems


def _unit(
    table: Table, cover: Cover, office: Office, places: tuple[str, ...]
) -> tuple[str | None, list[Problem]]:
    names = office.values.units
    written = {entry: names.find(show(entry.value)) for entry in cover.units}
    unknown = [entry for entry, name in written.items() if name is None]
    if unknown:
        return None, [_unknown_unit(table.sheet, entry, office) for entry in unknown]
    if len(set(written.values())) == 1:
        return next(iter(written.values())), []
    if not written:
        for text in places:
            mentioned = names.mentioned_in(text)
            if len(mentioned) == 1:
                return mentioned[0], []
        senders = {u for s in table.form.senders for u in unit_names(s, office.plan.reference)}
        if len(senders) == 1:
            return senders.pop(), []
    return None, [
        _question(table, "no_unit", "看不出填报单位", "请在表格上方写明“填报单位：单位全称”")
    ]


def _unknown_unit(sheet: Sheet, entry: Entry, office: Office) -> Problem:
    text = show(entry.value)
    nearest = office.values.units.nearest(text)
    hint = f"您是不是要写：{nearest}？" if nearest else "请按名册填写单位的规范名称"
    message = f"填报单位“{text}”不在名册中"
    return Problem("error", "unknown_unit", message, hint, sheet.name, entry.cell, text)


def _period(
    table: Table, cover: Cover, office: Office, places: tuple[str, ...]
) -> tuple[Period | None, list[Problem]]:
    plan, form = office.plan, table.form
    if form.cadence == "append":
        return Period(plan.first_day, plan.last_day.replace(day=1)), []
    period = cover.period(plan.year)
    if period is None and form.counts_on is None:
        found = (parse_period(text, plan.year) for text in places)
        period = next((p for p in found if p is not None), None)
    problems = list(_period_problems(table, cover, period, office))
    if period and form.cadence == "snapshot":
        period = Period(period.last, period.last)
    return period, problems


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
        yield _question(table, "no_period", "看不出是哪个月的数据", hint)
    elif period and not period.first.year == period.last.year == year:
        hint = f"本库是 {year} 年度的；其他年度请报相应年度"
        yield _question(table, "period_outside_year", f"报表期间 {period} 不在 {year} 年", hint)
    elif (
        period and form.cadence == "monthly" and not form.counts_on and period.first != period.last
    ):
        hint = "本表没有日期列，请一个月一张表，分别写明填报月份"
        yield _question(table, "period_too_long", f"报表期间 {period} 不是一个月", hint)


def _money_unit(table: Table, cover: Cover) -> tuple[str | None, list[Problem]]:
    """The cover's money unit; two different ones are a question, never a guess."""
    units = {u for e in cover.money_units if (u := money_unit_in(show(e.value)))}
    headers = {h.money_unit for h in table.headers if h.money_unit}
    if unknown := (units | headers) - FEN_PER.keys():
        hint = f"请换算成 {'、'.join(MONEY_UNITS)} 之一，并在表头写明"
        message = f"不认识的金额单位：{'、'.join(sorted(unknown))}"
        return None, [_question(table, "unknown_money_unit", message, hint)]
    if len(units) > 1 or (units and headers - units):
        found = "、".join(sorted(units | headers))
        hint = "请只保留一处金额单位，或使各处一致"
        return None, [_question(table, "money_unit_conflict", f"金额单位写得不一致：{found}", hint)]
    return (units.pop() if units else None), []


def _question(table: Table, rule: str, message: str, hint: str) -> Problem:
    return Problem("error", rule, f"《{table.form.title}》{message}", hint, table.sheet.name)
