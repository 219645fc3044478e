"""带队领导: the level of whoever led, from a level, a post, or a post and a name."""

from collections.abc import Callable
from typing import Any

import pytest

from etl.forms.leaders import Leader

Read = Callable[..., Any]
Refusal = Callable[..., tuple[str, str, str]]


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("区领导", "区领导"),
        ("区级领导", "区领导"),
        ("区 领 导", "区领导"),
        ("区主要领导", "区领导"),
        ("区分管领导 王某", "区领导"),
        ("区委、区政府主要负责同志", "区领导"),
        ("闵行区委书记 张某", "区领导"),
        ("区委副书记 张某", "区领导"),
        ("区委副书记、区长", "区领导"),
        ("副区长李某", "区领导"),
        ("李某（常务副区长）", "区领导"),
        ("区委常委、组织部部长 王某", "区领导"),
        ("区人大常委会副主任 赵某", "区领导"),
        ("区政协主席", "区领导"),
        ("副区长 钱某、区经委主任 孙某", "区领导"),
        ("部门领导", "部门领导"),
        ("区合作交流办主任 周某", "部门领导"),
        ("区经委副主任", "部门领导"),
        ("区文旅局局长", "部门领导"),
        ("区总工会主席", "部门领导"),
        ("区委办公室副主任", "部门领导"),
        ("区委组织部副部长", "部门领导"),
        ("区人大办公室主任", "部门领导"),
        ("区政协社会委主任", "部门领导"),
        ("团区委书记", "部门领导"),
        ("共青团闵行区委副书记", "部门领导"),
        ("援滇保山小组组长", "部门领导"),
        ("镇街领导", "镇街领导"),
        ("镇领导", "镇街领导"),
        ("镇党委书记 吴某", "镇街领导"),
        ("七宝镇副镇长", "镇街领导"),
        ("街道办事处主任", "镇街领导"),
        ("莘庄工业区管委会主任", "镇街领导"),
        ("莘庄工业区领导", "镇街领导"),
        ("其他", "其他"),
        ("非区领导", "其他"),
        ("没有区领导", "其他"),
        ("副县长 郑某", "其他"),
        ("隆阳区副区长", "其他"),
        ("市领导", "其他"),
        ("工作人员", "其他"),
    ],
)
def test_a_leader_is_kept_as_the_level_of_the_post(read: Read, cell: str, level: str) -> None:
    assert read(Leader, cell) == level


@pytest.mark.parametrize(
    "cell",
    [
        "张某",
        "领导",
        "书记",
        "主任 张某",
        "组织部部长",
        "政法委书记 李某",
        "受区长委托，某某带队",
        "区长助理",
        "副区长（待定）",
        "是",
        20.0,
        "区" * 101,
    ],
)
def test_of_a_name_alone_or_a_post_of_two_levels_it_is_asked(refusal: Refusal, cell: Any) -> None:
    code, message, hint = refusal(Leader, cell)
    assert (code, message[:4]) == ("bad_choice", "看不出“")
    assert hint == (
        "请写级别（区领导、部门领导、镇街领导、其他），或职务和姓名，如 区委副书记 张某"
    )
