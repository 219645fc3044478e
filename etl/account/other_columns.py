"""Columns that the form does not know: harmless by their kind, or a question."""

import re
from collections.abc import Collection, Iterator
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

# Columns that tell of no figure of ours: how to reach somebody, numbers that are names.
# For example 联系电话, 邮编, 合同编号, 经办人.
HARMLESS = re.compile(
    r"电话|手机|联系|传真|邮编|邮箱|税号|账号|帐号|身份证|编码|编号|代码|序号|行号|号码|单号|合同号|文号"
    r"|经办|填报|填表|负责人|地址|品牌|生产商|产商|签字|盖章|审核|快递|物流|保质期|年龄|工龄|经度|纬度"
)
# What goods are like: 数量（份）, 单价（元）, 采购数量, 规格.
_OF_GOODS = re.compile(
    r"(?:产品|商品|采购|购买|销售|订购)?(?:数量|单价|价格|件数|份数|箱数|盒数|重量|净重|规格|型号|包装|折扣|斤数)"
    r"(?:[(/].{1,10})?"
)
# Whom it reached, in purchases: 带动脱贫户数, 受益人数.
_REACHED = re.compile(
    r"(?:受益|惠及|带动|覆盖)(?:脱贫|农|贫困|低收入)?(?:户数?|人数|人口数?|农户数?)"
)
# Shares of figures that the form has: 完成率, 执行比例, 占比; what a share comes to: 预留金额.
_SHARE = re.compile(
    r"(?:任务|资金|预算|采购|份额|投资|工程)?(?:完成|执行|拨付|支付|进度|增长|合格|到课|就业|使用)(?:率|比例|百分比)"
    r"|.{0,6}占比|.{0,4}百分比|应?预留(?:采购)?(?:份额|金额|额度|额)"
)
# What a row's own day says already.
_OF_THE_DAY = ("年份", "年度", "月份", "年", "月", "季度", "日")
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


def ask_about_others(
    table: Table, heading: Heading | None, office: Office, understood: Collection[int] = ()
) -> Iterator[Problem]:
    """One question about the columns of figures that nobody asked for, nor understood."""
    others = (c for c in other_columns(table) if c.index not in understood)
    figures = [c for c in others if c.is_figures]
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
    is_hidden = index in table.sheet.marks.hidden_columns
    of_row = table.form.counts_on is not None and plain(name) in _OF_THE_DAY
    harmless = is_hidden or of_row or is_harmless(name)
    is_figures = not harmless and _has_figures(table, index)
    return OtherColumn(index, name, is_figures)


def is_harmless(name: str) -> bool:
    """Whether a column of that name bears on no figure: 序号, 联系电话, 单价（元）."""
    key = plain(name)
    of_goods = any(_OF_GOODS.fullmatch(plain(level)) for level in name.split())
    bare = key.split("(")[0]
    reached = bool(_REACHED.fullmatch(bare) or _SHARE.fullmatch(bare))
    return key in RUNNING_NUMBER or of_goods or reached or HARMLESS.search(key) is not None


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
