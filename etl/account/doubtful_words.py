"""Words that make a row, or a whole table, doubtful wherever they stand in what is said of it."""

import re

from etl.account.remarks.harmless import left_of_remark
from etl.account.vocabulary import plain
from etl.read.cells import Value

# Of these forms a remark on a row is short; what is written of events and projects is prose.
OF_ROWS = (
    *("purchase", "county_sale", "canteen", "tour", "training", "job_fair"),
    *("employment", "posting", "enterprise"),
)
# Where a remark's clauses end, as far as they are looked at alone.
_CLAUSE = re.compile(r"[。；;，,、!！()（）\n]")
# Somebody's name behind what they are: 联系人:余强, 经办人成亮13800138000.
_NAMED = re.compile(
    r"(?:联系|经办|收货|负责|填报|填表|领用|签收|审核|采购)[人员](?::[一-龥]{2,3}(?=\d{7}|$)|[一-龥]{2,3}(?=\d{7}))"
)
# A longer remark is prose, of which only the words below are looked for.
LONGEST_CLAUSE, LONGEST_REMARK, LONGEST = 14, 40, 200
# The row never happened, or not yet, or came back: 客户已取消订单, 钱未付, 仅定金, 尚在招生.
_NOT_DONE = re.compile(
    r"撤单|撤团|散团|改签|退单|退货|退款|退团|退订|退票|退出(?!机制)|解约|流团|(?<!不)取消(?!中间|限制|隔离|门槛|\d)"
    r"|(?<!原发票)(?<!原票)(?<!旧票)作废|(?<!原发票)(?<!原票)(?:红冲|冲红|冲销)|无效|失效"
    r"|(?<![年月前])(?:未|没有?|尚无)(?:曾|能)?(?:付|支付|到账|发货|到货|收货|送达|采购|购买|成交|成行|出行|出团|到岗|派出|签|续签|续"
    r"|开班|举办|参加|执行|核实|确认|入账|结算|发生)"
    r"|再付|赊|(?<!不)欠款?(?!发达|收)|尾款|[定订押]金|预[付订定售](?!票)|预估|估算|暂估|试用|借[用给款]"
    r"|待(?:付|定|派|签|核|审|批|退|确认|支付|发货|出发|开班)|在?招生(?!办)|洽谈|(?:^|[仅只为系属])拟[签派办定购采选开]|[仅只]报名|供参考"
)
# It is not this row's, or stands somewhere else too: 与上一行是同一笔, 已转莘庄镇统计, 误录.
_ELSEWHERE = re.compile(
    r"不作数|不[算计](?!划|较|算)|不是|不属|不纳入|忽略|请?勿(?:计|统|算|报)|剔除|误[录报填写算]|[录填写报]错|重复"
    r"|同一[笔行单团批次](?!分)|[上下]一?[行笔]|(?:^|[已系为])同[甲乙丙丁一-龥A-Z0-9-]{1,6}(?:公司|行|笔|团)$|补报|漏报|[计并归]入|合并|(?<![批期])合计|拼团|并团"
    r"|转[至到给入]?.{0,4}(?:镇|街道|统计|T)|属.{1,6}(?:镇|街道)|调拨|代[报付](?!人)|样品|测试|替代"
)
# It is of another time: 下月再付, 下学期派出; not 计划下月继续.
_OTHER_TIME = re.compile(
    r"^(?:系|为|属|待|于)?(?:下|次)(?:个?[月周期次]|学期|季度)|[上]个?[月期](?!至)"
)
# A class, or a posting, that is over or has not begun: 已提前返沪, 到期未续.
_OF_LISTS = re.compile(r"返沪|返回|离岗|到期|终止|中止|撤回|注销|解除|名额")
# Sums, places and days that are other ones though each of their words is harmless: 实付6500, 白送,
# 外区, 徐汇区企业, 明年, 第3行.
_OTHER = re.compile(
    r"白[送给]|本地(?!企业|居民|职工|党员)|外[地区省](?!籍|来)|美金|[实应只]付|[实应]收|实际\d+$|垫[付资款]|口径|示例|吊销|口头|两团|利润|差价|毛利|标[红黄灰蓝绿]|[内自]销|注销|单位[为是应]|(?<!计划)明年(?!继续)|明[日天]|头年|购物车|第\d+[行条笔]|含.{0,2}(?:司机|导游|工作人员)"
    r"|(?:黄浦|徐汇|长宁|静安|普陀|虹口|杨浦|宝山|嘉定|浦东新|金山|松江|青浦|奉贤|崇明)区(?!域)"
)
# What leaves the row as it is, whatever else: 含退货500元, 第二批，含运费.
_HARMLESS = re.compile(r"[款金]均?已?[付结]清|含退货\d|原(?:发)?票|已重开|未?达到|不欠")
# A month, alone or with few words: 8月的, 10月出发, 含8月; not 8月1日.
_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月(?:份)?(?!\d{0,2}[日号]|饼|子)")
SHORT = 9
WITH_MONTHS = ("purchase", "county_sale", "tour", "training", "job_fair")


def is_doubtful(value: Value, form: str) -> bool:
    """Whether a remark may say that its row does not count.

    >>> is_doubtful("客户已取消订单", "purchase"), is_doubtful("仅定金，尾款未付", "purchase")
    (True, True)
    >>> is_doubtful("取消中间环节，直接对接农户", "purchase"), is_doubtful("职工福利", "purchase")
    (False, False)
    """
    if not isinstance(value, str) or form not in OF_ROWS or len(value) > LONGEST:
        return False
    patterns = (_NOT_DONE, _ELSEWHERE, _OTHER_TIME, _OTHER, *_of_lists(form))
    return any(_hits(clause, patterns) for clause in _CLAUSE.split(value))


def _of_lists(form: str) -> tuple[re.Pattern[str], ...]:
    return (_OF_LISTS,) if form in ("posting", "enterprise", "training") else ()


def _hits(clause: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    text = plain(clause)
    if not 0 < len(text) <= LONGEST_CLAUSE or _HARMLESS.search(text):
        return False
    return any(pattern.search(text) for pattern in patterns)


def is_not_understood(value: Value, form: str, names: re.Pattern[str]) -> bool:
    """Whether a short remark holds a word of no harmless kind; `names` are those of the registers.

    >>> names = re.compile("七宝镇")
    >>> is_not_understood("客户反悔", "purchase", names)
    True
    >>> is_not_understood("七宝镇总工会中秋慰问，每人2盒", "purchase", names)
    False
    """
    if not isinstance(value, str) or form not in OF_ROWS or len(value) > LONGEST_REMARK:
        return False
    clauses = (_NAMED.sub(" ", names.sub(" ", plain(c))) for c in _CLAUSE.split(value))
    return any(left_of_remark(clause, form) for clause in clauses)


def months_in(value: Value, form: str) -> set[int]:
    """The months that a short remark names.

    >>> months_in("系8月补报", "purchase"), months_in("8月1日签约", "purchase")
    ({8}, set())
    """
    if not isinstance(value, str) or form not in WITH_MONTHS or len(value) > LONGEST:
        return set()
    clauses = (plain(clause) for clause in _CLAUSE.split(value))
    return {int(m) for c in clauses if len(c) <= SHORT for m in _MONTH.findall(c)}


# What a line around a table says of all its figures: 口径：应采购额, 以上三笔已在8月报过, 按一半计.
_OF_ALL = re.compile(
    r"[人日户]均(?!已|为)|年底目标|目标数|任务数|承诺数|(?:教学|展示|学习|练习|参考)用|未经(?:核实|审核)|(?:临时|快报|申报)数|初步统计|非最终|待更新|已被替|税后|打包价|仅[上下]半|测算|摸底|推算|应(?:采购|付|收|完成)|(?:合同|签约|下单|订单|报名|登记)(?:金?额|款|人?数)|(?:未|尚未|没有?)(?:付款|支付|到账|核实|审核|发货|采购)"
    r"|补报|漏报|已(?:在|于|由).{1,8}报|报过(?!程)|不计(?!算|划|较|名)|不算|不纳入|剔除|作废|无效|借款"
    r"|(?:应|要|需|均|须)?(?:乘以?|除以)\d|[×*]\d{2,}|\d倍|美元|美金|港[币元]|欧元|日元|USD|一半|[列报计]示?\d{1,3}%|折算|打\d折"
    r"|两[镇家街]|合并(?:数|填报|统计|上报|$)|含(?:周边|[一-龥]{1,4}[镇街])(?!级)|为?单价|[百千万]人|(?:上|下)半年|第?[一二三四1-4]季度累"
)
# A line that tells how to fill in, or asks for something: 退货填负数, 请于5日前报送.
_INSTRUCTION = re.compile(
    r"[请填须]|应当|不得|如[有无果遇]|若|必[填须]|按[照要]|指[:：]|包括[:：]|例如|可"
)
LONGEST_LINE = 40


def doubtful_in(text: str) -> str:
    """The words of a line around a table that make its figures doubtful; empty where none do.

    >>> doubtful_in("以上三笔已在8月报过"), doubtful_in("退货填负数，不计入的请注明")
    ('已在8月报', '')
    """
    line = plain(text)
    if len(line) > LONGEST_LINE or _INSTRUCTION.search(line):
        return ""
    match = _OF_ALL.search(line)
    return match[0] if match else ""
