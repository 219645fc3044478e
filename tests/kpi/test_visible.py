"""What a terminal would obey in a cell's text is written out."""

import io
import json
import logging
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from facts import Workbook

from etl.__main__ import main
from kpi.usage.command import run
from kpi.usage.visible import VisibleFormatter, only_visible, terminal, visible

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("七宝镇\n\t第二行", "七宝镇\n\t第二行"),
        ("\x1b[2J清屏", "\\u001b[2J清屏"),
        ("\x9b31m红", "\\u009b31m红"),
        ("回车\r盖住", "回车\\u000d盖住"),
        ("表\u202exslx.表", "表\\u202exslx.表"),
        ("响\x07铃\x7f", "响\\u0007铃\\u007f"),
    ],
)
def test_control_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_the_verdict_on_a_workbook_obeys_nothing_in_its_cells(
    workbook: Workbook, tmp_path: Path, capsys: Capture
) -> None:
    rows = [
        ["填报单位", "莘庄镇"],
        ["采购单位", "采购渠道", "采购日期", "采购额度"],
        ["甲公司", "专柜", date(2022, 6, 3), "一\x9b2J\u202e万"],
    ]
    path = workbook("六月.xlsx", {"S": rows})
    evil = path.rename(path.with_name("六月\x9b2J.xlsx"))
    for options in ([], ["--json"]):
        run(main, "etl", ["check", str(evil), "--data", str(tmp_path / "store"), *options])
        out, err = capsys.readouterr()
        told = out + err
        assert "2J" in told
        assert not {"\x9b", "\u202e", "\x1b"} & set(told)
        if options:
            assert json.loads(out)["files"][0]["verdict"] == "returned"


def test_a_wrong_path_obeys_nothing_either(capsys: Capture) -> None:
    run(main, "etl", ["check", "无\x1b[2J.xlsx"])
    assert "无\\u001b[2J.xlsx" in capsys.readouterr().err


def test_a_file_name_in_another_encoding_is_judged_and_told(
    workbook: Workbook, tmp_path: Path, capsys: Capture
) -> None:
    rows = [
        ["填报单位", "莘庄镇"],
        ["采购单位", "采购渠道", "采购日期", "采购额度"],
        ["甲公司", "专柜", date(2022, 6, 3), 10_000],
    ]
    name = os.fsdecode("六月".encode("gbk") + b".xlsx")
    path = workbook("六月.xlsx", {"S": rows})
    odd = path.rename(path.with_name(name))
    data = str(tmp_path / "store")
    assert run(main, "etl", ["load", str(odd), "--data", data]) == 0
    assert "已接收" in capsys.readouterr().out
    taken = ["withdraw", "1", "--reason", os.fsdecode(b"\xcc\xee\xb4\xed"), "--data", data]
    assert run(main, "etl", taken) == 0
    assert run(main, "etl", ["load", str(odd), "--received-at", "0001-01-01T00:00"]) == 2
    assert "不是时刻" in capsys.readouterr().err


def test_a_log_line_obeys_nothing() -> None:
    record = logging.LogRecord("etl", logging.INFO, "", 0, "读 %s", ("a\x1b[0m",), None)
    assert VisibleFormatter("%(message)s").format(record) == "读 a\\u001b[0m"


def test_a_progress_bar_of_our_own_still_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    with only_visible():
        terminal().write("\r50%")
        sys.stderr.write("\r50%")
    assert shown.getvalue() == "\r50%\\u000d50%"
