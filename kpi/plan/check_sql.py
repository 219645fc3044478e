"""Faults in an indicator's expressions: each is tried on an empty table of its form."""

import re
from collections.abc import Iterable, Iterator

import duckdb

from kpi.plan.faults import Fault, nearest
from kpi.plan.models import Indicator
from kpi.plan.tables import empty_tables, tables

# what each expression must be able to become
TYPES = {
    "where": "boolean",
    "on": "date",
    "value": "bigint",
    "over": "bigint",
    "distinct": "varchar",
    "own_target": "double",
}


def wrong_sql(indicator: Indicator, place: str, key: str) -> Iterator[Fault]:
    """Forms and columns that there are not, and what is no SQL."""
    columns = tables().get(indicator.form)
    if columns is None:
        mend = f"请写表的代码{nearest(indicator.form, tables())}"
        yield Fault(place, "form", f"没有表“{indicator.form}”", mend, (f"{key}.form",))
        return
    if indicator.by is not None and indicator.by not in columns:
        mend = f"请写 {indicator.form} 的列名{nearest(indicator.by, columns)}"
        said = f"{indicator.form} 没有“{indicator.by}”这一列"
        yield Fault(place, "by", said, mend, (f"{key}.form", f"{key}.by"))
    if _error(indicator, TYPES):
        for field in TYPES:
            rests = (f"{key}.form", f"{key}.{field}", f"{key}.deadline")
            for said, mend in _faults(indicator, field, list(columns)):
                yield Fault(place, field, said, mend, rests)


def _faults(indicator: Indicator, field: str, columns: list[str]) -> Iterator[tuple[str, str]]:
    error = _error(indicator, (field,))
    unknown = re.search(r'column "([^"]+)"', error)
    text = getattr(indicator, field)
    if unknown:
        name = unknown[1]
        said = f"{indicator.form} 没有“{name}”这一列，现为“{text}”"
        yield said, f"请写 {indicator.form} 的列名{nearest(name, columns)}"
    elif error:
        kind = {"boolean": "是非", "date": "日期", "varchar": "文字"}.get(TYPES[field], "数字")
        yield f"不是有效的 SQL 表达式“{text}”（{error}）", f"请写结果为{kind}的表达式"


def _error(indicator: Indicator, fields: Iterable[str]) -> str:
    """What the database says of some of the expressions; empty where it can read them."""
    deadline = f"date '{indicator.deadline}'" if indicator.deadline else "null"
    told = {field: getattr(indicator, field) for field in fields}
    parts = [
        f"({text.replace('{deadline}', deadline)})::{TYPES[field]}"
        for field, text in told.items()
        if text is not None
    ]
    if not parts:
        return ""
    try:
        # an aggregate or a second statement is no expression over a row
        query = f'select 1 from "{indicator.form}" as t where row({", ".join(parts)}) is null'
        empty_tables().cursor().execute(f"explain {query}")
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return ""
