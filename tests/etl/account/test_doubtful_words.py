"""Words that make a row or a whole table doubtful wherever they stand; and words that do not."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from etl.examine.examine import Findings, examine
from etl.forms.context import Office

Rows = list[list[Any]]
Examined = Callable[[str, dict[str, Rows]], Findings]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]


def purchases(
    name: str = "", cells: tuple[str, ...] = (), above: str = "", below: str = ""
) -> Rows:
    rows: Rows = [
        ["甲公司", "超市", date(2022, 9, 1), 12_000, "31001"],
        ["乙公司", "商城", date(2022, 9, 2), 8_500, "31002"],
        ["丙公司", "超市", date(2022, 9, 5), 3_000, "31003"],
    ]
    cover = ["填报单位：七宝镇", "填报月份：2022年9月", "金额单位：元"]
    if name:
        rows = [[*row, cell] for row, cell in zip(rows, cells, strict=True)]
    header = [*HEADER, name] if name else HEADER
    lines = [[above]] if above else []
    return [["消费帮扶采购明细表"], cover, *lines, header, *rows, *([[below]] if below else [])]


def asked(found: Findings) -> list[str]:
    return [p.code for p in found.problems if p.is_open]


@pytest.mark.parametrize(
    "remark",
    [
        *("已撤单", "客户已取消订单", "钱未付", "下月再付", "没有发货", "该笔不作数", "请忽略此行"),
        *("已转莘庄镇统计", "8月的", "预订", "仅定金，尾款未付", "此为预估", "发票作废", "误录"),
        *("仅供参考", "系8月补报", "属浦江镇", "与上一行是同一笔", "同甲公司", "内部调拨"),
        *("这单黄了", "客户反悔", "没谈拢", "只交了定钱", "领导不同意", "按美元结算", "数字不准"),
        *("等春节后再买", "隔壁镇的数", "两边都报", "8000多", "实付6500", "6500元", "×10", "白送"),
        *("徐汇区企业", "见工会报表", "上面已经算过", "任务外", "莘庄镇的", "明年执行", "练习用"),
        *("已撤", "全退", "划给工业区", "挂账", "先用后付", "资金未落实", "仅签框架协议", "少报"),
    ],
)
def test_a_remark_that_may_take_its_row_away_is_asked_about(
    examined: Examined, remark: str
) -> None:
    book = {"S": purchases("备注", ("", remark, ""))}
    assert asked(examined("七宝镇.xlsx", book)) == ["row_state"]


@pytest.mark.parametrize(
    "remark",
    [
        *("职工福利", "第二批，含运费", "已付款", "补开发票", "9月到货", "9月15日送达", "月饼"),
        *("原发票作废，已重开", "上半年未采购", "与丁公司联合采购", "党员认购", "取消中间环节"),
        *("接待用茶", "退休职工慰问", "挂面", "家属慰问", "未来茶园", "暂无", "莘庄店"),
        *("保山小粒咖啡", "昭通丑苹果、核桃等", "施甸县由旺镇", "红枣200份、核桃100份"),
        *("联系人：李国强 13800138000", "合同编号QB-2022-018", "顺丰冷链", "质检报告齐全"),
        *(
            "每人两盒",
            "单价35元/斤",
            "9月中旬配送",
            "2022.9.8开票",
            "带动脱贫户12户",
            "专票，税率9%",
        ),
        *("货款已结清", "直播间下单", "价格优惠", "褚橙", "施甸水豆豉", "第二批", "以买代帮"),
    ],
)
def test_a_remark_of_every_day_is_not(examined: Examined, remark: str) -> None:
    assert examined("七宝镇.xlsx", {"S": purchases("备注", ("", remark, ""))}).accepted


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("付款情况", ("已付", "未付", "已付")),
        ("审核结果", ("通过", "不通过", "通过")),
        ("是否退货", ("否", "是", "否")),
        ("归属街镇", ("七宝镇", "浦江镇", "七宝镇")),
        ("业务类型", ("采购", "退货", "采购")),
        ("借/贷", ("借", "贷", "借")),
    ],
)
def test_a_column_that_takes_rows_away_is_asked_about(
    examined: Examined, name: str, cells: tuple[str, ...]
) -> None:
    assert asked(examined("七宝镇.xlsx", {"S": purchases(name, cells)})) == ["row_state"]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("付款情况", ("已付", "已付清", "银行转账")),
        ("审核意见", ("同意", "同意", "同意")),
        ("是否退货", ("否", "无", "")),
        ("类型", ("企业", "商铺", "企业")),
        ("验收情况", ("合格", "已验收", "合格")),
    ],
)
def test_a_column_that_says_yes_is_not(
    examined: Examined, name: str, cells: tuple[str, ...]
) -> None:
    assert examined("七宝镇.xlsx", {"S": purchases(name, cells)}).accepted


@pytest.mark.parametrize(
    "line",
    [
        *("以下数据仅供内部测算", "口径：应采购额", "统计口径：签约金额", "本表含8月补报"),
        *("说明：含浦江镇数据", "（两镇合并）", "按一半计", "领导还没看过", "这版别用", "外币"),
        *("数据先占个位", "部分单位还没交", "差额", "含了邻镇", "请以纸质版为准", "随便填的"),
    ],
)
def test_a_line_above_that_makes_all_figures_doubtful_is_asked_about(
    examined: Examined, line: str
) -> None:
    assert asked(examined("七宝镇.xlsx", {"S": purchases(above=line)})) == ["other_state"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("以上三笔已在8月报过", "other_state"),
        ("以上为合同金额，尚未付款", "other_state"),
        ("其中乙公司一笔不计", "other_state"),
        ("本表金额为美元", "other_state"),
        ("以上数字应乘以10000", "other_state"),
        ("以上为8月份数据", "other_span"),
    ],
)
def test_a_note_that_makes_all_figures_doubtful_is_asked_about(
    examined: Examined, line: str, rule: str
) -> None:
    assert asked(examined("七宝镇.xlsx", {"S": purchases(below=line)})) == [rule]


@pytest.mark.parametrize(
    "line",
    [
        *("注：以上均为含税金额", "填表说明：1.退货填负数，不计入的请注明。", "以上金额均已付款"),
        *("以上数据真实有效", "备注：发票附后", "说明：本月新增丙公司", "注：产品均来自对口地区"),
        *(
            "注：按采购日期排序",
            "注：采购渠道按实际填写",
            "报：区合作交流办",
            "说明：一式三份，盖章有效",
        ),
    ],
)
def test_a_note_of_every_day_is_not(examined: Examined, line: str) -> None:
    assert examined("七宝镇.xlsx", {"S": purchases(below=line)}).accepted


@pytest.mark.parametrize(
    ("file", "sheet"),
    [
        ("七宝镇 2021 采购.xlsx", "S"),
        ("七宝镇.xlsx", "对照"),
        ("七宝镇.xlsx", "9月×"),
        ("七宝镇.xlsx", "Sheet1-废弃"),
    ],
)
def test_names_that_say_it_is_another_table_are_asked_about(
    examined: Examined, file: str, sheet: str
) -> None:
    assert asked(examined(file, {sheet: purchases()})) == ["other_state"]


@pytest.mark.parametrize(
    "file", ["七宝镇 2022 采购.xlsx", "七宝镇2022-09.xlsx", "七宝20221008.xlsx"]
)
def test_the_plans_own_year_in_a_name_is_not(examined: Examined, file: str) -> None:
    assert examined(file, {"S": purchases()}).accepted


@pytest.mark.parametrize("text", ["此笔已退货", "这行不算"])
def test_a_comment_on_a_row_is_read_like_its_remark(office: Office, text: str) -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in purchases():
        page.append(row)
    page["D5"].comment = Comment(text, "张三")
    file = BytesIO()
    book.save(file)
    assert asked(examine("七宝镇.xlsx", file.getvalue(), office)) == ["row_state"]


def test_a_line_that_looks_like_a_total_is_read_as_a_note(examined: Examined) -> None:
    header = ["结对县（区）", "本月新增来沪就业人数", "本月新增就地就近就业人数"]
    cover = ["填报单位：区人社局", "填报月份：2022年9月"]
    rows = [["劳务协作就业人数月报表"], cover, header, ["隆阳区", 12, 30], ["以上为累计数"]]
    assert asked(examined("就业.xlsx", {"S": rows})) == ["other_span"]


@pytest.mark.parametrize("title", ["指标建议表", "指标分解测算表"])
def test_quotas_that_are_not_told_yet_are_asked_about(examined: Examined, title: str) -> None:
    row = ["镇街动员企业采购", "七宝镇", 300, "2022-06-01", "闵合组〔2022〕1号"]
    header = ["指标", "承担单位", "目标值", "生效日期", "依据"]
    sheet = [[title], ["填报单位：区合作交流办"], header, row]
    assert asked(examined("下达.xlsx", {"S": sheet})) == ["other_state"]


def test_a_share_in_the_header_of_a_sum_is_asked_about(examined: Examined) -> None:
    header = ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资"]
    header += ["完成投资（比例）", "已拨付资金"]
    row = ["BS-01", "学校", "市级", "隆阳区", 200, 150, 100]
    cover = ["填报单位：援滇保山小组", "填报月份：2022年9月", "金额单位：万元"]
    found = examined("保山.xlsx", {"S": [["援建项目进度表"], cover, header, row]})
    assert asked(found) == ["unknown_words"]
