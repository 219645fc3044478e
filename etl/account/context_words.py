"""What stands around a table, read for what would make its figures other ones than they seem.

Titles, the cover's lines, the names of sheet and file, notes: a plan, a void table, another span
or an odd money unit is asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl import rules
from etl.account.header_words import KINDS, SCALES, UNITS, over_header
from etl.account.vocabulary import MONTHLY, ODD_SCALE, SPANS, STATES, own_words, plain
from etl.forms.context import Office
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from etl.rules import Rule
from etl.table.cover import read_cover, without_labels
from etl.table.header_of import Heading
from etl.table.locate import Table
from etl.table.periods import without_period
from etl.table.rows import notes_of

# These tell of plans and matters, not of figures that were reached.
ABOUT_PLANS = ("quota", "follow_up", "task_report")
# A plan together with what was done: 计划与完成情况.
_AND_DONE = re.compile(r"完成|执行|进度|实际|落实|情况")
_PLANNED = re.compile(r"计划|规划|预算|目标|打算")
# What a note must speak of to bear on the table's figures: 以上为累计数, 本表数据为预计.
_OF_THE_TABLE = re.compile(r"以上|上述|本表|上表|表中|表内|所填|所列|所报|数据|数字|金额|人数")
# Where a note's clauses end.
_CLAUSE = re.compile(r"[。；;，,\n]")
AS_IS = Choice("as_is", "照读：就是要报的数")
SKIP = Choice("skip", "这张工作表不是要报的，不读")


@dataclass(frozen=True)
class Said:
    """A text around a table, and where it stands."""

    text: str
    where: str
    cell: str | None = None
    loose: bool = False  # a note: it speaks of many things


@dataclass(frozen=True)
class Surroundings:
    """A table's heading as answered; `skipped`: its sheet is not to be read."""

    heading: Heading | None
    skipped: bool
    problems: tuple[Problem, ...]


def settle_context(
    table: Table, heading: Heading | None, file_name: str, office: Office
) -> Surroundings:
    """Reads what stands around a table; each kind of doubt is one question."""
    texts = [t for t in _said(table, file_name) if t.text.strip()]
    state, told = _state(table, texts, heading, office)
    _, spans = _span(table, texts, heading, office)
    unit, units = _odd_unit(table, texts, heading, office)
    if heading and unit:
        heading = replace(heading, money_unit=UNITS[unit])
    return Surroundings(heading, state == SKIP.code, (*told, *spans, *units))


def _said(table: Table, file_name: str) -> Iterator[Said]:
    cover = read_cover(table.sheet, table.top_row, table.cover_from)
    spoken = {e.cell for e in (*cover.periods, *cover.as_of)}
    over = {
        (over[0], h.index)
        for h in table.headers
        if h.column.kind.name in KINDS and (over := over_header(table, h))
    }
    for row, column, text in table.sheet.texts(table.top_row, table.cover_from):
        if (row, column) in over:
            continue  # it is asked about with its header
        cell = cell_name(row, column)
        rest = text if cell in spoken else without_labels(text)
        if cell not in cover.value_cells or rest != text.strip() or cell in spoken:
            yield Said(rest, "表格上方", cell)
    yield Said(table.sheet.name, "工作表名")
    yield Said(file_name.rsplit(".", 1)[0], "文件名")
    for row, column, text in notes_of(table.sheet, table.sorted_rows):
        for clause in _CLAUSE.split(text):
            if _OF_THE_TABLE.search(clause):
                yield Said(clause, "表格下方", cell_name(row, column), loose=True)


def _bare(table: Table, text: str, office: Office) -> str:
    """A text without names, the form's own words and white space."""
    return own_words(table.form).sub(" ", office.names.sub(" ", plain(text)))


Answered = tuple[str | None, tuple[Problem, ...]]


def _state(table: Table, texts: list[Said], heading: Heading | None, office: Office) -> Answered:
    """计划, 作废, 草稿, 上年."""
    if table.form.code in ABOUT_PLANS:
        return None, ()
    words = [(t, w) for t in texts if (w := _state_in(table, t, office))]
    hint = "请回答，或改正标题、表名后再报"
    return _ask_about(table, rules.OTHER_STATE, words, (AS_IS, SKIP), hint, heading, office)


def _state_in(table: Table, said: Said, office: Office) -> str:
    bare = _bare(table, said.text, office)
    word = STATES.search(bare)
    if word and _PLANNED.fullmatch(word[0]) and _AND_DONE.search(plain(said.text)):
        word = None
    return word[0] if word else ""


def ask_about_year(
    table: Table, heading: Heading | None, file_name: str, office: Office
) -> tuple[Problem, ...]:
    """2021年 in a title or a sheet's name over rows that are of the plan's year."""
    texts = (t for t in _said(table, file_name) if not t.loose and t.where != "文件名")
    words = [(t, year) for t in texts if (year := _other_year(t.text, office.plan.year))]
    hint = "请回答，或改正标题、表名后再报"
    return _ask_about(table, rules.OTHER_STATE, words, (AS_IS,), hint, heading, office)[1]


def _other_year(text: str, year: int) -> str:
    """The year that a text names, where it is never that of the plan: 2021年."""
    # A year of this century: 2021 of 2021年采购明细表.
    years = re.findall(r"(?<!\d)(20\d\d)(?=年)", plain(text))
    return "" if not years or str(year) in years else f"{years[0]}年"


def _span(table: Table, texts: list[Said], heading: Heading | None, office: Office) -> Answered:
    """累计 around a month's figures, 本月 around what has been reached by its end."""
    if table.form.counts_on or table.form.cadence == "append" or table.form.code in ABOUT_PLANS:
        return None, ()
    monthly = table.form.cadence == "monthly"
    pattern = SPANS if monthly else MONTHLY
    words = [(t, m[0]) for t in texts if (m := pattern.search(_bare(table, t.text, office)))]
    if monthly:
        words += [(t, p) for t in texts if (p := _months(t, heading, office))]
    kind = "当月的数" if monthly else "累计到月底的数"
    choice = Choice("as_is", f"是{kind}，照读")
    hint = f"本表要报的是{kind}；请回答，或改正后再报"
    return _ask_about(table, rules.OTHER_SPAN, words, (choice,), hint, heading, office)


def _months(said: Said, heading: Heading | None, office: Office) -> str:
    """以上为1-9月数据 under the figures of a single month."""
    if heading is None or heading.period is None or not said.loose:
        return ""
    period, _ = without_period(said.text, office.plan.year)
    several = period is not None and period.first != period.last
    return str(period) if several else ""


def _odd_unit(table: Table, texts: list[Said], heading: Heading | None, office: Office) -> Answered:
    """本表金额单位为万, 10k RMB: is it 万元?"""
    money = [h for h in table.headers if h.column.kind.name == "money"]
    if not money or all(h.unit for h in money):
        return None, ()
    words = [
        (t, m[0])
        for t in texts
        if not t.loose and (m := ODD_SCALE.search(_bare(table, t.text, office)))
    ]
    hint = "请回答，或在表格上方写明“金额单位：元”或“金额单位：万元”"
    return _ask_about(table, rules.ODD_MONEY_UNIT, words, SCALES, hint, heading, office)


def _ask_about(
    table: Table,
    rule: Rule,
    words: list[tuple[Said, str]],
    choices: tuple[Choice, ...],
    hint: str,
    heading: Heading | None,
    office: Office,
) -> Answered:
    if not words:
        return None, ()
    said, word = words[0]
    told = "、".join(dict.fromkeys(f"{s.where}“{' '.join(s.text.split())}”" for s, _ in words))
    found = "、".join(sorted({w for _, w in words}))
    question = Question(
        rule,
        what=f"{table.form.code}|{found}",
        message=f"《{table.form.title}》的{told}写着“{found}”，看不出表里的数是不是要报的数",
        hint=hint,
        choices=choices,
        sheet=table.sheet.name,
        cell=said.cell,
        value=word,
    )
    choice, problem = ask(question, office.answers, heading.unit if heading else "")
    return choice, (problem,)
