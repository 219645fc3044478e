"""What stands around a table, read for what would make its figures other ones than they seem.

Titles, the cover's lines, the names of sheet and file, notes: a plan, a void table, another span
or an odd money unit is asked about.
"""

import re
from dataclasses import dataclass, replace

from etl import rules
from etl.account.asking import Answered, ask_about, bare_text
from etl.account.doubtful_words import doubtful_in
from etl.account.header_words import SCALES, UNITS, other_year
from etl.account.row_columns import other_town
from etl.account.said import FILE, OF_THE_TABLE, SHEET, Said, group_headings, said_around
from etl.account.spans import IS, ask_about_span
from etl.account.title_words import left_of_line, left_of_sheet, left_of_title
from etl.account.vocabulary import (
    ABOUT_PLANS,
    LOOSE_SCALE,
    ODD_SCALE,
    STATES,
    VOID,
    plain,
)
from etl.forms.context import Office
from etl.problems import Choice, Problem
from etl.table.header_of import Heading
from etl.table.locate import Table

# A plan together with what was done: 计划与完成情况.
_AND_DONE = re.compile(r"完成|执行|进度|实际|落实|情况")
_PLANNED = re.compile(r"计划|规划|预算|目标|打算")
# Rows that a line around the table marks out: 灰色行, 带*的, 斜体, 划线的.
_MARKED = re.compile(r"色|标红|高亮|加粗|斜体|划线|删除线|下划|星号|标记|标注|标有|[*＊★▲#△]")
# What becomes of such rows: 不计入统计, 为预计数.
_NOT_COUNTED = re.compile(r"不计|不算|不纳入|不统计|剔除|扣除|作废|取消|预计|估|重复|待|未")
# A heading under which rows stand that may not count: 二、未付款, 退货部分, 其他镇代报.
_APART = re.compile(r"未(?!来)|退货|退款|退团|不计|不含|不纳入|代报|待|作废|取消")
# A copy that an office program saves, not a state of the table: 采购表 - 副本, 备份.
_COPY = re.compile(r"副本|备份")
# Quotas that are not told yet: 指标建议表, 分解测算.
_PROPOSED = re.compile(r"建议|测算|初步|[预拟]下达")
AS_IS = Choice("as_is", "照读：就是要报的数")
SKIP = Choice("skip", "这张工作表不是要报的，不读")


@dataclass(frozen=True)
class Surroundings:
    """A table's heading as answered; `skipped`: its sheet is not to be read."""

    heading: Heading
    skipped: bool
    problems: tuple[Problem, ...]


def settle_context(table: Table, heading: Heading, file_name: str, office: Office) -> Surroundings:
    """Reads what stands around a table; each kind of doubt is one question."""
    texts = [t for t in said_around(table, file_name) if t.text.strip()]
    headings = {t.cell for t in group_headings(table)}
    every = [
        t
        for t in said_around(table, file_name, every=True)
        # what is said of some rows is asked about for itself
        if t.text.strip() and not (t.loose and (t.cell in headings or _MARKED.search(t.text)))
    ]
    state, told = _state(table, every, heading, office)
    _, spans = ask_about_span(table, texts, heading, office)
    unit, units = _odd_unit(table, texts, heading, office)
    _, marked = _marked_rows(table, file_name, heading, office)
    _, groups = _groups(table, heading, office)
    if unit:
        heading = replace(heading, money_unit=UNITS[unit])
    return Surroundings(heading, state == SKIP.code, (*told, *spans, *units, *marked, *groups))


def texts_around(table: Table, file_name: str) -> list[Said]:
    """The cover's lines and the names of sheet and file: what speaks of the whole table."""
    return [t for t in said_around(table, file_name) if not t.loose and t.text.strip()]


def _state(table: Table, texts: list[Said], heading: Heading, office: Office) -> Answered:
    """计划, 作废, 草稿, 上年; of a note that does not speak of the table less is asked."""
    words = [(t, w) for t in texts if (w := _doubt(table, t, office))]
    hint = "请回答，或改正标题、表名后再报"
    return ask_about(table, rules.OTHER_STATE, words, (AS_IS, SKIP), hint, heading, office)


def _doubt(table: Table, said: Said, office: Office) -> str:
    """A word of a state, one that nobody knows, or one that makes all figures doubtful."""
    speaks = not said.loose or OF_THE_TABLE.search(said.text)
    word = (_state_in(table, said, office) or _odd(table, said, office)) if speaks else ""
    if table.form.code == "quota" and not said.loose and not word:
        match = _PROPOSED.search(said.text)
        return match[0] if match else ""
    if word or table.form.code in ABOUT_PLANS or said.where in (FILE, SHEET):
        return word
    return doubtful_in(said.text) or _left_of_line(table, said, office)


def _left_of_line(table: Table, said: Said, office: Office) -> str:
    if said.where in (r.kind for r in table.sheet.remarks):
        return ""
    return left_of_line(table.form, said.text, office.names)


def _state_in(table: Table, said: Said, office: Office) -> str:
    bare = bare_text(table, said.text, office)
    if said.where == FILE or (said.where == SHEET and not _COPY.fullmatch(bare.strip())):
        bare = _COPY.sub(" ", bare)
    # a table of plans may speak of them
    word = (VOID if table.form.code in ABOUT_PLANS else STATES).search(bare)
    if word and _PLANNED.fullmatch(word[0]) and _AND_DONE.search(plain(said.text)):
        word = None
    return word[0] if word else ""


def _odd(table: Table, said: Said, office: Office) -> str:
    """What is not understood of a title, or of the sheet's name."""
    if table.form.code in ABOUT_PLANS:
        return ""
    if said.loose or said.where in (FILE, *(r.kind for r in table.sheet.remarks)):
        return ""
    read = left_of_sheet if said.where == SHEET else left_of_title
    return read(table.form, said.text, office.names, office.plan.year)


def ask_about_year(
    table: Table, heading: Heading, file_name: str, office: Office
) -> tuple[Problem, ...]:
    """2021年 in a title or a sheet's name over rows that are of the plan's year."""
    texts = (t for t in said_around(table, file_name) if not t.loose or IS.search(t.text))
    words = [
        (t, year)
        for t in texts
        if (year := other_year(t.text, office.plan.year, t.where in (FILE, SHEET)))
    ]
    hint = "请回答，或改正标题、表名后再报"
    return ask_about(table, rules.OTHER_STATE, words, (AS_IS,), hint, heading, office)[1]


def _groups(table: Table, heading: Heading, office: Office) -> Answered:
    """二、未付款 between the rows: do those below it count?"""
    words = [(t, w) for t in group_headings(table) if (w := _apart(table, t, heading, office))]
    choice = Choice("as_is", "各行都照计")
    hint = "不计入的行请删去后再报；都要计入的，请回答"
    return ask_about(table, rules.ROW_STATE, words, (choice,), hint, heading, office)


def _apart(table: Table, said: Said, heading: Heading, office: Office) -> str:
    if table.form.code in ABOUT_PLANS:
        return ""
    bare = bare_text(table, said.text, office)
    word = STATES.search(bare) or _APART.search(bare)
    return word[0] if word else other_town(said.text, heading, office)


def _marked_rows(table: Table, file_name: str, heading: Heading, office: Office) -> Answered:
    """注：灰色行不计入统计 tells of rows by what they look like."""
    words = [
        (t, m[0])
        for t in said_around(table, file_name, every=True)
        if _MARKED.search(t.text) and (m := _NOT_COUNTED.search(t.text))
    ]
    choice = Choice("as_is", "各行都照计")
    hint = "不计入的行请删去后再报；都要计入的，请回答"
    return ask_about(table, rules.ROW_STATE, words, (choice,), hint, heading, office)


def _odd_unit(table: Table, texts: list[Said], heading: Heading, office: Office) -> Answered:
    """本表金额单位为万, 10k RMB: is it 万元?"""
    money = [h for h in table.headers if h.column.kind.name == "money"]
    if not money or all(h.unit for h in money):
        return None, ()
    words = [(t, m[0]) for t in texts if (m := _scale(table, t, office))]
    hint = "请回答，或在表格上方写明“金额单位：元”或“金额单位：万元”"
    return ask_about(table, rules.ODD_MONEY_UNIT, words, SCALES, hint, heading, office)


def _scale(table: Table, said: Said, office: Office) -> re.Match[str] | None:
    if said.loose:
        return LOOSE_SCALE.search(office.names.sub(" ", plain(said.text)))
    return ODD_SCALE.search(bare_text(table, said.text, office))
