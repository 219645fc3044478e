"""A sheet whose rows are the sums of another's: a summary, which would count it twice."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import add
from typing import Any

from etl import rules
from etl.check.arithmetic.sums import Grid
from etl.check.check import Checked
from etl.forms.context import Office
from etl.problems import Choice, Problem
from etl.questions import Question, ask
from etl.table.row_words import FIGURES

# What a summary sheet is called: 汇总, 7月合计, 分渠道统计, 总表.
_CALLED = re.compile(r"汇总|合计|总计|小计|统计|总表|分析")
# The same where nothing else says so: such a sheet does not stand beside its details for itself.
_SUMMARY = re.compile(r"汇总|合计|总表|累计")
ENOUGH_DIGITS = 4
MOST_ROUNDED = 1000  # times what figures are rounded to: a total of fewer digits may be chance
Key = tuple[str, Any]


def settle_summaries(checked: list[Checked], office: Office) -> tuple[list[Checked], list[Problem]]:
    """The tables without those of summary sheets; where it is not certain, one question a sheet."""
    problems: list[Problem] = []
    for form in dict.fromkeys(c.table.form.code for c in checked):
        for summary in _candidates([c for c in checked if c.table.form.code == form]):
            there = [c for c in checked if c.table.form.code == form and len(c.table.rows)]
            if sums := _sums(summary, _others(summary, there)):
                left_out, problem = _settle(summary, sums, office)
                problems.append(problem)
                if left_out:
                    checked = [c for c in checked if c not in summary]
            elif details := _beside(summary, there):
                left_out, problem = _ask(
                    summary, _Sums(details, 0, len(summary), equal=False), office
                )
                problems.append(problem)
                if left_out:
                    checked = [c for c in checked if c not in summary]
    return checked, problems


def _beside(summary: list[Checked], there: list[Checked]) -> tuple[str, ...]:
    """The detail sheets beside one that is called a summary, though its figures are not theirs."""
    if summary[0].table.form.counts_on is None or not all(c in there for c in summary):
        return ()
    names = _by_sheet([c for tables in _others(summary, there)[:1] for c in tables])
    details = tuple(name for name in names if not _SUMMARY.search(name))
    own = summary[0].table.sheet.name
    if any(_totals(tables) == _totals(summary) for tables in _others(summary, there)):
        return ()  # the same rows again, which is told elsewhere
    return details if _SUMMARY.search(own) and own not in names else ()


def _candidates(tables: list[Checked]) -> Iterator[list[Checked]]:
    """Sheets of the form, those called a summary first, then the tables of a sheet of several."""
    filled = [c for c in tables if len(c.table.rows)]
    sheets = _by_sheet(filled)
    called = sorted(sheets, key=lambda name: not _CALLED.search(name))
    yield from (sheets[name] for name in called if len(sheets) > 1)
    yield from ([c] for name in called if len(sheets[name]) > 1 for c in sheets[name])


def _by_sheet(tables: list[Checked]) -> dict[str, list[Checked]]:
    sheets: dict[str, list[Checked]] = defaultdict(list)
    for table in tables:
        sheets[table.table.sheet.name].append(table)
    return sheets


def _others(summary: list[Checked], all_tables: list[Checked]) -> list[list[Checked]]:
    """The tables of the same unit that it may sum up: all of them, or those of a single sheet."""
    unit = next((c.heading.unit for c in summary if c.heading), None)
    others = [
        c
        for c in all_tables
        if c not in summary and (not unit or not c.heading or c.heading.unit == unit)
    ]
    single = list(_by_sheet(others).values())
    return [others, *single] if len(single) > 1 else single


@dataclass(frozen=True)
class _Sums:
    """The sheets that are summed up, and how many rows of the summary go by a name of theirs."""

    sheets: tuple[str, ...]
    named: int
    rows: int
    equal: bool = True


def _sums(summary: list[Checked], others: list[list[Checked]]) -> _Sums | None:
    totals, rows = _totals(summary), sum(len(c.table.rows) for c in summary)
    digits = sum(len(str(abs(total)).rstrip("0")) for total in totals if total)
    for tables in others:
        count = sum(len(c.table.rows) for c in tables)
        if not digits or rows >= count or not _agree(_totals(tables), totals, summary):
            continue
        groups = _groups(tables)
        named = sum(any(groups.get(name) == row for name in names) for row, names in _rows(summary))
        if named > 1 or digits >= ENOUGH_DIGITS or count > 4:
            sheets = tuple(dict.fromkeys(c.table.sheet.name for c in tables))
            return _Sums(sheets, named, rows)
    return None


def _agree(details: tuple[int, ...], totals: tuple[int, ...], summary: list[Checked]) -> bool:
    """Whether a summary's totals are those of the details, but for how its figures are rounded."""
    if details == totals or len(details) != len(totals):
        return details == totals
    figures = [row for checked in summary for row in _figures(checked)]
    steps = [_step([row[i] for row in figures]) for i in range(len(totals))]
    return all(
        abs(one - two) * 2 <= step * len(figures) and step * MOST_ROUNDED <= abs(two)
        for one, two, step in zip(details, totals, steps, strict=True)
    )


def _step(figures: list[int]) -> int:
    """The power of ten that figures are rounded to: 10,000 fen of 20.67 and 3.5 万元."""
    step = 1
    while any(figures) and all(figure % (step * 10) == 0 for figure in figures):
        step *= 10
    return step


def _figures(checked: Checked) -> list[tuple[int, ...]]:
    grid = Grid.of([c for c in checked.typed if c.column.required])
    return [tuple(row) for row in grid.figures.tolist()]


def _totals(tables: list[Checked]) -> tuple[int, ...]:
    grids = [Grid.of([c for c in t.typed if c.column.required]).figures for t in tables]
    if len({grid.shape[1] for grid in grids}) != 1:
        return ()
    return tuple(int(total) for total in sum(grid.sum(0) for grid in grids))


def _groups(tables: list[Checked]) -> dict[Key, tuple[int, ...]]:
    """The sums of the rows that go by each name: those of 832平台, of September."""
    sums: dict[Key, tuple[int, ...]] = {}
    for figures, names in _rows(tables):
        for name in names:
            before = sums.get(name)
            sums[name] = tuple(map(add, before, figures)) if before else figures
    return sums


def _rows(tables: list[Checked]) -> Iterator[tuple[tuple[int, ...], list[Key]]]:
    """The figures of each row, and the names that it goes by: column and value."""
    for checked in tables:
        texts = [c for c in checked.typed if c.column.kind.name not in (*FIGURES, "percent")]
        of_rows = [[(c.column.name, _name(v)) for v in c.of_rows()] for c in texts]
        for figures, keys in zip(_figures(checked), zip(*of_rows, strict=True), strict=True):
            yield figures, [key for key in keys if key[1] is not None]


def _name(value: Any) -> Any:
    """A day is one of its month."""
    return (value.year, value.month) if isinstance(value, date) else value


def _settle(summary: list[Checked], sums: _Sums, office: Office) -> tuple[bool, Problem]:
    """Whether the sheet is left out, and what is told of it."""
    name = _place(summary, sums)
    details = "、".join(f"“{sheet}”" for sheet in sums.sheets)
    if _CALLED.search(name) and sums.named == sums.rows:
        message = f"工作表“{name}”的各行是{details}各行之和，是汇总表，没有计入"
        hint = "不必改；确是另外的数据的，请改用别的表名，并填齐凭证、日期各列"
        return True, Problem(rules.SUMMARY_LEFT_OUT, message, hint, summary[0].table.sheet.name)
    return _ask(summary, sums, office)


def _ask(summary: list[Checked], sums: _Sums, office: Office) -> tuple[bool, Problem]:
    name = _place(summary, sums)
    details = "、".join(f"“{sheet}”" for sheet in sums.sheets)
    alike = f"的合计正好等于{details}的合计，像是它的汇总" if sums.equal else f"像是{details}的汇总"
    heading = next((c.heading for c in summary if c.heading), None)
    # where the totals alone agree, it may be chance, and of this month only
    by_name = sums.named == sums.rows
    figures = "" if by_name else f"|{_totals(summary)}"
    question = Question(
        rules.SUMMARY_SHEET,
        what=f"{summary[0].table.form.code}|{name}|{'|'.join(sums.sheets)}{figures}",
        message=f"工作表“{name}”{alike}，都计入会重复",
        hint="汇总表请删去或隐藏，只留明细；或回答这个问题",
        choices=(Choice("details", f"只计明细（{details}）"), Choice("both", "各张都计")),
        sheet=summary[0].table.sheet.name,
        remembered=by_name,
    )
    choice, problem = ask(question, office.answers, heading.unit if heading else "")
    return choice != "both", problem


def _place(summary: list[Checked], sums: _Sums) -> str:
    """The sheet's name; with the row where a summary begins that stands on one with its details."""
    table = summary[0].table
    on_one = table.sheet.name in sums.sheets
    return f"{table.sheet.name}（第 {table.header_row + 1} 行起）" if on_one else table.sheet.name
