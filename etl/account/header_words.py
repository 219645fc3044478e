"""The header of a figure is read word by word: what is left over is asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl import rules
from etl.account.vocabulary import ODD_SCALE, STATES, left_over, own_words, plain
from etl.forms.context import Office
from etl.forms.values import FEN_PER
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from etl.read.cells import Sheet
from etl.table.cover import LABEL_ALONE, is_labelled
from etl.table.header_of import Heading
from etl.table.headers import header_key, is_money_unit
from etl.table.locate import Table
from etl.table.match import Header, stacks
from etl.table.periods import Period, without_period

KINDS = ("money", "count", "number", "percent")
UNITS = {"yuan": "元", "wan": "万元"}
SCALES = (Choice("yuan", "按元读"), Choice("wan", "按万元读"))
# A remark in brackets, or what stands outside of them: 采购额度 and 意向 of 采购额度（意向）.
_PIECE = re.compile(r"[^()（）\[\]【】〔〕\n]+")


# A year of this century, and no month behind it: 2021年 of 2021年采购额, not of 2021年8月.
_YEAR = re.compile(r"(?<!\d)20\d\d年度?(?!\d)")


@dataclass(frozen=True)
class Odd:
    """A figure's header in which some pieces are not understood."""

    header: Header
    text: str
    pieces: tuple[str, ...]


def settle_headers(table: Table, heading: Heading, office: Office) -> tuple[Table, list[Problem]]:
    """The table, its headers with the units that were answered.

    One question for all headers in which the same pieces are not understood.
    """
    groups: dict[tuple[str, ...], list[Odd]] = {}
    for odd in _odd_headers(table, heading, office):
        groups.setdefault(odd.pieces, []).append(odd)
    units, problems = dict[int, str](), []
    for odds in groups.values():
        choice, problem = _ask(table, odds, heading, office)
        problems.append(problem)
        if choice in UNITS:
            units |= {odd.header.index: UNITS[choice] for odd in odds}
    headers = tuple(replace(h, unit=units.get(h.index, h.unit)) for h in table.headers)
    return replace(table, headers=headers), problems


def _odd_headers(table: Table, heading: Heading, office: Office) -> Iterator[Odd]:
    named = stacks(table.sheet, table.top_row, table.header_row)
    for header in table.headers:
        if header.column.kind.name not in (*KINDS, "day") or _is_refused(header):
            continue
        over = over_header(table, header)
        # the unit of a quota is read with its cells
        own = () if header.column.kind.name == "number" else named.get(header.index, ())
        levels = (*((over[1],) if over else ()), *own)
        pieces = [p for level in levels for p in _PIECE.findall(header_key(level)) if p.strip()]
        odd = [p for p in pieces if _left_over(table, header, p, " ".join(levels), heading, office)]
        year = other_year(over[1], office.plan.year) if over else ""
        if year and not any(year[:4] in piece for piece in odd):
            odd.append(year)
        if odd:
            yield Odd(header, " ".join(" ".join(levels).split()), tuple(plain(p) for p in odd))


def _is_refused(header: Header) -> bool:
    """A unit that is not known is an error already."""
    return header.unit is not None and header.unit not in (*FEN_PER, "%")


def over_header(table: Table, header: Header) -> tuple[int, str] | None:
    """上年同期 alone in the row above 采购额度: it belongs to the header, not to the cover."""
    row = table.top_row - 1
    if row < table.cover_from or header.index == min(h.index for h in table.headers):
        return None
    value = table.sheet.cell(row, header.index)
    if isinstance(value, str) and _is_of_no_cover(table.sheet, row, header.index, value):
        return row, value
    return None


def other_year(text: str, year: int, in_name: bool = False) -> str:
    """The year that a text names, where it is never that of the plan: 2021年."""
    # A year of this century: 2021 of 2021年采购明细表, not of 2021年版.
    years = re.findall(r"(?<!\d)(20\d\d)(?=年(?!版))", plain(text))
    if not years and in_name:
        # A year in a file's name: 七宝镇 2021 采购, not 20210930, 2021版.
        years = re.findall(r"(?<![\d.-])(20[12]\d)(?![\d.版_-])", plain(text))
    # A year alone, in brackets or not: 2021, （2021）.
    years += re.findall(r"^\W{0,2}(20\d\d)\W{0,2}$", plain(text))
    return "" if not years or str(year) in years else f"{years[0]}年"


def _is_of_no_cover(sheet: Sheet, row: int, index: int, text: str) -> bool:
    if plain(text).startswith("其中"):
        return True
    if not text.strip() or is_labelled(text) or LABEL_ALONE.fullmatch(text.strip()):
        return False
    if is_money_unit(text) or re.search("[:：]|单位", text) or _beside_label(sheet, row, index):
        return False
    merged = sheet.merged_from.get(row, ())
    return not any(c1 <= index <= c2 and c2 - c1 > 1 for _, c1, _, c2 in merged)


def _beside_label(sheet: Sheet, row: int, index: int) -> bool:
    """Whether the cell before, that is not empty, is a cover's label."""
    before = (sheet.cell(row, i) for i in range(index - 1, -1, -1))
    value = next((v for v in before if v not in (None, "")), None)
    return isinstance(value, str) and bool(LABEL_ALONE.fullmatch(value.strip()))


def _left_over(
    table: Table, header: Header, piece: str, text: str, heading: Heading, office: Office
) -> str:
    """What is not understood of a piece; its months must be those that the table is about."""
    if header.column.kind.name == "day":
        # of a date only this is asked: whether it is one that has come
        states = STATES.findall(own_words(table.form).sub(" ", plain(piece)))
        return " ".join(states) or other_year(piece, office.plan.year)
    year = office.plan.year
    by_year = table.form.cadence == "monthly" or table.form.code == "canteen"
    # another year than the plan's is refused elsewhere: 采购额度（2021年）
    piece = _YEAR.sub(lambda m: "" if by_year or not m[0].startswith(str(year)) else m[0], piece)
    period, rest = without_period(piece, year)
    if period and not _agrees(table, text, period, heading):
        return piece
    rest = rest.replace(str(year), "") if by_year else rest
    return left_over(table.form, header.column, rest)


def _agrees(table: Table, text: str, period: Period, heading: Heading) -> bool:
    about = heading.period or heading.context
    if about is None:
        return False
    if table.form.cadence == "snapshot":
        # 截至9月底 is what a snapshot tells; 9月 alone may be what was done in that month
        until = any(word in text for word in ("截", "累计", "底", "末", "止"))
        begins = period.first == period.last or period.first.month == 1
        return until and begins and period.last == about.last
    return period == about


def _ask(
    table: Table, odds: list[Odd], heading: Heading, office: Office
) -> tuple[str | None, Problem]:
    first, names = odds[0], "、".join(odd.header.column.header for odd in odds)
    is_money = all(odd.header.column.kind.name == "money" for odd in odds)
    is_scale = is_money and ODD_SCALE.search("以" + "以".join(first.pieces))
    words = "、".join(first.pieces)
    as_is = Choice("as_is", f"就是本表要报的“{names}”，照读")
    columns = ",".join(odd.header.column.name for odd in odds)
    question = Question(
        rules.UNKNOWN_WORDS,
        what=f"{table.form.code}|{columns}|{words}",
        message=f"表头“{first.text}”里的“{words}”看不懂：它改不改变“{names}”的数？",
        hint=f"请回答，或把表头写作“{first.header.column.header}”再报",
        choices=SCALES if is_scale else (as_is,),
        sheet=table.sheet.name,
        cell=cell_name(table.header_row, first.header.index),
        value=first.text,
    )
    return ask(question, office.answers, heading.unit)
