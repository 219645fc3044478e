"""Rows that say of themselves that they do not count: 作废, 因疫情取消, 不计入本月."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from etl import rules
from etl.account.other_columns import other_columns
from etl.account.vocabulary import plain
from etl.forms.context import Office
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from etl.read.cells import Value
from etl.table.header_of import Heading
from etl.table.locate import Table

# Forms whose rows are told of with 延期, 取消 and the like as a matter of course.
ABOUT_MATTERS = ("task_report", "follow_up", "quota", "project")
# Where a remark's clauses end: 不计入本月，重复.
_CLAUSE = re.compile(r"[。；;，,、!！\n]")
# A whole clause that takes its row back: 作废, 已取消, 因疫情取消, 不计入统计, 重复上报.
_TAKEN_BACK = re.compile(
    r"(?:已|本次|此行|此笔|该行|该笔|本行|活动|行程|团队|因[^，。]{1,12})?"
    r"(?:作废|取消|撤销|撤回|停办|不计入?|不算|不统计|不纳入|未举办|未成行|未开展|未发生|未实施|未执行|未开班"
    r"|未出行|延期|推迟|改期|暂缓|误报|误填|错报|重复|剔除|删除|冲销|红冲|冲红|测试|示例)"
    r".{0,6}"
)
CHOICES = (Choice("skip", "这几行不计入"), Choice("keep", "照计"))
MOST_TOLD = 10
Hit = tuple[int, int, str]  # row, column, text


def settle_row_states(
    table: Table, heading: Heading | None, office: Office
) -> tuple[Table, list[Problem]]:
    """The table without the rows that are answered not to count; one question."""
    hits = list(_hits(table))
    if not hits:
        return table, []
    rows = sorted({row for row, _, _ in hits})
    numbers = "、".join(str(row + 1) for row in rows[:MOST_TOLD])
    told = "、".join(dict.fromkeys(f"“{text}”" for _, _, text in hits[:MOST_TOLD]))
    row, column, text = hits[0]
    question = Question(
        rules.ROW_STATE,
        what=f"{table.form.code}|{table.sheet.name}|{numbers}|{told}",
        message=f"第 {numbers} 行写着{told}：这{len(rows)}行计不计入？",
        hint="请回答；不算的行也可以删去后再报",
        choices=CHOICES,
        sheet=table.sheet.name,
        cell=cell_name(row, column),
        value=text,
        remembered=False,
    )
    choice, problem = ask(question, office.answers, heading.unit if heading else "")
    return (without_rows(table, rows) if choice == "skip" else table), [problem]


def without_rows(table: Table, rows: list[int]) -> Table:
    data = table.rows[~np.isin(table.rows, rows)]
    return replace(table, sorted_rows=replace(table.sorted_rows, data=data))


def _hits(table: Table) -> Iterator[Hit]:
    if table.form.code in ABOUT_MATTERS:
        return
    for index in sorted({*_remarks(table), *(c.index for c in other_columns(table))}):
        column = table.sheet.columns[index]
        codes = [i for i, v in enumerate(column.values) if takes_back(v)]
        for row in table.rows[np.isin(column.codes[table.rows], codes)].tolist() if codes else ():
            text = " ".join(str(table.sheet.cell(row, index)).split())
            yield row, index, text


def _remarks(table: Table) -> Iterator[int]:
    for header in table.headers:
        if header.column.kind.name == "text" and not header.column.required:
            yield header.index


def takes_back(value: Value) -> bool:
    """Whether a remark says of its row that it does not count.

    >>> takes_back("因疫情取消"), takes_back("不计入本月，重复")
    (True, True)
    >>> takes_back("取消中间环节，直接对接农户")
    False
    """
    if not isinstance(value, str) or len(value) > 200:
        return False
    return any(_TAKEN_BACK.fullmatch(plain(clause)) for clause in _CLAUSE.split(value))
