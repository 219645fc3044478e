"""What only other submissions make doubtful: a question each, asked at most once a file."""

from collections.abc import Iterator
from datetime import date, datetime

import duckdb

from etl import rules
from etl.check.check import Part
from etl.examine.choices import totals_in_words
from etl.forms.forms import FORMS
from etl.problems import Choice, Problem
from etl.questions import Answers, Question, ask
from etl.store.lines.settled import Row, Settlement
from etl.store.reported import (
    BY_TWO,
    MANY_BY_TWO,
    NAMES,
    SAME_ROW,
    Key,
    by_unit,
    keys_of,
    newest_replacements,
    older_keys,
    telling,
)
from etl.store.resubmission import sent_totals
from etl.store.statements import counting_now
from kpi.moments import in_shanghai

Published = duckdb.DuckDBPyConnection | None
Answered = tuple[str | None, list[Problem]]
ONCE, ALL, REPLACE, APPEND, KEEP = "once", "all", "replace", "append", "keep"
MOST_NAMED = 10
# a number of fewer signs may be each office's own first: 1, 02
FEWEST_SIGNS = {"project": 3, "tour": 2}


def older_than_reported(
    published: Published, parts: tuple[Part, ...], at: datetime, answers: Answers
) -> Answered:
    """A file that was received before what has replaced its months: it would count for nothing."""
    if published is None:
        return None, []
    told = [
        f"{unit}{m.year}年{m.month}月的《{FORMS[form].title}》"
        f"在 {in_shanghai(newest[m]):%Y-%m-%d} 已有新表"
        for (form, unit), own_parts in by_unit(parts).items()
        if (newest := newest_replacements(published, form, unit))
        for m in sorted({m for part in own_parts for m in part.months})
        if m in newest and newest[m] > at
    ]
    if not told:
        return None, []
    question = Question(
        rules.COUNTS_NOTHING,
        what=f"{at}|{'|'.join(told)}",
        message=f"{'；'.join(told[:MOST_NAMED])}，比这份（{in_shanghai(at):%Y-%m-%d} 收到）晚："
        "收下也不计入",
        hint="收到的时刻写错的请改正；要补充的，请按今天收到报送；只为存底的，请回答这个问题",
        choices=(Choice(KEEP, "收下存底，这几个月不计入"),),
        sheet=parts[0].sheet,
        remembered=False,
    )
    choice, problem = ask(question, answers, parts[0].unit)
    return choice, [problem]


def sent_again(
    published: Published, parts: tuple[Part, ...], answers: Answers
) -> tuple[str | None, tuple[Row, ...], list[Problem]]:
    """A supplement with rows that were reported already: the choice, those rows, the question."""
    if published is None:
        return None, (), []
    rows = tuple(
        row
        for (form, unit), own_parts in by_unit(parts).items()
        for part in own_parts
        for row in dict.fromkeys(_reported(published, form, unit, part))
    )
    if not rows:
        return None, (), []
    named = "、".join(f"“{sheet}”第 {row} 行" for sheet, row in rows[:MOST_NAMED])
    count = sum(part.rows.num_rows for part in parts)
    question = Question(
        rules.SENT_AGAIN,
        what=f"{named}|{len(rows)}",
        message=f"作为补充报来的 {count} 行里有 {len(rows)} 行已经报过：{named}，合计会重复",
        hint="整份重报的请选“更正”；只补新行的，请删去已报过的行",
        choices=(
            Choice(
                ONCE,
                f"补充，已报过的 {len(rows)} 行不再计",
                sent_totals(APPEND, published, Settlement(rows).of(parts), parts),
            ),
            Choice(
                REPLACE, "更正：新表全部替换旧表", sent_totals(REPLACE, published, parts, parts)
            ),
            Choice(APPEND, "是另外的行，新旧合计", sent_totals(APPEND, published, parts, parts)),
        ),
        sheet=rows[0][0],
        remembered=False,
    )
    choice, problem = ask(question, answers, parts[0].unit)
    return choice, rows, [problem]


def _reported(
    published: duckdb.DuckDBPyConnection, form: str, unit: str, part: Part
) -> Iterator[Row]:
    """The rows that a unit's months hold already, by their names or, without one, as a whole."""
    columns = [c.stored_as for c in FORMS[form].columns()]
    named = NAMES.get(form) or tuple(c for c in columns if c not in ("note", "result"))
    months, rows = part.rows["month"].to_pylist(), part.rows["row"].to_pylist()
    for keys in (named, *SAME_ROW.get(form, ())):
        held = older_keys(published, form, unit, keys)
        for month, row, key in zip(months, rows, keys_of(part, keys), strict=True):
            if key in held.get(month, ()) and (keys is named or telling(key)):
                yield part.sheet, row


def reported_by_two(
    published: Published, parts: tuple[Part, ...], answers: Answers
) -> tuple[str | None, tuple[Row, ...], list[Problem]]:
    """Rows that another unit has reported too: the choice, the rows, the question."""
    if published is None:
        return None, (), []
    told: dict[Row, str] = {}
    for part in parts:
        if part.form in BY_TWO:
            found = _by_others(published, part)
            several = len(found) > 1 and len(found) * 2 >= part.rows.num_rows
            told |= found if part.form not in MANY_BY_TWO or several else {}
    if not told:
        return None, (), []
    question = Question(
        rules.REPORTED_BY_TWO,
        what="|".join(told.values()),
        message=f"{'；'.join(list(told.values())[:MOST_NAMED])}，共 {len(told)} 行："
        "各报一次会计两次",
        hint="是同一件事的请选“计一次”，或由一个单位报；不是的请写明区别",
        choices=(
            Choice(
                ONCE,
                f"计一次：不计这份的这 {len(told)} 行",
                totals_in_words(Settlement(tuple(told)).of(parts)),
            ),
            Choice(ALL, "不是同一件事，都计入", totals_in_words(parts)),
        ),
        sheet=next(iter(told))[0],
        remembered=False,
    )
    choice, problem = ask(question, answers, parts[0].unit)
    return choice, tuple(told), [problem]


def _by_others(published: duckdb.DuckDBPyConnection, part: Part) -> dict[Row, str]:
    keys = BY_TWO[part.form]
    found = counting_now(
        published,
        "rows_elsewhere",
        {"form": part.form, "unit": part.unit, "months": _months_compared(part)},
        form=part.form,
        keys=keys,
    )
    others = {row[: len(keys)]: row[len(keys) :] for row in found}
    rows = zip(part.rows["row"].to_pylist(), keys_of(part, keys), strict=True)
    told: dict[Row, str] = {}
    for row, key in rows:
        if key in others and _names_one(part.form, key):
            file, sheet, other_row, unit = others[key]
            what = "、".join(map(str, key))
            told[part.sheet, row] = (
                f"“{part.sheet}”第 {row} 行（{what}）"
                f"{unit}已在“{file}”{sheet} 第 {other_row} 行报过"
            )
    return told


def _months_compared(part: Part) -> list[date]:
    """A list's own month may not be reported by the other yet: its earlier months count too."""
    if part.cadence != "snapshot":
        return list(part.months)
    last = max(part.months)
    return [date(last.year, month, 1) for month in range(1, last.month + 1)]


def _names_one(form: str, key: Key) -> bool:
    return None not in key and len(str(key[0])) >= FEWEST_SIGNS.get(form, 1)
