"""Whether a workbook has to be looked at beside files that are not published yet."""

from etl.check.check import Part
from etl.store.beside.told_before import COMPARED, may_be_again
from etl.store.elsewhere import shares
from etl.store.lines.ledger import Entry


def must_see(parts: tuple[Part, ...], waiting: tuple[Part, ...], entries: list[Entry]) -> bool:
    """Whether a question may be due that only a version with the waiting files answers."""
    return bool(
        shares(parts, waiting)
        or may_be_again(parts, waiting)
        or _lists(parts) & _lists(waiting)
        or speaks_again(parts, entries)
    )


def speaks_again(parts: tuple[Part, ...], entries: list[Entry]) -> bool:
    """Whether a question may be due: form, unit and month were there before."""
    return any(
        (s.form, s.unit) == (p.form, p.unit)
        and s.first_month <= p.months[-1]
        and p.months[0] <= s.last_month
        for p in parts
        for e in entries
        for s in e.sheets
    )


def _lists(parts: tuple[Part, ...]) -> set[tuple[str, str]]:
    """Forms and units whose months, or targets, are compared with those before."""
    return {(p.form, p.unit) for p in parts if p.cadence == "snapshot" or p.form in COMPARED}
