"""What a single row below a header is: data, a total, a note, an example."""

from datetime import date

from etl.read.cells import Sheet, Value, show
from etl.table.cover import is_labelled
from etl.table.match import Header
from etl.table.row_filled import Filled
from etl.table.row_words import (
    COUNTED,
    DAY,
    EXAMPLE,
    FIGURES,
    LONE,
    NAMES,
    NO_NAME,
    NOTE,
    SIGNATURES,
    TOTAL,
    is_blank,
    is_figure,
    label_of,
)
from kpi.plan import clean_name

# Of a total's label that stands alone in its row: 本月合计：; longer ones are sentences.
LONGEST_LONE = 6


def kind_of(
    sheet: Sheet,
    headers: tuple[Header, ...],
    row: int,
    filled: Filled,
    offset: int,
    tail: bool,
    labels: dict[int, str],
) -> str:
    """data, total, doubtful (total or data?), note, example or skip."""
    cells: list[tuple[int, Value]] = [
        (i, v) for i, v in enumerate(sheet.row(row)) if v is not None and v != ""
    ]
    texts = [clean_name(v) for _, v in cells if isinstance(v, str)]
    label = _total_label(headers, cells)
    if label and len(cells) == 1 and len(label) > LONGEST_LONE and not filled.figures[offset]:
        return "note"  # 本表人数为累计数
    if label:
        labels[row] = label
        if _has_words_for_figures(headers, cells):
            return "data"
        return "doubtful" if _is_complete(headers, cells, label) else "total"
    if not filled.form[offset] and not texts:
        return "skip"
    first = texts[0] if texts else ""
    if EXAMPLE.match(first) and isinstance(cells[0][1], str):
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
    filled: Filled,
    offset: int,
) -> bool:
    """A note, a signature, a heading between groups: no figure in it, and hardly a cell filled."""
    if first.strip(":") in SIGNATURES or (
        texts and _is_signature(first) and all(map(_signs_off, texts))
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
    if _fills_several(headers, cells):
        return False
    return tail or all(NOTE.match(text) or LONE.fullmatch(text) for text in texts)


def _is_signature(text: str) -> bool:
    return bool(NOTE.match(text) or is_labelled(text))


def _signs_off(text: str) -> bool:
    """填报人:王某, or the day beside it."""
    return _is_signature(text) or bool(DAY.fullmatch(text))


def _fills_several(headers: tuple[Header, ...], cells: list[tuple[int, Value]]) -> bool:
    """Two or more of the form's columns hold what is no note: data, or an error, never dropped."""
    columns = {h.index: h.column for h in headers}
    filled = [show(v) for i, v in cells if i in columns and not is_blank(columns[i], v)]
    plain = [text for text in map(clean_name, filled) if not _reads_like_note(text)]
    return len(plain) > 1


def _reads_like_note(text: str) -> bool:
    return _is_signature(text) or bool(LONE.fullmatch(text))


def _has_day(headers: tuple[Header, ...], cells: list[tuple[int, Value]]) -> bool:
    days = {h.index for h in headers if h.column.kind.name == "day"}
    return any(i in days and isinstance(v, date) for i, v in cells)


def _total_label(headers: tuple[Header, ...], cells: list[tuple[int, Value]]) -> str:
    """The label of a total row: its first text, or any text where the row has no other name."""
    figures = {h.index for h in headers if h.column.kind.name in FIGURES}
    texts = [(i, label_of(v)) for i, v in cells if isinstance(v, str) and i not in figures]
    joined = "".join(text for _, text in texts)
    named = _name_column(headers)
    if no_name := next((t for i, t in texts if i == named and NO_NAME.fullmatch(t)), ""):
        return no_name
    if texts and TOTAL.fullmatch(joined) and len(joined) <= 4:
        return joined
    required = {h.index for h in headers if h.column.required}
    candidates = [*texts[:3], *((i, text) for i, text in texts[3:] if i in required)]
    # 宣传月度汇总 is an indicator's name: there a total is called by its word alone.
    indicators = {h.index for h in headers if h.column.kind.name == "indicator"}
    candidates = [(i, text) for i, text in candidates if i not in indicators or len(text) <= 4]
    labels = (t for i, t in candidates if TOTAL.fullmatch(t) and not _is_remark(headers, cells, i))
    # 累计3家 is what a report of progress says: a form without figures has no rows to count.
    return next((t for t in labels if figures or not COUNTED.search(t)), "")


def _name_column(headers: tuple[Header, ...]) -> int | None:
    """The column whose cells name what a row is about: the first text or name that is required."""
    names = (h.index for h in headers if h.column.required and h.column.kind.name in NAMES)
    return min(names, default=None)


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
        and label_of(show(values.get(h.index))) != label
    ]
    return bool(others) and not any(is_blank(h.column, values.get(h.index)) for h in others)


def _only_zeros(headers: tuple[Header, ...], cells: list[tuple[int, Value]]) -> bool:
    """Formulas drawn down over empty rows give zeros."""
    indexes = {h.index for h in headers}
    values = [v for i, v in cells if i in indexes]
    return all(isinstance(v, float) and v == 0 for v in values)
