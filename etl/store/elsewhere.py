"""What only other submissions can tell: a voucher or an event that was reported before, a month
that a correction would empty or change by more than half. Warnings: they let the file in.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from etl import rules
from etl.check.book_rules import is_number
from etl.check.check import Part
from etl.forms.forms import FORMS
from etl.problems import Problem
from etl.store.lines.ledger import Mode
from etl.store.reported import BY_TWO, Month, has_money, newer_months, older_months
from etl.store.statements import counting_now

MOST_OF_A_KIND = 20
MOST_EXACT_DIGITS = 15
# a long number that a spreadsheet has shortened: 1.23457E+19
SCIENTIFIC = re.compile(r"\d[\d.]*[eE][+-]?\d+")
VOUCHERS = ("purchase", "county_sale")
# What makes two units' rows one event: host and office may both report it (annex, tasks 10, 21-23).
SAME = {
    "event": ("kind", "held_on", "place"),
    "job_fair": ("held_on", "county", "mode"),
    "training": ("course", "starts_on", "county"),
}


def seen_elsewhere(
    published: duckdb.DuckDBPyConnection | None, parts: tuple[Part, ...], mode: Mode | None
) -> list[Problem]:
    """The warnings for a file that would be let in; what it replaces is not held against it.

    `published` is the warehouse, None where there is none yet.
    """
    warnings: list[Problem] = []
    if published is None:
        return warnings
    for part in parts:
        if part.form in VOUCHERS:
            warnings += list(_vouchers(published, part, mode))[:MOST_OF_A_KIND]
        if part.form in SAME:
            warnings += list(_events(published, part))[:MOST_OF_A_KIND]
    return warnings


def shares(parts: tuple[Part, ...], others: tuple[Part, ...]) -> bool:
    """Whether a file that is not published yet holds a voucher or an event of this one."""
    return any(
        bool(_keys(one) & _keys(other))
        for one in parts
        for other in others
        if one.form == other.form and one.form in (*VOUCHERS, *BY_TWO)
    )


def _keys(part: Part) -> set[object]:
    """What may stand in another file too: exact vouchers, or what makes an event one."""
    if part.form in VOUCHERS:
        return {v for v in _column(part, "voucher") if v and is_exact(v)}
    return set(zip(*(_column(part, key) for key in BY_TWO[part.form]), strict=True))


def _vouchers(
    connection: duckdb.DuckDBPyConnection, part: Part, mode: Mode | None
) -> Iterator[Problem]:
    """A voucher that stands in another submission in force, with both places."""
    if "voucher" not in part.rows.column_names:
        return
    own_vouchers = part.rows["voucher"]
    connection.register("own_vouchers", pa.table({"voucher": own_vouchers.unique()}))
    rows = counting_now(connection, "vouchers_elsewhere", {"form": part.form}, form=part.form)
    replaced = set() if mode == "append" else {(part.unit, month) for month in part.months}
    others = {r[0]: r for r in rows if (r[4], r[5]) not in replaced and is_exact(r[0])}
    is_elsewhere = pc.is_in(own_vouchers, value_set=pa.array(list(others), pa.string()))
    for place in pc.indices_nonzero(is_elsewhere.combine_chunks()).to_pylist():
        value = own_vouchers[place].as_py()
        if value in others:
            _, file, sheet, row, unit, _ = others.pop(value)
            cell = _cell(part, "voucher", place)
            yield Problem(
                rules.DUPLICATE_VOUCHER,
                f"凭证“{value}”已在{unit}报来的“{file}”{sheet} 第 {row} 行出现过，这里是 {cell}",
                "两处都已计入；重复报送的请更正其中一份，确为同一张凭证分列的不必改",
                part.sheet,
                cell,
                value,
            )


def is_exact(voucher: str) -> bool:
    """Whether a voucher is a number that a workbook has kept in full: a long one that is exactly a
    float, or is written as one, has lost its last digits and may look like another.
    """
    if not (voucher.isdecimal() and voucher.isascii()):
        return is_number(voucher) and not SCIENTIFIC.fullmatch(voucher)
    return len(voucher) <= MOST_EXACT_DIGITS or int(float(voucher)) != int(voucher)


def _events(connection: duckdb.DuckDBPyConnection, part: Part) -> Iterator[Problem]:
    """An event that another unit has reported too: it counts twice where both count."""
    keys = SAME[part.form]
    rows = counting_now(
        connection,
        "rows_elsewhere",
        {"form": part.form, "unit": part.unit, "months": list(part.months)},
        form=part.form,
        keys=keys,
    )
    others = {row[: len(keys)]: row[len(keys) :] for row in rows}
    own_events = zip(*(_column(part, key) for key in keys), strict=True)
    for place, key in enumerate(own_events):
        if key in others and None not in key:
            file, sheet, row, unit = others[key]
            what = "、".join(str(value) for value in key)
            yield Problem(
                rules.SAME_EVENT,
                f"{unit}报来的“{file}”{sheet} 第 {row} 行已有同一活动：{what}",
                "主办单位与牵头单位各报一次会计两次；是同一活动的，请只留一处",
                part.sheet,
                _cell(part, keys[0], place),
                what,
            )


def large_changes(
    published: duckdb.DuckDBPyConnection | None, parts: tuple[Part, ...]
) -> Iterator[Problem]:
    """A warning for each month that the newer table would empty, or change by more than half."""
    if published is None:
        return
    for form, unit in dict.fromkeys((p.form, p.unit) for p in parts):
        own_parts = [p for p in parts if (p.form, p.unit) == (form, unit)]
        if FORMS[form].cadence != "monthly":
            continue
        older, newer = older_months(published, form, unit), newer_months(own_parts)
        for month in sorted(older.keys() & newer.keys()):
            before, after = _size(form, older[month]), _size(form, newer[month])
            if before and abs(after - before) * 2 > abs(before):
                yield _large_change(own_parts[0], month, before, after)


def _size(form: str, month: Month) -> int:
    """A month by its money, in fen, or where the form has none by its rows."""
    return int(month.total) if has_money(form) else month.rows


def _large_change(part: Part, month: date, before: int, after: int) -> Problem:
    money = has_money(part.form)
    was, now = (f"{v / 100:,.2f} 元" if money else f"{v} 行" for v in (before, after))
    emptied = "全部清空" if after == 0 else "变动超过一半"
    return Problem(
        rules.LARGE_CHANGE,
        f"{part.unit}{month.year}年{month.month}月的《{FORMS[part.form].title}》{emptied}："
        f"原来 {was}，现在 {now}",
        "确认无误即可；如果漏了行，请补全后再报一次",
        part.sheet,
    )


def _column(part: Part, name: str) -> list[Any]:
    stored = next(c.stored_as for c in FORMS[part.form].columns() if c.name == name)
    if stored not in part.rows.column_names:
        return [None] * part.rows.num_rows
    return list(part.rows[stored].to_pylist())


def _cell(part: Part, name: str, place: int) -> str:
    row = part.rows["row"][place].as_py()
    return f"{part.columns.get(name, '')}{row}" if name in part.columns else f"第 {row} 行"
