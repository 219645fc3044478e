"""All that is asked about a workbook's figures, in the order in which the answers change it."""

from etl.check.belief.done_dates import done_later
from etl.check.belief.file_name import of_another_month, of_another_unit
from etl.check.belief.other_time import copied_months, tours_on_two_days
from etl.check.belief.shares import canteens, shares
from etl.check.belief.told_quotas import told_quotas
from etl.check.belief.twice import counted_once
from etl.check.check import Checked
from etl.forms.context import Office
from etl.problems import Problem

BELIEFS = (counted_once, tours_on_two_days, copied_months, canteens, done_later, told_quotas)


def settle_beliefs(
    checked: list[Checked], name: str, office: Office
) -> tuple[list[Checked], list[Problem]]:
    """The tables as the answers make them, and every question that is open or answered."""
    problems = of_another_month(checked, name, office)
    for settle in BELIEFS:
        checked, more = settle(checked, office)
        problems += more
    problems += shares(checked, office)
    checked, more = of_another_unit(checked, name, office)
    return checked, problems + more
