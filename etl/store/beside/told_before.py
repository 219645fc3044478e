"""What was told before: a list that comes again with other dates, a second target of one day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import duckdb

from etl import rules
from etl.check.belief.other_time import COPIED, FULL, MonthRows, month_rows, months_of
from etl.check.check import Part
from etl.examine.choices import totals_in_words
from etl.forms.forms import FORMS
from etl.problems import Choice, Problem
from etl.questions import Answers, Question, ask
from etl.store.lines.settled import Row, Settlement
from etl.store.reported import Key, by_unit, keys_of, older_keys
from etl.store.statements import counting_now

ONCE, ALL = "once", "all"
# forms whose months, or targets, are held against what was told before
COMPARED = (*COPIED, "quota")
MOST_NAMED = 10
# What makes a row of another day the same one; of those without a voucher the whole list must be.
DATED: dict[str, tuple[str, ...]] = {
    "purchase": ("purchaser", "voucher", "product", "amount_fen"),
    "county_sale": ("county", "voucher", "product", "amount_fen"),
    "tour": ("group_no", "organiser", "destination", "people"),
    "training": ("course", "county", "organiser", "trained"),
    "job_fair": ("county", "employers", "posts", "intentions"),
    "event": ("kind", "unit", "place", "people"),
}
# A column without which a row tells nothing, and one that is nobody else's: a voucher's number.
TELLING = {"purchase": "amount_fen", "county_sale": "amount_fen", "event": "people"}
TELLING |= {"tour": "people", "training": "trained", "job_fair": "posts"}
NUMBERED = {"purchase": "voucher", "county_sale": "voucher", "tour": "group_no"}
FEWEST_NUMBERED, FEWEST = 2, 3
Found = dict[Row, str]
Asked = tuple[tuple[Row, ...], list[Problem]]


def told_before(
    published: duckdb.DuckDBPyConnection | None, parts: tuple[Part, ...], answers: Answers
) -> Asked:
    """The rows that are answered not to count, and what was asked."""
    if published is None:
        return (), []
    left_out: tuple[Row, ...] = ()
    problems: list[Problem] = []
    for look in (_rows_under_other_dates, _copied_months, _other_targets):
        rows, asked = look(published, parts, answers)
        left_out += rows
        problems += asked
    return left_out, problems


def may_be_again(parts: tuple[Part, ...], others: tuple[Part, ...]) -> bool:
    """Whether a file that is not published yet holds a row of this one, perhaps of another day."""
    return any(
        (one.form, one.unit) == (other.form, other.unit)
        and one.form in DATED
        and not set(_telling(one)).isdisjoint(_telling(other))
        for one in parts
        for other in others
    )


def _telling(part: Part) -> Iterator[Key]:
    place = DATED[part.form].index(TELLING[part.form])
    return (key for key in keys_of(part, DATED[part.form]) if key[place])


def _rows_under_other_dates(
    published: duckdb.DuckDBPyConnection, parts: tuple[Part, ...], answers: Answers
) -> Asked:
    found: Found = {}
    for (form, unit), own_parts in by_unit(parts).items():
        if form in DATED:
            found |= _dated_otherwise(published, form, unit, own_parts)
    named = "、".join(f"“{sheet}”第 {row} 行" for sheet, row in list(found)[:MOST_NAMED])
    months = "、".join(sorted(set(found.values())))
    told = f"{named}，共 {len(found)} 行，和已报的{months}的行只有日期不同"
    hint = "日期写错的，请改正，或撤回原来的一份再报；或回答这个问题"
    return _asked(rules.OTHER_DATES, found, told, hint, parts, answers)


def _dated_otherwise(
    published: duckdb.DuckDBPyConnection, form: str, unit: str, parts: list[Part]
) -> Found:
    """The rows that stand in another month of the unit, where they are enough to be that list."""
    keys, months = DATED[form], {m for part in parts for m in part.months}
    held = older_keys(published, form, unit, keys)
    older = {
        key: month for month, of_month in held.items() if month not in months for key in of_month
    }
    place = keys.index(NUMBERED.get(form, keys[0]))
    telling = keys.index(TELLING[form])
    found, numbered, count = Found(), Counter[bool](), 0
    for part in parts:
        rows = zip(part.rows["row"].to_pylist(), keys_of(part, keys), strict=True)
        for row, key in rows:
            count += 1
            if key in older and key[telling]:
                has_number = form in NUMBERED and key[place] is not None
                numbered[has_number] += 1
                found[part.sheet, row] = f"{older[key].year}年{older[key].month}月"
    by_number = numbered[True] >= FEWEST_NUMBERED and numbered[True] * 2 >= count
    return found if by_number or (len(found) == count and count >= FEWEST) else {}


def _copied_months(
    published: duckdb.DuckDBPyConnection, parts: tuple[Part, ...], answers: Answers
) -> Asked:
    found: Found = {}
    for (form, unit), own_parts in by_unit(parts).items():
        if form in COPIED:
            copies = dict(_copies(published, form, unit, own_parts))
            found |= {
                (part.sheet, row): copies[month]
                for part in own_parts
                for row, month in zip(
                    part.rows["row"].to_pylist(), part.rows["month"].to_pylist(), strict=True
                )
                if month in copies
            }
    told = "；".join(dict.fromkeys(found.values()))
    hint = "请核对这个月的数，有误的改正后再报；确实没有变的，请回答这个问题"
    return _asked(rules.MONTH_COPIED, found, told, hint, parts, answers)


def _copies(
    published: duckdb.DuckDBPyConnection, form: str, unit: str, parts: list[Part]
) -> Iterator[tuple[date, str]]:
    own = {month: rows for (_, month), rows in months_of(parts, form).items()}
    older = _older_rows(published, form, unit)
    for month, rows in own.items():
        others = (m for m in sorted(older) if m not in own and rows.is_copy_of(older[m]))
        if other := next(others, None):
            yield (
                month,
                f"{unit}{month.year}年{month.month}月《{FORMS[form].title}》各行的数"
                f"与已报的{other.year}年{other.month}月完全相同，像是照抄的",
            )


def _older_rows(
    published: duckdb.DuckDBPyConnection, form: str, unit: str
) -> dict[date, MonthRows]:
    names, figures = COPIED[form]
    columns = tuple(dict.fromkeys((*names, *figures, *FULL.get(form, ()))))
    held = older_keys(published, form, unit, columns)
    return {
        month: month_rows(form, [dict(zip(columns, key, strict=True)) for key in keys])
        for month, keys in held.items()
    }


def _other_targets(
    published: duckdb.DuckDBPyConnection, parts: tuple[Part, ...], answers: Answers
) -> Asked:
    """A second target of one indicator and unit from the same day on."""
    quotas = [part for part in parts if part.form == "quota"]
    if not quotas:
        return (), []
    columns = ("indicator", "unit", "effective_on", "target")
    older = {
        tuple(row[:3]): tuple(row[3:])
        for row in counting_now(published, "targets_before", {"form": "quota"}, form="quota")
    }
    found: Found = {}
    for part in quotas:
        rows = zip(part.rows["row"].to_pylist(), keys_of(part, columns), strict=True)
        for row, (*key, target) in rows:
            before = older.get(tuple(key))
            if before and before[0] != target:
                found[part.sheet, row] = (
                    f"“{part.sheet}”第 {row} 行的目标值 {target:,.10g}，"
                    f"“{before[1]}”第 {before[2]} 行已下达 {before[0]:,.10g}，生效日期同是 {key[2]}"
                )
    choices = (
        Choice("newer", "以这份的目标值为准", totals_in_words(parts)),
        Choice(ONCE, "以已下达的为准，这几行不计", _without(parts, found)),
    )
    told = "；".join(list(found.values())[:MOST_NAMED])
    hint = "请核对目标值和生效日期，有误的改正后再报；或回答这个问题"
    return _asked(rules.TARGET_TOLD_BEFORE, found, told, hint, parts, answers, choices)


def _without(parts: tuple[Part, ...], rows: Found) -> str:
    return totals_in_words(Settlement(tuple(rows)).of(parts))


def _asked(
    rule: rules.Rule,
    found: Found,
    told: str,
    hint: str,
    parts: tuple[Part, ...],
    answers: Answers,
    choices: tuple[Choice, ...] = (),
) -> Asked:
    if not found:
        return (), []
    question = Question(
        rule,
        what=f"{rule.code}|{told}",
        message=told,
        hint=hint,
        choices=choices
        or (
            Choice(ONCE, f"是重报的，这 {len(found)} 行不计", _without(parts, found)),
            Choice(ALL, "都计入", totals_in_words(parts)),
        ),
        sheet=next(iter(found))[0],
        remembered=False,
    )
    choice, problem = ask(question, answers, parts[0].unit)
    return (tuple(found) if choice == ONCE else ()), [problem]
