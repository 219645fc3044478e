"""Sorts the rows below a header: data, totals, notes; nothing that looks like data is dropped."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from etl.forms.form import FormColumn
from etl.read.cells import Column, Sheet, Value, show
from etl.table.cover import is_labelled
from etl.table.match import Header
from kpi.plan import clean_name

FIGURES = ("money", "count", "number")
# The label of a total row: 合计, 本月小计(万元), 合计:12人.
TOTAL = re.compile(r".{0,20}?(?:小计|合计|总计|共计|累计|总额)(?:\(.{0,12}\))?(?::.{0,30})?")
_LABELS = (
    "注|备注|附注|说明|填表说明|填报说明|填写说明|编制说明|注意事项|温馨提示|数据来源|资料来源|统计口径"
    "|填报人|填表人|制表人?|审核人?|复核人?|审批人?|负责人|单位负责人|部门负责人|主管领导|分管领导|领导"
    "|经办人?|联系人|联系电话|联系方式|电话|填报日期|填表日期|制表日期|报送日期|上报日期|填报时间|日期"
    "|填报单位|报送单位|单位|签字|签章|盖章|公章|打印日期|附件?"
)
SIGNATURES = frozenset(_LABELS.replace("?", "").split("|")) - {"说明", "单位", "备注", "注", "日期"}
# A label of a note or a signature, with or without a text: 备注:数据未审, 制表人, 注1.
NOTE = re.compile(rf"[(\[※★]*(?:{_LABELS})(?:\(.{{1,6}}\))?\d{{0,2}}(?:[:：.、)\]].*|$)")
# What a line that fills one cell alone may be: numbered, a sentence, a month, a mark of the end.
# For example (一)城区, 9月份, 以下空白, 第1页.
LONE = re.compile(
    r"(?s)[(\[]?[一二三四五六七八九十\d]{1,2}[)\]、.](?!\d).*|.*[。；;!！].*|.*[:：].*|[(\[【].*[)\]】]|※.*|"
    r"(?:20\d\d年)?(?:[一二三四五六七八九十]{1,3}|\d{1,2})月份?|.*续表.*|.*续前表.*|.*接上[页表].*|"
    r"以下空白.*|.*此页无正文.*|-*第.{1,4}页.*|.*(?:明细表|情况表|汇总表|进度表|月报表|下达表|事项表|名册)(?:\([^()]*\))?"
)
# The label of a row that shows how to fill in: 示例, 填写示例:某公司, 例1.
_EXAMPLE = re.compile(r"(?:填写)?(?:示例|样例|范例|举例|例)(?:[:：].*|$|\d)")
# A text with a digit that is no date and no labelled remark: 1.2万, not 9月3日.
_FIGURE = re.compile(r"^[^年月日:：\d]*+\d[^年月日:：]*+$")
_ORDER = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True)
class Total:
    """A total row and the words that it goes by."""

    row: int
    label: str


@dataclass(frozen=True)
class Rows:
    """The rows of a table by what they are; `end` is where the cover of a next table begins."""

    data: NDArray[np.int64]
    totals: tuple[Total, ...]
    doubtful: tuple[int, ...]
    notes: tuple[int, ...]
    examples: tuple[int, ...]
    end: int


class _Filled:
    """Which cells hold something, row by row: of the form, of its required columns, of figures."""

    def __init__(self, sheet: Sheet, headers: tuple[Header, ...], start: int, end: int) -> None:
        self.form = self._count(sheet, headers, start, end)
        required = tuple(h for h in headers if h.column.required)
        self.required = self._count(sheet, required, start, end)
        self.needed = len(required)
        figures = tuple(h for h in headers if h.column.kind.name in FIGURES)
        self.figures = self._count(sheet, figures, start, end, is_figure)
        self.all = sum(
            (_filled(c)[c.codes[start:end]] for c in sheet.columns),
            start=np.zeros(end - start, dtype=np.int32),
        )

    @staticmethod
    def _count(
        sheet: Sheet,
        headers: tuple[Header, ...],
        start: int,
        end: int,
        counts: Callable[[FormColumn, Value], bool] = lambda column, v: not is_blank(column, v),
    ) -> NDArray[np.int32]:
        count = np.zeros(end - start, dtype=np.int32)
        for header in headers:
            column = sheet.columns[header.index]
            counted = (counts(header.column, v) for v in column.values)
            hits = np.fromiter(counted, bool, len(column.values))
            count += hits[column.codes[start:end]]
        return count


def is_blank(column: FormColumn, raw: Value) -> bool:
    """Whether a cell holds nothing, or what people write for nothing."""
    if raw is None:
        return True
    return isinstance(raw, str) and len(raw) < 8 and clean_name(raw) in column.kind.blanks


def is_figure(column: FormColumn, raw: Value) -> bool:
    """Whether a cell of a column of figures may hold one, and not the words of a signature."""
    if is_blank(column, raw):
        return False
    return not isinstance(raw, str) or bool(_FIGURE.search(raw) and not NOTE.match(clean_name(raw)))


def sort_rows(
    sheet: Sheet, headers: tuple[Header, ...], start: int, end: int, follows: bool
) -> Rows:
    """The rows from `start` to `end`; `follows`: another table's header stands at `end`."""
    filled = _Filled(sheet, headers, start, end)
    labelled = _labelled(sheet, start, end)
    plain = (filled.required == filled.needed) & (filled.required > 0) & ~labelled
    kinds = np.where(plain, "data", "").astype("U8")
    labels: dict[int, str] = {}
    tail = False
    for offset in np.flatnonzero(~plain & (filled.all > 0)).tolist():
        kind = _kind(sheet, headers, start + offset, filled, offset, tail, labels)
        kinds[offset] = kind
        tail = kind == "note" or (tail and kind == "skip")
        if plain[offset + 1 : offset + 2].any():
            tail = False
    if end > start and _is_count_of_columns(sheet.row(start)):
        kinds[0] = "note"
    return _rows(kinds, start, labels, _next_cover(kinds, end - start) if follows else end - start)


def _rows(kinds: NDArray[np.str_], start: int, labels: dict[int, str], end: int) -> Rows:
    def of(kind: str) -> tuple[int, ...]:
        return tuple((np.flatnonzero(kinds == kind) + start).tolist())

    return Rows(
        data=np.flatnonzero(kinds == "data") + start,
        totals=tuple(Total(row, labels[row]) for row in of("total")),
        doubtful=of("doubtful"),
        notes=tuple(row for row in of("note") if row < start + end),
        examples=of("example"),
        end=start + end,
    )


def _next_cover(kinds: NDArray[np.str_], end: int) -> int:
    """Where the lines above a next table begin: after the last row of data or total."""
    solid = np.flatnonzero(np.isin(kinds, ("data", "total", "doubtful")))
    return int(solid[-1]) + 1 if len(solid) else 0


def _labelled(sheet: Sheet, start: int, end: int) -> NDArray[np.bool_]:
    """Rows with a cell that reads like the label of a total, an example, a signature."""
    labelled = np.zeros(end - start, dtype=bool)
    for column in sheet.columns:
        hits = np.fromiter(map(_is_label, column.values), bool, len(column.values))
        if hits.any():
            labelled |= hits[column.codes[start:end]]
    return labelled


def _is_label(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    if value.strip(" :：") in SIGNATURES:
        return True
    if (":" in value or "：" in value) and NOTE.match(clean_name(value)):
        return True
    if not ("计" in value or "总额" in value or "例" in value):
        return False
    text = clean_name(value)
    return bool(TOTAL.fullmatch(text) or _EXAMPLE.match(text))


def _kind(
    sheet: Sheet,
    headers: tuple[Header, ...],
    row: int,
    filled: _Filled,
    offset: int,
    tail: bool,
    labels: dict[int, str],
) -> str:
    """data, total, doubtful (total or data?), note, example or skip."""
    cells: list[tuple[int, Value]] = [
        (i, v) for i, v in enumerate(sheet.row(row)) if v is not None and v != ""
    ]
    texts = [clean_name(v) for _, v in cells if isinstance(v, str)]
    if label := _total_label(headers, cells):
        labels[row] = label
        if _has_words_for_figures(headers, cells):
            return "data"
        return "doubtful" if _is_complete(headers, cells, label) else "total"
    if not filled.form[offset] and not texts:
        return "skip"
    first = texts[0] if texts else ""
    if _EXAMPLE.match(first) and isinstance(cells[0][1], str):
        return "example"
    if not filled.figures[offset] and _is_note(
        sheet, headers, row, cells, first, texts, tail, filled, offset
    ):
        return "note"
    if not filled.form[offset] or _only_zeros(headers, cells):
        return "skip"
    return "data"


def _is_note(
    sheet: Sheet,
    headers: tuple[Header, ...],
    row: int,
    cells: list[tuple[int, Value]],
    first: str,
    texts: list[str],
    tail: bool,
    filled: _Filled,
    offset: int,
) -> bool:
    """A note, a signature, a heading between groups: no figure in it, and hardly a cell filled."""
    if first.strip(":") in SIGNATURES or (
        texts and all(NOTE.match(text) or is_labelled(text) for text in texts)
    ):
        return True
    if filled.required[offset] * 2 > filled.needed or not texts:
        return False
    if NOTE.match(first):
        return True
    if len(cells) == 1:
        above = sheet.merged_from.get(row, ())
        wide = any(c2 - c1 >= 2 for _, c1, _, c2 in above if c1 == cells[0][0])
        return tail or wide or bool(LONE.fullmatch(first))
    if _has_day(headers, cells) or (not tail and len(texts) < len(cells)):
        return False
    return tail or all(NOTE.match(text) or LONE.fullmatch(text) for text in texts)


def _has_day(headers: tuple[Header, ...], cells: list[tuple[int, Value]]) -> bool:
    days = {h.index for h in headers if h.column.kind.name == "day"}
    return any(i in days and isinstance(v, date) for i, v in cells)


def _total_label(headers: tuple[Header, ...], cells: list[tuple[int, Value]]) -> str:
    """The label of a total row: its first text, or any text where the row has no other name."""
    figures = {h.index for h in headers if h.column.kind.name in FIGURES}
    texts = [(i, clean_name(v)) for i, v in cells if isinstance(v, str) and i not in figures]
    joined = "".join(text for _, text in texts)
    if texts and TOTAL.fullmatch(joined) and len(joined) <= 4:
        return joined
    required = {h.index for h in headers if h.column.required}
    candidates = [*texts[:3], *((i, text) for i, text in texts[3:] if i in required)]
    labels = (t for i, t in candidates if TOTAL.fullmatch(t) and not _is_remark(headers, cells, i))
    return next(labels, "")


def _is_remark(headers: tuple[Header, ...], cells: list[tuple[int, Value]], index: int) -> bool:
    """两批合计 in a note, or a product of that name: most of what a data row needs is there."""
    if not any(h.index == index and not h.column.required for h in headers):
        return False
    values = dict(cells)
    needed = [h for h in headers if h.column.required and h.column.kind.name not in FIGURES]
    filled = sum(not is_blank(h.column, values.get(h.index)) for h in needed)
    return filled * 2 >= len(needed)


def _has_words_for_figures(headers: tuple[Header, ...], cells: list[tuple[int, Value]]) -> bool:
    """本月 beside 累计, where the figures of a total should be: a second line of headers."""
    figures = {h.index: h.column for h in headers if h.column.kind.name in FIGURES}
    figure_cells = [(figures[i], v) for i, v in cells if i in figures]
    return any(not is_blank(c, v) and not is_figure(c, v) for c, v in figure_cells)


def _is_complete(headers: tuple[Header, ...], cells: list[tuple[int, Value]], label: str) -> bool:
    """A total's label in a row that has all else that a data row needs: which of the two is it?"""
    values = dict(cells)
    others = [
        h
        for h in headers
        if h.column.required
        and h.column.kind.name not in (*FIGURES, "percent")
        and clean_name(show(values.get(h.index))) != label
    ]
    return bool(others) and not any(is_blank(h.column, values.get(h.index)) for h in others)


def _only_zeros(headers: tuple[Header, ...], cells: list[tuple[int, Value]]) -> bool:
    """Formulas drawn down over empty rows give zeros."""
    indexes = {h.index for h in headers}
    values = [v for i, v in cells if i in indexes]
    return all(isinstance(v, float) and v == 0 for v in values)


def _is_count_of_columns(cells: list[Value]) -> bool:
    """A line 1, 2, 3 … or 甲, 乙, 1, 2 … below the headers."""
    texts = [show(v).strip().strip("()（）[]") for v in cells if v is not None]
    numbers = [text for text in texts if text not in _ORDER]
    in_order = numbers == [str(i) for i in range(1, len(numbers) + 1)]
    return len(texts) >= 3 and in_order


def _filled(column: Column) -> NDArray[np.int32]:
    return np.fromiter(
        (v is not None and v != "" for v in column.values), np.int32, len(column.values)
    )


def notes_of(sheet: Sheet, rows: Rows) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of what the notes below a table say."""
    for row in rows.notes:
        for index, value in enumerate(sheet.row(row)):
            if isinstance(value, str):
                yield row, index, value
