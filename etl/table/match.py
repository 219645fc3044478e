"""How well the cells of one, two or three rows fit the headers of a form."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from etl.forms.form import Form, FormColumn
from etl.read.cells import Broken, Sheet, Value, show
from etl.table.cover import LABEL_ALONE
from etl.table.headers import (
    RUNNING_NUMBER,
    Meaning,
    header_key,
    is_money_unit,
    makes_another,
    said_by,
    unit_above,
)
from kpi.plan import clean_name


@dataclass(frozen=True)
class Header:
    """A column of the form found in the sheet: where, and the unit that its header names."""

    column: FormColumn
    index: int
    unit: str | None
    from_above: bool = False
    running: bool = False

    @property
    def money_unit(self) -> str | None:
        return self.unit if self.column.kind.name == "money" else None


Stacks = dict[int, tuple[str, ...]]
Score = tuple[float, int, float, int]


@dataclass(frozen=True)
class Match:
    """A form's headers in the rows `top_row` to `header_row`, and how well they fit."""

    form: type[Form]
    top_row: int
    header_row: int
    headers: tuple[Header, ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[tuple[FormColumn, tuple[int, ...]], ...]
    score: Score
    rivals: tuple[type[Form], ...] = ()

    @property
    def rank(self) -> tuple[float, int, float]:
        return self.score[:3]


def may_fit(form: type[Form], texts: Stacks) -> bool:
    """Whether half of the required columns are named: `match_headers` scores 0 where not."""
    required = {c.name for c in form.columns() if c.required}
    meanings = (_meaning(form, stack) for stack in texts.values())
    return 2 * len({s.column.name for s in meanings if s} & required) >= len(required)


def match_headers(
    form: type[Form], sheet: Sheet, row: int, texts: Stacks, levels: int, above: str
) -> Match:
    """The form's columns in the `levels` rows that end with `row`; score 0: they do not fit."""
    top = row - levels + 1
    claims: dict[str, list[tuple[int, Meaning]]] = {}
    unknown: list[str] = []
    for index, stack in texts.items():
        meaning = _meaning(form, stack)
        if meaning:
            claims.setdefault(meaning.column.name, []).append((index, meaning))
        else:
            unknown.append(clean_name("".join(stack)))
    headers, ambiguous, spare = _settle(claims, sheet.marks.hidden_columns)
    unknown += [clean_name("".join(texts[index])) for index in spare]
    unknown_names = tuple(u for u in unknown if u not in RUNNING_NUMBER)
    score = _score(form, headers, ambiguous, texts, above)
    lowest = _texts(sheet, row)
    if levels > 1 and not any(h.index in lowest for h in headers):
        score = (0.0, 0, 0.0, 0)
    if levels > 1 and score[0] and not _is_level(form, sheet, top, row, texts):
        score = (0.0, 0, 0.0, 0)
    # An upper row that says nothing of the columns may as well be the last line of a cover.
    needed = any(h.from_above for h in headers) or (
        score[0] > 0 and _has_groups(sheet, top, row, texts)
    )
    return Match(
        form,
        top,
        row,
        headers,
        unknown_names,
        ambiguous,
        (*score[:3], levels if needed else -levels),
    )


def stacks(sheet: Sheet, top: int, row: int) -> Stacks:
    """For each column with a header its texts from top to bottom, upper ones spread."""
    levels = [_texts(sheet, r) for r in range(top, row + 1)]
    for offset in range(len(levels) - 1):
        levels[offset] = _spread(sheet, top + offset, levels[offset], levels[offset + 1])
    columns = sorted({index for level in levels for index in level})
    return {i: tuple(level[i] for level in levels if i in level) for i in columns}


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    cells = enumerate(sheet.row(row)[:500])
    return {i: show(v) for i, v in cells if _is_filled(v)}


def _is_filled(value: Value) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _spread(sheet: Sheet, row: int, upper: dict[int, str], lower: dict[int, str]) -> dict[int, str]:
    """An upper header stands for the columns it is merged over; without merges, up to the next."""
    spread = dict(upper)
    merged = {c1: c2 for _, c1, _, c2 in sheet.merged_from.get(row, ()) if c2 > c1}
    for index, text in upper.items():
        last = merged.get(index, index)
        if not merged and index in lower:
            last = max((i for i in lower if _reaches(index, i, upper, lower)), default=index)
        spread |= dict.fromkeys(range(index, last + 1), text)
    return spread


def _reaches(index: int, other: int, upper: dict[int, str], lower: dict[int, str]) -> bool:
    between = range(index + 1, other + 1)
    return other > index and all(i not in upper and i in lower for i in between)


@lru_cache(maxsize=10_000)
def _meaning(form: type[Form], stack: tuple[str, ...]) -> Meaning | None:
    """The stack read as one header, else its lowest text; a unit above counts for it."""
    keys = [header_key(text) for text in stack]
    names = ["".join(keys[i:]) for i in range(len(keys))]
    # Without brackets: 资金(财政) over 金额 is 资金金额.
    names += ["".join(re.sub(r"\([^()]*\)", "", k) for k in keys[:-1]) + keys[-1]]
    meaning = next((s for name in names if (s := said_by(form, name))), None)
    if meaning is None or len(stack) == 1:
        return meaning
    if makes_another(form, meaning.column, "".join(stack[:-1])):
        return None
    if meaning.unit or said_by(form, keys[-1]) is None:
        return replace(meaning, from_above=said_by(form, keys[-1]) != meaning)
    units = (unit_above(meaning.column, text) for text in reversed(stack[:-1]))
    unit = next((u for u in units if u), None)
    return replace(meaning, unit=unit, from_above=unit is not None)


def _settle(
    claims: dict[str, list[tuple[int, Meaning]]], hidden: frozenset[int]
) -> tuple[tuple[Header, ...], tuple[tuple[FormColumn, tuple[int, ...]], ...], list[int]]:
    """One header a column: its own name goes before an alias; two equals are ambiguous.

    A hidden one yields to any that can be seen.
    """
    headers, ambiguous, spare = [], [], []
    for claimed in claims.values():
        seen = [f for f in claimed if f[0] not in hidden] or claimed
        best = [f for f in seen if f[1].exact] or seen
        # A running number yields to any other name: 任务编号 beside 序号.
        best = [f for f in best if not f[1].running] or best
        column = best[0][1].column
        if len(best) > 1 and (column.required or column.kind.name != "text"):
            ambiguous.append((column, tuple(index for index, _ in best)))
            continue
        index, meaning = best[0]
        headers.append(Header(column, index, meaning.unit, meaning.from_above, meaning.running))
        spare += [i for i, _ in claimed if i != index]
    return tuple(sorted(headers, key=lambda h: h.index)), tuple(ambiguous), spare


def _score(
    form: type[Form],
    headers: tuple[Header, ...],
    ambiguous: tuple[tuple[FormColumn, tuple[int, ...]], ...],
    texts: dict[int, tuple[str, ...]],
    above: str,
) -> Score:
    """Titled forms first, then by the share of required columns and of headers recognised."""
    required = [c for c in form.columns() if c.required]
    recognised = [h.column for h in headers] + [column for column, _ in ambiguous]
    required_share = sum(c.required for c in recognised) / len(required)
    share = len(recognised) / (len(texts) or 1)
    titled = form.title in clean_name(above)
    if required_share < 0.5 or (share < 0.5 and not titled):
        return (0.0, 0, 0.0, 0)
    return (required_share + titled, len(recognised), share, 0)


def _is_level(
    form: type[Form], sheet: Sheet, top: int, row: int, texts: dict[int, tuple[str, ...]]
) -> bool:
    """Whether the rows are levels of one header: none is empty, a title or a cover line."""
    for level in range(top, row + 1):
        cells = [v for v in sheet.row(level)[:500] if _is_filled(v)]
        if not cells or not all(isinstance(v, str | Broken) for v in cells):
            return False
        row_texts = [show(v) for v in cells]
        header_texts = [t for t in row_texts if said_by(form, t)]
        labels = [
            t for t in row_texts if t not in header_texts and LABEL_ALONE.fullmatch(t.strip())
        ]
        # 联系人 among the headers of an upper level is a column that nobody asked for.
        if level < row and len(labels) >= max(len(header_texts), 1):
            return False
        if level < row and any(":" in clean_name(t) or is_money_unit(t) for t in row_texts):
            # A colon outside brackets: 填报单位:七宝镇, not 金额(单位:元).
            bracketed = [t for t in row_texts if ":" in re.sub(r"\([^()]*\)", "", header_key(t))]
            if bracketed or any(is_money_unit(t) for t in row_texts):
                return False
        if level < row and _covers_all(sheet, level, texts):
            return False
    return True


def _has_groups(sheet: Sheet, top: int, row: int, texts: dict[int, tuple[str, ...]]) -> bool:
    """Whether an upper row groups the columns: merged over some of them, or in several cells."""
    upper = [t for r in range(top, row) for t in _texts(sheet, r).values()]
    levels = (sheet.merged_from.get(r, ()) for r in range(top, row))
    merged = any(c2 > c1 for level in levels for _, c1, _, c2 in level)
    # A digit, as in a date or a number of a document: 2022年9月 is no group of columns.
    return not any(re.search(r"\d", t) for t in upper) and (merged or len(upper) > 1)


def _covers_all(sheet: Sheet, row: int, texts: Stacks) -> bool:
    """Whether a row is the table's title: merged over it, alone at its left, or named 表."""
    first, last = min(texts), max(texts)
    row_texts = _texts(sheet, row)
    merged = sheet.merged_from.get(row, ())
    if any(c1 <= first and c2 >= last for _, c1, _, c2 in merged):
        return True
    # Without brackets: 采购明细表(三季度) is 采购明细表.
    names = (re.sub(r"\([^()]*\)", "", header_key(text)) for text in row_texts.values())
    return (len(row_texts) == 1 and min(row_texts) <= first) or any(
        name.endswith(("表", "名册", "明细", "汇总", "台账")) for name in names
    )
