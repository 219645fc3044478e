"""What a unit has reported before for a form, as it counts now."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import duckdb

from etl.check.check import Part
from etl.forms.forms import FORMS
from etl.store.statements import counting_now, statement

Key = tuple[Any, ...]
# What names a row of a form.
NAMES: dict[str, tuple[str, ...]] = {
    "project": ("project_no",),
    "canteen": ("budget_unit",),
    "enterprise": ("enterprise",),
    "posting": ("kind", "county", "sender", "starts_on"),
    "employment": ("county",),
    "tour": ("group_no", "departs_on"),
    "training": ("course", "county", "starts_on"),
}
# What makes two units' rows one thing that counts once.
BY_TWO: dict[str, tuple[str, ...]] = {
    "tour": ("group_no", "departs_on"),
    "training": ("course", "starts_on", "county"),
    "job_fair": ("held_on", "county", "mode"),
    "event": ("kind", "held_on", "place"),
    "project": ("project_no",),
    "purchase": ("voucher", "purchased_on", "amount_fen"),
    "county_sale": ("voucher", "sold_on", "amount_fen"),
}
# Of these one row in common is told and no more; where half of the file is, it is asked about.
MANY_BY_TWO = ("purchase", "county_sale")
# What makes a row sent again the same one: any of these is enough.
SAME_ROW: dict[str, tuple[tuple[str, ...], ...]] = {
    "purchase": (("voucher", "amount_fen"), ("purchaser", "purchased_on", "amount_fen")),
    "county_sale": (("voucher", "amount_fen"), ("county", "product", "sold_on", "amount_fen")),
    "event": (("kind", "place", "held_on"),),
    "job_fair": (("county", "held_on"),),
}
# What still tells the row in its correction, whichever of its cells was wrong.
CORRECTED_ROW: dict[str, tuple[tuple[str, ...], ...]] = {
    "purchase": (("voucher",), ("purchaser", "purchased_on"), ("purchased_on", "amount_fen")),
    "county_sale": (("voucher",), ("county", "sold_on"), ("sold_on", "amount_fen")),
    "tour": (("group_no",), ("organiser", "departs_on"), ("destination", "departs_on")),
    "training": (("course",), ("county", "starts_on")),
    "event": (("kind", "held_on"), ("kind", "place")),
    "job_fair": (("held_on",), ("county", "mode")),
}
# Of a list, what must not vanish from one month to the next: people change, and their schools.
LISTED = {
    "project": ("project_no",),
    "canteen": ("budget_unit",),
    "enterprise": ("enterprise",),
    "posting": ("kind", "county"),
}


@dataclass(frozen=True)
class Month:
    """A month's rows, and what its figure sums to: money in fen, or else as counted."""

    rows: int = 0
    total: float = 0

    def __add__(self, other: "Month") -> "Month":
        return Month(self.rows + other.rows, self.total + other.total)


def figure_of(form: str) -> str | None:
    """The form's first figure as stored, money before all; None where it has none."""
    columns = FORMS[form].columns()
    for kind in ("money", "count"):
        if name := next((c.stored_as for c in columns if c.kind.name == kind), None):
            return name
    return None


def has_money(form: str) -> bool:
    """Whether the form's first figure is a sum of money, in fen."""
    return str(figure_of(form)).endswith("_fen")


def in_words(form: str, month: Month) -> str:
    """1,000.00 元，2 行."""
    figure = figure_of(form)
    rows = f"{month.rows} 行"
    if figure is None:
        return rows
    header = next(c.header for c in FORMS[form].columns() if c.stored_as == figure)
    is_money = has_money(form)
    return (
        f"{header} {f'{month.total / 100:,.2f} 元' if is_money else f'{month.total:,.0f}'}，{rows}"
    )


def older_months(
    connection: duckdb.DuckDBPyConnection | None, form: str, unit: str
) -> dict[date, Month]:
    return dict(_older_months(connection, form, unit)) if connection else {}


# two questions about a workbook ask for the same
@lru_cache(maxsize=64)
def _older_months(connection: duckdb.DuckDBPyConnection, form: str, unit: str) -> dict[date, Month]:
    rows = counting_now(
        connection,
        "reported_months",
        {"form": form, "unit": unit},
        form=form,
        figure=figure_of(form),
    )
    return {month: Month(count, float(total)) for month, count, total in rows}


def newer_months(parts: list[Part]) -> dict[date, Month]:
    """The same of what is being sent; a month that it speaks for without a row is empty."""
    sums = {month: Month() for part in parts for month in part.months}
    for part in parts:
        figure = figure_of(part.form)
        has_it = figure is not None and figure in part.rows.column_names
        by_month = part.rows.group_by("month", use_threads=False)
        grouped = by_month.aggregate([([], "count_all"), *([(figure, "sum")] if has_it else [])])
        names = grouped.column_names
        counts = grouped["count_all"].to_pylist()
        totals = grouped[f"{figure}_sum"].to_pylist() if f"{figure}_sum" in names else counts
        for month, count, total in zip(grouped["month"], counts, totals, strict=True):
            known = sums.get(month.as_py(), Month())
            sums[month.as_py()] = known + Month(count, float(total or 0))
    return sums


def older_keys(
    connection: duckdb.DuckDBPyConnection, form: str, unit: str, keys: tuple[str, ...]
) -> dict[date, set[Key]]:
    rows = counting_now(
        connection,
        "reported_keys",
        {"form": form, "unit": unit},
        form=form,
        keys=keys,
        may_end=form == "posting",
    )
    held: dict[date, set[Key]] = {}
    for month, *key in rows:
        held.setdefault(month, set()).add(tuple(key))
    return held


def keys_of(part: Part, keys: tuple[str, ...]) -> list[Key]:
    """What names each row of a part."""
    empty = [None] * part.rows.num_rows
    names = part.rows.column_names
    columns = [part.rows[key].to_pylist() if key in names else empty for key in keys]
    return list(zip(*columns, strict=True))


def telling(key: Key) -> bool:
    """Whether a key names something: one with an empty cell does not."""
    return None not in key


def newer_keys(parts: list[Part], keys: tuple[str, ...]) -> dict[date, set[Key]]:
    held: dict[date, set[Key]] = {month: set() for part in parts for month in part.months}
    for part in parts:
        months = part.rows["month"].to_pylist()
        for month, key in zip(months, keys_of(part, keys), strict=True):
            held.setdefault(month, set()).add(key)
    return held


def newest_replacements(
    connection: duckdb.DuckDBPyConnection, form: str, unit: str
) -> dict[date, datetime]:
    rows = connection.execute(
        statement("newest_replacements"), {"known_at": datetime.max, "form": form, "unit": unit}
    ).fetchall()
    return dict(rows)


def by_unit(parts: tuple[Part, ...]) -> dict[tuple[str, str], list[Part]]:
    """The parts of each form and unit; what is only ever added to is left out."""
    grouped: dict[tuple[str, str], list[Part]] = {}
    for part in parts:
        if part.cadence != "append":
            grouped.setdefault((part.form, part.unit), []).append(part)
    return grouped
