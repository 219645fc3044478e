"""What a submission changed, as text for people and as JSON for programs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from etl.changes.diff import Change, Diff, Months, Section
from etl.changes.pairing import KEYS, Line
from etl.forms.form import FormColumn
from etl.forms.forms import FORMS


def diff_json(difference: Diff, a: int, b: int) -> dict[str, Any]:
    """Sections by form, unit and month; money in 元, days as ISO text."""
    return {
        "a": a,
        "b": b,
        "sections": [_section_json(section) for section in difference.sections],
        "only_in_a": _months_json(difference.only_in_a),
        "only_in_b": _months_json(difference.only_in_b),
    }


def diff_text(difference: Diff, a: int, b: int) -> str:
    lines = [f"第 {a} 号 → 第 {b} 号"]
    for section in difference.sections:
        lines += [section_text(section), *(f"    {line}" for line in change_lines(section))]
    if not difference.sections:
        lines.append("没有共同的报表、单位和月份可比")
    for number, months in ((a, difference.only_in_a), (b, difference.only_in_b)):
        lines += [f"只有第 {number} 号讲到：{text}" for text in _months_text(months)]
    return "\n".join(lines)


def section_text(section: Section) -> str:
    """One line: whose, how many rows, and the totals before and after."""
    before, after = section.rows
    counts = [("新增", section.added), ("删去", section.removed), ("改动", section.changed)]
    summary = "，".join(f"{word} {len(changes)} 行" for word, changes in counts if changes)
    title, month = FORMS[section.form].title, f"{section.month.year}年{section.month.month}月"
    text = f"《{title}》{section.unit} {month}：{before} 行 → {after} 行，{summary or '没有变化'}"
    totals = [
        f"{_column(section.form, name).header} {_yuan(old)} → {_yuan(new)} 元"
        for name, (old, new) in section.totals_fen.items()
        if old != new
    ]
    return "；".join([text, *totals])


def change_lines(section: Section) -> Iterator[str]:
    """One line for each row that was added, removed or changed."""
    for change in section.added:
        yield f"＋ {_place(change.new)} {_label(section.form, change.new)}"
    for change in section.removed:
        yield f"－ {_place(change.old)} {_label(section.form, change.old)}"
    for change in section.changed:
        cells = "；".join(
            f"{header}：{old} → {new}" for header, old, new in cells_of(section.form, change)
        )
        yield f"～ {_place(change.new)} {_label(section.form, change.new)}　{cells}"


def cells_of(form: str, change: Change) -> Iterator[tuple[str, str, str]]:
    """Header, old and new text of each cell that differs."""
    assert change.old is not None
    assert change.new is not None
    for name in change.columns:
        column = _column(form, name)
        old, new = (shown(column, line.values[name]) for line in (change.old, change.new))
        yield column.header, old, new


def shown(column: FormColumn, value: Any) -> str:
    """A value of the warehouse as people write it."""
    if value is None:
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if column.kind.name == "money":
        return _yuan(value)
    return f"{value:g}%" if column.kind.name == "percent" else str(value)


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def _column(form: str, stored_as: str) -> FormColumn:
    return next(c for c in FORMS[form].columns() if c.stored_as == stored_as)


def _place(line: Line | None) -> str:
    return f"{line.sheet}!{line.row}" if line else ""


def _label(form: str, line: Line | None) -> str:
    """What names a row: its key where it has one, else its first values."""
    assert line is not None
    columns = [c for c in FORMS[form].columns() if line.values[c.stored_as] is not None]
    named = [c for c in columns if c.name in KEYS[form][0]]
    first = [c for c in columns if c not in named][: 3 - len(named)]
    return " ".join(shown(c, line.values[c.stored_as]) for c in [*named, *first])


def _section_json(section: Section) -> dict[str, Any]:
    names = [c.stored_as for c in FORMS[section.form].columns()]
    return {
        "form": section.form,
        "unit": section.unit,
        "month": f"{section.month:%Y-%m}",
        "rows": list(section.rows),
        "totals_yuan": {
            name.removesuffix("_fen"): [old / 100, new / 100]
            for name, (old, new) in section.totals_fen.items()
        },
        "added": [_line_json(c.new, names) for c in section.added],
        "removed": [_line_json(c.old, names) for c in section.removed],
        "changed": [_change_json(c) for c in section.changed],
    }


def _change_json(change: Change) -> dict[str, Any]:
    old, new = (_line_json(line, list(change.columns)) for line in (change.old, change.new))
    cells = {name: [old["values"][name], value] for name, value in new["values"].items()}
    places = {k: {"sheet": v["sheet"], "row": v["row"]} for k, v in (("old", old), ("new", new))}
    return {**places, "cells": cells}


def _line_json(line: Line | None, names: list[str]) -> dict[str, Any]:
    assert line is not None
    values = {n.removesuffix("_fen"): _plain(n, line.values[n]) for n in names}
    return {"sheet": line.sheet, "row": line.row, "values": values}


def _plain(name: str, value: Any) -> Any:
    if name.endswith("_fen") and value is not None:
        return value / 100
    return value.isoformat() if isinstance(value, date) else value


def _months_json(months: Months) -> list[dict[str, Any]]:
    return [
        {"form": form, "unit": unit, "months": [f"{m:%Y-%m}" for m in sorted(dates)]}
        for (form, unit), dates in sorted(months.items())
    ]


def _months_text(months: Months) -> Iterator[str]:
    for (form, unit), dates in sorted(months.items()):
        text = "、".join(f"{m.year}年{m.month}月" for m in sorted(dates))
        yield f"《{FORMS[form].title}》{unit} {text}"
