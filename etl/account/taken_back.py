"""What a remark says of its row that makes it one not to be counted: 作废, 已退货, 并入上行."""

import re

from etl.account.vocabulary import plain
from etl.read.cells import Value

# Where a remark's clauses end: 不计入本月，重复; 作废（重开）.
_CLAUSE = re.compile(r"[。；;，,、!！()（）\n]")
# What the clause may speak of: 此行, 活动已, 因疫情.
_OF = (
    r"(?:已|全部|全额|此次|本次|(?:此|该|本|这)[行笔条单项]|活动|行程|团队|订单|交易|合同|数据|金额|人数|信息"
    r"|开票|填写|填报|企业|项目|协议|客户|班级){0,6}+(?:因[^，。]{1,12}?已?)?"
)
# What may follow: 取消了, 不计入本月, 推迟至10月.
_TAIL = (
    r"(?:(?:了|统计|上报|计入|入统|本月|当月|本期|在内|出行|举办|开班|成行|处理|数据|的|合作|结对|办学|行|合同|任务"
    r"|请?勿统计|请?勿计入?|请?不要统计){0,3}|[至到].{1,8})"
)
# It does not count, or never happened: 作废, 因疫情取消, 不计入统计, 停办, 未成团.
_VOID = re.compile(
    rf"^{_OF}(?:作废|取消|撤销|撤回|停办|停课|不计入?|不算|不统计|不纳入|未举办|未成行|未开展|未发生|未实施"
    r"|未执行|未开班|未出行|未成团|未成交|未签约?|未定|未确认|未核实|未付款|未支付|未到账|未发货|延期|推迟|改期|暂缓"
    r"|终止|中止|暂停|停止|关闭|解约|解除|解散|流标|废标|注销|退出|误报|误填|错报|重复|剔除|请?删除|删|忽略|冲销|红冲"
    rf"|冲红|红字|测试|试填|示例|待确认|待核实?|待定|待审核?|待签约?|无效|失效){_TAIL}"
)
# Goods or people that came back: 已退货, 全额退款, 退团.
_RETURNED = re.compile(
    rf"^{_OF}(?:均|部分)?(?:退货|退款|退团|退票|退单|退订|退回|退)(?:了|处理|退款|入账)?"
)
# Not yet a fact: 预计, 暂估数, 计划采购.
_NOT_YET = re.compile(
    r"(?:此行|此笔)?[为系是]?(?:预计|预估|计划|拟|估算|估计|暂估|暂定|意向|打算)"
    r"(?:数据?|金额|人数|采购|购买|出行|开班|举办|值|中)?"
)
# Not held as meant, or yet to be held: 没有成行, 未果, 筹备中, 尚未举办, 拟于10月举办.
_TO_COME = re.compile(
    r"(?:尚|还|暂|活动|行程|人数|数据|金额)?(?:计划|预计|预报|预估|拟|将|筹备|筹划|待|尚未|暂未|报名|正在组织|正在筹备)"
    r"(?:中|于.{1,12}|参[与加会].{0,8}|开展|举办|举行|召开|开班|出发|成行|成团|定|办|确认|核实|核对|实施|到货|付款|\d.{0,6})?"
    r"|.{1,12}(?:未|不再|没有?)(?:参加|举办|举行|开展|成行|成团|开班)|没有?(?:办成|举办|举行|开展|成行|开班)|未果"
    r"|未(?:出团|出发|成功|举行|召开|参加|到货|交付)|流产|搁置|退款"
)
# A figure that is wrong: 金额有误, 开票错误, 误.
_WRONG = re.compile(rf"^{_OF}(?:有误|错误|开错|填错|写错|报错|输错|误|错)")
# It stands in another row: 已包含在上行, 同上一笔, 并入第2行, 与丙公司重复, 见上.
_ELSEWHERE = re.compile(
    r"已?(?:包含|包括|含|计入|并入|合并|归入|列入|算入|汇入|统计)[在到于至入]?(?:第\d{1,4}|以?[上下前后])"
    r"(?:一?[行笔条面栏列项单次个]{1,2})?(?:中|内|里)?"
    r"|(?:同|见|详见)(?:第\d{1,4}|[上下前后]一?)[行笔条栏项](?:.{0,6})|见上面?|[同见](?:编号|序号|第)?[A-Za-z]{0,3}\d{1,6}(?:行|条|号)?"
    r"|(?:[与和同].{1,10})?合并(?:统计|计算|上报)"
    r"|已?(?:并入|合并[到至入]|并到|归入|归并).{1,20}|[与和同跟].{1,12}重复|重复(?:行|项|数据|[录计]入|登记)|.{1,6}重复上?报"
)
# Somebody reports it, or did before: 上月已报, 由区经委填报, 其他镇已报, 另行统计, 转莘庄镇.
_REPORTED = re.compile(
    r".{0,8}(?:已|已经)(?:[在由于].{1,10})?(?:上报|报过|报送|填报|申报|统计|报)(?:过|了)?"
    r"|已[在由于].{1,10}(?:上报|报过|报送|填报|申报|统计|报)(?:过|了)?"
    r"|由.{2,10}(?:填报|上报|报送|统计|计入)|.{2,8}代报|另行?(?:统计|上报|计算|计|报)|已?(?:计入|列入|纳入).{2,10}"
    r"|已?(?:划?转|移交?)[至到给入]?.{1,8}(?:镇|街道|工业区)"
)
# It is none of ours: 不在统计范围, 非帮扶产品, 不考核.
_NOT_OURS = re.compile(
    r"不(?:在|属于|属|列入|参与|参加|作|做).{0,8}(?:范围|统计|考核|地区|产品|任务|指标)(?:内|中)?|不考核"
    r"|非(?:帮扶|对口|结对|扶贫|脱贫|本区|本镇|本街道|本月|当月|本年).{0,6}"
)
# It is of another time: 去年采购, 上年结转, 上月数.
_BEFORE = re.compile(r"(?:去年|上年|往年|前年|上一年).{0,6}|上[月期](?:数据?|采购|金额|发生|结转)?")
# A year and little more: 2021年, 2021年度采购.
_YEAR = re.compile(r"(20\d\d)年度?.{0,4}")
_ALWAYS = (_VOID, _RETURNED, _NOT_YET, _TO_COME, _WRONG, _ELSEWHERE, _REPORTED, _NOT_OURS, _BEFORE)
_OF_FORM = {
    # delays, plans and stops are matters of course
    "project": (_ELSEWHERE, _NOT_OURS),
}
# Booked with a minus: 冲红, 红字.
_RED = re.compile(r"冲红|红冲|冲销|红字")
# As in the cell above: 同上, 〃.
_DITTO = re.compile(r"同上|[〃″\"]")
# What came of an event: 已上报.
_DONE = re.compile(r"已(?:上报|报送|申报|统计)(?:完成)?")
LONGEST, SHORT = 200, 8
# A basis that is not in force, or not yet: （已废止）, 征求意见稿, 暂定.
_NOT_IN_FORCE = re.compile(
    r"废止|作废|失效|无效|撤销|撤回|停止执行|不再执行|暂停|暂缓|终止|取消|征求意见|草案|草稿|送审|讨论稿|报审"
    r"|[待暂][定批印审核发]|未批|未通过|未[印下]发|未下文|待.{0,10}审|初步|预下达|草拟|(?:^|[,，(（;；])拟|替代|取代|口头|测算|建议"
)
# Marks alone in a remark, and 作废 by its initials.
CROSSES = ("×", "X", "✗", "✘", "╳", "ZF")
# How many there were in truth: 仅15人成行, 实际20人, 实到 30 人.
_IN_TRUTH = re.compile(r"(?:仅|只有|实际|实到|实有)[^\d]{0,4}(\d{1,6})人")


def takes_back(value: Value, form: str = "", year: int = 0) -> bool:
    """Whether a remark says of its row that it does not count; `year` is the plan's.

    >>> takes_back("因疫情取消"), takes_back("不计入本月，重复"), takes_back("已包含在上行")
    (True, True, True)
    >>> takes_back("取消中间环节，直接对接农户"), takes_back("含退货500元")
    (False, False)
    """
    if isinstance(value, str) and value.strip().upper() in CROSSES:
        return True
    patterns = _OF_FORM.get(form, _ALWAYS)
    if (
        form == "event"
        and isinstance(value, str)
        and len(value) < SHORT
        and _DONE.fullmatch(plain(value))
    ):
        return False
    return any(
        _is_of_other_year(clause, year) or any(p.fullmatch(clause) for p in patterns)
        for clause in _clauses(value)
    )


def is_void(value: Value, form: str) -> bool:
    """Whether a row of quotas or of matters is said not to be in force (any more).

    >>> is_void("闵合组〔2021〕3号（已废止）", "quota"), is_void("作废", "follow_up")
    (True, True)
    >>> is_void("已取消限制，正在办理", "follow_up")
    False
    """
    if form == "quota":
        return isinstance(value, str) and bool(_NOT_IN_FORCE.search(plain(value[:LONGEST])))
    return any(_NOT_IN_FORCE.fullmatch(clause.removeprefix("已")) for clause in _clauses(value))


def heads_in_truth(value: Value) -> str:
    """The heads that a remark tells instead of those of its row: 20 of 实际20人."""
    match = _IN_TRUTH.search(plain(value)) if isinstance(value, str) else None
    return match[1] if match else ""


def is_return(value: Value) -> bool:
    """Whether a remark speaks of what came back, which a row may hold with a minus."""
    return any(_RETURNED.fullmatch(c) or _RED.search(c) for c in _clauses(value))


def is_ditto(value: Value) -> bool:
    return isinstance(value, str) and len(value) < SHORT and bool(_DITTO.fullmatch(plain(value)))


def _clauses(value: Value) -> list[str]:
    if not isinstance(value, str) or len(value) > LONGEST:
        return []
    return [clause for text in _CLAUSE.split(value) if (clause := plain(text))]


def _is_of_other_year(clause: str, year: int) -> bool:
    match = _YEAR.fullmatch(clause)
    return bool(year and match and int(match[1]) != year)
