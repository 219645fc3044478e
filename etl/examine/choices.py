"""What would follow from each choice of an open question: the workbook checked with that answer."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from etl.check.check import Part
from etl.forms.forms import FORMS
from etl.problems import Choice, Problem
from etl.questions import RETURN, Answers

# the parts that a workbook would hold with these answers, None where it would still be returned
Try = Callable[[Answers], tuple[Part, ...] | None]
NOTHING = "没有可计入的行"
# of a large workbook nobody waits for a sum of every choice
MOST_ROWS = 200_000
MOST_TARGETS = 10


def with_totals(
    problems: Iterable[Problem], answers: Answers, rows: int, attempt: Try
) -> list[Problem]:
    """The problems, each choice of an open question with the totals that would follow from it.

    `attempt` takes the other open questions as they would be read by default.
    """
    left = MOST_ROWS
    told = []
    for problem in problems:
        if problem.asked and problem.is_open and left >= 0:
            left -= rows * (len(problem.asked.choices) - 1)
            asked = problem.asked
            choices = tuple(_tried(c, asked.id, answers, attempt) for c in asked.choices)
            problem = replace(problem, asked=replace(asked, choices=choices))
        told.append(problem)
    return told


def _tried(choice: Choice, question: str, answers: Answers, attempt: Try) -> Choice:
    if choice.code == RETURN.code:
        return choice
    parts = attempt(answers.with_answer(question, choice.code))
    return replace(choice, totals="" if parts is None else totals_in_words(parts))


def totals_in_words(parts: Iterable[Part]) -> str:
    """采购额度 206,700.50 元，5 行; said where nothing would come in."""
    return "；".join(_of_part(part) for part in parts if part.rows.num_rows) or NOTHING


def _of_part(part: Part) -> str:
    figures = [c for c in FORMS[part.form].columns() if c.kind.name in ("money", "count")]
    stored = [c for c in figures if c.stored_as in part.rows.column_names]
    if part.form == "quota":
        return _targets(part)
    sums = (f"{c.header} {_sum(part.rows[c.stored_as], c.kind.name)}" for c in stored)
    return "，".join((*sums, f"{part.rows.num_rows} 行"))


def _targets(part: Part) -> str:
    """Of quotas each is told, for their sum is of no use: 目标值 350、12，2 行."""
    targets = part.rows["target"].to_pylist()
    more = "等" if len(targets) > MOST_TARGETS else ""
    return (
        f"目标值 {'、'.join(f'{t:,.10g}' for t in targets[:MOST_TARGETS])}{more}，{len(targets)} 行"
    )


def _sum(figures: pa.ChunkedArray, kind: str) -> str:
    # as decimals, or a sum beyond 64 bits would come round unnoticed
    total = int(pc.sum(figures.cast(pa.decimal128(38, 0))).as_py() or 0)
    return f"{total / 100:,.2f} 元" if kind == "money" else f"{total:,}"
