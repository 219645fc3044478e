"""Several months around the figures of a single one: a sum of them, or a book of months?"""

from dataclasses import replace
from datetime import date

from etl import rules
from etl.account.asking import ask_about
from etl.account.context_words import texts_around
from etl.account.said import Said
from etl.check.check import Checked
from etl.forms.context import Office
from etl.problems import Choice
from etl.table.periods import parse_period

CHOICES = (Choice("as_is", "是当月的数，照读"),)
HINT = "本表一个月一张，要报的是当月的数；请回答，或改正后再报"


def settle_months_told(checked: list[Checked], name: str, office: Office) -> list[Checked]:
    """The tables with a question where a title, a cover or a name tells of months that are missing.

    劳务协作就业人数1-9月.xlsx with a sheet for each month is as it should be.
    """
    held: dict[str, set[date]] = {}
    for one in filter(_is_undated, checked):
        held.setdefault(one.table.form.code, set()).update(_months(one))
    return [
        _asked(one, name, held[one.table.form.code], office) if _is_undated(one) else one
        for one in checked
    ]


def _is_undated(checked: Checked) -> bool:
    form = checked.table.form
    return form.cadence == "monthly" and not form.counts_on and bool(_months(checked))


def _months(checked: Checked) -> list[date]:
    heading = checked.heading
    return list(heading.period.months()) if heading and heading.period else []


def _asked(checked: Checked, name: str, held: set[date], office: Office) -> Checked:
    if checked.heading is None or any(p.rule is rules.OTHER_SPAN for p in checked.problems):
        return checked
    table, heading = checked.table, checked.heading
    if parse_period(table.sheet.plain_name, office.plan.year) == heading.period:
        return checked  # its sheet is one of a book of months, whatever the title says
    words = [(t, told) for t in texts_around(table, name) if (told := _missing(t, held, office))]
    _, problems = ask_about(table, rules.OTHER_SPAN, words, CHOICES, HINT, heading, office)
    return replace(checked, problems=(*checked.problems, *problems))


def _missing(said: Said, held: set[date], office: Office) -> str:
    # a file's name is asked about with what the whole file holds
    period = None if said.where == "文件名" else parse_period(said.text, office.plan.year)
    return "" if period is None or set(period.months()) <= held else str(period)
