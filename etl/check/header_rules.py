"""Rules on the headers of a table: missing, ambiguous, in an odd unit, over several columns."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from etl import rules
from etl.account.other_columns import is_harmless
from etl.forms.forms import FORMS
from etl.problems import Problem, cell_name, column_name
from etl.read.cells import show
from etl.table.headers import said_by
from etl.table.locate import Table
from etl.table.match import Header
from etl.table.row_words import FIGURES
from etl.table.table_fault import table_fault

NEAR = 0.8
# Kinds of a column that is worth a question where a header is nearly its own.
DOUBTFUL_KINDS = ("percent", "yes_no", "choice", "leader", "money")


def header_problems(table: Table, year: int) -> Iterator[Problem]:
    """Columns that are missing, claimed twice, in an odd unit, or not known."""
    for column in table.missing:
        also = f"（也可写作：{'、'.join(column.aliases)}）" if column.aliases else ""
        yield table_fault(
            table,
            rules.MISSING_COLUMN,
            f"缺少必填列“{column.header}”",
            f"请在表头补上“{column.header}”列{also}",
        )
    for column, indexes in table.ambiguous:
        where = "、".join(column_name(i) for i in indexes)
        message = f"{where} 列都像是“{column.header}”，不知该取哪一列"
        hint = f"请只保留一列，表头写作“{column.header}”"
        cell = cell_name(table.header_row, indexes[1])
        yield table_fault(table, rules.AMBIGUOUS_COLUMN, message, hint, cell)
    yield from _other_task_numbers(table)
    yield from _covered_columns(table)
    yield from _other_years(table, year)
    yield from _near_misses(table)
    yield from _beside(table)
    for rival in table.rivals:
        message = f"也像《{rival.title}》，看不出是哪一种"
        yield table_fault(table, rules.AMBIGUOUS_FORM, message, "请在表格上方写明报表名称")
    for header in table.headers:
        if header.column.kind.name == "count" and header.unit:
            message = f"“{header.column.header}”列的单位“{header.unit}”不认识"
            cell = cell_name(table.header_row, header.index)
            yield table_fault(table, rules.UNKNOWN_UNIT_OF_MEASURE, message, "请按个数填写", cell)
        if header.column.kind.name == "percent" and header.unit not in (None, "%"):
            message = f"“{header.column.header}”列的单位“{header.unit}”不认识"
            cell = cell_name(table.header_row, header.index)
            yield table_fault(table, rules.UNKNOWN_UNIT_OF_MEASURE, message, "请按百分比填写", cell)
    if unknown := [name for name in table.unknown if not is_harmless(name)]:
        names = "、".join(unknown)
        message = f"《{table.form.title}》没有这些列，未读取：{names}"
        hint = "其中有要报送的数据时，请改用模板的表头"
        yield Problem(rules.UNKNOWN_COLUMN, message, hint, table.sheet.name)


def _other_task_numbers(table: Table) -> Iterator[Problem]:
    """序号 is the task's number only where no other column claims to be it."""
    running = [h for h in table.headers if h.running]
    # a header that names a number of its own: 任务编号, 项目号码, 编号
    others = [u for u in table.unknown if re.search(r"^(?>.*?(?:任务|事项|项目)).*[号码]|编号", u)]
    for header in running if others else ():
        message = f"“序号”与“{others[0]}”两列，看不出哪一列是“{header.column.header}”"
        hint = f"请把表头写作“{header.column.header}”"
        cell = cell_name(table.header_row, header.index)
        yield table_fault(table, rules.AMBIGUOUS_COLUMN, message, hint, cell)


def _covered_columns(table: Table) -> Iterator[Problem]:
    """A figure's header that is merged over several columns with contents: which of them is it?"""
    for header in table.headers:
        for _, first, _, last in _merged_headers(table, header):
            filled = [i for i in range(first, last + 1) if _has_contents(table, i)]
            if len(filled) > 1:
                where = "、".join(column_name(i) for i in filled)
                message = f"表头“{header.column.header}”下面有 {where} 几列，不知该取哪一列"
                hint = f"请给每一列单独写表头，其中一列写作“{header.column.header}”"
                cell = cell_name(table.header_row, first)
                yield table_fault(table, rules.AMBIGUOUS_COLUMN, message, hint, cell)


def _merged_headers(table: Table, header: Header) -> list[tuple[int, int, int, int]]:
    """The merged cells over several columns that the header itself stands in."""
    if header.column.kind.name not in FIGURES:
        return []
    return [
        (r1, c1, r2, c2)
        for row in _header_rows(table)
        for r1, c1, r2, c2 in table.sheet.merged_from.get(row, ())
        if r2 >= table.header_row and c1 <= header.index <= c2 and c2 > c1
    ]


def _has_contents(table: Table, index: int) -> bool:
    if index >= len(table.sheet.columns):
        return False  # an area may be merged beyond the last column that has a cell
    column = table.sheet.columns[index]
    return any(column.values[code] is not None for code in set(column.codes[table.rows].tolist()))


def _other_years(table: Table, year: int) -> Iterator[Problem]:
    """采购额度（2021年） is last year's figure."""
    for header in table.headers:
        cells = [table.sheet.cell(r, header.index) for r in _header_rows(table)]
        # a year of this century that is said to be one: the 2021 of 采购额度（2021年）
        years = set(re.findall(r"20\d\d(?=年)", " ".join(map(show, cells))))
        if header.column.kind.name in FIGURES and years and str(year) not in years:
            message = f"“{header.column.header}”列写的是 {'、'.join(sorted(years))} 年"
            cell = cell_name(table.header_row, header.index)
            yield table_fault(table, rules.OTHER_YEAR, message, f"本库是 {year} 年度的", cell)


def _header_rows(table: Table) -> range:
    return range(table.top_row, table.header_row + 1)


def _near_misses(table: Table) -> Iterator[Problem]:
    """预留份额比例 left unread would leave 预留比例 at its default: rather a question."""
    present = {h.column.name for h in table.headers}
    for column in table.form.columns():
        if column.name in present or column.kind.name not in DOUBTFUL_KINDS:
            continue
        for name in () if column.required else table.unknown:
            if SequenceMatcher(None, name, column.header).ratio() >= NEAR:
                message = f"不认识的列“{name}”，像是“{column.header}”"
                hint = f"您是不是要写：{column.header}？不是的，请删去这一列"
                yield table_fault(table, rules.NEAR_MISS_COLUMN, message, hint)


def _beside(table: Table) -> Iterator[Problem]:
    """Unknown columns that are all that another form requires: a second table at the side."""
    for form in FORMS.values():
        required = {c.name for c in form.columns() if c.required}
        headers = (said_by(form, name) for name in table.unknown)
        if len(required) > 2 and required <= {s.column.name for s in headers if s}:
            message = f"右边还有一张《{form.title}》，并排的表没有读取"
            yield table_fault(table, rules.TWO_TABLES, message, "请把不同的表分放在不同的工作表")
