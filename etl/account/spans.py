"""Words of a span around a table: 累计 around a month's figures, 本月 around a list's."""

import re

from etl import rules
from etl.account.asking import Answered, ask_about, bare_text
from etl.account.said import Said
from etl.account.vocabulary import ABOUT_PLANS, MONTHLY, SPANS, plain
from etl.forms.context import Office
from etl.problems import Choice
from etl.table.header_of import Heading
from etl.table.locate import Table
from etl.table.periods import parse_period, without_period

# A note that says what the table's figures are: 以上数据为8月, 本表系2021年.
IS = re.compile(r"(?:以上|上述|本表|上表|表[中内]|所[填列报])[^。]{0,8}?(?:为|是|系|截[至止])")


def ask_about_span(table: Table, texts: list[Said], heading: Heading, office: Office) -> Answered:
    """累计 around a month's figures, 本月 around what has been reached by its end."""
    if table.form.cadence == "append" or table.form.code in ABOUT_PLANS:
        return None, ()
    if table.form.counts_on:
        words = [(t, p) for t in texts if (p := _months_outside(t, heading, office))]
        choice = Choice("as_is", "照各行的日期计")
        hint = "请核对是哪个月的数，改正后再报；或回答这个问题"
        return ask_about(table, rules.OTHER_SPAN, words, (choice,), hint, heading, office)
    monthly = table.form.cadence == "monthly"
    pattern = SPANS if monthly else MONTHLY
    words = [(t, m[0]) for t in texts if (m := pattern.search(bare_text(table, t.text, office)))]
    if monthly and parse_period(table.sheet.plain_name, office.plan.year) == heading.period:
        texts = [t for t in texts if t.loose]  # a sheet of 3月 under a title of 1-8月
    words += [(t, p) for t in texts if (p := _other_months(t, heading, office, monthly))]
    words += [(t, "年度") for t in texts if monthly and _of_a_year(t)]
    kind = "当月的数" if monthly else "累计到月底的数"
    choice = Choice("as_is", f"是{kind}，照读")
    hint = f"本表要报的是{kind}；请回答，或改正后再报"
    return ask_about(table, rules.OTHER_SPAN, words, (choice,), hint, heading, office)


def _months_outside(said: Said, heading: Heading, office: Office) -> str:
    """以上为8月份数据 below rows of September."""
    about = heading.period or heading.context
    if about is None or not said.loose or not IS.search(said.text):
        return ""
    period, _ = without_period(said.text, office.plan.year)
    outside = period and (period.last < about.first or period.first > about.last)
    return str(period) if outside else ""


def _of_a_year(said: Said) -> bool:
    """2022年度就业人数表 over the figures of a month, and no word of a month."""
    return not said.loose and "年度" in plain(said.text) and "月" not in plain(said.text)


def _other_months(said: Said, heading: Heading, office: Office, monthly: bool) -> str:
    """以上为8月数据 below the figures of 9月; titles and names are looked at in months_told.py."""
    if heading.period is None or not said.loose:
        return ""
    period, _ = without_period(said.text, office.plan.year)
    if period is None or (not monthly and not IS.search(said.text)):
        return ""
    if monthly:
        return "" if period == heading.period else str(period)
    of_months = period.first != period.last and period.first.month != 1  # 以上为第三季度数据
    return str(period) if of_months or period.last != heading.period.last else ""
