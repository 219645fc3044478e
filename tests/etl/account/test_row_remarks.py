"""What a remark says of its row: not yet, not any more, or told of in another place."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings

Examined = Callable[[str, dict[str, list[list[Any]]]], Findings]


def tours(remark: str) -> dict[str, list[list[Any]]]:
    return {
        "S": [
            ["赴对口地区组团情况表"],
            ["填报单位：区文旅局", "填报月份：2022年9月"],
            ["团号", "类别", "组织单位", "目的地", "出发日期", "人数", "备注"],
            ["T001", "疗休养", "七宝镇总工会", "隆阳区", date(2022, 9, 5), 32, remark],
            ["T002", "疗休养", "莘庄镇总工会", "施甸县", date(2022, 9, 6), 25, None],
        ]
    }


@pytest.mark.parametrize(
    "remark",
    [
        *(
            "未成团",
            "退团",
            "未出发",
            "暂停",
            "尚未举行",
            "筹备中",
            "拟于10月举办",
            "人数待定",
            "预计",
        ),
        *(
            "将于下月举行",
            "因故没有举办",
            "上月已报",
            "已由区人社局上报",
            "与T002合并统计",
            "见上行",
        ),
        *("同T002", "仅15人成行", "实际20人", "不计任务", "×"),
    ],
)
def test_a_row_that_may_not_count_is_asked_about(examined: Examined, remark: str) -> None:
    (question,) = [p.asked for p in examined("文旅局.xlsx", tours(remark)).problems if p.is_open]
    assert question is not None
    told = [(c.code, c.totals) for c in question.choices]
    assert told[:2] == [("skip", "人数 25，1 行"), ("keep", "人数 57，2 行")]


@pytest.mark.parametrize(
    "remark",
    [
        *(
            "1号车",
            "线上线下结合",
            "实际32人",
            "计划明年继续合作",
            "已报区领导审阅",
            "已结业",
        ),
        *(
            "拟继续推进",
            "由七宝镇承办",
            "与施甸县共同举办",
            "预计带动就业30人",
            "见附件",
            "报名踊跃",
        ),
    ],
)
def test_a_remark_that_only_tells_is_not(examined: Examined, remark: str) -> None:
    assert examined("文旅局.xlsx", tours(remark)).accepted
