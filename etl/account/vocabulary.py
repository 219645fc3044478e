"""The words that stand in and above headers: which change nothing, and which change a figure.

Whatever stands in the header of a figure and is in no list here is not understood.
"""

import re
import unicodedata
from functools import cache

from etl.forms.form import Form, FormColumn

# These tell of plans and matters, not of figures that were reached: there 计划, 延期 and 取消 are
# matters of course.
ABOUT_PLANS = ("quota", "follow_up", "task_report")

# A header's words that say nothing but what the column is: what is counted, how it is filled in.
HARMLESS = (
    *("金额", "数额", "额度", "总额", "总数", "总计", "合计", "小计", "资金", "投资", "经费"),
    *("采购", "购买", "销售", "消费", "帮扶", "产品", "农产品", "农副产品", "农特产品", "食堂"),
    *("情况", "信息", "数据", "指标", "明细", "内容", "基本", "统计", "登记", "人员", "人数"),
    *("就业", "劳务", "协作", "东西部", "对口", "支援", "地区", "县", "区", "结对", "培训", "学员"),
    *("参训", "参加", "参与", "参会", "参团", "选派", "派出", "企业", "岗位", "项目", "活动"),
    *("工程", "建设", "拨付", "使用", "到账", "开票", "发票", "价税", "含税", "含增值税", "含"),
    *("实际", "实", "完成", "已完成", "已", "其中", "总", "共", "时间", "节点", "日期", "团队"),
    *(
        "人民币",
        "RMB",
        "CNY",
        "币种",
        "单位",
        "计量",
        "计",
        "以",
        "为",
        "按",
        "的",
        "及",
        "和",
        "与",
        "比例",
        "比率",
    ),
    *("必填", "必填项", "选填", "如有", "请", "填写", "填报", "填", "数字", "整数", "阿拉伯"),
    *("保留", "两位", "小数", "小数点", "后", "位", "四舍五入", "格式", "全称", "无则不填"),
)
# Units that are read elsewhere (money), or in which the thing is counted anyway.
MONEY = ("万元", "亿元", "元", "圆")
PEOPLE = ("人次", "人", "名", "位", "个")
COUNTED = ("人次", "人", "名", "个", "家", "场", "团", "次", "位", "户", "所", "期", "批次")
# Words that say what the form's figures are anyway, so that they agree with it.
_SPANS = {
    "monthly": ("本月", "当月", "本期", "当期", "月度", "每月", "新增", "发生额", "单笔", "每笔"),
    "snapshot": ("累计", "截至", "截止", "目前", "期末", "月末", "月底", "底", "末", "止", "至今"),
    "append": (),
}
# A canteen's share is one of the year.
_OF_THE_YEAR = ("本年", "年度", "全年", "年初以来", "年初至今", "本年度")
# Words that make the figures of a table other ones than those that were reached.
_VOID = (
    # not yet a report, or not any more: 草稿, 样表, 作废, 旧; of another time: 上年, 去年同期
    "草稿|草表|草案|初稿|讨论稿|征求意见|测试|试填|试算|示例|样表|样张|样例|范例|演示|模拟|作废|废止|废表|旧|失效"
    "|停用|上年|去年|往年|前年|上一年|同期|同比|环比|对比|备份|副本"
)
VOID = re.compile(_VOID)
STATES = re.compile(
    # not yet: 计划, 预计, 拟, 撤销
    rf"计划|规划|预计|预估|预测|预期|预算|预报|拟|意向|目标|打算|撤销|取消"
    rf"|暂估|估算|估计|估数|待核|未核|未审|待定|待审|历史|历年|存档|供参考|未通过|驳回|需求表|订单|报价|询价"
    rf"|废弃|弃用|对照|[×✗✘╳]|第[一二三四\d]稿|不含税|未含税|未税|税前|{_VOID}"
)
# Words of a span that is not a single month.
SPANS = re.compile(
    # more than a month: 累计, 年初以来, 上半年; what there is: 存量, 期末
    r"(?<!每)(?:[月季年][末底](?![前报]))|\d月[末底]|(?<![\d月日号延截])至\d{1,2}月|总人数|累计|累积|截至|截止|以来"
    r"|至今|迄今|年初|本年|全年|年度合计|半年|本季|存量|在册|在岗|在沪|期末|现有|总量|滚动|当前|自\d{1,2}月起?"
)
# Words of a month alone, in a table that tells all until now: 本月, 9月份新增.
MONTHLY = re.compile(r"本月|当月|本期|当期|单月|发生额|发生数|月度发生|新增|本季|本周")
# A money unit in a way of writing that is not read for certain: 为万, 10k, '000, 佰万元.
ODD_SCALE = re.compile(
    r"(?:单位|金额|以|按|为)[:：为是]?[十百千万亿拾佰仟萬](?!元)|\d{1,3}[kK](?=RMB|CNY|元|[^A-Za-z]|$)|['’]000"
    r"|(?<![拾佰仟])[拾佰仟]+万?元|[千百十]万元?|(?:RMB|CNY|[¥￥])0{3,4}(?!\d)"
    r"|[(（\[【/]\W{0,2}(?:[kKwW千万百萬]|[千百]元)\W{0,2}[)）\]】]|^\W{0,3}[kKwW千万百萬]\W{0,3}$"
)
# The same in a note, which speaks of many things: 本表金额单位：万, RMB'000.
LOOSE_SCALE = re.compile(
    r"(?:单位|金额|数据|数字)\W{0,2}[为是以按]?\W{0,2}(?:[十百千万亿拾佰仟萬kKwW](?![\w元])|[十百千拾佰仟]+元"
    r"|(?:RMB|CNY)?['’]?0{3,4}(?!\d))|(?:RMB|CNY)['’]?0{3,4}(?!\d)"
)
# Words of a plan: 计划, 预算.
_PLANNED = re.compile(r"计划|规划|预算|目标")
# Words of what came of it: 完成, 实际.
_DONE = re.compile(r"完成|执行|实际|进度")
# A sign that says what the figures are: 采购额度（%）, 金额（$）.
_MEASURE = re.compile(r"[%‰$€£]")
# Signs between the words of a header.
_SIGNS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Half-width and without white space: １-９ 月 is 1-9月."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _counted(column: FormColumn) -> tuple[str, ...]:
    """What a column may count: 人数（户） counts no people."""
    if column.kind.name != "count":
        return ()
    return PEOPLE if any("人" in header for header in column.headers) else COUNTED


@cache
def _known(form: type[Form], column: FormColumn) -> re.Pattern[str]:
    """The words that a column's header may hold, the longest first: 采购额度|万元|必填."""
    units = MONEY if column.kind.name == "money" else _counted(column)
    spans = _SPANS[form.cadence]
    year = _OF_THE_YEAR if form.code == "canteen" else ()
    words = {*map(plain, column.headers), *HARMLESS, *units, *spans, *year}
    if form.counts_on is None:
        words -= {"单笔", "每笔"}
    if column.kind.name != "percent":
        words -= {"比例", "比率"}
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)))


def left_over(form: type[Form], column: FormColumn, text: str) -> str:
    """What is left of a header when its known words are taken away.

    采购额度(万元) leaves nothing, 采购额度(意向) leaves 意向.
    """
    text = plain(text)
    if sign := _MEASURE.search(text.replace("%", "") if column.kind.name == "percent" else text):
        return sign[0]
    text = _SIGNS.sub(" ", text)
    rest = _known(form, column).sub(" ", without_plans_done(text))
    return "".join(rest.split())


def without_plans_done(text: str) -> str:
    """A plan together with what was done stands over both: 投资计划与完成情况."""
    return _PLANNED.sub(" ", text) if _DONE.search(text) else text


@cache
def own_words(form: type[Form]) -> re.Pattern[str]:
    """What a form itself is called and asks for, none of which is a state of its figures."""
    words = sorted(own_names(form), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def own_names(form: type[Form]) -> set[str]:
    """A form's title, headers and choices."""
    names = {form.title, *(h for c in form.columns() for h in c.headers)}
    names |= {choice for c in form.columns() for choice in c.choices}
    return {plain(name) for name in names}
