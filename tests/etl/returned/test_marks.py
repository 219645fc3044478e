"""The returned workbook: the sender's own file, its bad cells marked, 退回说明 in front."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font

from etl import rules
from etl.__main__ import main
from etl.examine.examine import examine
from etl.forms.context import Office
from etl.problems import Asked, Choice, Problem
from etl.questions import RETURN
from etl.returned.hand_back import Returned, returned_name, returned_workbook, write_returned
from etl.rules import rule_of
from kpi.usage.command import run

pytestmark = pytest.mark.slow

HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度"]
GOOD = ["甲公司", "专柜", date(2022, 8, 3), 12_000]
COVER: list[list[Any]] = [["填报单位：莘庄镇"], ["报表期间：2022年8月"], HEADERS]
Capture = pytest.CaptureFixture[str]
Give = Callable[..., Any]


@pytest.fixture
def give_back(tmp_path: Path) -> Give:
    """Saves a book, returns it for its problems, and opens what comes back."""

    def give(book: Book, *problems: Problem, name: str = "八月.xlsx") -> Any:
        path = tmp_path / name
        book.save(path)
        return opened(returned_workbook(name, path.read_bytes(), problems))

    return give


def opened(returned: Returned) -> Any:
    return load_workbook(io.BytesIO(returned.content))


def table(*rows: list[Any], title: str = "8月") -> Book:
    book = Book()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in [*COVER, *rows]:
        sheet.append(row)
    return book


def wrong(cell: str | None, sheet: str | None = "8月", severity: Any = "error") -> Problem:
    return Problem(
        rule_of("bad_money", severity), "“很多”不是金额", "请写成数字", sheet, cell, "很多"
    )


def colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)[-6:]


def test_bad_cells_are_coloured_and_explained_and_the_rest_is_untouched(
    workbook: Workbook, office: Office
) -> None:
    bad = ["乙公司", "专柜", "8月33日", "很多"]
    path = workbook("八月.xlsx", {"8月": [*COVER, GOOD, bad]})
    found = examine(path.name, path.read_bytes(), office)
    returned = returned_workbook(path.name, path.read_bytes(), found.problems)
    assert returned.name == "八月_退回.xlsx"
    book = opened(returned)
    assert book.sheetnames == ["退回说明", "8月"]
    sheet = book["8月"]
    assert [[c.value for c in row] for row in sheet["A4:B5"]] == [GOOD[:2], bad[:2]]
    assert [colour(sheet[c]) for c in ("C5", "D5", "D4")] == ["FFC7CE", "FFC7CE", "000000"]
    assert "问题" not in (sheet["C5"].comment.text or "")
    assert "错误：第 5 行“采购日期”：无法识别日期“8月33日”" in sheet["C5"].comment.text
    assert "怎样改：请写成 2022-06-03 的样子" in sheet["C5"].comment.text


def test_the_first_sheet_lists_every_problem_with_a_link_to_its_cell(give_back: Give) -> None:
    nowhere = Problem(rules.NO_UNIT, "看不出填报单位", "请写明", "8月")
    book = give_back(table(GOOD), wrong("D4"), nowhere, wrong("A4", severity="warning"))
    sheet = book["退回说明"]
    assert book.active is sheet
    rows = [[c.value or "" for c in row] for row in sheet["A4:F7"]]
    assert rows == [
        ["程度", "工作表", "单元格", "现值", "问题", "怎样改"],
        ["错误", "8月", "D4", "很多", "“很多”不是金额", "请写成数字"],
        ["错误", "8月", "", "", "看不出填报单位", "请写明"],
        ["提醒", "8月", "A4", "很多", "“很多”不是金额", "请写成数字"],
    ]
    assert sheet["A2"].value == "八月.xlsx　整份退回，没有任何一行入库：错误 2 条、提醒 1 条。"
    assert [sheet[c].hyperlink and sheet[c].hyperlink.location for c in ("C5", "C6", "C7")] == [
        "'8月'!D4",
        None,
        "'8月'!A4",
    ]
    assert (colour(book["8月"]["D4"]), colour(book["8月"]["A4"])) == ("FFC7CE", "FFEB9C")


def test_what_became_of_every_cell_stands_below_the_problems(tmp_path: Path) -> None:
    path = tmp_path / "八月.xlsx"
    table(GOOD).save(path)
    cells = ["工作表“8月”8 格：数据 4，表头 4，未读懂 0"]
    returned = returned_workbook(path.name, path.read_bytes(), [wrong("D4")], cells)
    sheet = opened(returned)["退回说明"]
    assert [row[0].value for row in sheet["A5:A8"] if row[0].value] == ["错误", cells[0]]


def test_a_text_that_looks_like_a_formula_stays_text_and_a_formula_stays_a_formula(
    give_back: Give,
) -> None:
    book = table(["=1+1", "专柜", "@x", "=SUM(A1:A2)"])
    book["8月"]["A4"].data_type = "s"
    injected = Problem(rule_of("x", "error"), "=2+2", "+cmd", "8月", "A4", '=HYPERLINK("http://x")')
    found = give_back(book, injected)
    assert [(c.value, c.data_type) for c in found["8月"][4]] == [
        ("=1+1", "s"),
        ("专柜", "s"),
        ("@x", "s"),
        ("=SUM(A1:A2)", "f"),
    ]
    listed = found["退回说明"]["D5:F5"][0]
    assert [(c.value, c.data_type, c.quotePrefix) for c in listed] == [
        ('=HYPERLINK("http://x")', "s", True),
        ("=2+2", "s", True),
        ("+cmd", "s", True),
    ]


def test_the_senders_formulas_keep_their_results(workbook: Workbook) -> None:
    path = workbook("八月.xlsx", {"8月": [*COVER, GOOD, ["合计", None, "=1<2", "=SUM(D4:D4)"]]})
    content = calculated(path.read_bytes(), {b"SUM(D4:D4)": b"12000", b"1&lt;2": b"TRUE&amp;"})
    returned = returned_workbook(path.name, content, [wrong("D4")])
    book = load_workbook(io.BytesIO(returned.content), data_only=True)
    assert [c.value for c in book["8月"][5]] == ["合计", None, "TRUE&", 12000]
    assert opened(returned)["8月"]["D5"].value == "=SUM(D4:D4)"


def calculated(content: bytes, results: dict[bytes, bytes]) -> bytes:
    """The workbook as a spreadsheet program would have saved it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for formula, result in results.items():
                kind = b"" if result.isdigit() else b' t="str"'
                after = kind + b"><f>%b</f><v>%b</v>" % (formula, result)
                # openpyxl writes one with lxml, the other without
                for empty in (b"<v />", b"<v/>", b"<v></v>"):
                    part = part.replace(b"><f>%b</f>%b" % (formula, empty), after)
            new.writestr(name, part)
    return out.getvalue()


def test_of_a_merged_area_the_cell_that_shows_is_marked(give_back: Give) -> None:
    book = table(GOOD, GOOD, GOOD)
    book["8月"].merge_cells("B4:B6")
    found = give_back(book, wrong("B5"), wrong("B6", severity="warning"))
    assert colour(found["8月"]["B4"]) == "FFC7CE"
    assert found["8月"]["B4"].comment.text.count("怎样改") == 2
    assert "B4:B6" in found["8月"].merged_cells
    assert found["退回说明"]["C5"].hyperlink.location == "'8月'!B4"


def test_a_protected_sheet_is_marked_and_stays_protected(give_back: Give) -> None:
    book = table(GOOD)
    book["8月"].protection.set_password("geheim")
    book["8月"].protection.enable()
    found = give_back(book, wrong("D4"))
    assert colour(found["8月"]["D4"]) == "FFC7CE"
    assert found["8月"].protection.sheet


def test_a_sheet_of_the_senders_own_named_like_ours_is_kept(give_back: Give) -> None:
    found = give_back(table(GOOD, title="退回说明"), wrong("D4", "退回说明"))
    assert found.sheetnames == ["退回说明2", "退回说明"]
    assert colour(found["退回说明"]["D4"]) == "FFC7CE"


def test_a_returned_file_that_is_returned_again_holds_the_new_marks_alone(give_back: Give) -> None:
    book = table(GOOD, GOOD)
    book["8月"]["D4"].comment = Comment("张三：已核", "张三")
    book["8月"]["D4"].font = Font(bold=True)
    once = give_back(book, wrong("D4"), wrong("D5"))
    assert "张三：已核" in once["8月"]["D4"].comment.text
    twice = give_back(once, wrong("D5"), name="八月_退回.xlsx")
    assert twice.sheetnames == ["退回说明", "8月"]
    assert (colour(twice["8月"]["D4"]), colour(twice["8月"]["D5"])) == ("000000", "FFC7CE")
    assert twice["8月"]["D4"].comment.text == "张三：已核"
    assert twice["8月"]["D4"].font.bold


def test_one_sheet_alone_is_selected(give_back: Give) -> None:
    found = give_back(table(GOOD), wrong("D4"))
    assert [s.title for s in found.worksheets if s.sheet_view.tabSelected] in ([], ["退回说明"])


def test_a_chart_sheet_does_not_stop_the_senders_own_file_from_being_marked(
    give_back: Give,
) -> None:
    book = table(GOOD)
    book.worksheets[0]["D4"].font = Font(bold=True)
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], min_col=4, min_row=4, max_row=4))
    book.create_chartsheet("走势").add_chart(chart)
    found = give_back(book, wrong("D4"))
    assert found.sheetnames == ["退回说明", "8月", "走势"]
    assert found["8月"]["D4"].font.bold
    assert colour(found["8月"]["D4"]) == "FFC7CE"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("八月.xls", "八月_退回.xlsx"),
        ("../../etc/八月.csv", "八月_退回.xlsx"),
        ("C:\\表\\八月.xlsx", "八月_退回.xlsx"),
        ("..", "文件_退回.xlsx"),
        (".xlsx", "xlsx_退回.xlsx"),
        ('a<b>:"|?*\n.xlsx', "a_b________退回.xlsx"),
        ("表" * 200 + ".xlsx", "表" * 60 + "_退回.xlsx"),
    ],
)
def test_a_file_name_is_never_trusted(name: str, expected: str) -> None:
    assert returned_name(name) == expected


def test_two_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    taken: set[str] = set()
    paths = [
        write_returned(tmp_path / "退回", Returned("八月_退回.xlsx", content), taken)
        for content in (b"1", b"2")
    ]
    assert [(p.name, p.read_bytes()) for p in paths] == [
        ("八月_退回.xlsx", b"1"),
        ("八月_退回2.xlsx", b"2"),
    ]


@pytest.mark.parametrize("command", ["check", "load"])
def test_the_commands_write_one_for_each_returned_file(
    command: str, workbook: Workbook, tmp_path: Path, capsys: Capture
) -> None:
    good = workbook("good.xlsx", {"8月": [*COVER, GOOD]})
    bad = workbook("bad.xlsx", {"8月": [*COVER, [*GOOD[:3], "很多"]]})
    folder = tmp_path / "退回件" / "八月"
    files = [str(good), str(bad), "--returned-to", str(folder)]
    assert run(main, "etl", [command, *files, "--data", str(tmp_path / "store")]) == 1
    assert [p.name for p in folder.iterdir()] == ["bad_退回.xlsx"]
    assert f"退回件：{folder / 'bad_退回.xlsx'}" in capsys.readouterr().out
    assert colour(load_workbook(folder / "bad_退回.xlsx")["8月"]["D4"]) == "FFC7CE"


ASKED = Asked(
    "3f9ac2d1",
    (Choice("total", "是合计，不计入", "采购额度 12,000.00 元，1 行"), RETURN),
)


def doubt(cell: str, answer: str | None = None) -> Problem:
    asked = replace(ASKED, answer=answer)
    text = "看不出是合计还是数据"
    return Problem(rules.TOTAL_OR_DATA, text, "请清空其他列", "8月", cell, asked=asked)


def test_an_open_question_has_a_colour_of_its_own_and_every_answer_with_its_totals(
    give_back: Give,
) -> None:
    book = give_back(table(GOOD, GOOD, GOOD), doubt("A4"), wrong("A5", severity="warning"))
    answers = (
        "请清空其他列\n可以这样回答：\n"
        "1. 是合计，不计入：采购额度 12,000.00 元，1 行\n2. 整份退回，改好再报"
    )
    notice, sheet = book["退回说明"], book["8月"]
    assert (notice["A5"].value, notice["F5"].value) == ("待回答", answers)
    assert notice["A2"].value == (
        "八月.xlsx　等待回答，还没有任何一行入库：待回答 1 条、提醒 1 条。"
    )
    assert "回答后马上计入，不用重报" in notice["A3"].value
    assert [colour(sheet[c]) for c in ("A4", "A5", "A6")] == ["D9C9F2", "FFEB9C", "000000"]
    assert sheet["A4"].comment.text == f"待回答：看不出是合计还是数据\n怎样改：{answers}"


def test_a_cell_that_is_wrong_is_red_whatever_is_asked_about_it(give_back: Give) -> None:
    book = give_back(table(GOOD), doubt("A4"), wrong("A4"))
    assert colour(book["8月"]["A4"]) == "FFC7CE"
    assert book["退回说明"]["A2"].value == (
        "八月.xlsx　整份退回，没有任何一行入库：错误 1 条、待回答 1 条。"
    )


def test_a_question_that_was_answered_by_taking_the_file_back_is_an_error(give_back: Give) -> None:
    book = give_back(table(GOOD), doubt("A4", "return"))
    assert (book["退回说明"]["A5"].value, book["退回说明"]["F5"].value) == ("错误", "请清空其他列")
