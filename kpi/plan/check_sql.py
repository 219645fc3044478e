"""Faults in an indicator's expressions: each by itself, over a row of an empty table of its form,
and all in the very select that will be run.
"""

import re
from collections.abc import Iterator

import duckdb

from kpi.plan.entities import MONTHS_PER_PERIOD
from kpi.plan.expressions import error_in, has_comment, has_parameter, is_one
from kpi.plan.facts import NO_LABELS, expression, fact_of
from kpi.plan.faults import Fault, nearest
from kpi.plan.models import Indicator
from kpi.plan.tables import empty_tables, tables
from kpi.sql.templates import filled

# what each expression must be able to become
TYPES = {
    "where": "boolean",
    "only": "boolean",
    "on": "date",
    "value": "bigint",
    "over": "bigint",
    "distinct": "varchar",
    "own_target": "double",
}
KINDS = {"boolean": "是非", "date": "日期", "varchar": "文字", "bigint": "数字", "double": "数字"}
Problem = tuple[str, str]  # what is wrong, and how to mend it


def wrong_sql(indicator: Indicator, place: str, key: str) -> Iterator[Fault]:
    """Forms and columns that there are not, and what is no SQL."""
    columns = tables().get(indicator.form)
    if columns is None:
        mend = f"请写表的代码{nearest(indicator.form, tables())}"
        yield Fault(place, "form", f"没有表“{indicator.form}”", mend, (f"{key}.form",))
        return
    is_by_known = indicator.by is None or indicator.by in columns
    if not is_by_known:
        mend = f"请写 {indicator.form} 的列名{nearest(str(indicator.by), columns)}"
        problem = f"{indicator.form} 没有“{indicator.by}”这一列"
        yield Fault(place, "by", problem, mend, (f"{key}.form", f"{key}.by"))
    faults = list(_faults(indicator))
    for field, (problem, mend) in faults:
        rests = (f"{key}.form", f"{key}.{field}", f"{key}.deadline")
        yield Fault(place, field, problem, mend, rests)
    if is_by_known and not faults and (error := _error_together(indicator)):
        problem = f"各表达式单独可用，合成的查询却读不通（{error}）"
        all_fields = tuple(f"{key}.{f}" for f in (*TYPES, "form", "by", "entity", "deadline"))
        yield Fault(place, None, problem, "请改简各表达式", all_fields)


def _faults(indicator: Indicator) -> Iterator[tuple[str, Problem]]:
    """The fields whose expressions cannot be used."""
    written = {field: text for field in TYPES if (text := getattr(indicator, field)) is not None}
    texts = {field: expression(indicator, text) for field, text in written.items()}
    faults = {field: _by_itself(text, written[field], field) for field, text in texts.items()}
    whole = {field: text for field, text in texts.items() if not faults[field]}
    if whole and _error_over_a_row(indicator, whole):
        for field in whole:
            error = _error_over_a_row(indicator, {field: texts[field]})
            faults[field] = _over_a_row(indicator, written[field], field, error)
    yield from ((field, fault) for field, fault in faults.items() if fault)


def _by_itself(text: str, written: str, field: str) -> Problem | None:
    """What would break, or change, the query around it."""
    kind = KINDS[TYPES[field]]
    if error := error_in(text):
        return _no_sql(written, field, error)
    if has_comment(text):
        return f"不能有注释，现为“{written}”", "请把说明写在 rule 里"
    if has_parameter(text):
        return f"不能有参数，现为“{written}”", "请写明列名或数值；文字中的 $ 和 ? 请放在单引号里"
    if not is_one(text):
        mend = f"请只写一个结果为{kind}的表达式，不写别名、逗号、分号、from 等子句和 columns(…)"
        return f"不是单独一个表达式，现为“{written}”", mend
    return None


def _over_a_row(indicator: Indicator, written: str, field: str, error: str) -> Problem | None:
    """What the database's words about an expression mean."""
    # the column that DuckDB does not know: … Referenced column "amout" not found … gives amout
    if unknown := re.search(r'column "([^"]+)"', error):
        name = unknown[1]
        mend = f"请写 {indicator.form} 的列名{nearest(name, tables()[indicator.form])}"
        return f"{indicator.form} 没有“{name}”这一列，现为“{written}”", mend
    return _no_sql(written, field, error) if error else None


def _no_sql(written: str, field: str, error: str) -> Problem:
    return (
        f"不是有效的 SQL 表达式“{written}”（{error}）",
        f"请写结果为{KINDS[TYPES[field]]}的表达式",
    )


def _error_over_a_row(indicator: Indicator, texts: dict[str, str]) -> str:
    """What the database says of expressions over one row; an aggregate or a window is none."""
    row = ", ".join(f"({text})::{TYPES[field]}" for field, text in texts.items())
    return _error(f'select 1 from "{indicator.form}" as t where row({row}) is null')


def _error_together(indicator: Indicator) -> str:
    """What the database says of the select that is run; empty where it can read it."""
    if indicator.entity in MONTHS_PER_PERIOD and indicator.on is None:
        return ""  # told as a part that is missing
    return _error(filled("parts/fact", fact=fact_of(indicator), labels=NO_LABELS))


def _error(query: str) -> str:
    try:
        empty_tables().cursor().execute(f"explain {query}")
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return ""
