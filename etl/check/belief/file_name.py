"""A file whose name speaks of another unit, or of another month, than what stands in it."""

import re
from dataclasses import replace

import pyarrow as pa

from etl import rules
from etl.check.check import Checked, Part
from etl.forms.context import Office
from etl.forms.forms import FIELD_OFFICES, FORMS, TOWNS
from etl.problems import Choice, Problem
from etl.questions import Question, ask
from etl.table.periods import Period, parse_period
from kpi.plan.entities import unit_names

AS_INSIDE, AS_NAMED = "as_inside", "as_named"
# The day on which a file was sent, not the month that it is about: 2022-10-08, 10月8日.
_DAY = re.compile(r"20\d\d[年.\-_]?\d{1,2}[月.\-_]?\d{1,2}(?:[日号]|(?!\d))|\d{1,2}月\d{1,2}[日号]")
# The month in which a file was sent: 10月报送, 10月上报.
_SENT = re.compile(r"\d{1,2}月(?:份)?(?:报送|上报|填报|提交)")


def of_another_unit(
    checked: list[Checked], name: str, office: Office
) -> tuple[list[Checked], list[Problem]]:
    """莘庄镇采购.xlsx with the cover of 七宝镇: whose is it?"""
    parts = [c.part for c in checked if c.part is not None]
    units = {part.unit for part in parts}
    named = _mentioned(_stem(name), office)
    if len(units) != 1 or len(named) != 1 or named[0] in units:
        return checked, []
    (own,), other = units, named[0]
    if not all(_are_peers(own, other, part, office) for part in parts):
        return checked, []
    question = Question(
        rules.FILE_OF_ANOTHER,
        what=f"{own}|{other}|{_stem(name)}",
        message=f"文件名写的是{other}，表内写的是{own}：是谁的报表？"
        f"按{own}收，{other}的数字不变；按{other}收，{own}的数字不变",
        hint="请改正文件名或表内的填报单位；或回答这个问题",
        choices=(
            Choice(AS_INSIDE, f"按表内：是{own}的"),
            Choice(AS_NAMED, f"按文件名：是{other}的"),
        ),
        sheet=parts[0].sheet,
        remembered=False,
    )
    choice, problem = ask(question, office.answers, own)
    if choice != AS_NAMED:
        return checked, [problem]
    return [_of_unit(c, other) for c in checked], [problem]


def of_another_month(checked: list[Checked], name: str, office: Office) -> list[Problem]:
    """8月采购.xlsx with July's rows: last month's file, sent again under a new name?

    A name that was left from the month before does no harm.
    """
    parts = [c.part for c in checked if c.part is not None and c.part.cadence != "append"]
    plain = _SENT.sub(" ", _DAY.sub(" ", _stem(name)))
    named = parse_period(plain, office.plan.year)
    if named is None or not parts:
        return []
    first = Period(min(p.months[0] for p in parts), max(p.months[-1] for p in parts))
    if named.first <= first.last and not _is_too_wide(named, parts):
        return []
    question = Question(
        rules.FILE_OF_ANOTHER,
        what=f"{named}|{first}|{_stem(name)}",
        message=f"文件名写的是 {named}，表内是 {first} 的数据：{_missed(named, first)}",
        hint="请核对是不是发错了文件；文件名写错的，请回答这个问题",
        choices=(Choice(AS_INSIDE, f"按表内：是 {first} 的"),),
        sheet=parts[0].sheet,
        remembered=False,
    )
    return [ask(question, office.answers, parts[0].unit)[1]]


def _is_too_wide(named: Period, parts: list[Part]) -> bool:
    """1-9月就业人数.xlsx with September alone, whose rows have no days: a sum of nine months?"""
    own = [p for p in parts if p.cadence == "monthly" and FORMS[p.form].counts_on is None]
    months = {month for part in own for month in part.months}
    return bool(own) and named.first != named.last and not months >= set(named.months())


def _missed(named: Period, first: Period) -> str:
    if named.first > first.last:
        return f"没有 {named} 的数据计入"
    return "都计在表内的月份，要报的是当月的数"


def _mentioned(stem: str, office: Office) -> tuple[str, ...]:
    """The units that a file is named after; an office also without 援滇 or 援疆: 昭通小组."""
    offices = unit_names(FIELD_OFFICES, office.plan.reference)
    short = (u for u in offices if u.removeprefix("援滇").removeprefix("援疆") in stem)
    return office.values.units.mentioned_in(stem) or tuple(short)


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


def _are_peers(own: str, other: str, part: Part, office: Office) -> bool:
    """Whether both may send the form, and are of a kind: two towns, two offices, two bureaus."""
    reference = office.plan.reference
    senders = {u for s in FORMS[part.form].senders for u in unit_names(s, reference)}
    kinds = [set(unit_names(kind, reference)) for kind in (TOWNS, FIELD_OFFICES, "bureau")]
    return {own, other} <= senders and any({own, other} <= kind for kind in kinds)


def _of_unit(checked: Checked, unit: str) -> Checked:
    part = checked.part
    if part is None:
        return checked
    index = part.rows.column_names.index("reporting_unit")
    units = pa.array([unit] * part.rows.num_rows, pa.string())
    rows = part.rows.set_column(index, "reporting_unit", units)
    heading = checked.heading and replace(checked.heading, unit=unit)
    return replace(checked, heading=heading, settled=replace(part, unit=unit, rows=rows))
