"""CSV files: delimiters, encodings, line breaks in quotes, groups that were merged once."""

import json
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.check.examine import Findings, examine
from etl.forms.context import Office
from kpi.usage import run

Capture = pytest.CaptureFixture[str]

HEAD = "填报单位：援滇昭通小组,填报月份：2022年9月,,\n所在县（区）,销售日期,销售额,是否计入前四项\n"


def read(office: Office, text: str, encoding: str = "utf-8") -> Findings:
    return examine("销售.csv", text.encode(encoding), office)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_a_csv_is_read_however_it_was_saved(office: Office, encoding: str, delimiter: str) -> None:
    rows = HEAD + '大关县,2022/9/3,"1299",否\n"盐\n津县",2022/9/3,1,否\n'
    (part,) = read(office, rows.replace(",", delimiter), encoding).parts
    assert part.rows.select(["county", "amount_fen"]).to_pylist() == [
        {"county": "大关县", "amount_fen": 129_900},
        {"county": "盐津县", "amount_fen": 100},
    ]


def test_a_group_written_once_carries_down_where_merges_are_lost(office: Office) -> None:
    rows = "大关县,2022/9/3,1,否\n,2022/9/4,2,否\n,2022/9/5,3,是\n盐津县,2022/9/3,4,否\n"
    (part,) = read(office, HEAD + rows).parts
    assert part.rows["county"].to_pylist() == ["大关县"] * 3 + ["盐津县"]


@pytest.mark.parametrize(
    "rows",
    [
        "大关县,2022/9/3,1,否\n,2022/9/4,2,否\n盐津县,2022/9/3,4,否\n永善县,2022/9/3,4,否\n",
        "大关县,2022/9/3,1,否\n大关县,2022/9/4,2,否\n,2022/9/4,2,否\n,2022/9/3,4,否\n",
        ",2022/9/3,1,否\n,2022/9/4,2,否\n大关县,2022/9/4,2,否\n",
    ],
)
def test_a_cell_forgotten_is_no_group(office: Office, rows: str) -> None:
    problems = read(office, HEAD + rows).problems
    assert {p.code for p in problems} == {"missing_cell"}
    assert all(p.cell and p.cell.startswith("A") for p in problems)


def test_a_quote_that_is_never_closed_is_refused(office: Office) -> None:
    rows = '大关县,2022/9/3,1,否\n"盐津县,2022/9/3,1,否\n盐津县,2022/9/3,1,否\n'
    (problem,) = read(office, HEAD + rows).problems
    assert problem.code == "bad_csv"


def test_a_text_file_has_no_sheet_in_the_json_answer(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "销售.csv"
    path.write_text(HEAD + "大关县,2022/9/3,1299,否\n", "utf-8")
    assert run(main, "etl", ["check", str(path), "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)["files"]
    assert [(s["sheet"], s["unit"], s["rows"]) for s in answer["sheets"]] == [
        (None, "援滇昭通小组", 1)
    ]
