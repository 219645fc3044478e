"""Returned: each fault of a cell with its sheet, cell, value, rule, message and hint."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings
from etl.problems import Problem
from etl.rules import rule_of

Examined = Callable[..., Findings]
# A clean row of each form that is used here; a test spoils one cell of it.
CLEAN: dict[str, dict[str, Any]] = {
    "purchase": {"采购单位": "某甲公司", "采购渠道": "超市", "采购日期": "2022-09-03"}
    | {"采购额度": 12.5, "采购类别": "企业动员", "产品名称": "大米"},
    "canteen": {"预算单位": "某小学", "年度食堂采购总额": 9, "预留比例": "10%", "累计采购额": 1},
    "tour": {"团号": "T1", "类别": "旅游", "组织单位": "某社", "目的地": "保山市"}
    | {"出发日期": "2022-09-03", "人数": 18},
    "county_sale": {"所在县（区）": "大关县", "销售日期": "2022-09-03", "销售额": 5}
    | {"是否计入前四项": "否"},
    "task_report": {"任务序号": 19, "进展状态": "推进中", "进展情况": "顺利"},
    "quota": {"指标": "镇街动员企业采购", "目标值": 300, "生效日期": "2022-07-01", "依据": "某文"},
    "event": {"活动类别": "展示推介", "主办单位": "区经委", "活动日期": "2022-09-03"},
}
SENDERS = {"purchase": "七宝镇", "canteen": "区财政局", "tour": "区文旅局", "event": "区经委"}
SENDERS |= {"county_sale": "援滇昭通小组", "task_report": "区经委", "quota": "区合作交流办"}


def sheet(form: str, **spoilt: Any) -> list[list[Any]]:
    row = CLEAN[form] | spoilt
    cover = ["填报单位", SENDERS[form], "填报月份", "2022年9月"]
    return [cover, list(row), list(row.values())]


@pytest.mark.parametrize(
    ("form", "column", "value", "cell", "rule", "message", "hint"),
    [
        ("purchase", "采购渠道", None, "B3", "missing_cell", "必填，现为空", "请填写“采购渠道”"),
        ("purchase", "采购渠道", "--", "B3", "missing_cell", "必填，现为空", "请填写“采购渠道”"),
        (
            "purchase",
            "采购类别",
            "零售",
            "E3",
            "bad_choice",
            "“零售”不在可选范围内",
            "请从中选一项：大宗批发、直采直购、工会福利、企业动员、食堂采购",
        ),
        (
            "event",
            "主办单位",
            "区经促委",
            "B3",
            "unknown_unit",
            "不认识的单位“区经促委”",
            "您是不是要写：区经委？",
        ),
        (
            "purchase",
            "采购日期",
            "2022.13.45",
            "C3",
            "bad_date",
            "无法识别日期“2022.13.45”",
            "请写成 2022-06-03 的样子",
        ),
        (
            "purchase",
            "采购日期",
            "6月上旬",
            "C3",
            "bad_date",
            "无法识别日期“6月上旬”",
            "请写成 2022-06-03 的样子",
        ),
        (
            "purchase",
            "采购日期",
            date(2021, 12, 28),
            "C3",
            "date_outside_year",
            "2021-12-28 不在 2022 年之内",
            "请核对日期；不属于 2022 年的，请报相应年度",
        ),
        (
            "purchase",
            "采购日期",
            "2022-10-01",
            "C3",
            "date_outside_period",
            "2022-10-01 不在表头所写的 2022年9月 之内",
            "日期无误的，请把表头的报表期间写宽，使其包含这一天",
        ),
        (
            "purchase",
            "采购额度",
            "约三万多",
            "D3",
            "bad_money",
            "“约三万多”不是金额",
            "请写成数字，如 12345.67；金额单位写在表头“金额单位”处",
        ),
        (
            "tour",
            "人数",
            -18,
            "F3",
            "negative_count",
            "“-18”小于 0",
            "人数、个数须是 0 或正整数",
        ),
        ("tour", "人数", 2.5, "F3", "bad_count", "“2.5”不是整数", "人数、个数须是 0 或正整数"),
        (
            "tour",
            "目的地",
            "成都",
            "D3",
            "unknown_place",
            "不认识的对口地区“成都”",
            "请按名册填写对口地区的规范名称",
        ),
        (
            "canteen",
            "预留比例",
            "850%",
            "C3",
            "bad_percent",
            "“850%”不在 0 到 100% 之间",
            "请写成 10% 的样子",
        ),
        (
            "canteen",
            "预留比例",
            1,
            "C3",
            "ambiguous_percent",
            "“1”可能是 1% 也可能是 100%",
            "请写成 1% 或 100%",
        ),
        (
            "county_sale",
            "是否计入前四项",
            "大概",
            "D3",
            "bad_yes_no",
            "“大概”不是“是”或“否”",
            "请只填“是”或“否”",
        ),
        (
            "county_sale",
            "所在县（区）",
            "大观县",
            "A3",
            "unknown_county",
            "不认识的结对县（区）“大观县”",
            "您是不是要写：大关县？",
        ),
        (
            "task_report",
            "任务序号",
            47,
            "A3",
            "bad_task",
            "任务序号“47”不在 1 到 46 之间",
            "请对照工作要点任务分解表填写任务序号",
        ),
        (
            "quota",
            "指标",
            "植树",
            "A3",
            "unknown_indicator",
            "不认识的指标“植树”",
            "请按名册填写指标的规范名称",
        ),
        (
            "quota",
            "目标值",
            "三百",
            "B3",
            "bad_number",
            "“三百”不是数字",
            "请只写数字，如 12 或 1,299.00",
        ),
    ],
)
def test_a_wrong_cell_is_told_with_its_place_and_how_to_mend_it(
    examined: Examined,
    form: str,
    column: str,
    value: Any,
    cell: str,
    rule: str,
    message: str,
    hint: str,
) -> None:
    findings = examined("报表.xlsx", {"九月": sheet(form, **{column: value})})
    told = f"第 3 行“{column}”：{message}"
    shown = None if value is None else str(value)
    problem = Problem(rule_of(rule, "error"), told, hint, "九月", cell, shown)
    assert (findings.parts, findings.problems) == ((), (problem,))
