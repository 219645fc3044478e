"""The money unit of a table, from its cover, its headers, its notes or a name; never a guess."""

import re

from etl import rules
from etl.forms.values import FEN_PER, MONEY_UNITS, money_unit_in
from etl.problems import Problem, cell_name
from etl.read.cells import show
from etl.table.cover import MEASURES, Cover, bare_money_units
from etl.table.header_of import Heading
from etl.table.locate import Table
from etl.table.rows import notes_of
from etl.table.table_fault import table_fault
from kpi.plan import clean_name

Answer = tuple[str | None, list[Problem]]


def read_money_unit(
    table: Table, cover: Cover, names: tuple[str, ...], before: Heading | None
) -> Answer:
    """The unit of money columns whose header names none; None: none is stated, so it is 元."""
    money = [h for h in table.headers if h.column.kind.name == "money"]
    units, unknown = _stated(table, cover, names)
    headers = {h.unit for h in money if h.unit}
    unknown |= {u for u in headers if u not in FEN_PER}
    if unknown and money:
        hint = f"请换算成 {'、'.join(MONEY_UNITS)} 之一，并在表头写明"
        message = f"不认识的金额单位：{'、'.join(sorted(unknown))}"
        return None, [table_fault(table, rules.UNKNOWN_MONEY_UNIT, message, hint)]
    if not money:
        return None, []
    if len(units) > 1 or (units and headers - units):
        written = "、".join(sorted(units | headers))
        hint = "请只保留一处金额单位，或使各处一致"
        return None, [
            table_fault(table, rules.MONEY_UNIT_CONFLICT, f"金额单位写得不一致：{written}", hint)
        ]
    if mentioned := _mentioned(cover, _around(table, names)) - units - headers:
        message = f"表外提到“{'、'.join(sorted(mentioned))}”，看不出是不是本表的金额单位"
        hint = "请在表格上方写明“金额单位：…”"
        return None, [table_fault(table, rules.MONEY_UNIT_CONFLICT, message, hint)]
    if not units and headers - {"元"} and (bare := [h for h in money if not h.unit]):
        return _partly(table, "、".join(h.column.header for h in bare), bare[0].index)
    if not units and before is not None and not headers:
        return before.money_unit, []
    return (units.pop() if units else None), []


def _partly(table: Table, names: str, index: int) -> Answer:
    message = f"《{table.form.title}》有的金额列写明了单位，“{names}”没有写"
    hint = "请给每个金额列写明单位，或在表格上方写明“金额单位：…”"
    cell = cell_name(table.header_row, index)
    problem = Problem(rules.MONEY_UNIT_CONFLICT, message, hint, table.sheet.name, cell)
    return None, [problem]


def _stated(table: Table, cover: Cover, names: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Units that are known, and those that are not, of all that stands outside the headers."""
    units: set[str] = set()
    unknown: set[str] = set()
    for entry in cover.money_units:
        text = show(entry.value)
        unit = money_unit_in(text)
        if unit in FEN_PER:
            units.add(unit)
        elif unit or _is_odd(text):
            unknown.add(unit or text.strip())
    for text in _around(table, names):
        units |= set(bare_money_units(text))
    return {u for u in units if u in FEN_PER}, unknown | (units - FEN_PER.keys())


def _around(table: Table, names: tuple[str, ...]) -> tuple[str, ...]:
    """The sheet's and the file's name, and the notes below the table."""
    return (*names, *(text for _, _, text in notes_of(table.sheet, table.sorted_rows)))


def _is_odd(text: str) -> bool:
    """A unit in letters that is neither money nor a measure: k, USD."""
    name = clean_name(text)
    # A Latin letter or a dollar sign: k, USD, $.
    return name.isascii() and name not in MEASURES and bool(re.search(r"[A-Za-z$]", name))


def _mentioned(cover: Cover, texts: tuple[str, ...]) -> set[str]:
    """Large money units that texts mention, not as part of a sum (300万元以上)."""
    # A multiple of 元 that no figure stands before: 万元 of 资金(万元), not of 300万元.
    units = re.findall(
        r"(?<![\d.几数十百千万亿])([十百千万亿]+元)", "\n".join((cover.title, *texts))
    )
    return set(units)
