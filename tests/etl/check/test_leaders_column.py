"""带队领导 on 活动开展情况表: there and filled, there and empty, or not there at all."""

from collections.abc import Callable
from typing import Any

import pytest

from etl import rules
from etl.examine.examine import Findings
from etl.problems import has_errors

Examined = Callable[..., Findings]
HEADER = ["活动类别", "主办单位", "对口地区", "活动日期"]


def visit(*leader: Any, kind: str = "调研对接") -> list[Any]:
    return [kind, "区合作交流办", "盐津县", "2022-07-06", *leader]


def led_by(findings: Findings) -> list[str | None]:
    assert not has_errors(findings.problems), findings.problems
    (part,) = findings.parts
    if "led_by" not in part.rows.column_names:
        return [None] * part.rows.num_rows
    column: list[str | None] = part.rows["led_by"].to_pylist()
    return column


def sheet(header: list[Any], *rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"7月": [["填报单位：", "区合作交流办"], header, *rows]}


@pytest.mark.parametrize("name", ["带队领导", "带队领导（级别）", "率队领导", "带队领导及级别"])
def test_the_column_is_read_as_levels(examined: Examined, name: str) -> None:
    rows = [visit("区委副书记 张某"), visit("区领导"), visit("李某（副镇长）")]
    findings = examined("活动.xlsx", sheet([*HEADER, name], *rows))
    assert led_by(findings) == ["区领导", "区领导", "镇街领导"]


def test_an_empty_cell_under_the_column_is_not_a_missing_column(examined: Examined) -> None:
    rows = [visit(None), visit("/"), visit(None, kind="联席会议"), visit("区领导")]
    findings = examined("活动.xlsx", sheet([*HEADER, "带队领导"], *rows))
    assert led_by(findings) == ["未填写", "未填写", "未填写", "区领导"]
    # a meeting needs no leader
    cells = [p.cell for p in findings.problems if p.rule is rules.MISSING_LEADER]
    assert cells == ["E3", "E4"]


def test_without_the_column_nothing_is_said_of_the_leader(examined: Examined) -> None:
    findings = examined("活动.xlsx", sheet(HEADER, visit()))
    assert led_by(findings) == [None]
    assert findings.problems == ()


def test_a_name_alone_is_asked_about(examined: Examined) -> None:
    findings = examined("活动.xlsx", sheet([*HEADER, "带队领导"], visit("张某")))
    assert [(p.code, p.cell) for p in findings.problems] == [("bad_choice", "E3")]
    assert findings.problems[0].message == "第 3 行“带队领导”：看不出“张某”是哪一级领导"
