"""What a patient clerk reads without asking, and what only looks like a figure."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings
from etl.store.lines.ledger import totals_fen

Examined = Callable[..., Findings]
D = date(2022, 9, 3)
COVER = ["填报单位：七宝镇", None, "填报月份：2022年9月"]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证", "备注"]
A = ["甲公司", "超市", D, 100, "11111111", None]
B = ["乙公司", "832平台", D, 250, "22222222", None]


def errors(findings: Findings) -> set[tuple[str, str | None]]:
    return {(p.code, p.cell) for p in findings.problems if p.severity == "error"}


def amount(findings: Findings) -> float:
    assert errors(findings) == set()
    return sum(totals_fen(p)["amount"] for p in findings.parts) / 100


@pytest.mark.parametrize(
    "rows",
    [
        [
            COVER,
            ["采购单位", "\u200b采购渠道", "采购日期\ufeff", "采购\u00ad额度", *HEADER[4:]],
            A,
            B,
        ],
        [COVER, HEADER, A, ["乙公司", "832平台", "\u200e2022-09-03", "250\u200b", "22222222"]],
        [COVER, HEADER, A, B, ["合\u200b計", None, None, 350]],
        [["填報單位：七寶鎮", None, "填報月份：二〇二二年九月"], HEADER, A, B],
        [COVER, ["採購單位", "採購渠道", "採購日期", "採購額度", "採購憑證", "備註"], A, B],
        [COVER, ["采购单位", "采购渠道", "采购日期", "采购额度①", "采购凭证", "备注②"], A, B],
        [COVER, ["采购单位¹", "采购渠道", "采购日期²", "采购额度（元）③", "采购凭证"], A, B],
        [["填报单位：七宝镇\u200b", None, "填报月份：22年9月"], HEADER, A, B],
        [["填报单位：七宝镇", None, "填报⽉份：2022年9月"], HEADER, A, B],
        [COVER, HEADER, A, [*B[:5], "#N/A"]],
        [COVER, HEADER, A, B, ["\u200b", None, None, "\u3000", None, "\u00a0"]],
    ],
)
def test_it_is_read_without_asking(examined: Examined, rows: list[list[Any]]) -> None:
    assert amount(examined("采购.xlsx", {"9月": rows})) == 350


@pytest.mark.parametrize("lines", [18, 25, 60, 300])
def test_a_header_stands_below_any_number_of_lines(examined: Examined, lines: int) -> None:
    notes = [[f"填表说明第 {i} 条，请如实填写"] for i in range(lines)]
    rows = [["消费帮扶采购明细表"], COVER, *notes, HEADER, A, B]
    assert amount(examined("采购.xlsx", {"9月": rows})) == 350


def test_a_header_of_two_levels_stands_below_many_lines(examined: Examined) -> None:
    notes = [[f"说明 {i}"] for i in range(40)]
    upper = ["采购单位", "采购渠道", "采购日期", "资金情况（万元）", None, "备注"]
    lower = [None, None, None, "采购额度", "采购凭证", None]
    assert amount(examined("采购.xlsx", {"9月": [COVER, *notes, upper, lower, A]})) == 1_000_000


@pytest.mark.parametrize("figure", ["12000①", "12000²", "12000⑴", "⒓", "½", "1₂", "12❶"])
def test_a_mark_beside_an_amount_is_told(examined: Examined, figure: str) -> None:
    rows = [COVER, HEADER, A, ["乙公司", "832平台", D, figure, "22222222"]]
    findings = examined("采购.xlsx", {"9月": rows})
    assert errors(findings) == {("bad_money", "D4")}
    assert "像是注释标记" in findings.problems[0].message


@pytest.mark.parametrize("blank", ["\u200b", "\u200b\u200e", "\ufeff", "\u3000", "\u2800"])
def test_a_cell_of_unseen_signs_is_empty(examined: Examined, blank: str) -> None:
    rows = [COVER, HEADER, A, ["乙公司", "832平台", D, blank, "22222222"]]
    assert errors(examined("采购.xlsx", {"9月": rows})) == {("missing_cell", "D4")}


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#VALUE!"])
def test_an_error_in_a_figure_or_a_name_stays_one(examined: Examined, cell: str) -> None:
    rows = [COVER, HEADER, A, [cell, "832平台", D, cell, "22222222"]]
    assert errors(examined("采购.xlsx", {"9月": rows})) == {
        ("error_cell", "A4"),
        ("error_cell", "D4"),
    }


def test_names_are_one_across_brackets_and_old_characters(examined: Examined) -> None:
    rows = [
        ["填报单位：区教育局", "填报月份：2022年9月"],
        ["类别", "结对县（区）", "派出单位", "结对学校（医院）", "选派人数", "起始日期"],
        ["教师", "施甸县", "闵行中学（本部）", "施甸一中", 1, D],
        ["教師", "施甸縣\u200b", "闵行中學(本部)", "施甸一中", 2, date(2022, 9, 6)],
    ]
    findings = examined("选派.xlsx", {"9月": rows})
    assert errors(findings) == set()
    (part,) = findings.parts
    assert set(part.rows["sender"].to_pylist()) == {"闵行中学（本部）"}
    assert set(part.rows["county"].to_pylist()) == {"施甸县"}


def test_two_vouchers_whose_digits_are_lost_are_no_duplicates(examined: Examined) -> None:
    rows = [COVER, HEADER, [*A[:4], "2.2312E+19"], [*B[:4], "2.2312E+19"]]
    findings = examined("采购.xlsx", {"9月": rows})
    assert {p.code for p in findings.problems} == {"voucher_digits_lost"}
    assert "位" in findings.problems[0].message
