"""Titles and the names of sheets, word by word: a word that is not understood may be a state."""

import re
from functools import cache

from etl.account.vocabulary import (
    HARMLESS,
    MONEY,
    MONTHLY,
    SPANS,
    own_words,
    plain,
    without_plans_done,
)
from etl.forms.form import Form
from etl.table.periods import without_period

# What titles say besides what a form asks for: what kind of paper, whose, of which time.
_PAPER = (
    *("月报表", "月报", "季报", "年报", "报表", "报告", "报送", "上报", "填报", "报", "表格", "表"),
    *(
        "汇总",
        "台账",
        "清单",
        "名册",
        "名单",
        "一览",
        "登记",
        "备案",
        "公示",
        "记录",
        "目录",
        "附件",
    ),
    *(
        "附表",
        "附",
        "分表",
        "总表",
        "续表",
        "续",
        "电子",
        "纸质",
        "版本",
        "版",
        "模板",
        "格式",
        "样式",
    ),
    *(
        "终稿",
        "定稿",
        "正式稿",
        "最终稿",
        "最终",
        "正式",
        "更新",
        "更正",
        "修订",
        "修改",
        "改",
        "补充",
    ),
    *(
        "补报",
        "补",
        "新",
        "盖章",
        "签字",
        "公章",
        "主表",
        "导出",
        "下载",
        "副本",
        "工作簿",
        "工作表",
    ),
    *("上海市", "上海", "闵行区", "闵行", "云南省", "云南", "新疆", "市", "镇", "乡", "村", "街道"),
    *("街镇", "各", "全", "级", "部门", "委", "办", "局", "公司", "单位", "商户", "企事业", "社会"),
    *(
        "合作交流",
        "领导小组",
        "小组",
        "联络组",
        "分指挥部",
        "前方",
        "指挥部",
        "援外",
        "援滇",
        "援疆",
    ),
    *(
        "西部",
        "乡村振兴",
        "消费",
        "扶贫",
        "脱贫",
        "赴",
        "来沪",
        "落实",
        "开展",
        "推进",
        "进展",
        "进度",
    ),
    *(
        "执行",
        "完成",
        "工作",
        "重点",
        "要点",
        "任务",
        "安排",
        "月度",
        "季度",
        "年度",
        "月份",
        "年",
        "月",
    ),
    *(
        "季",
        "日",
        "号",
        "期",
        "第",
        "份",
        "批",
        "次",
        "类",
        "本",
        "当",
        "我",
        "个",
        "之",
        "至",
        "从",
    ),
    *(
        "关于",
        "等",
        "或",
        "由",
        "用",
        "在",
        "上",
        "下",
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
    ),
    *(
        "九",
        "十",
        "Sheet",
        "v",
        "V",
        "final",
        "疗休养",
        "旅游",
        "劳务",
        "援建",
        "银行",
        "学校",
        "医院",
    ),
    *(
        "商品",
        "货物",
        "物资",
        "农",
        "特",
        "福利",
        "工会",
        "慰问",
        "动员",
        "直采",
        "直购",
        "批发",
        "大宗",
    ),
    *(
        "渠道",
        "平台",
        "对口支援",
        "专场",
        "专项",
        "线上",
        "线下",
        "村企",
        "镇村",
        "万企兴万村",
        "支出",
    ),
    *(
        "镇街",
        "电商",
        "网购",
        "门店",
        "超市",
        "新增",
        "就地",
        "就近",
        "转移",
        "NO",
        "No",
        "QB",
        "员工",
    ),
)
# Signs and numbers between the words of a title.
_SIGNS = re.compile(r"[\W_\d]+")
# What ends a heading and begins a sentence: 填报说明：……。
_SENTENCE = re.compile(r"[。；;：:！!，,]")
# What a title is called whatever it is about: 情况表, 明细.
_ANY_FORM = ("情况", "况表", "明细", "细表", "月报", "报表", "进度", "度表", "人数", "数月", "人员")
# A remark in brackets: （意向）.
_BRACKET = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]{1,40})[)\]】〕]")
# A sheet's name that begins with its months: 7月, 2022年7月份, 7-9月.
_OF_MONTHS = re.compile(r"(?:20\d\d年?)?(?:\d{1,2}月?[-—~至到])?\d{1,2}月份?")
LONGEST = 40


@cache
def _known(form: type[Form]) -> re.Pattern[str]:
    words = {plain(w) for w in (*_PAPER, *HARMLESS, *MONEY)} - {"其中"}
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)))


def left_of_title(form: type[Form], text: str, names: re.Pattern[str], year: int) -> str:
    """What is not understood of a line that may be the form's title; whose it is may be anybody.

    七宝镇消费帮扶采购明细表（意向） leaves 意向, 某公司消费帮扶未采购明细表 leaves 未.
    """
    line = plain(text)
    if len(line) > LONGEST or _SENTENCE.search(line):
        return ""
    pairs = {form.title[i : i + 2] for i in range(len(form.title) - 1)} - set(_ANY_FORM)
    at = min((line.find(pair) for pair in pairs if pair in line), default=-1)
    return "" if at < 0 else _left(form, line[at:], names, year)


def left_of_sheet(form: type[Form], name: str, names: re.Pattern[str], year: int) -> str:
    """What is not understood of a sheet's name behind its month, or in its brackets: 7月（旧）."""
    line = plain(name)
    month = _OF_MONTHS.match(line)
    said = [line[month.end() :]] if month else _BRACKET.findall(line)
    return "、".join(left for piece in said if (left := _left(form, piece, names, year)))


def _left(form: type[Form], line: str, names: re.Pattern[str], year: int) -> str:
    # spans are asked about for themselves, where they matter
    text = MONTHLY.sub(" ", SPANS.sub(" ", names.sub(" ", without_plans_done(line))))
    for _ in range(3):
        period, text = without_period(text, year)
        if period is None:
            break
    text = own_words(form).sub(" ", _SIGNS.sub(" ", text))
    return "".join(_known(form).sub(" ", text).split())
