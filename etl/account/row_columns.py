"""Columns beside the form's own that say which rows count: 状态, 是否计入, 月份, 填报单位."""

import re
from collections.abc import Iterator
from datetime import date

from etl.account.other_columns import OtherColumn, other_columns
from etl.account.vocabulary import ABOUT_PLANS, plain
from etl.forms.context import Office
from etl.forms.forms import TOWNS
from etl.read.cells import Value, show
from etl.table.header_of import Heading
from etl.table.locate import Table
from etl.table.periods import parse_period
from kpi.plan.entities import unit_names

# Whether a row counts: 状态, 订单状态, 是否计入.
_STATE = re.compile(
    r"(?:数据|订单|业务|合同|记录|交易|活动|班级|团队|采购|签约|执行|完成|统计|付款|发货|到账|审核|报送|企业|人员)?状态|(?:是否)?(?:有效|计入|纳入)(?:统计|考核|本月)?"
    r"|是否(?:本镇|本区|本街道|本辖区|属地|统计|考核|完成|成交|成团|成行|确认|签约|举办|开班|作数)|数据性质"
)
# What became of a row, in more words: 付款情况, 审核结果, 项目状态, 借/贷.
_OUTCOME = re.compile(
    r"(?:付款|支付|发货|到货|到账|审核|审批|复核|核实|报送|上报|统计|履约|签约|完成|执行|落实|验收|成行|派出|在岗|协议|合作)"
    r"(?:情况|结果|意见|与否)|项目状态|(?:业务|单据|交易|数据|记录)?(?:类型|性质|方向)|(?:借|收)/?(?:贷|支|付)"
)
# Such a cell that says no: 未付, 不通过, 驳回, 退货.
_NO = re.compile(
    r"[未没不否无×✗]|待|退|驳|冲|红字|作废|取消|撤|终止|中止|失败|拟|预|上月|去年|上年|解|注销|并入|到期|离岗|^[贷收]$"
)
# Whether something took a row away: 是否退货, 是否作废.
_AWAY = re.compile(
    r"(?:是否|有无)(?:已)?(?:退货|退款|作废|取消|重复|撤销|红冲|退团|解约|注销|离岗)"
)
# Such a cell that says no: 否, 无, 未退.
_NOT_AWAY = re.compile(r"否|无|没有?|未.{0,3}|[NnＮ]o?|×|0|/|-")
# Such a cell that says yes: 已签, 正常, √.
_YES = re.compile(
    r"已(?!取消|作废|撤|退|废|注销|停|关|终止|删).{1,8}|正常|有效|是|√|✓|[YyＹ](?:es)?|完成|有|对|计入|正式|实际|1|履约"
)
# Of what time a row is: 月份, 统计期间, 数据截止.
_TIME = re.compile(
    r"(?:统计|所属|填报|报送|数据|报表)?(?:月份|期间|月度|所属期|报告期|截[止至](?:日期|时间|日)?)|月"
)
# Whose row it is: 填报单位, 街镇.
_WHOSE = re.compile(
    r"(?:填报|报送|上报|统计)(?:单位|街镇|街道|乡镇)|(?:所属|归属|归口)?(?:街镇|镇街|乡镇|街道)"
)
LONGEST = 30
Hit = tuple[int, int, str]  # row, column, text


def odd_rows(table: Table, heading: Heading | None, office: Office) -> Iterator[Hit]:
    """The rows of which such a column says that they are not those to be reported."""
    for column in other_columns(table):
        values = table.sheet.columns[column.index].values
        odd = {i for i, v in enumerate(values) if _is_odd(table, column, v, heading, office)}
        codes = table.sheet.columns[column.index].codes[table.rows]
        for row, code in zip(table.rows.tolist(), codes.tolist(), strict=True):
            if code in odd:
                yield row, column.index, f"{column.name}：{show(values[code])}"


def _is_odd(
    table: Table, column: OtherColumn, value: Value, heading: Heading | None, office: Office
) -> bool:
    text = plain(show(value)) if value is not None else ""
    if not text or len(text) > LONGEST:
        return False
    name = plain(column.name)
    if _STATE.fullmatch(name):
        return not _YES.fullmatch(text)
    if _AWAY.fullmatch(name):
        return not _NOT_AWAY.fullmatch(text)
    if _OUTCOME.fullmatch(name) and table.form.code not in ABOUT_PLANS:
        return bool(_NO.search(text)) and text not in ("无", "/", "-")
    if heading is None or column.is_figures:
        return False  # it is asked about as a whole
    if _TIME.fullmatch(name):
        return _is_of_other_time(table, value, heading, office)
    return bool(_WHOSE.fullmatch(name)) and bool(other_town(text, heading, office))


def _is_of_other_time(table: Table, value: Value, heading: Heading, office: Office) -> bool:
    """7月 in a table of September; a table with days of its own may go over several months."""
    about = heading.period
    text = f"{value.year}年{value.month}月" if isinstance(value, date) else show(value)
    period = parse_period(text, office.plan.year)
    if about is None or period is None:
        return False
    if table.form.cadence == "monthly" and table.form.counts_on is None:
        return period != about
    if table.form.counts_on is None:
        return period.last != about.last
    return period.last < about.first or period.first > about.last


def other_town(text: str, heading: Heading, office: Office) -> str:
    """浦江镇： over or beside rows in the report of another town."""
    towns = unit_names(TOWNS, office.plan.reference)
    named = [u for u in office.values.units.mentioned_in(text) if u in towns]
    return named[0] if heading.unit in towns and named and heading.unit not in named else ""
