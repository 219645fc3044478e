"""The commands: answers on standard output, exit status, JSON as the architecture page says."""

import json
from datetime import date
from pathlib import Path

import pytest
from facts import Workbook
from openpyxl import load_workbook

from etl.__main__ import main
from etl.forms.forms import FORMS
from kpi.usage.command import run

HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度"]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def good(workbook: Workbook) -> Path:
    row = ["甲公司", "专柜", date(2022, 8, 3), 1.2, "12345678"]
    cover = [["填报单位：莘庄镇"], ["报表期间：2022年8月"], ["金额单位：万元"]]
    return workbook("good.xlsx", {"Sheet1": [*cover, [*HEADERS, "采购凭证"], row]})


@pytest.fixture
def bad(workbook: Workbook) -> Path:
    row = ["甲公司", "专柜", "8月33日", 1.2]
    return workbook("bad.xlsx", {"Sheet1": [["填报单位：莘庄镇"], HEADERS, row]})


def test_load_answers_in_json_with_one_entry_a_file(
    good: Path, bad: Path, tmp_path: Path, capsys: Capture
) -> None:
    store = str(tmp_path / "store")
    assert run(main, "etl", ["load", str(good), str(bad), "--json", "--data", store]) == 1
    accepted, returned = json.loads(capsys.readouterr().out)["files"]
    assert accepted == {
        "file": str(good),
        "verdict": "accepted",
        "sheets": [
            {
                "sheet": "Sheet1",
                "form": "purchase",
                "unit": "莘庄镇",
                "period": ["2022-08", "2022-08"],
                "rows": 1,
                "totals_yuan": {"amount": 12000.0},
            }
        ],
        "problems": [],
        "cells": [
            {
                **{"sheet": "Sheet1", "data": 5, "header": 5, "context": 3},
                **{"total": 0, "remark": 0, "unknown": 0},
            }
        ],
    }
    assert (returned["verdict"], returned["sheets"]) == ("returned", [])
    assert returned["problems"] == [
        {
            "severity": "error",
            "rule": "bad_date",
            "sheet": "Sheet1",
            "cell": "C3",
            "value": "8月33日",
            "message": "第 3 行“采购日期”：无法识别日期“8月33日”",
            "hint": "请写成 2022-06-03 的样子",
        }
    ]


def test_a_folder_is_loaded_by_name_without_what_excel_left_beside(
    good: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    good.rename(folder / "b.xlsx")
    (folder / "~$b.xlsx").write_bytes(b"left by Excel")
    (folder / "README.md").write_text("no workbook")
    assert run(main, "etl", ["load", str(folder), "--json", "--data", str(tmp_path / "s")]) == 0
    assert [f["file"] for f in json.loads(capsys.readouterr().out)["files"]] == [
        str(folder / "b.xlsx")
    ]


def test_an_unknown_type_that_is_named_is_returned(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(b"text")
    assert run(main, "etl", ["check", str(path)]) == 1
    assert "✖ 将被退回" in (out := capsys.readouterr().out)
    assert "不支持“.docx”类型的文件" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["load"], "缺少 文件或文件夹…"),
        (["load", "没有这个文件.xlsx"], "找不到：没有这个文件.xlsx"),
        (["load", ".", "--received-at", "昨天"], "“昨天”不是时刻"),
        (["load", ".", "--mode", "maybe"], "replace|append 须是其中之一：replace、append"),
        (["template", "nothing", "-o", "x.xlsx"], "报表代码 须是其中之一"),
        (["template", "purchase", "-o", "x.pdf"], "“x.pdf”以 .pdf 结尾，这里只能写成 .xlsx"),
        (["nothing"], "没有这个命令"),
    ],
)
def test_wrong_usage_is_said_in_chinese_with_status_2(
    arguments: list[str], said: str, capsys: Capture
) -> None:
    assert run(main, "etl", arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


def test_status_and_rebuild_tell_what_the_store_holds(
    good: Path, bad: Path, tmp_path: Path, capsys: Capture
) -> None:
    data = ["--data", str(tmp_path / "store")]
    run(main, "etl", ["load", str(good), str(bad), "--received-at", "2022-09-20T10:00", *data])
    assert run(main, "etl", ["rebuild", *data]) == 0
    assert "台账 2 条全部重放" in capsys.readouterr().out
    assert run(main, "etl", ["status", "--json", *data]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["submissions"], status["accepted"], status["returned"]) == (2, 1, 1)
    assert status["newest_received_at"] == "2022-09-20T10:00:00+08:00"


@pytest.mark.parametrize("code", sorted(FORMS))
def test_a_template_has_every_header_marked_where_required(code: str, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    assert run(main, "etl", ["template", code, "-o", str(path)]) == 0
    sheet = load_workbook(path)["填报表"]
    assert sheet["A1"].value == FORMS[code].title
    assert [cell.value for cell in sheet[5]] == [
        column.header + ("*" if column.required else "") for column in FORMS[code].columns()
    ]


def test_a_filled_template_loads(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "采购.xlsx"
    run(main, "etl", ["template", "purchase", "-o", str(path)])
    book = load_workbook(path)
    sheet = book["填报表"]
    sheet["B2"], sheet["B3"] = "莘庄镇", "2022年8月"
    filled = ["甲公司", "企业动员", "专柜", "核桃", "昌宁县", date(2022, 8, 3), 12000]
    for column, value in enumerate(filled, start=1):
        sheet.cell(6, column, value)
    book.save(path)
    assert run(main, "etl", ["load", str(path), "--data", str(tmp_path / "s")]) == 0
    assert "莘庄镇 2022年8月 1 行" in capsys.readouterr().out
