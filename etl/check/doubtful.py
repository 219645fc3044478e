"""Rows that may be a total or data: only their sender knows."""

from dataclasses import replace

import numpy as np

from etl import rules
from etl.forms.context import Office
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from etl.table.locate import Table

CHOICES = (Choice("total", "是合计，不计入"), Choice("data", "是数据，计入"))


def settle_doubtful(table: Table, unit: str, office: Office) -> tuple[Table, list[Problem]]:
    """The table with its doubtful rows among the data where the answer says so; one question."""
    rows = table.sorted_rows.doubtful
    if not rows:
        return table, []
    numbers = "、".join(str(row + 1) for row in rows[:10])
    question = Question(
        rules.TOTAL_OR_DATA,
        what=f"{table.form.code}|{table.sheet.name}|{numbers}",
        message=f"第 {numbers} 行有“合计”一类的字样，又填齐了各列，看不出是合计还是数据",
        hint="是合计的，请清空这一行的其他列；是数据的，请改用别的名称；或回答这个问题",
        choices=CHOICES,
        sheet=table.sheet.name,
        cell=cell_name(rows[0], 0),
        remembered=False,
    )
    choice, problem = ask(question, office.answers, unit)
    if choice == "data":
        data = np.sort(np.concatenate([table.rows, np.array(rows, np.int64)]))
        table = replace(table, sorted_rows=replace(table.sorted_rows, data=data))
    return table, [problem]
