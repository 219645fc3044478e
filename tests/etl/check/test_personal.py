"""Numbers of persons are let in, told once a sheet, and shown nowhere whole."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook

from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.personal import masked, personal_in
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt
from etl.store.warehouse import reading
from etl.store.withdraw import withdraw

IDENTITY = "11010519491231002X"
HEAD = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证", "备注"]


def examined(workbook: Workbook, office: Office, *rows: Sequence[Any], cover: str = "") -> Findings:
    above = [["填报单位", "莘庄镇"], [cover]] if cover else [["填报单位", "莘庄镇"]]
    path = workbook("六月.xlsx", {"S": [*above, HEAD, *map(list, rows)]})
    return examine(path.name, path.read_bytes(), office)


def row(voucher: Any = None, remark: Any = None, buyer: str = "甲公司") -> list[Any]:
    return [buyer, "专柜", date(2022, 6, 3), 1_000, voucher, remark]


def told(findings: Findings) -> list[tuple[str, str | None, str | None]]:
    return [
        (p.message.split("：")[0], p.cell, p.value)
        for p in findings.problems
        if p.code == "personal_number"
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("李四 13812345678", "李四 138****5678"),
        ("13812345678、13987654321", "138****5678、139****4321"),
        ("+8613812345678", "+86138****5678"),
        ("身份证11010519491231002x", "身份证110105********002x"),
        ("138-1234-5678", "138****5678"),
        ("138 1234 5678", "138****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("110105 19491231 002X", "110105********002X"),
        ("2022-1381-2345-6789", "2022-1381-2345-6789"),
        ("12345678901", "12345678901"),
        ("31002200111", "31002200111"),
        ("发票号 04403210011138123456", "发票号 04403210011138123456"),
        ("110105194913310028", "110105194913310028"),
        ("13812345678.50 元", "13812345678.50 元"),
    ],
)
def test_the_middle_of_a_number_is_left_out_where_it_is_one_of_a_person(
    text: str, shown: str
) -> None:
    assert masked(text) == shown
    assert (personal_in(text) is not None) == (text != shown)


def test_all_of_a_sheet_are_one_warning(workbook: Workbook, office: Office) -> None:
    rows = [row("A1", "收货人 13812345678"), row("A2", IDENTITY), row("A3", 13_987_654_321)]
    findings = examined(workbook, office, *rows)
    assert findings.accepted
    assert told(findings) == [("F3、F4、F5像是个人的身份证号、手机号", "F3", "收货人 138****5678")]


def test_whom_to_call_is_no_news(workbook: Workbook, office: Office) -> None:
    findings = examined(workbook, office, row("A1"), cover="填报人：张三 13812345678")
    assert told(findings) == []


def test_a_voucher_that_looks_like_a_telephone_stays_whole(
    workbook: Workbook, office: Office
) -> None:
    findings = examined(workbook, office, row("13812345678"), row("13812995678"))
    assert told(findings) == []
    assert findings.parts[0].rows["voucher"].to_pylist() == ["13812345678", "13812995678"]


def test_neither_ledger_nor_warehouse_hold_one_whole(
    workbook: Workbook, office: Office, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    cells = [row("A1", IDENTITY, "张三13812345678"), row("A2", None, "李四")]
    path = workbook("六月.xlsx", {"S": [["填报单位", "莘庄镇"], HEAD, *cells]})
    assert load_file(store, office, path.name, path.read_bytes(), Receipt("王五")).verdict == (
        "accepted"
    )
    with reading(store) as connection:
        assert connection is not None
        buyers = connection.execute("select purchaser from purchase order by row").fetchall()
    assert buyers == [("张三138****5678",), ("李四",)]
    version = next(store.warehouse.glob("*.duckdb")).read_bytes()
    for number in (b"13812345678", IDENTITY.encode()):
        assert number not in store.ledger.read_bytes()
        assert number not in version


def test_the_names_of_who_sent_it_and_of_the_file_are_kept_without_numbers(
    workbook: Workbook, office: Office, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    path = workbook("张三13812345678.xlsx", {"S": [["填报单位", "莘庄镇"], HEAD, row("A1")]})
    content = path.read_bytes()
    load_file(store, office, path.name, content, Receipt("张三13812345678"))
    withdraw(store, office, 1, "13812345678 来电要求", "李四 138-1234-5678")
    assert b"1234" not in store.ledger.read_bytes()
    assert b"13812345678" not in next(store.warehouse.glob("v00000002*.duckdb")).read_bytes()


def test_a_wrong_cell_is_told_without_the_number(workbook: Workbook, office: Office) -> None:
    bad = ["甲公司", "专柜", "13812345678号", 1_000, "A1", None]
    (problem,) = (p for p in examined(workbook, office, bad).problems if p.severity == "error")
    assert problem.value == "138****5678号"
    assert "13812345678" not in problem.message
