"""Rules on the values of a row together: warnings, the row is let in."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from etl import rules
from etl.check.columns import TypedColumn
from etl.forms.context import Office
from etl.problems import MOST_OF_A_KIND, Problem, cell_name
from etl.rules import Rule
from etl.table.locate import Table
from kpi.plan.entities import unit_names

# Two columns of a form, of which the second must not be less, and what is said where it is.
IN_ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "training": (("starts_on", "ends_on"),),
    "tour": (("departs_on", "returns_on"),),
    "posting": (("starts_on", "ends_on"),),
    "project": (("started_on", "finished_on"),),
    "follow_up": (("decided_on", "due_on"), ("decided_on", "done_on")),
}
RATES = (("planned", "invested", "投资完成率"), ("planned", "allocated", "资金拨付使用率"))
LOST_DIGITS = 1e15
# A long number as a spreadsheet shows it, its last digits gone: 2.2312E+19.
_SCIENTIFIC = re.compile(r"\d(?:\.\d{1,15})?[eE]\+?(\d{2})")
TOWNS = "subdistrict_or_town"
VISIT = "调研对接"


def row_problems(
    table: Table, typed: list[TypedColumn], unit: str, office: Office
) -> Iterator[Problem]:
    columns = {c.column.name: c for c in typed}
    code = table.form.code
    for first, last in IN_ORDER.get(code, ()):
        if first in columns and last in columns:
            yield from _out_of_order(table, columns[first], columns[last])
    if code == "project":
        for whole, part, rate in RATES:
            yield from _above_whole(table, columns[whole], columns[part], rate)
    if code == "event" and "led_by" in columns:
        yield from _no_leader(table, columns["kind"], columns["led_by"])
    if voucher := columns.get("voucher"):
        yield from _lost_digits(table, voucher)
    if code == "purchase" and unit in unit_names(TOWNS, office.plan.reference):
        yield from _no_voucher(table, voucher)


def _no_leader(table: Table, kind: TypedColumn, leader: TypedColumn) -> Iterator[Problem]:
    """A visit of the district's leaders that does not say so would count for nothing."""

    def missing(what: Any, level: Any) -> bool:
        return what == VISIT and level is None

    hint = "区领导带队的，请填写级别或职务；空着的不计入区领导调研对接（任务2）"
    for row, _, _ in _where(table, kind, leader, missing):
        yield _warning(table, leader, row, rules.MISSING_LEADER, "调研对接没有写带队领导", hint)


def _out_of_order(table: Table, first: TypedColumn, last: TypedColumn) -> Iterator[Problem]:
    def wrong(begins: Any, ends: Any) -> bool:
        return begins is not None and ends is not None and ends < begins

    for row, begins, ends in _where(table, first, last, wrong):
        message = f"“{last.column.header}”{ends} 早于“{first.column.header}”{begins}"
        yield _warning(table, last, row, rules.ENDS_BEFORE_BEGINS, message, "请核对两个日期")


def _above_whole(
    table: Table, whole: TypedColumn, part: TypedColumn, rate: str
) -> Iterator[Problem]:
    def wrong(planned: Any, done: Any) -> bool:
        return planned is not None and done is not None and done > planned

    for row, planned, done in _where(table, whole, part, wrong):
        share = f"{done / planned:.0%}" if planned else "无从计算"
        message = f"“{part.column.header}”超过“{whole.column.header}”，{rate}为 {share}"
        yield _warning(table, part, row, rules.RATE_ABOVE_100, message, "请核对两个金额及其单位")


def _where(
    table: Table, first: TypedColumn, second: TypedColumn, wrong: Callable[[Any, Any], bool]
) -> Iterator[tuple[int, Any, Any]]:
    rows = zip(table.rows.tolist(), first.of_rows(), second.of_rows(), strict=True)
    matching = [(row, a, b) for row, a, b in rows if wrong(a, b)]
    yield from matching[:MOST_OF_A_KIND]


def _lost_digits(table: Table, voucher: TypedColumn) -> Iterator[Problem]:
    lost = [c for c, raw in enumerate(voucher.raw) if has_lost_digits(raw)]
    rows = sorted(row for group in voucher.rows_of(table, lost).values() for row in group)
    message = "号码超过 15 位，存成了数字或科学计数，末几位已丢失"
    hint = "请把这一列设为“文本”格式，重新填写号码"
    for row in rows[:MOST_OF_A_KIND]:
        yield _warning(table, voucher, row, rules.VOUCHER_DIGITS_LOST, message, hint)
    if len(rows) > MOST_OF_A_KIND:
        rest = f"另有 {len(rows) - MOST_OF_A_KIND} 行同样的问题：{message}"
        yield Problem(rules.VOUCHER_DIGITS_LOST, rest, hint, table.sheet.name)


def has_lost_digits(raw: Any) -> bool:
    """Whether a voucher was a number of more digits than its cell still holds."""
    if isinstance(raw, str):
        return bool(_SCIENTIFIC.fullmatch(raw.strip()))
    return isinstance(raw, float) and abs(raw) >= LOST_DIGITS


def _no_voucher(table: Table, voucher: TypedColumn | None) -> Iterator[Problem]:
    hint = "镇街动员采购须附采购凭证（任务19），请补报"
    if voucher is None:
        message = "《消费帮扶采购明细表》没有“采购凭证”列"
        yield Problem(rules.MISSING_VOUCHER, message, hint, table.sheet.name)
        return
    values = zip(table.rows.tolist(), voucher.of_rows(), strict=True)
    rows = [row for row, value in values if value is None]
    for row in rows[:MOST_OF_A_KIND]:
        yield _warning(table, voucher, row, rules.MISSING_VOUCHER, "没有采购凭证", hint)
    if len(rows) > MOST_OF_A_KIND:
        message = f"另有 {len(rows) - MOST_OF_A_KIND} 行没有采购凭证"
        yield Problem(rules.MISSING_VOUCHER, message, hint, table.sheet.name)


def _warning(
    table: Table, column: TypedColumn, row: int, rule: Rule, message: str, hint: str
) -> Problem:
    text = f"第 {row + 1} 行“{column.column.header}”：{message}"
    return Problem(rule, text, hint, table.sheet.name, cell_name(row, column.index))
