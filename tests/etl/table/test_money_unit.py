"""The money unit of a table, from its cover, its title or its header; never a guess."""

from collections.abc import Callable
from typing import Any

import pytest

from etl.examine.examine import Findings

Examined = Callable[..., Findings]
Rows = list[list[Any]]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]
ROW = ["某甲公司", "832平台", "2022-09-03", 1.2]


def told(findings: Findings) -> list[tuple[str, str]]:
    assert findings.parts == ()
    return [(p.code, p.message) for p in findings.problems]


@pytest.mark.parametrize(
    ("above", "header", "fen"),
    [
        ([], "采购额度", 120),
        ([], "采购额度（元）", 120),
        ([], "采购额度（万元）", 1_200_000),
        ([], "采购额度(单位：万元)", 1_200_000),
        ([], "采购额度（含税，万元）", 1_200_000),
        ([], "采购额度（含税）", 120),
        ([], "采购金额（亿元）", 12_000_000_000),
        ([["金额单位", "万元"]], "采购额度", 1_200_000),
        ([["金额单位：亿元"]], "采购额度", 12_000_000_000),
        ([["消费帮扶采购明细表（单位：万元）"]], "采购额度", 1_200_000),
        ([["消费帮扶采购明细表（万元）"]], "采购额度", 1_200_000),
        ([["单位：人民币万元"]], "采购额度", 1_200_000),
        ([["金额单位：万元"]], "采购额度（万元）", 1_200_000),
    ],
)
def test_money_is_in_the_unit_that_cover_or_header_name(
    examined: Examined, above: Rows, header: str, fen: int
) -> None:
    rows = [*above, [*HEADER[:3], header], ROW]
    findings = examined("七宝镇.xlsx", {"Sheet1": rows})
    assert {p.code for p in findings.problems} == {"missing_voucher"}
    assert findings.parts[0].rows["amount_fen"].to_pylist() == [fen]


@pytest.mark.parametrize(
    ("above", "header", "found"),
    [
        ([["金额单位：元"]], "采购额度（万元）", "万元、元"),
        ([["金额单位：元"], ["单位：万元"]], "采购额度", "万元、元"),
    ],
)
def test_two_money_units_are_a_question(
    examined: Examined, above: Rows, header: str, found: str
) -> None:
    findings = examined("七宝镇.xlsx", {"Sheet1": [*above, [*HEADER[:3], header], ROW]})
    message = f"《消费帮扶采购明细表》金额单位写得不一致：{found}"
    assert told(findings) == [("money_unit_conflict", message)]


@pytest.mark.parametrize(
    ("above", "header", "found"),
    [
        ([["金额单位：千元"]], "采购额度", "千元"),
        ([["单位", "千元"]], "采购额度", "千元"),
        ([], "采购额度（千元）", "千元"),
        ([], "采购额度（美元）", "美元"),
    ],
)
def test_a_money_unit_that_is_not_known_is_never_taken_for_yuan(
    examined: Examined, above: Rows, header: str, found: str
) -> None:
    findings = examined("七宝镇.xlsx", {"Sheet1": [*above, [*HEADER[:3], header], ROW]})
    message = f"《消费帮扶采购明细表》不认识的金额单位：{found}"
    assert told(findings) == [("unknown_money_unit", message)]


def test_each_money_column_may_have_a_unit_of_its_own(examined: Examined) -> None:
    header = ["项目编号", "项目名称", "项目级别", "县（区）"]
    header += ["计划投资（亿元）", "完成投资（万元）", "已拨付资金（元）"]
    row = ["P1", "某路", "市级", "大关县", 0.03, 200, 5e5]
    (part,) = examined("援滇昭通小组9月.xlsx", {"Sheet1": [header, row]}).parts
    money = part.rows.select(["planned_fen", "invested_fen", "allocated_fen"]).to_pylist()
    assert [list(r.values()) for r in money] == [[300_000_000, 200_000_000, 50_000_000]]
