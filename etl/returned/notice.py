"""The sheet 退回说明: every problem of a returned workbook, each with a link to its cell."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from etl.problems import Problem

NOTICE = "退回说明"
AUTHOR = "协作看板退回"
# the kinds of problems; a question that nobody has answered is one of its own
QUESTION = "question"
WORDS = {"error": "错误", QUESTION: "待回答", "warning": "提醒", "info": "说明"}
COLUMNS = {"程度": 8, "工作表": 18, "单元格": 10, "现值": 22, "问题": 46, "怎样改": 46}
HEADER_ROW = 4
MOST_LISTED = 5000
Counts = dict[str, int]  # kind, how many
MOST_OF_A_CELL = 2000
_LINE = Side(style="thin", color="B7C0CA")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TINTS = {"error": "FFC7CE", QUESTION: "D9C9F2", "warning": "FFEB9C", "info": "E8EEF6"}
# what XML cannot hold: a bell (\x07) that was pasted into a cell
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Row:
    """A problem, the title of its sheet in the book at hand, and its cell there."""

    problem: Problem
    title: str
    cell: Any = None


def notice_alone(book: Workbook, file_name: str, problems: Sequence[Problem]) -> None:
    """The book holds 退回说明 and nothing else: its original cannot be shown."""
    for sheet in book.worksheets:
        book.remove(sheet)
    rows = [Row(p, p.sheet or "") for p in problems[:MOST_LISTED]]
    write_notice(book, file_name, rows, count(problems), alone=True)


def count(problems: Sequence[Problem]) -> Counts:
    """How many problems there are by kind, listed or not."""
    return dict(Counter(map(kind_of, problems)))


def kind_of(problem: Problem) -> str:
    """What it asks of its sender: to mend, to answer, to look, or nothing."""
    return QUESTION if problem.is_open else problem.severity


def remedy(problem: Problem) -> str:
    """How to mend it; of an open question also every answer and what it comes to."""
    if problem.asked is None or not problem.is_open:
        return problem.hint
    answers = (f"{c.words}：{c.totals}" if c.totals else c.words for c in problem.asked.choices)
    choices = (f"{number}. {text}" for number, text in enumerate(answers, start=1))
    return "\n".join((problem.hint, "可以这样回答：", *choices))


def write_notice(
    book: Workbook,
    file_name: str,
    rows: Sequence[Row],
    counts: Counts,
    cells: Sequence[str] = (),
    *,
    alone: bool = False,
) -> None:
    """Puts the sheet in front of all others, under a name that is still free."""
    sheet = book.create_sheet(_free_title(book), 0)
    summary = "、".join(f"{word} {counts[s]} 条" for s, word in WORDS.items() if s in counts)
    verdict = "整份退回，没有任何一行入库" if "error" in counts else "等待回答，还没有任何一行入库"
    put_text(sheet.cell(1, 1), NOTICE).font = Font(bold=True, size=16)
    put_text(sheet.cell(2, 1), f"{file_name}　{verdict}：{summary}。")
    put_text(sheet.cell(3, 1), f"{_colours(counts, alone=alone)}。{_what_to_do(counts)}")
    for column, (header, width) in enumerate(COLUMNS.items(), start=1):
        cell = put_text(sheet.cell(HEADER_ROW, column), header)
        cell.font, cell.border = Font(bold=True), _BORDER
        cell.fill = PatternFill("solid", fgColor="E8EEF6")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        _write_row(sheet, number, row)
    if beyond := sum(counts.values()) - len(rows):
        rest = f"另有 {beyond} 条没有列出，请先改正以上各条"
        put_text(sheet.cell(HEADER_ROW + len(rows) + 1, 1), rest)
    for number, line in enumerate(cells, start=HEADER_ROW + len(rows) + 3):
        put_text(sheet.cell(number, 1), line)
    _set_up(sheet)


def _colours(counts: Counts, *, alone: bool) -> str:
    if alone:
        return "原文件读不出来或太大，没有附上"
    asked = "紫色是要回答的，" if QUESTION in counts else ""
    return f"有问题的单元格已标色：红色是错误，{asked}黄色是提醒"


def _what_to_do(counts: Counts) -> str:
    """Where nothing is wrong, the file itself need not be touched."""
    mend = "请逐条改正“错误”后再报送一次；“提醒”请核对。"
    if QUESTION not in counts:
        return mend
    if "error" in counts:
        return f"{mend}“待回答”的，改明白或报送后回答。"
    return "“待回答”的，请在“数据报送”页打开这份报送回答，回答后马上计入，不用重报。"


def is_notice(sheet: Any) -> bool:
    """Whether a sheet is one that an earlier return put in."""
    headers = [sheet.cell(HEADER_ROW, c).value for c in range(1, len(COLUMNS) + 1)]
    return sheet.title.startswith(NOTICE) and headers == list(COLUMNS)


def put_text(cell: Any, text: str) -> Any:
    """Text stays text, also where it begins like a formula, and when it is edited."""
    shown = clean(text)[:MOST_OF_A_CELL]
    cell.value = shown
    cell.data_type = "s"
    cell.quotePrefix = shown[:1] in ("=", "+", "-", "@")
    return cell


def clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _write_row(sheet: Any, number: int, row: Row) -> None:
    problem = row.problem
    for column, text in enumerate(_texts(row), start=1):
        cell = put_text(sheet.cell(number, column), text)
        cell.alignment, cell.border = Alignment(vertical="top", wrap_text=True), _BORDER
    sheet.cell(number, 1).fill = PatternFill("solid", fgColor=_TINTS[kind_of(problem)])
    sheet.row_dimensions[number].height = 16 * _lines(row)
    if row.cell is not None:
        link = sheet.cell(number, 3)
        to = f"{quote_sheetname(row.title)}!{row.cell.coordinate}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=to, display=link.value)
        link.font = Font(color="0563C1", underline="single")


def _texts(row: Row) -> Iterator[str]:
    p = row.problem
    yield from (WORDS[kind_of(p)], row.title, p.cell or "", p.value or "", p.message, remedy(p))


def _lines(row: Row) -> int:
    """How many lines the row's longest text takes: a Chinese sign is two columns wide."""
    texts = zip(_texts(row), COLUMNS.values(), strict=True)
    return min(max(sum(_wrapped(line, w) for line in t.split("\n")) for t, w in texts), 20)


def _wrapped(line: str, width: int) -> int:
    return 1 + (len(line.encode("gbk", "replace")) + 1) // width


def _free_title(book: Workbook) -> str:
    taken = {title.lower() for title in book.sheetnames}
    titles = (NOTICE, *(f"{NOTICE}{number}" for number in range(2, len(taken) + 3)))
    return next(title for title in titles if title not in taken)


def _set_up(sheet: Any) -> None:
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.sheet_properties.tabColor = "C00000"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
