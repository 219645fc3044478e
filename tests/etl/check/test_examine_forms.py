"""A clean workbook of each of the 14 forms, with the header on row 1 and below a cover."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings

Examined = Callable[..., Findings]
Rows = list[list[Any]]
D = date
# form, who sends it, its header, one row as it is written, the same row as it is read
FORMS: list[tuple[str, str, list[str], list[Any], dict[str, Any]]] = [
    (
        "purchase",
        "七宝镇",
        ["采购单位", "采购类别", "采购渠道", "产地", "采购日期", "采购额度", "采购凭证"],
        ["某甲公司", "企业动员", "832平台", "施甸", D(2022, 9, 3), 1299.5, 20220903],
        {"purchaser": "某甲公司", "category": "企业动员", "channel": "832平台", "county": "施甸县"}
        | {"purchased_on": D(2022, 9, 3), "amount_fen": 129_950, "voucher": "20220903"},
    ),
    (
        "county_sale",
        "援滇保山小组",
        ["所在县（区）", "销售日期", "采购方", "销售额", "是否计入前四项"],
        ["隆阳区", "2022-09-04", "某乙公司", "3.6万", "否"],
        {"county": "隆阳区", "sold_on": D(2022, 9, 4), "buyer": "某乙公司"}
        | {"amount_fen": 3_600_000, "counted_elsewhere": False},
    ),
    (
        "canteen",
        "区财政局",
        ["预算单位", "有无食堂", "年度食堂采购总额", "预留比例", "累计采购额"],
        ["某丙中学", "有", 900_000, "10%", 45_000.5],
        {"budget_unit": "某丙中学", "has_canteen": True, "annual_total_fen": 90_000_000}
        | {"reserved_ratio": 10.0, "purchased_fen": 4_500_050},
    ),
    (
        "tour",
        "区文旅局",
        ["团号", "类别", "组织单位", "目的地", "出发日期", "返程日期", "人数"],
        ["T01", "旅游", "某旅行社", "保山市", "2022.9.5", "2022.9.9", "31人"],
        {"group_no": "T01", "kind": "旅游", "organiser": "某旅行社", "destination": "保山市"}
        | {"departs_on": D(2022, 9, 5), "returns_on": D(2022, 9, 9), "people": 31},
    ),
    (
        "training",
        "区委组织部",
        ["班次名称", "培训类别", "结对县（区）", "开班日期", "实际人数", "创业成功人数"],
        ["致富班", "创业致富带头人", "大关县", "9月6日", 50, None],
        {"course": "致富班", "kind": "创业致富带头人", "county": "大关县"}
        | {"starts_on": D(2022, 9, 6), "trained": 50, "succeeded": None},
    ),
    (
        "job_fair",
        "区人社局",
        ["举办日期", "结对县（区）", "形式", "是否与培训衔接", "参会企业数"],
        [D(2022, 9, 7), "绥江县", "线上线下", None, 12],
        {"held_on": D(2022, 9, 7), "county": "绥江县", "mode": "线上线下"}
        | {"linked_training": None, "employers": 12},
    ),
    (
        "employment",
        "区人社局",
        ["结对县（区）", "本月新增来沪就业人数", "本月新增就地就近就业人数"],
        ["永善县", 35, 120],
        {"county": "永善县", "in_shanghai": 35, "local": 120},
    ),
    (
        "project",
        "援疆泽普分指",
        [
            "项目编号",
            "项目名称",
            "项目级别",
            "县（区）",
            "责任单位",
            "计划投资",
            "完成投资",
            "已拨付资金",
            "开工日期",
        ],
        ["P1", "某路", "市级", "泽普县", "莘工区", 5e6, 2.5e6, 2e6, "2021-11-08"],
        {"project_no": "P1", "name": "某路", "level": "市级", "county": "泽普县"}
        | {"unit": "莘庄工业区", "planned_fen": 500_000_000, "invested_fen": 250_000_000}
        | {"allocated_fen": 200_000_000, "started_on": D(2021, 11, 8)},
    ),
    (
        "event",
        "区合作交流办",
        ["活动类别", "主办单位", "对口地区", "活动日期", "参与人数"],
        ["展示推介", "区市场监管局", "喀什", D(2022, 9, 9), None],
        {"kind": "展示推介", "unit": "区市场局", "place": "喀什地区"}
        | {"held_on": D(2022, 9, 9), "people": None},
    ),
    (
        "posting",
        "区教育局",
        [
            "类别",
            "结对县（区）",
            "派出单位",
            "结对学校（医院）",
            "选派人数",
            "是否小组团示范点",
            "起始日期",
        ],
        ["教师", "昌宁县", "某丁小学", "某戊小学", 2, "√", "2021-09-01"],
        {"kind": "教师", "county": "昌宁县", "sender": "某丁小学", "receiver": "某戊小学"}
        | {"people": 2, "team_site": True, "starts_on": D(2021, 9, 1)},
    ),
    (
        "enterprise",
        "梅陇镇",
        ["企业名称", "企业性质", "结对县（区）", "结对村", "帮扶资金", "签约日期"],
        ["某己公司", "民营", "盐津县", "某村", "5万", "2021-05-01"],
        {"enterprise": "某己公司", "ownership": "民营", "county": "盐津县", "village": "某村"}
        | {"pledged_fen": 5_000_000, "signed_on": D(2021, 5, 1)},
    ),
    (
        "task_report",
        "区经委",
        ["任务序号", "进展状态", "进展情况"],
        [19, "推进中", "已完成 60%"],
        {"task": 19, "state": "推进中", "progress": "已完成 60%"},
    ),
    (
        "quota",
        "区合作交流办",
        ["指标", "承担单位", "目标值", "生效日期", "依据"],
        ["镇街动员企业采购", "莘庄镇", 320, "2022-07-01", "某通知"],
        {"indicator": "enterprise_purchase", "unit": "莘庄镇", "target": 320.0}
        | {"effective_on": D(2022, 7, 1), "basis": "某通知"},
    ),
    (
        "follow_up",
        "区合作交流办",
        ["事项编号", "督办事项", "承办单位", "提出日期", "办结期限"],
        ["D01", "某事", "区经委", "2022-07-01", "2022-08-01"],
        {"matter_no": "D01", "matter": "某事", "unit": "区经委"}
        | {"decided_on": D(2022, 7, 1), "due_on": D(2022, 8, 1)},
    ),
]
EVERY_FORM = pytest.mark.parametrize(
    ("form", "unit", "header", "row", "read"), FORMS, ids=[form for form, *_ in FORMS]
)


def typed(findings: Findings) -> tuple[str, str, dict[str, Any]]:
    """Form, unit and only row of an accepted workbook, without where the row stands."""
    assert findings.problems == ()
    (part,) = findings.parts
    (row,) = part.rows.to_pylist()
    about = {"sheet", "row", "reporting_unit", "month"}
    return part.form, part.unit, {k: v for k, v in row.items() if k not in about}


@EVERY_FORM
def test_a_form_with_its_header_on_row_1_is_accepted(
    examined: Examined, form: str, unit: str, header: Any, row: Any, read: Any
) -> None:
    findings = examined(f"{unit}_2022年9月.xlsx", {"Sheet1": [header, row]})
    assert typed(findings) == (form, unit, read)


@EVERY_FORM
def test_a_form_below_a_cover_is_accepted(
    examined: Examined, form: str, unit: str, header: Any, row: Any, read: Any
) -> None:
    cover: Rows = [["区里要的表"], ["填报单位", unit, "填报月份", "2022年9月"], []]
    findings = examined("报表.xlsx", {"Sheet1": [*cover, header, row]})
    assert typed(findings) == (form, unit, read)


def test_a_row_knows_where_it_stood_and_for_whom_and_when_it_counts(examined: Examined) -> None:
    header = ["采购单位", "采购渠道", "采购日期", "采购额度"]
    rows: Rows = [["某甲公司", "超市", "2022-07-31", 5], [], ["某乙公司", "超市", "2022-09-01", 6]]
    (part,) = examined("七宝镇.xlsx", {"一": [[], header, *rows]}).parts
    about = ["sheet", "row", "reporting_unit", "month"]
    assert part.rows.select(about).to_pylist() == [
        {"sheet": "一", "row": 3, "reporting_unit": "七宝镇", "month": D(2022, 7, 1)},
        {"sheet": "一", "row": 5, "reporting_unit": "七宝镇", "month": D(2022, 9, 1)},
    ]
    assert part.months == (D(2022, 7, 1), D(2022, 9, 1))
    assert part.columns == {
        "purchaser": "A",
        "channel": "B",
        "purchased_on": "C",
        "amount": "D",
    }
