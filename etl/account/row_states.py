"""Rows that say of themselves that they do not count: 作废, 因疫情取消, 不计入本月."""

import re
from collections.abc import Iterator
from datetime import date

from etl import rules
from etl.account.doubtful_words import is_doubtful, is_not_understood, months_in
from etl.account.other_columns import OtherColumn, is_harmless, other_columns
from etl.account.row_columns import Hit, odd_rows, other_town
from etl.account.taken_back import heads_in_truth, is_ditto, is_return, is_void, takes_back
from etl.account.vocabulary import ABOUT_PLANS, plain
from etl.forms.context import Office
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from etl.read.cells import Value, show
from etl.table.beside import COMMENT
from etl.table.header_of import Heading
from etl.table.locate import Table
from etl.table.row_words import FIGURES

# What is written for yes under 是否计入前四项: the row is known to be counted elsewhere.
YES = ("是", "√", "Y", "y", "1", "有")
CHOICES = (Choice("skip", "这几行不计入"), Choice("keep", "照计"))
MOST_TOLD, SHORT_REMARK = 10, 40
# A money unit alone: 万元, (元).
_UNIT = re.compile(r"\(?(?:单位:?)?(?:人民币)?(?:[十百千万亿]{0,2}[元圆]|万|亿)\)?")
# Columns of names, or of yes and no, in which any word may stand: 供应商名称, 收货人, 是否832平台.
_NAMES = re.compile(
    r"供应|供货|商家|商户|卖方|厂家|店|名称|姓名|人$|人员|单位|部门|科室|公司|企业|学校|医院|村|地点|产地|来源|户名|开户|银行|税率|^是否|^有无"
)


def settle_row_states(
    table: Table, heading: Heading | None, office: Office
) -> tuple[Table, list[Problem]]:
    """The table without the rows that are answered not to count; one question."""
    hits = list(_hits(table, heading, office))
    if not hits:
        return table, []
    rows = sorted({row for row, _, _ in hits})
    numbers = "、".join(str(row + 1) for row in rows[:MOST_TOLD])
    told = "、".join(dict.fromkeys(f"“{text}”" for _, _, text in hits[:MOST_TOLD]))
    row, column, text = hits[0]
    texts = sorted({text for _, _, text in hits})
    # a word that no list holds means the same next month; what is said of these rows does not
    lasting = all(_is_only_unknown(t, table.form.code, heading, office) for t in texts)
    about = "|".join(texts) if lasting else f"{table.sheet.name}|{numbers}|{told}"
    question = Question(
        rules.ROW_STATE,
        what=f"{table.form.code}|{about}",
        message=f"第 {numbers} 行写着{told}：这{len(rows)}行计不计入？",
        hint="请回答：备注与计不计无关的，答“照计”；不算的行也可以删去后再报",
        choices=CHOICES,
        sheet=table.sheet.name,
        cell=cell_name(row, column),
        value=text,
        remembered=lasting,
    )
    choice, problem = ask(question, office.answers, heading.unit if heading else "")
    return (table.without(rows) if choice == "skip" else table), [problem]


def _is_only_unknown(text: str, form: str, heading: Heading | None, office: Office) -> bool:
    """Whether nothing speaks against a row but a word that no list holds: 定点, 老味道."""
    return is_not_understood(text, form, office.names) and not (
        takes_back(text, form, office.plan.year)
        or is_doubtful(text, form)
        or months_in(text, form)
        or _is_of_town(text, heading, office)
    )


def _hits(table: Table, heading: Heading | None, office: Office) -> Iterator[Hit]:
    if table.form.code in ABOUT_PLANS:
        yield from _void_matters(table)
        return
    yield from odd_rows(table, heading, office)
    yield from _in_comments(table, office)
    others = other_columns(table)
    # a product or a class is called what it is called: 小粒咖啡挂耳包 says nothing of its row
    free = {*_free_remarks(table), *(c.index for c in others)}
    words = free - {c.index for c in others if _tells_names(c)}
    for index in sorted({*_remarks(table), *free}):
        year = office.plan.year
        doubts = [_taken_back(table, index, year, index in free), _other_heads(table, index)]
        doubts += [_other_month(table, index)] if index in free else []
        doubts += [_odd_words(table, index, heading, office)] if index in words else []
        for row in sorted({row for found in doubts for row in found}):
            yield row, index, " ".join(show(table.sheet.cell(row, index)).split())


def _tells_names(column: OtherColumn) -> bool:
    """Whether any word may stand in a column: one of names or numbers, or of yes and no."""
    name = plain(column.name)
    return column.is_figures or is_harmless(name) or bool(_NAMES.search(name))


def _void_matters(table: Table) -> Iterator[Hit]:
    """已废止 beside a quota, 作废 beside a matter."""
    texts = {h.index for h in table.headers if h.column.kind.name == "text"}
    for index in sorted({*texts, *(c.index for c in other_columns(table))}):
        column = table.sheet.columns[index]
        void = {i for i, v in enumerate(column.values) if is_void(v, table.form.code)}
        for row, code in zip(table.rows.tolist(), column.codes[table.rows].tolist(), strict=True):
            if code in void:
                yield row, index, " ".join(show(column.values[code]).split())


def _in_comments(table: Table, office: Office) -> Iterator[Hit]:
    """此笔已退货 in a comment on one of a row's cells."""
    rows = set(table.rows.tolist()) if table.sheet.remarks else set()
    for remark in table.sheet.remarks:
        on_row = remark.kind == COMMENT and remark.row in rows and remark.column is not None
        if on_row and _is_odd(remark.text, table.form.code, office):
            yield remark.row or 0, remark.column or 0, " ".join(remark.text.split())


def _is_odd(text: str, form: str, office: Office) -> bool:
    return (
        takes_back(text, form, office.plan.year)
        or is_doubtful(text, form)
        or is_not_understood(text, form, office.names)
    )


def _odd_words(table: Table, index: int, heading: Heading | None, office: Office) -> Iterator[int]:
    """The rows whose remark holds a word of no harmless kind, or another town's name."""
    column, form = table.sheet.columns[index], table.form.code
    odd = {
        i
        for i, v in enumerate(column.values)
        if isinstance(v, str)
        # units a row are read, or asked about, for themselves
        and not (is_ditto(v) or _UNIT.fullmatch(plain(v)))
        and (is_not_understood(v, form, office.names) or _is_of_town(v, heading, office))
    }
    for row, code in zip(table.rows.tolist(), column.codes[table.rows].tolist(), strict=True):
        if code in odd and not _is_settled(table, row, column.values[code]):
            yield row


def _is_of_town(text: str, heading: Heading | None, office: Office) -> bool:
    """莘庄镇的 in the report of 七宝镇; not 莘庄店."""
    if heading is None or len(text) > SHORT_REMARK:
        return False
    town = other_town(text, heading, office)
    return bool(town) and town in plain(text)


def _other_heads(table: Table, index: int) -> Iterator[int]:
    """实际20人 beside a count of 32."""
    column = table.sheet.columns[index]
    told = {i: heads for i, v in enumerate(column.values) if (heads := heads_in_truth(v))}
    counts = [h.index for h in table.headers if h.column.kind.name == "count"]
    if not told or not counts:
        return
    for row, code in zip(table.rows.tolist(), column.codes[table.rows].tolist(), strict=True):
        held = [show(table.sheet.cell(row, i)) for i in counts]
        if code in told and told[code] not in held:
            yield row


def _remarks(table: Table) -> Iterator[int]:
    for header in table.headers:
        if header.column.kind.name == "text" and not header.column.required:
            yield header.index


def _free_remarks(table: Table) -> Iterator[int]:
    """Columns for whatever is to be said of a row: 备注."""
    for header in table.headers:
        if header.column.remark:
            yield header.index


def _taken_back(table: Table, index: int, year: int, is_free: bool) -> Iterator[int]:
    """The rows that a column's cells take back; 同上 below such a cell does so too."""
    column = table.sheet.columns[index]
    form = table.form.code
    hits = {
        i
        for i, v in enumerate(column.values)
        if takes_back(v, form, year) or (is_free and is_doubtful(v, form))
    }
    if not hits:
        return
    ditto = {i for i, v in enumerate(column.values) if is_ditto(v)}
    was_back = False
    for row, code in zip(table.rows.tolist(), column.codes[table.rows].tolist(), strict=True):
        was_back = code in hits or (was_back and code in ditto)
        if was_back and not _is_settled(table, row, column.values[code]):
            yield row


def _other_month(table: Table, index: int) -> Iterator[int]:
    """10月出发 beside a day of September."""
    column, form = table.sheet.columns[index], table.form.code
    told = {i: months for i, v in enumerate(column.values) if (months := months_in(v, form))}
    for row, code in zip(table.rows.tolist(), column.codes[table.rows].tolist(), strict=True):
        if code in told:
            days = (table.sheet.cell(row, h.index) for h in table.headers)
            own = {day.month for day in days if isinstance(day, date)}
            if own and not told[code] <= own and not _is_settled(table, row, column.values[code]):
                yield row


def _is_settled(table: Table, row: int, remark: Value) -> bool:
    """Whether the row says so in its own columns: a minus for what came back, 是否计入前四项."""
    cells = [(h.column, table.sheet.cell(row, h.index)) for h in table.headers]
    if any(c.name == "counted_elsewhere" and show(v).strip() in YES for c, v in cells):
        return True
    # Put off to a month in which it then was: 延期至9月举办.
    held = re.search(r"[至到](\d{1,2})月", show(remark))
    if held and any(isinstance(v, date) and v.month == int(held[1]) for _, v in cells):
        return True
    figures = (show(v).strip() for c, v in cells if c.kind.name in FIGURES)
    return is_return(remark) and any(
        text.startswith(("-", "−", "－", "(", "（")) for text in figures
    )
