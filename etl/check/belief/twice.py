"""The same row, tour, class, posting or event twice in a workbook: does it count once?"""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from etl import rules
from etl.check.belief.figures import MOST_NAMED, parts_of, with_rows
from etl.check.check import Checked, Part
from etl.forms.context import Office
from etl.forms.forms import FORMS
from etl.problems import MOST_OF_A_KIND, Choice, Problem
from etl.questions import Question, ask

ONCE = Choice("once", "是重复的，各计一次")
ALL = Choice("all", "不是重复，都计入")
# What makes two rows of a form one thing; of the other forms it is the whole row.
SAME: dict[str, tuple[str, ...]] = {
    "tour": ("group_no", "departs_on", "note"),
    "training": ("course", "county", "starts_on", "note"),
    "posting": ("kind", "county", "sender", "receiver", "starts_on", "month"),
    "enterprise": ("enterprise", "county", "village", "month"),
    "project": ("name", "county", "planned", "invested", "allocated", "funded_on", "month"),
}
DIGITS = "一二三四五六七八九"
WHOLE = ("purchase", "county_sale", "event", "job_fair")
# Two equal rows may be honest (a shop that sells the same twice a day): of these forms, many ask.
MAY_BE_EQUAL = ("purchase", "county_sale", "event")


@dataclass(frozen=True)
class _Repeats:
    """The rows that say the same: by group, each row as the table's place and the sheet's row."""

    groups: list[list[tuple[int, int]]]
    rows: int

    @property
    def later(self) -> set[tuple[int, int]]:
        """Every row but the first of each group."""
        return {place for group in self.groups for place in group[1:]}

    @property
    def are_most(self) -> bool:
        return len(self.groups) > 1 and sum(map(len, self.groups)) * 2 >= self.rows


def counted_once(checked: list[Checked], office: Office) -> tuple[list[Checked], list[Problem]]:
    """The tables without the rows that are said to be repeated, and what is asked or told."""
    problems: list[Problem] = []
    for form in (*SAME, *WHOLE):
        repeats = _repeats(checked, form)
        if repeats.groups and (form not in MAY_BE_EQUAL or repeats.are_most):
            choice, problem = ask(
                _question(checked, form, repeats), office.answers, _unit(checked, repeats)
            )
            problems.append(problem)
            if choice == ONCE.code:
                problems.append(_left_out(checked, repeats))
                checked = without_rows(checked, repeats.later)
        elif repeats.groups and form != "event":
            problems += _told(checked, form, repeats)
    return checked, problems


def _repeats(checked: list[Checked], form: str) -> _Repeats:
    tables = []
    for checked_table, part in parts_of(checked, form):
        place = next(i for i, c in enumerate(checked) if c is checked_table)
        at = pa.array([place] * part.rows.num_rows, pa.int32())
        tables.append(_keys(part, form).append_column("_at", at))
    if not tables:
        return _Repeats([], 0)
    rows = pa.concat_tables(tables, promote_options="default")
    names = [name for name in rows.column_names if name not in ("_at", "row")]
    places = rows.append_column("_place", pa.array(range(rows.num_rows), pa.int64()))
    grouped = places.group_by(names, use_threads=False).aggregate(
        [("_place", "count"), ("_place", "list")]
    )
    several = grouped.filter(pc.greater(grouped["_place_count"], 1))
    at, row = rows["_at"].to_pylist(), rows["row"].to_pylist()
    groups = [[(at[i], row[i]) for i in group] for group in several["_place_list"].to_pylist()]
    return _Repeats(sorted(groups), rows.num_rows)


def _keys(part: Part, form: str) -> pa.Table:
    """What makes the rows one, and where they stand; rows that name nothing are left out."""
    columns = [c for c in FORMS[form].columns() if c.stored_as in part.rows.column_names]
    names = [c.stored_as for c in columns if c.name in SAME.get(form, (c.name,))]
    months = ["month"] if "month" in SAME.get(form, ()) else []
    rows = part.rows.select([*names, *months, "reporting_unit", "row"])
    if form == "tour":
        # a group's number has a digit: 无 in every row names no group
        rows = rows.filter(pc.match_substring_regex(rows["group_no"], r"\d"))
    return alike(rows)


def alike(rows: pa.Table) -> pa.Table:
    """Texts as they are compared: T-001 is t001, “带头人” 一期 is 带头人1期."""
    for index, name in enumerate(rows.column_names):
        if pa.types.is_string(rows[name].type):
            # What sets a name's signs apart: spaces, hyphens, quotation marks, brackets.
            plain = pc.replace_substring_regex(rows[name], r"[\s\p{P}]+", "")
            for sign, digit in zip(DIGITS, "123456789", strict=True):
                plain = pc.replace_substring(plain, sign, digit)
            rows = rows.set_column(index, name, pc.utf8_lower(plain))
    return rows


def _place(checked: list[Checked], place: tuple[int, int]) -> str:
    return f"“{checked[place[0]].table.sheet.name}”第 {place[1]} 行"


def _unit(checked: list[Checked], repeats: _Repeats) -> str:
    heading = checked[repeats.groups[0][0][0]].heading
    return heading.unit if heading else ""


def _question(checked: list[Checked], form: str, repeats: _Repeats) -> Question:
    told = ["与".join(_place(checked, p) for p in group[:3]) for group in repeats.groups]
    more = f"，等 {len(told)} 组" if len(told) > MOST_NAMED else ""
    same = "各列都相同" if form in WHOLE else _headers(form) + "相同"
    return Question(
        rules.ROWS_TWICE,
        what=f"{form}|{'、'.join(told)}",
        message=f"《{FORMS[form].title}》{'、'.join(told[:MOST_NAMED])}{more}，{same}，像是报了两次",
        hint="是重复的请删去一行，或选“各计一次”；不是的请写明区别",
        choices=(ONCE, ALL),
        sheet=checked[repeats.groups[0][0][0]].table.sheet.name,
        remembered=False,
    )


def _headers(form: str) -> str:
    return "、".join(c.header for c in FORMS[form].columns() if c.name in SAME[form])


def _left_out(checked: list[Checked], repeats: _Repeats) -> Problem:
    later = sorted(repeats.later)
    places = "、".join(_place(checked, place) for place in later[:MOST_OF_A_KIND])
    message = f"没有计入重复的 {len(later)} 行：{places}"
    sheet = checked[later[0][0]].table.sheet.name
    return Problem(rules.LEFT_OUT, message, "这几行与前面的相同，按回答只计一次", sheet)


def without_rows(checked: list[Checked], rows: set[tuple[int, int]]) -> list[Checked]:
    return [_filtered(c, {row for at, row in rows if at == i}) for i, c in enumerate(checked)]


def _filtered(checked: Checked, rows: set[int]) -> Checked:
    if not rows or checked.part is None:
        return checked
    table = checked.part.rows
    kept = pc.invert(pc.is_in(table["row"], value_set=pa.array(sorted(rows), pa.int32())))
    return with_rows(checked, table.filter(kept))


def _told(checked: list[Checked], form: str, repeats: _Repeats) -> Iterator[Problem]:
    """Few equal rows without a voucher: those with one are told as the same voucher twice."""
    for group in repeats.groups[:MOST_OF_A_KIND]:
        at, row = group[1]
        voucher = checked[at].column("voucher")
        rows = checked[at].table.rows.tolist()
        if voucher is None or voucher.of_rows()[rows.index(row - 1)] is None:
            places = "与".join(_place(checked, place) for place in group[:3])
            message = f"{places}各列都相同，都已计入"
            hint = "重复报送的请删去一行；确是两笔的不必改"
            sheet = checked[at].table.sheet.name
            yield Problem(rules.DUPLICATE_ROW, message, hint, sheet, f"A{row}")
