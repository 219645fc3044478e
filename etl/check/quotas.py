"""Who carries a quota (承担单位) and in which unit its target stands: by the indicator."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from etl import rules
from etl.check.columns import TypedColumn, faults_of
from etl.forms.context import Office
from etl.forms.forms import Quota
from etl.forms.values import money_unit_in
from etl.problems import Problem, cell_name
from etl.read.cells import show
from etl.table.cover import read_cover
from etl.table.locate import Table
from etl.table.table_fault import table_fault
from kpi.plan import NameIndex
from kpi.plan.entities import OPEN_KINDS, entity_names
from kpi.plan.models import DISTRICT, Indicator

EACH = ("各", "每", "全部", "所有", "*")


def settle_quotas(
    table: Table, typed: list[TypedColumn], office: Office
) -> tuple[list[TypedColumn], list[Problem]]:
    """The quota form's 承担单位 by its proper name; other forms stay as they are."""
    if table.form is not Quota:
        return typed, []
    columns = {c.column.name: c for c in typed}
    indicators = columns.get("indicator")
    if indicators is None:
        return typed, []
    codes = indicators.of_rows()
    problems = list(_target_units(table, codes, office))
    problems += _wrong_days(table, columns.get("effective_on"), office)
    if units := columns.get("unit"):
        settled, faults = _settle_units(table, units, codes, office)
        return [settled if c is units else c for c in typed], problems + faults
    return typed, problems


def _settle_units(
    table: Table, units: TypedColumn, codes: list[str | None], office: Office
) -> tuple[TypedColumn, list[Problem]]:
    """Each row's name by its own indicator: the same word may be right for one only."""
    names: list[str | None] = []
    problems = []
    known: dict[tuple[str | None, str | None], tuple[str | None, str]] = {}
    for i, (code, written) in enumerate(zip(codes, units.of_rows(), strict=True)):
        indicator = office.plan.indicator(code) if code else None
        if indicator and (code, written) not in known:
            known[code, written] = _entity(indicator, written, office)
        name, hint = known.get((code, written), (written, ""))
        names.append(name)
        if hint and indicator:
            row = int(table.rows[i])
            message = f"第 {row + 1} 行“承担单位”：“{indicator.name}”没有这个承担单位"
            if written is None:
                message = f"第 {row + 1} 行“承担单位”：现为空，而“{indicator.name}”分单位下达"
            problems.append(
                Problem(
                    rules.UNKNOWN_ENTITY,
                    message,
                    hint,
                    table.sheet.name,
                    cell_name(row, units.index),
                    show(units.raw[units.codes[i]]) or None,
                )
            )
    order = np.arange(len(names), dtype=np.int32)
    raw = tuple(units.raw[code] for code in units.codes)
    return replace(units, codes=order, raw=raw, values=tuple(names)), problems


def _entity(indicator: Indicator, written: str | None, office: Office) -> tuple[str | None, str]:
    """The proper name, or a hint where the indicator has nobody of that name."""
    allowed = entity_names(indicator, office.plan)
    if indicator.entity in OPEN_KINDS or not allowed:
        return written, ""
    if written is None:
        return (None, "") if DISTRICT in allowed else (None, _allowed_hint(allowed))
    spelled = NameIndex.of((name, _spellings(name, office)) for name in allowed)
    name = spelled.find(written)
    if name is not None:
        return name, ""
    nearest = spelled.nearest(written)
    return written, f"您是不是要写：{nearest}？" if nearest else _allowed_hint(allowed)


def _allowed_hint(allowed: tuple[str, ...]) -> str:
    return f"请填写其中之一：{'、'.join(allowed)}"


def _spellings(name: str, office: Office) -> tuple[str, ...]:
    """Every spelling that the registers know for an entity."""
    if name == DISTRICT:
        return ("闵行区", "全区（合计）", "区级", "全区合计")
    indexes = (office.values.units, office.values.places)
    return tuple(s for index in indexes for s, proper in index.proper.items() if proper == name)


def _target_units(table: Table, codes: list[str | None], office: Office) -> Iterator[Problem]:
    """目标值（元） is refused where an indicator of the table is counted in 万元."""
    header = next((h for h in table.headers if h.column.name == "target"), None)
    stated = [(unit, f"表格上方写的是“单位：{unit}”", cell) for unit, cell in _stated(table)]
    if header is not None and header.unit:
        cell = cell_name(table.header_row, header.index)
        stated.append((header.unit, f"表头写的是“目标值（{header.unit}）”", cell))
    for unit, where, cell in stated:
        indicators = (office.plan.indicator(c) for c in dict.fromkeys(codes) if c)
        if others := [i for i in indicators if i.uom != unit]:
            names = "、".join(f"{i.name}（{i.uom}）" for i in others[:3])
            message = f"{where}，而指标的计量单位是：{names}"
            hint = "请按指标自己的计量单位填写，不写“单位”，表头只写“目标值”"
            yield table_fault(table, rules.TARGET_UNIT, message, hint, cell)


def _stated(table: Table) -> Iterator[tuple[str, str]]:
    """The money units that the cover states, with their cells."""
    cover = read_cover(table.sheet, table.top_row, table.cover_from)
    for entry in cover.money_units:
        if unit := money_unit_in(show(entry.value)):
            yield unit, entry.cell


def _wrong_days(table: Table, days: TypedColumn | None, office: Office) -> Iterator[Problem]:
    """A quota is in force from a day of its plan's year."""
    year = office.plan.year
    hint = f"请核对生效日期；不属于 {year} 年的，请报相应年度"
    wrong = {
        code: (rules.DATE_OUTSIDE_YEAR, f"{day} 不在 {year} 年之内", hint)
        for code, day in (days.distinct() if days else ())
        if day is not None and day.year != year
    }
    if days is not None:
        yield from faults_of(table, days, wrong)
