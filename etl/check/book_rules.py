"""Rules on a whole workbook: what stands in it twice, and money units that do not agree."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from etl import rules
from etl.check.check import Checked
from etl.check.columns import TypedColumn
from etl.check.row_rules import has_lost_digits
from etl.forms.values import money_unit_in
from etl.problems import MOST_OF_A_KIND, Problem, cell_name
from etl.read.cells import Sheet
from etl.table.cover import bare_money_units, read_cover
from etl.table.table_fault import table_fault

# The columns that name a row: the same name twice for one unit and month counts it twice.
KEYS = {"project": "project_no", "employment": "county", "canteen": "budget_unit"}
SAME_EVENT = ("kind", "unit", "place", "held_on")
FEWEST_DIGITS = 5
Place = tuple[str, str]  # sheet, cell


def book_problems(checked: list[Checked], others: list[Sheet]) -> Iterator[Problem]:
    """What the tables of a workbook say together; `others` are its sheets without a table."""
    yield from _unstated_money_units(checked, others)
    yield from _same_vouchers(checked)
    yield from _same_events(checked)
    yield from _same_keys(checked)
    yield from _same_tables(checked)


def _unstated_money_units(checked: list[Checked], others: list[Sheet]) -> Iterator[Problem]:
    """A table that states no unit is not taken for 元 beside one in 万元."""
    units = {u for c in checked for u in _units_of(c)}
    units |= {u for s in others for u in _stated_units(s)}
    large = sorted(units - {"元", ""})
    for checked_table in checked if large else ():
        if "" in _units_of(checked_table):
            message = f"没有写金额单位，而同一工作簿的其他地方是“{'、'.join(large)}”"
            hint = "请在每张表的上方写明“金额单位：…”"
            yield table_fault(checked_table.table, rules.NO_MONEY_UNIT, message, hint)


def _units_of(checked: Checked) -> set[str]:
    """The money units in use in a table; an empty one where none is stated."""
    money = [h for h in checked.table.headers if h.column.kind.name == "money"]
    stated = (checked.heading.money_unit if checked.heading else "元") or ""
    return {h.unit or stated for h in money}


def _stated_units(sheet: Sheet) -> set[str]:
    """Money units that a sheet without a table states: a cover of its own, 填表说明."""
    cover = read_cover(sheet, min(sheet.rows, 60))
    texts = [text for _, _, text in sheet.texts(60)]
    bare = {u for text in texts for u in bare_money_units(text)}
    return bare | {u for e in cover.money_units if (u := money_unit_in(str(e.value)))}


def _same_vouchers(checked: list[Checked]) -> Iterator[Problem]:
    """The same voucher in two cells of a form: both rows count."""
    for form in ("purchase", "county_sale"):
        places: dict[str, list[Place]] = defaultdict(list)
        columns = [
            (c, v) for c in checked if c.table.form.code == form if (v := c.column("voucher"))
        ]
        several = _several(columns)
        for checked_table, voucher in columns:
            for row, value in _own_cells(checked_table, voucher, several):
                cell = cell_name(row, voucher.index)
                places[value].append((checked_table.table.sheet.name, cell))
        twice = {v: p for v, p in places.items() if len(p) > 1 and is_number(v)}
        for value, repeats in list(twice.items())[:MOST_OF_A_KIND]:
            message = f"凭证“{value}”出现了 {len(repeats)} 次：{_list(repeats)}"
            hint = "两行都已计入；重复报送的请删去一行，确为同一张凭证分列的不必改"
            yield Problem(rules.DUPLICATE_VOUCHER, message, hint, *repeats[1], value)


def _several(columns: list[tuple[Checked, TypedColumn]]) -> set[Any]:
    """Values that stand in more than one cell: the rest need not be looked at."""
    seen: set[Any] = set()
    several: set[Any] = set()
    for _, column in columns:
        own = column.codes[~column.from_above]
        codes, counts = np.unique(own, return_counts=True)
        for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
            value = column.values[code]
            if value is not None and (count > 1 or value in seen):
                several.add(value)
            seen.add(value)
    return several


def _own_cells(
    checked: Checked, column: TypedColumn, wanted: set[Any]
) -> Iterator[tuple[int, Any]]:
    codes = [i for i, v in enumerate(column.values) if v in wanted] if wanted else []
    for i in np.flatnonzero(np.isin(column.codes, codes) & ~column.from_above).tolist():
        raw = column.raw[column.codes[i]]
        # A number that has lost its last digits may look like another.
        if not has_lost_digits(raw):
            yield int(checked.table.rows[i]), column.values[column.codes[i]]


def is_number(voucher: str) -> bool:
    """见附件 or 电子发票 in several rows is no number used twice."""
    return sum(sign.isdigit() for sign in voucher) >= FEWEST_DIGITS


def _same_events(checked: list[Checked]) -> Iterator[Problem]:
    hint = "两行都已计入；是同一次活动的，请删去一行"
    for places in _repeated(checked, "event", SAME_EVENT, by_unit=False):
        message = (
            f"同一活动（类别、主办单位、地区、日期都相同）报了 {len(places)} 次：{_list(places)}"
        )
        yield Problem(rules.DUPLICATE_EVENT, message, hint, *places[1])


def _same_keys(checked: list[Checked]) -> Iterator[Problem]:
    for form, key in KEYS.items():
        for places in _repeated(checked, form, (key,), by_unit=True):
            message = f"同一单位同一月份里重复出现，会重复计算：{_list(places)}"
            hint = "请合并成一行，或删去重复的一行"
            yield Problem(rules.REPEATED_ROW, message, hint, *places[1])


def _repeated(
    checked: list[Checked], form: str, names: tuple[str, ...], by_unit: bool
) -> Iterator[list[Place]]:
    """Where the same values stand more than once."""
    places: dict[Any, list[Place]] = defaultdict(list)
    for checked_table in (c for c in checked if c.table.form.code == form):
        columns = [c for name in names if (c := checked_table.column(name))]
        if not columns:
            continue
        heading = checked_table.heading
        about: tuple[Any, ...] = (heading and heading.unit, _month(checked_table))
        for row, *values in zip(
            checked_table.table.rows.tolist(), *(c.of_rows() for c in columns), strict=True
        ):
            if any(values):
                cell = cell_name(row, columns[0].index)
                key = (*(about if by_unit else ()), *values)
                places[key].append((checked_table.table.sheet.name, cell))
    yield from [p for p in places.values() if len(p) > 1][:MOST_OF_A_KIND]


def _month(checked: Checked) -> date | None:
    return checked.heading.period.last if checked.heading and checked.heading.period else None


def _same_tables(checked: list[Checked]) -> Iterator[Problem]:
    """A 汇总 sheet that repeats the rows of the others would count them twice."""
    groups: dict[Any, list[Checked]] = defaultdict(list)
    for checked_table in checked:
        table, heading = checked_table.table, checked_table.heading
        if heading and table.form.cadence != "append" and len(table.rows):
            groups[(table.form, heading.unit)].append(checked_table)
    for tables in groups.values():
        sheets = list(dict.fromkeys(t.table.sheet.name for t in tables))
        rows = {
            s: [r for t in tables if t.table.sheet.name == s for r in _rows_of(t)] for s in sheets
        }
        for name in sheets if len(sheets) > 1 else ():
            others = {row for other in sheets if other != name for row in rows[other]}
            if rows[name] and set(rows[name]) <= others:
                message = f"工作表“{name}”的各行在其他工作表里都有，会重复计算"
                hint = "汇总表请删去或隐藏，只留明细；确非重复的，请写明凭证号以示区别"
                yield Problem(rules.REPEATED_SHEET, message, hint, name)
                break


def _rows_of(checked: Checked) -> list[tuple[Any, ...]]:
    """A table's rows as the form sees them; employment differs by its month."""
    columns = sorted((c for c in checked.typed if c.index >= 0), key=lambda c: c.column.name)
    required = [c for c in columns if c.column.required or c.column.name == "voucher"]
    month = _month(checked) if not checked.table.form.counts_on else None
    return [(month, *row) for row in zip(*(c.of_rows() for c in required), strict=True)]


def _list(places: list[Place]) -> str:
    """K5、K6; with the sheet's name where there are two."""
    several = len({sheet for sheet, _ in places}) > 1
    cells = [f"{sheet}!{cell}" if several else cell for sheet, cell in places[:10]]
    return "、".join(cells)
