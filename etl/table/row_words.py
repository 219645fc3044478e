"""The words by which a row below a header is known: of totals, notes, signatures, examples."""

import re

from etl.forms.form import FormColumn
from etl.read.cells import Value
from etl.read.signs import without_marks
from kpi.plan import clean_name

NAMES = ("text", "county", "unit", "place")
FIGURES = ("money", "count", "number")
# The label of a total row: 合计, 本月小计(万元), 合计:12人, 832平台汇总, 合计数, GrandTotal, 共3笔.
TOTAL = re.compile(
    r".{0,20}?(?:小计|合计|总计|共计|累计|总额|汇总|总和|总数|总(?=人|金)|(?i:total))(?:数|数额|金额|人数|人次|值)?"
    r"(?:\d{1,6}[笔条家项行户批单张件个人]{1,2})?(?:\(.{0,12}\))?(?::.{0,30})?"
    r"|(?i:sum)|总?共有?\d{1,6}[笔条家项行户批单张件个](?:数据|记录|合计)?"
)
# A day beside a signature: 2022年9月30日, 2022.9.30.
DAY = re.compile(r"20\d\d[-./年]\d{1,2}[-./月]\d{1,2}[日号]?")
# Rows counted in a label: 共3笔, 合计12家.
COUNTED = re.compile(r"\d[笔条家项行户批单张件个人]")
# What names no single unit where a unit's name belongs: 全区, 平均, 其中:教育系统, 832平台计数.
NO_NAME = re.compile(
    r"(?:全区|全市|全县|全镇|全部|全体|总体|各单位|所有单位)(?:数|合计)?|其中.{0,40}|average"
    r"|.{0,20}?(?:平均值?|平均数|均值|(?<![预估合累统小总共])计数|最[大小高低](?:值|数)?|中位数|方差|标准偏差)"
    r"|(?:[增降]幅|增长率?|增减(?:额|率|数)?|差额|差异|占比|比重|校验|核对|同比|环比)(?:增长|增减|情况|数|\(.{1,6}\))?"
    r"|(?:去年|上年|上年度|往年|上月|上期|上季度?|本月|本期|本年)(?:同期|同月|末)?(?:数据?|合计|累计|对比)?|#.{1,20}",
    re.IGNORECASE,
)
# A word of the two patterns above: a quick look before them.
_LIKE_TOTAL = re.compile(
    r"[计例]|总[额数和人金]|汇总|平?均值?$|平均|其中|最[大小高低]|中位数|方差|标准偏差|[增降]幅|增[长减]|差[额异]"
    r"|占比|比重|校验|核对|同[比期月]|环比|去年|上[年月期季]|往年|本[月期年]|^#"
    r"|^[总共全各所]|otal|OTAL|^[Ss][Uu][Mm]|verage|VERAGE"
)
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
    r"(?s)[(\[]?[一二三四五六七八九十]{1,2}[)\]、.].*|[(\[]?\d{1,2}[)\]、.](?!\d).*|.*[。；;!！].*|.*[:：].*|[(\[【].*[)\]】]"
    r"|※.*|"
    r"(?:20\d\d年)?(?:[一二三四五六七八九十]{1,3}|\d{1,2})月份?|.*续表.*|.*续前表.*|.*接上[页表].*|"
    r"(?:本表|此表|以上|上述|请).{4,}|以下空白.*|.*此页无正文.*|-*第.{1,4}页.*|.*(?:明细表|情况表|汇总表|进度表|月报表|下达表|事项表|名册)(?:\([^()]*\))?"
)
# The label of a row that shows how to fill in: 示例, 填写示例:某公司, 例1.
EXAMPLE = re.compile(r"(?:填写)?(?:示例|样例|范例|举例|例)(?:[:：].*|$|\d)")
# A text with a digit that is no date and no labelled remark: 1.2万, not 9月3日.
_FIGURE = re.compile(r"^[^年月日:：\d]*+\d[^年月日:：]*+$")


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


def label_of(text: str) -> str:
    """A label without white space and the marks of footnotes: 合 计① is 合计."""
    return clean_name(without_marks(text))


def is_label(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    if value.strip(" :：") in SIGNATURES:
        return True
    if (":" in value or "：" in value) and NOTE.match(clean_name(value)):
        return True
    if len(value) > 99 or not _LIKE_TOTAL.search(value.replace(" ", "")):
        return False
    text = label_of(value)
    return bool(TOTAL.fullmatch(text) or NO_NAME.fullmatch(text) or EXAMPLE.match(text))
