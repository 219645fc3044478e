"""A workbook from its bytes to a verdict: all parts, or all problems, never half."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from etl import rules
from etl.account.cells import SheetCells, count_cells
from etl.account.sheets import ask_about_sheet, has_figures
from etl.check.belief.corrections import corrections
from etl.check.belief.money_units import doubted_units
from etl.check.belief.settle import settle_beliefs
from etl.check.book_rules import book_problems
from etl.check.check import Checked, Part, check_table
from etl.check.months_told import settle_months_told
from etl.check.personal import personal_numbers
from etl.check.summaries import settle_summaries
from etl.examine.choices import with_totals
from etl.forms.context import Office
from etl.forms.forms import FORMS
from etl.problems import Problem, RefusedError, bounded, has_errors, has_faults
from etl.questions import Answers
from etl.read.cells import Sheet, show
from etl.read.read import read_sheets, refusal
from etl.table.cover import read_cover
from etl.table.locate import Table, find_tables
from etl.table.periods import Period
from etl.table.table_fault import table_fault


@dataclass(frozen=True)
class Findings:
    """What a workbook holds; `parts` is empty as soon as one problem is an error."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    cells: tuple[SheetCells, ...] = ()

    @property
    def accepted(self) -> bool:
        return not has_errors(self.problems)

    @property
    def is_of_another_year(self) -> bool:
        return any(p.rule in ANOTHER_YEAR for p in self.problems)


# how a workbook's sheets are read: name and bytes; raises RefusedError
Read = Callable[[str, bytes], list[Sheet]]
log = logging.getLogger(__name__)
NOT_UNDERSTOOD = Problem(
    rules.NOT_UNDERSTOOD,
    "这个文件的样子太特别，程序没能检查完，没有读取",
    "请把数据填到下载的模板里再报送；仍不行的，请把原文件交给管理员",
)
NOTHING_LEFT = Problem(
    rules.NO_ROWS, "按回答没有一张工作表要读，没有可入库的数据", "不必报送这份文件"
)
ANOTHER_YEAR = (rules.DATE_OUTSIDE_YEAR, rules.PERIOD_OUTSIDE_YEAR)
# What our own templates and returned workbooks carry beside the table.
OUR_SHEETS = ("选项", "填表说明", "退回说明")


def examine(name: str, content: bytes, office: Office, read: Read | None = None) -> Findings:
    """Reads and checks a whole workbook; whatever it is, the answer is Findings.

    One whose dates are not of the office's year is read by the plan of the year before, if any.
    A fault of ours is no reason to let anything in, nor to stop the files that come after.
    Its time and memory are the caller's: the door takes `examine_apart`.
    """
    try:
        return _examine(name, content, office, read or read_sheets)
    except MemoryError:
        log.exception("%s needs too much memory", name)
        return Findings((), (refusal("MemoryError").problem,))
    except Exception:
        log.exception("%s could not be examined", name)
        return Findings((), (NOT_UNDERSTOOD,))


def _examine(name: str, content: bytes, office: Office, read: Read) -> Findings:
    try:
        sheets = read(name, content)
        visible = [s for s in sheets if s.visible and not s.is_empty]
        tables = {s.name: find_tables(s) for s in visible}
    except RefusedError as refused:
        return Findings((), (refused.problem,))
    findings = _checked(name, sheets, tables, office)
    tried = office.earlier
    while tried is not None and findings.is_of_another_year:
        earlier = _checked(name, sheets, tables, tried)
        if not earlier.is_of_another_year:
            return earlier
        tried = tried.earlier
    return findings


def _checked(
    name: str, sheets: list[Sheet], tables: dict[str, list[Table]], office: Office
) -> Findings:
    checked, problems = _read(name, sheets, tables, office)
    if office.answers.again:
        problems = [p for p in problems if not p.is_open]
    if any(p.is_open for p in problems):
        rows = sum(len(c.table.rows) for c in checked)

        def attempt(answers: Answers) -> tuple[Part, ...] | None:
            return _tried(*_read(name, sheets, tables, office.answering(answers)))

        problems = with_totals(problems, office.answers, rows, attempt)
    # What refuses the file is told first.
    problems.sort(key=lambda p: p.severity != "error")
    problems = bounded(problems)
    cells = tuple(_cells(s, checked, problems) for s in sheets if s.name in tables)
    if has_errors(problems):
        return Findings((), tuple(problems), cells)
    return Findings(_parts(checked), tuple(problems), cells)


def _cells(sheet: Sheet, checked: list[Checked], problems: list[Problem]) -> SheetCells:
    tables = [c.table for c in checked if c.table.sheet is sheet and not c.skipped]
    odd = any(c.table.sheet is sheet for c in checked) or sheet.name in OUR_SHEETS
    asked = (p for p in problems if p.is_open and p.sheet == sheet.name)
    unread = "remark" if odd or not has_figures(sheet) else "unknown"
    return count_cells(sheet, tables, unread, asked)


def _read(
    name: str, sheets: list[Sheet], tables: dict[str, list[Table]], office: Office
) -> tuple[list[Checked], list[Problem]]:
    visible = [s for s in sheets if s.name in tables]
    others = [s for s in visible if not tables[s.name]]
    chains = list(tables.values())
    office = office.reading_money(office.answers.money)
    checked = _check_all(chains, others, office, name)
    if not checked:
        return [], [_unknown_form(sheets)]
    units, doubts = doubted_units(checked, office)
    if units:
        checked = _check_all(
            chains, others, office.reading_money({**office.money_read_as, **units}), name
        )
    checked = settle_months_told(checked, name, office)
    checked, superseded = corrections(checked, office)
    checked, summed_up = settle_summaries(checked, office)
    problems = [*doubts, *superseded, *summed_up, *(p for c in checked for p in c.problems)]
    problems += [p for s in sheets if not s.visible for p in _hidden(s)]
    senders = {c.heading.unit for c in checked if c.heading}
    unit = senders.pop() if len(senders) == 1 else ""
    unread = [s for s in others if s.name not in OUR_SHEETS]
    problems += [ask_about_sheet(s, office, unit) or _no_table(s) for s in unread]
    problems += book_problems(checked, others)
    for sheet in visible:
        problems += personal_numbers(sheet, tables[sheet.name])
    # what is hard to believe is asked about when all else is understood
    if not any(p.is_open or p.rule is rules.REPEATED_SHEET for p in problems):
        checked, more = settle_beliefs(checked, name, office)
        problems += more
    if all(c.skipped for c in checked):
        problems.append(NOTHING_LEFT)
    return checked, problems


def _tried(checked: list[Checked], problems: list[Problem]) -> tuple[Part, ...] | None:
    """What would come in, were the other questions answered as they are read by default.

    None where the workbook would still be returned for a fault.
    """
    faults = [p for p in problems if p.rule is not rules.NO_ROWS]
    if has_faults(faults):
        return None
    return _parts(checked) if len(faults) == len(problems) else ()


def _check_all(
    tables: list[list[Table]], others: list[Sheet], office: Office, name: str
) -> list[Checked]:
    """Every table checked; one that does not say whose it is takes the unit of all the others."""
    checked = [c for chain in tables for c in _check_chain(chain, office, name, None)]
    units = {c.heading.unit for c in checked if c.heading} | _units_on_covers(others, office)
    nameless = [c for c in checked if any(p.rule == rules.NO_UNIT for p in c.problems)]
    if not nameless or len(units) != 1:
        return checked
    return [c for chain in tables for c in _check_chain(chain, office, name, min(units))]


def _units_on_covers(others: list[Sheet], office: Office) -> set[str]:
    """The units that sheets without a table name on a cover of their own."""
    entries = [e for s in others for e in read_cover(s, min(s.rows, 60)).units]
    return {u for e in entries if (u := office.values.units.find(show(e.value)))}


def _check_chain(
    chain: list[Table], office: Office, name: str, assumed: str | None
) -> Iterator[Checked]:
    """The tables of one sheet; each continues the one above it."""
    before: Checked | None = None
    for table in chain:
        checked = check_table(table, office, name, before, assumed)
        if before is not None and (why := _not_continued(before, checked)):
            problem = table_fault(
                table, rules.TWO_TABLES, why, "不同的表、不同的单位请分放在不同的工作表"
            )
            checked = replace(checked, problems=(*checked.problems, problem))
        yield checked
        before = checked


def _not_continued(before: Checked, checked: Checked) -> str:
    if checked.table.form is not before.table.form:
        return f"与《{before.table.form.title}》放在同一张工作表上"
    one, two = before.heading, checked.heading
    if one and two and one.unit != two.unit:
        return f"同一张工作表上有两个填报单位：{one.unit}、{two.unit}"
    return ""


def _parts(checked: list[Checked]) -> tuple[Part, ...]:
    """One part for each form on each sheet: a continued table is joined to the one above.

    A table with open questions is read by default: it is for the caller not to let it in.
    """
    parts: dict[tuple[str, str], Part] = {}
    for checked_table in checked:
        part = checked_table.part
        if part is not None:
            key = (part.sheet, part.form)
            parts[key] = _joined(parts[key], part) if key in parts else part
    return tuple(parts.values())


def _joined(one: Part, two: Part) -> Part:
    """Where a column has moved, its letter is left out rather than wrong."""
    first = min(one.period.first, two.period.first)
    last = max(one.period.last, two.period.last)
    return replace(
        one,
        period=Period(first, last),
        months=tuple(sorted({*one.months, *two.months})),
        rows=pa.concat_tables([one.rows, two.rows], promote_options="default"),
        columns={k: v for k, v in one.columns.items() if two.columns.get(k, v) == v},
    )


def _hidden(sheet: Sheet) -> list[Problem]:
    if sheet.is_empty or sheet.name in OUR_SHEETS:
        return []
    message = f"隐藏的工作表“{sheet.name}”没有读取"
    hint = "其中有要报送的数据时，请取消隐藏后重新报送"
    return [Problem(rules.HIDDEN_SHEET, message, hint, sheet.name)]


def _no_table(sheet: Sheet) -> Problem:
    message = f"工作表“{sheet.name}”里没有认得的表头，没有读取"
    hint = "其中有要报送的数据时，请用模板的表头重新填写"
    return Problem(rules.NO_TABLE, message, hint, sheet.name)


def _unknown_form(sheets: list[Sheet]) -> Problem:
    sheet = next((s.name for s in sheets if s.visible and not s.is_empty), None)
    titles = "、".join(form.title for form in FORMS.values())
    return Problem(
        rules.UNKNOWN_FORM,
        "没有找到任何一种报表的表头" if sheet else "工作簿里没有数据",
        f"本系统接收：{titles}。可用“下载模板”取得空表",
        sheet=sheet,
    )
