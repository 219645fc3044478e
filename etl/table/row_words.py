"""The words by which a row below a header is known: of totals, notes, signatures, examples."""

import re

from etl.forms.form import FormColumn
from etl.read.cells import Value
from kpi.plan import clean_name

FIGURES = ("money", "count", "number")
# The label of a total row: 合计, 本月小计(万元), 合计:12人.
TOTAL = re.compile(r".{0,20}?(?:小计|合计|总计|共计|累计|总额)(?:\(.{0,12}\))?(?::.{0,30})?")
_LABELS = (
    "注|备注|附注|说明|填表说明|填报说明|填写说明|编制说明|注意事项|温馨提示|数据来源|资料来源|统计口径"
    "|填报人|填表人|制表人?|审核人?|复核人?|审批人?|负责人|单位负责人|部门负责人|主管领导|分管领导|领导"
    "|经办人?|联系人|联系电话|联系方式|电话|填报日期|填表日期|制表日期|报送日期|上报日期|填报时间|日期"
    "|填报单位|报送单位|单位|签字|签章|盖章|公章|打印日期|附件?"
)
SIGNATURES = frozenset(_LABELS.replace("?", "").split("|")) - {"说明", "单位", "备注", "注", "日期"}
# A label of a note or a signature, with or without a text: 备注:数据未审, 制表人, 注1.
NOTE = re.compile(rf"[(\[※★]*(?:{_LABELS})(?:\(.{{1,6}}\))?\d{{0,2}}(?:[:：.、)\]].*|$)")
# What a line that fills one cell alone may be: numbered, a sentence, a month, a mark of the end.
# For example (一)城区, 9月份, 以下空白, 第1页.
LONE = re.compile(
    r"[(\[]?[一二三四五六七八九十\d]{1,2}[)\]、.](?!\d).*|.*[。；;!！].*|.*[:：].*|[(\[【].*[)\]】]|※.*|"
    r"(?:20\d\d年)?(?:[一二三四五六七八九十]{1,3}|\d{1,2})月份?|.*续表.*|.*续前表.*|.*接上[页表].*|"
    r"以下空白.*|.*此页无正文.*|-*第.{1,4}页.*|.*(?:明细表|情况表|汇总表|进度表|月报表|下达表|事项表|名册)(?:\(.*\))?"
)
# The label of a row that shows how to fill in: 示例, 填写示例:某公司, 例1.
EXAMPLE = re.compile(r"(?:填写)?(?:示例|样例|范例|举例|例)(?:[:：].*|$|\d)")
# A text with a digit that is no date and no labelled remark: 1.2万, not 9月3日.
_FIGURE = re.compile(r"^[^年月日:：]*\d[^年月日:：]*$")


def is_blank(column: FormColumn, raw: Value) -> bool:
    """Whether a cell holds nothing, or what people write for nothing."""
    if raw is None:
        return True
    return isinstance(raw, str) and len(raw) < 8 and clean_name(raw) in column.kind.blanks


def is_figure(column: FormColumn, raw: Value) -> bool:
    """Whether a cell of a column of figures may hold one, and not the words of a signature."""
    if is_blank(column, raw):
        return False
    return not isinstance(raw, str) or bool(_FIGURE.search(raw) and not NOTE.match(clean_name(raw)))


def is_label(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    if value.strip(" :：") in SIGNATURES:
        return True
    if (":" in value or "：" in value) and NOTE.match(clean_name(value)):
        return True
    if not ("计" in value or "总额" in value or "例" in value):
        return False
    text = clean_name(value)
    return bool(TOTAL.fullmatch(text) or EXAMPLE.match(text))
