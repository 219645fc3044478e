"""更正还是补充: what a newer submission would take away from what was reported before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from etl import rules
from etl.check.check import Part
from etl.forms.forms import FORMS
from etl.problems import Choice, Problem
from etl.questions import Answers, Question, ask
from etl.store.reported import (
    CORRECTED_ROW,
    LISTED,
    Key,
    Month,
    by_unit,
    in_words,
    newer_keys,
    newer_months,
    newest_replacements,
    older_keys,
    older_months,
    telling,
)

Published = duckdb.DuckDBPyConnection | None
Months = dict[date, Month]
REPLACE, APPEND, ONLY = "replace", "append", "only"
MOST_NAMED = 10
WORDS = {
    REPLACE: "更正：新表全部替换旧表",
    ONLY: "只替换有行的月份，其余各月不变",
    APPEND: "补充：新旧合计",
}


@dataclass(frozen=True)
class _Loss:
    """What would vanish of a form's month; `from_list`: what an earlier month's list had."""

    form: str
    unit: str
    month: date
    what: str
    from_list: bool = False

    def __str__(self) -> str:
        about = f"{self.unit}{self.month.year}年{self.month.month}月"
        title = FORMS[self.form].title
        if not self.what:
            return f"{about}已报的《{title}》会全部清空"
        return f"{about}已报的《{title}》中有{self.what}，这次没有"


def dropped(
    published: Published, parts: tuple[Part, ...], at: datetime, answers: Answers
) -> tuple[str | None, list[Problem]]:
    """The choice that was made, and one question where something would vanish.

    `published` is the warehouse, None where there is none yet. Received at `at`, a file takes
    nothing from months that were replaced later.
    """
    if published is None:
        return None, []
    losses, after = [], _After()
    for (form, unit), own_parts in by_unit(parts).items():
        months = older_months(published, form, unit), newer_months(own_parts)
        newest = newest_replacements(published, form, unit)
        own = list(_losses(published, form, unit, own_parts, months))
        if own := [loss for loss in own if newest.get(loss.month, at) <= at]:
            losses += own
            after = after.and_of(form, *months)
    if not losses:
        return None, []
    choice, problem = ask(_question(losses, after, parts), answers, losses[0].unit)
    return choice, [problem]


@dataclass(frozen=True)
class _After:
    """What the months would hold: by form and month, what they held and what is sent."""

    months: tuple[tuple[str, date, Month, Month], ...] = ()

    def and_of(self, form: str, older: Months, newer: Months) -> "_After":
        own = ((form, m, older.get(m, Month()), newer[m]) for m in sorted(newer))
        return _After((*self.months, *own))

    def of(self, choice: str) -> str:
        """8月 采购额度 40,000.00 元，2 行（原来 10,000.00 元，1 行）."""
        return "；".join(
            f"{month.month}月 {in_words(form, _left(choice, older, newer))}"
            f"（原来 {in_words(form, older)}）"
            for form, month, older, newer in self.months[:MOST_NAMED]
        )


def _left(choice: str, older: Month, newer: Month) -> Month:
    if choice == APPEND:
        return older + newer
    return older if choice == ONLY and not newer.rows else newer


def _losses(
    published: duckdb.DuckDBPyConnection,
    form: str,
    unit: str,
    parts: list[Part],
    months: tuple[Months, Months],
) -> Iterator[_Loss]:
    older, newer = months
    keys = _keys(form)
    had = older_keys(published, form, unit, keys) if keys else {}
    has = newer_keys(parts, keys) if keys else {}
    for month in sorted(newer):
        before = month in older
        if before and not newer[month].rows:
            yield _Loss(form, unit, month, "")
        elif before and (gone := had.get(month, set()) - has.get(month, set())):
            yield _Loss(form, unit, month, _named(form, keys, gone))
        elif before and (lost := _rows_lost(published, form, unit, parts, month)):
            yield _Loss(form, unit, month, lost)
        elif not before and FORMS[form].cadence == "snapshot":
            yield from _gone_from_list(form, unit, month, had, has)


def _rows_lost(
    published: duckdb.DuckDBPyConnection, form: str, unit: str, parts: list[Part], month: date
) -> str:
    """多于一半的行: a month of which most rows are not sent again may be a supplement."""
    ways = CORRECTED_ROW.get(form, ())
    columns = tuple(sorted({column for way in ways for column in way}))
    if not columns:
        return ""
    older = older_keys(published, form, unit, columns).get(month, set())
    newer = newer_keys(parts, columns).get(month, set())
    known = {(way, key) for row in newer for way, key in _told_by(row, columns, ways)}
    lost = [row for row in older if not known & set(_told_by(row, columns, ways))]
    if len(lost) * 2 <= len(older):
        return ""
    return (
        f" {len(lost)} 行" if len(lost) == len(older) else f" {len(lost)} 行（共 {len(older)} 行）"
    )


def _told_by(
    row: Key, columns: tuple[str, ...], ways: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[tuple[str, ...], Key]]:
    for way in ways:
        key = tuple(row[columns.index(name)] for name in way)
        if telling(key):
            yield way, key


def sent_totals(
    choice: str, published: Published, left: tuple[Part, ...], parts: tuple[Part, ...]
) -> str:
    """What the months of `parts` would hold, were `left` of them let in by that choice."""
    after, kept = _After(), by_unit(left)
    for (form, unit), own_parts in by_unit(parts).items():
        months = newer_months(own_parts)
        newer = newer_months(kept.get((form, unit), []))
        left_of = {month: newer.get(month, Month()) for month in months}
        after = after.and_of(form, older_months(published, form, unit), left_of)
    return after.of(choice)


def _gone_from_list(
    form: str,
    unit: str,
    month: date,
    had: dict[date, set[Key]],
    has: dict[date, set[Key]],
) -> Iterator[_Loss]:
    """What the newest earlier month of the year had, in the store or in the same workbook."""
    held = had | has
    earlier = [m for m in held if m < month and m.year == month.year]
    if not earlier or max(earlier) in has:
        return
    last = max(earlier)
    if gone := held[last] - held.get(month, set()):
        yield _Loss(form, unit, last, _named(form, _keys(form), gone), from_list=True)


def _keys(form: str) -> tuple[str, ...]:
    """The columns of which no value may vanish unasked."""
    keeps = FORMS[form].keeps
    if FORMS[form].cadence == "snapshot":
        return LISTED.get(form, ())
    return (keeps,) if keeps else ()


def _named(form: str, keys: tuple[str, ...], gone: set[Key]) -> str:
    header = next(c.header for c in FORMS[form].columns() if c.name == keys[-1])
    names = sorted("、".join(str(part) for part in key if part is not None) for key in gone)
    more = f"等 {len(names)} 个" if len(names) > MOST_NAMED else ""
    return f"{header}“{'、'.join(names[:MOST_NAMED])}”{more}"


def _question(losses: list[_Loss], after: _After, parts: tuple[Part, ...]) -> Question:
    told = "；".join(map(str, losses[:MOST_NAMED]))
    if all(loss.from_list for loss in losses):
        return Question(
            rules.WOULD_DROP,
            what=f"list|{'|'.join(map(str, losses))}",
            message=f"{told}：是漏了，还是已不在名单上？",
            hint="漏了的请补全后再报；确已不在名单上的，请回答这个问题",
            choices=(Choice(REPLACE, "名单是完整的，没有的已不在其中", after.of(REPLACE)),),
            sheet=parts[0].sheet,
            remembered=False,
        )
    codes = [REPLACE, *([ONLY] if any(not loss.what for loss in losses) else []), APPEND]
    return Question(
        rules.WOULD_DROP,
        what="|".join(map(str, losses)),
        message=f"{told}：是更正还是补充？",
        hint="更正（新表全部替换旧表）请选“替换”，补充（新旧合计）请选“追加”，再报送一次",
        choices=tuple(Choice(code, WORDS[code], after.of(code)) for code in codes),
        sheet=parts[0].sheet,
        remembered=False,
    )
