"""CSV files: delimiters, encodings, line breaks in quotes, groups that were merged once."""

import json
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from kpi.usage.command import run

Capture = pytest.CaptureFixture[str]

HEAD = "填报单位：援滇昭通小组,填报月份：2022年9月,,\n所在县（区）,销售日期,销售额,是否计入前四项\n"


def read(office: Office, text: str, encoding: str = "utf-8") -> Findings:
    return examine("销售.csv", text.encode(encoding), office)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_a_csv_is_read_however_it_was_saved(office: Office, encoding: str, delimiter: str) -> None:
    rows = HEAD + '大关县,2022/9/3,"1299",否\n"盐\n津县",2022/9/3,900,否\n'
    (part,) = read(office, rows.replace(",", delimiter), encoding).parts
    assert part.rows.select(["county", "amount_fen"]).to_pylist() == [
        {"county": "大关县", "amount_fen": 129_900},
        {"county": "盐津县", "amount_fen": 90_000},
    ]


def test_a_group_written_once_carries_down_where_merges_are_lost(office: Office) -> None:
    rows = "大关县,2022/9/3,100,否\n,2022/9/4,200,否\n,2022/9/5,300,是\n盐津县,2022/9/3,400,否\n"
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


PURCHASES = "填报单位：七宝镇,填报月份：2022年9月\n采购单位,采购渠道,采购日期,采购额度,采购凭证\n"


@pytest.mark.parametrize(
    "line",
    [
        "甲公司,超市,2022-9-3,12,000.00,11111111",
        "甲公司,超市,2022-9-3,12,000,11111111",
        "甲公司,超市,2022-9-3,12,000.00,",
        "甲公司,超市,2022-9-3,12,000.00",
        "甲公司,超市,2022-9-3,12,000",
        "甲公司,超市,2022-9-3,1,234,567,11111111",
        "甲公司,超市,2022-9-3,￥1,299.00,11111111",
    ],
)
def test_a_figure_that_a_comma_split_is_refused_with_its_line(office: Office, line: str) -> None:
    problems = read_purchases(office, line).problems
    (problem,) = [p for p in problems if p.code == "extra_cells"]
    assert "第 4 行" in problem.message
    assert "逗号" in problem.message
    assert "千分位" in problem.hint


@pytest.mark.parametrize(
    "line",
    [
        'A公司,超市,2022-9-3,"12,000.00",11111111',
        "A公司,超市,2022-9-3,12000.00",
        "A公司,超市,2022-9-3,12000.00,11111111,",
        "A公司,超市,2022-9-3,12000.00,11111111,,,",
    ],
)
def test_a_line_of_other_length_whose_cells_are_in_their_places_is_read(
    office: Office, line: str
) -> None:
    (part,) = read_purchases(office, line).parts
    assert part.rows["amount_fen"].to_pylist() == [100_00, 12_000_00]


def test_figures_of_three_digits_side_by_side_are_no_parts_of_one(office: Office) -> None:
    head = "填报单位：区人社局,填报月份：2022年9月\n结对县（区）,来沪就业人数,就地就近就业人数\n"
    (part,) = examine("就业.csv", (head + "施甸县,12,345\n").encode(), office).parts
    assert part.rows.select(["in_shanghai", "local"]).to_pylist() == [
        {"in_shanghai": 12, "local": 345}
    ]


@pytest.mark.parametrize("cell", ['="00031000011"', '"=""00031000011"""', "'00031000011"])
def test_a_number_kept_from_excel_is_read_as_its_text(office: Office, cell: str) -> None:
    (part,) = read_purchases(office, f"甲公司,超市,2022-9-3,5,{cell}").parts
    assert part.rows["voucher"].to_pylist() == ["22222222", "00031000011"]


def read_purchases(office: Office, line: str) -> Findings:
    """A csv with a good line and the one that is tried."""
    return examine(
        "采购.csv", (PURCHASES + f"乙公司,超市,2022-9-1,100,22222222\n{line}\n").encode(), office
    )
