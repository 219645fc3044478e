"""Who sent a table, for which months: cover, sheet, file name or form."""

import re
from collections.abc import Iterator

from etl import rules
from etl.forms.context import Office
from etl.forms.forms import FIELD_OFFICES, TOWNS
from etl.forms.values import money_unit_in
from etl.problems import Problem, has_faults
from etl.read.cells import Sheet, show
from etl.read.signs import plain_signs
from etl.table.beside import remarks_on
from etl.table.cover import MEASURES, Cover, Entry, read_cover
from etl.table.header_of import Heading
from etl.table.locate import Table
from etl.table.period_told import read_context, read_period
from etl.table.periods import year_named
from etl.table.table_fault import table_fault
from etl.table.units import read_money_unit
from kpi.plan import clean_name
from kpi.plan.entities import unit_names


def read_heading(
    table: Table,
    office: Office,
    file_name: str,
    before: Heading | None = None,
    assumed: str | None = None,
) -> tuple[Heading | None, list[Problem]]:
    """The heading of a table, or None with the questions that its sender has to answer.

    `before` is the heading of the table that this one continues: it holds where nothing is said.
    `assumed` is the unit that the rest of the workbook names.
    """
    cover = read_cover(table.sheet, table.top_row, table.cover_from, remarks_on(table))
    stem = plain_signs(file_name.rsplit(".", 1)[0])
    places = (table.sheet.plain_name, cover.title, stem) if before is None else ()
    unit, unit_problems = _unit(table, cover, office, places, before)
    unit_problems += _other_units(table, cover, office, unit, before)
    if not cover.units and (strange := _strange_unit(table, cover, office)):
        unit, unit_problems = None, [_unknown_unit(table.sheet, strange, None, office)]
    if assumed and [p.rule for p in unit_problems] == [rules.NO_UNIT]:
        unit, unit_problems = _allowed(table, assumed, office)
    texts = (table.sheet.plain_name, cover.plain_title, stem)
    year = before.year if before else year_named(texts, office.plan.year)
    period, period_problems = read_period(table, cover, office, places, year, before)
    money, money_problems = read_money_unit(table, cover, (table.sheet.plain_name, stem), before)
    problems = [*unit_problems, *period_problems, *money_problems]
    if unit is None or has_faults(problems):
        return None, problems
    context = read_context(cover, places, office)
    return Heading(unit, period, money, context, period.last.year if period else year), problems


def _unit(
    table: Table,
    cover: Cover,
    office: Office,
    places: tuple[str, ...],
    before: Heading | None,
) -> tuple[str | None, list[Problem]]:
    names = office.values.units
    entries = (*cover.units, *_units_without_label(cover, office))
    written = {entry: names.find(show(entry.value)) for entry in entries}
    unknown = [entry for entry, name in written.items() if name is None]
    if unknown:
        return None, [
            _unknown_unit(table.sheet, show(entry.value), entry.cell, office) for entry in unknown
        ]
    if len(set(written.values())) == 1:
        entry, name = next(iter(written.items()))
        return _allowed(table, name, office, entry.cell)
    if not written and before is not None:
        titled = _mentioned(cover.titles(table.form.title), office)
        return (titled.pop() if len(titled) == 1 else before.unit), []
    if not written:
        for text in places:
            mentioned = names.mentioned_in(text)
            if len(mentioned) == 1:
                return _allowed(table, mentioned[0], office)
        senders = _senders(table, office)
        if len(senders) == 1:
            return senders.pop(), []
    return None, [
        table_fault(table, rules.NO_UNIT, "看不出填报单位", "请在表格上方写明“填报单位：单位全称”")
    ]


def _mentioned(texts: tuple[str, ...], office: Office) -> set[str]:
    """The units that texts are about: those that name a single one."""
    mentions = (office.values.units.mentioned_in(text) for text in texts)
    return {names[0] for names in mentions if len(names) == 1}


def _other_units(
    table: Table, cover: Cover, office: Office, unit: str | None, before: Heading | None
) -> Iterator[Problem]:
    """A sheet copied from another town's whose cover, or title, was left as it was.

    A bureau's sheet may well be named after a town; beside a label only its peers are asked about.
    """
    if unit is None or before is not None:
        return
    others = _mentioned((table.sheet.plain_name, *cover.titles(table.form.title)), office) - {unit}
    if cover.units:
        peers = (unit_names(kind, office.plan.reference) for kind in (TOWNS, FIELD_OFFICES))
        others &= {name for names in peers if unit in names for name in names}
    if others:
        message = f"填报单位是{unit}，而表名或标题写的是{'、'.join(sorted(others))}"
        cell = cover.units[0].cell if cover.units else None
        yield table_fault(table, rules.UNIT_CONFLICT, message, "请改成一致", cell)


# What a name ends in that can only be a unit's.
# For example 某某镇, 某某小组; not 各街镇.
_A_UNIT = re.compile(
    r"(?!各|全|街镇)[\u4e00-\u9fff]{2,10}(?:镇|街道|工业区|乡|局|委|小组|分指|工会)"
)


def _strange_unit(table: Table, cover: Cover, office: Office) -> str | None:
    """A sheet or a title named after a unit that is in no register: nobody else's by default."""
    titles = (clean_name(t).replace(table.form.title, "") for t in cover.titles(table.form.title))
    # A title's year and brackets: 2022年度 and (三季度) of 2022年度某某镇(三季度).
    plain = (re.sub(r"20\d\d年度?|\([^()]*\)", "", text) for text in titles)
    for name in (clean_name(table.sheet.plain_name), *plain):
        if _A_UNIT.fullmatch(name) and not office.values.units.mentioned_in(name):
            return name
    return None


def _units_without_label(cover: Cover, office: Office) -> Iterator[Entry]:
    """单位：七宝镇 names the sender, 单位：万元 or 单位：人 does not."""
    for entry in cover.money_units:
        text = clean_name(show(entry.value))
        # Cut at signs: 人、户 is 人 and 户.
        words = set(re.split(r"[,，、/;]", text))
        if not money_unit_in(text) and not words & MEASURES and not text.isascii():
            yield entry


def _senders(table: Table, office: Office) -> set[str]:
    return {u for s in table.form.senders for u in unit_names(s, office.plan.reference)}


def _allowed(
    table: Table, unit: str | None, office: Office, cell: str | None = None
) -> tuple[str | None, list[Problem]]:
    senders = _senders(table, office)
    if unit in senders:
        return unit, []
    hint = f"本表由{'、'.join(_in_words(table.form.senders))}报送；填报单位写错的请更正"
    return None, [table_fault(table, rules.SENDER_NOT_ALLOWED, f"不由{unit}报送", hint, cell)]


def _in_words(senders: tuple[str, ...]) -> list[str]:
    kinds = {
        "subdistrict_or_town": "各街镇（含莘庄工业区）",
        "field_office": "援外机构",
        "member_unit": "各成员单位",
    }
    return [kinds.get(sender, sender) for sender in senders]


def _unknown_unit(sheet: Sheet, text: str, cell: str | None, office: Office) -> Problem:
    nearest = office.values.units.nearest(text)
    hint = f"您是不是要写：{nearest}？" if nearest else "请按名册填写单位的规范名称"
    message = f"填报单位“{text}”不在名册中"
    return Problem(rules.UNKNOWN_UNIT, message, hint, sheet.name, cell, text)
