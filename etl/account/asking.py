"""The question about what stands around a table: one for all the words of a kind."""

from etl.account.said import Said
from etl.account.vocabulary import own_words, plain
from etl.forms.context import Office
from etl.problems import Choice, Problem
from etl.questions import Question, ask
from etl.rules import Rule
from etl.table.header_of import Heading
from etl.table.locate import Table

Answered = tuple[str | None, tuple[Problem, ...]]


def bare_text(table: Table, text: str, office: Office) -> str:
    """A text without names, the form's own words and white space."""
    return own_words(table.form).sub(" ", office.names.sub(" ", plain(text)))


def ask_about(
    table: Table,
    rule: Rule,
    words: list[tuple[Said, str]],
    choices: tuple[Choice, ...],
    hint: str,
    heading: Heading,
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
    choice, problem = ask(question, office.answers, heading.unit)
    return choice, (problem,)
