"""What a newer submission would take away from an older one for the same form, unit and month."""

from collections.abc import Iterator
from datetime import date, datetime

import duckdb

from etl import rules
from etl.check.check import Part
from etl.forms.forms import FORMS
from etl.problems import Problem
from etl.store.statements import statement

Held = dict[date, set[str]]


def dropped(
    published: duckdb.DuckDBPyConnection | None, parts: tuple[Part, ...]
) -> Iterator[Problem]:
    """A question for each month in which a category, county or project would vanish.

    `published` is the warehouse, None where there is none yet.
    """
    if published is None:
        return
    keeping = [p for p in parts if FORMS[p.form].keeps]
    for form, unit in dict.fromkeys((p.form, p.unit) for p in keeping):
        own_parts = [p for p in keeping if (p.form, p.unit) == (form, unit)]
        yield from _questions(own_parts, _older(published, form, unit))


def _questions(parts: list[Part], older: Held) -> Iterator[Problem]:
    newer: Held = {month: set() for part in parts for month in part.months}
    form = FORMS[parts[0].form]
    for part in parts:
        if form.keeps in part.rows.column_names:
            rows = part.rows.group_by(["month", str(form.keeps)]).aggregate([]).to_pylist()
            for row in rows:
                newer[row["month"]].add(row[str(form.keeps)])
    header = next(c.header for c in form.columns() if c.name == form.keeps)
    for month in sorted(newer):
        gone = older.get(month, set()) - newer[month]
        if gone:
            yield _question(parts[0], month, header, "、".join(sorted(gone)))


def _question(part: Part, month: date, header: str, gone: str) -> Problem:
    return Problem(
        rules.WOULD_DROP,
        f"{part.unit}{month.year}年{month.month}月已报的《{FORMS[part.form].title}》中有"
        f"{header}“{gone}”，这次没有：是更正还是补充？",
        "更正（新表全部替换旧表）请选“替换”，补充（新旧合计）请选“追加”，再报送一次",
        sheet=part.sheet,
    )


def _older(connection: duckdb.DuckDBPyConnection, form: str, unit: str) -> Held:
    """The values in force now of the column that must not lose any, by month."""
    rows = connection.execute(
        statement("kept_values", form=form, keeps=FORMS[form].keeps),
        {"known_at": datetime.max, "form": form, "unit": unit},
    ).fetchall()
    held: Held = {}
    for month, value in rows:
        held.setdefault(month, set()).add(value)
    return held
