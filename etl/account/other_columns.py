"""Columns that the form does not know: harmless by their kind, or a question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl import rules
from etl.account.vocabulary import plain
from etl.forms.context import Office
from etl.forms.values import money_unit_in
from etl.problems import Choice, Problem, cell_name, column_name
from etl.questions import Question, ask
from etl.read.cells import Value
from etl.table.header_of import Heading
from etl.table.headers import RUNNING_NUMBER
from etl.table.locate import Table
from etl.table.match import stacks

# Columns of numbers that tell of no figure of ours: how to reach somebody, what the goods are.
HARMLESS = re.compile(
    # a number that is a name (电话, 邮编, 税号), a measure of goods (数量, 单价, 重量), an order
    r"电话|手机|联系|传真|邮编|邮箱|税号|账号|帐号|身份证|编码|编号|代码|序|行号|号码|单号|合同号|文号"
    r"|经办|填报|填表|负责人|地址|品牌|生产商|产商|签字|盖章|审核|快递|物流|保质期"
    r"|数量|单价|价格|件数|份数|箱数|盒数|重量|斤|千克|公斤|吨|规格|型号|包装|折扣|年龄|天数|工龄|经度|纬度|面积"
)
NOT_OURS = Choice("other", "与要报的数无关，不读这一列")


@dataclass(frozen=True)
class OtherColumn:
    """A column beside the form's own; `is_figures`: its numbers might be some that are reported."""

    index: int
    name: str
    is_figures: bool


def other_columns(table: Table) -> tuple[OtherColumn, ...]:
    """The columns with contents in the data rows that the form does not know."""
    known = {h.index for h in table.headers} | {i for _, c in table.ambiguous for i in c}
    names = stacks(table.sheet, table.top_row, table.header_row)
    others = (i for i in range(len(table.sheet.columns)) if i not in known)
    return tuple(_other(table, i, names.get(i, ())) for i in others if _is_filled(table, i))


def ask_about_others(table: Table, heading: Heading | None, office: Office) -> Iterator[Problem]:
    """One question about the columns of figures that nobody asked for."""
    figures = [c for c in other_columns(table) if c.is_figures]
    if not figures or table.missing:
        return
    shown = "、".join(
        f"{column_name(c.index)} 列{f'“{c.name}”' if c.name else '（没有表头）'}" for c in figures
    )
    question = Question(
        rules.OTHER_FIGURES,
        what=f"{table.form.code}|{'|'.join(c.name or column_name(c.index) for c in figures)}",
        message=f"《{table.form.title}》没有 {shown}，里面却是数字：与要报的数有没有关系？",
        hint="请回答，或删去多出的列；其中有要报的数时，请改用模板的表头",
        choices=(NOT_OURS,),
        sheet=table.sheet.name,
        cell=cell_name(table.header_row, figures[0].index),
        value=figures[0].name or None,
    )
    _, problem = ask(question, office.answers, heading.unit if heading else "")
    yield problem


def _place(column: OtherColumn) -> str:
    return f"{column_name(column.index)} 列{f'“{column.name}”' if column.name else '（没有表头）'}"


def _other(table: Table, index: int, stack: tuple[str, ...]) -> OtherColumn:
    name = " ".join(" ".join(stack).split())
    is_figures = not is_harmless(name) and _has_figures(table, index)
    return OtherColumn(index, name, is_figures)


def is_harmless(name: str) -> bool:
    """Whether a column of that name bears on no figure: 序号, 联系电话, 单价（元）."""
    return plain(name) in RUNNING_NUMBER or HARMLESS.search(plain(name)) is not None


def _values(table: Table, index: int) -> list[Value]:
    column = table.sheet.columns[index]
    return [column.values[code] for code in set(column.codes[table.rows].tolist())]


def _is_filled(table: Table, index: int) -> bool:
    return any(v not in (None, "") for v in _values(table, index))


def _has_figures(table: Table, index: int) -> bool:
    """Whether most of a column's cells are numbers, or units of money."""
    values = [v for v in _values(table, index) if v not in (None, "")]
    numbers = [v for v in values if _is_number(v)]
    units = [v for v in values if isinstance(v, str) and len(v) < 8 and money_unit_in(v)]
    return 2 * len(numbers) >= len(values) or bool(units)


def _is_number(value: Value) -> bool:
    if isinstance(value, bool):
        return False
    # A number as text, with a unit of money or not: 1,299.00, 3.5万.
    return isinstance(value, float) or (
        isinstance(value, str)
        and len(value) < 30
        and re.fullmatch(r"[¥￥-]?[\d,]{1,20}(\.\d{1,10})?[万亿]?元?", plain(value)) is not None
    )
