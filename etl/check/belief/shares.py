"""Parts larger than their whole, and figures of canteens that are said not to be there."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from etl import rules
from etl.check.belief.figures import (
    AS_READ,
    MOST_NAMED,
    column_of,
    figures_of,
    parts_of,
    with_values,
    words,
)
from etl.check.check import Checked
from etl.forms.context import Office
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from kpi.plan.believed.bounds import Share

HAS = Choice("has", "有食堂，照计入")
NONE = Choice("none", "无食堂，不考核，数字不计")


def shares(checked: list[Checked], office: Office) -> Iterator[Problem]:
    """A question for each share that is more than the plan takes for possible."""
    for share in office.plan.believed.shares:
        told = [t for c, _ in parts_of(checked, share.form) for t in _beyond(c, share)]
        if told:
            yield _asked(told, share, checked, office)


def _beyond(checked: Checked, share: Share) -> Iterator[str]:
    """第 4 行“累计采购额”… 是“年度食堂采购总额”… 的 80000%."""
    wholes, parts = figures_of(checked, share.whole), figures_of(checked, share.part)
    if wholes is None or parts is None:
        return
    of_row = dict(zip(wholes.rows.tolist(), wholes.values.tolist(), strict=True))
    for row, part in zip(parts.rows.tolist(), parts.values.tolist(), strict=True):
        whole = of_row.get(row)
        if whole is not None and part > max(whole, 0) * share.most:
            said = f"“{wholes.column.header}”{words(whole, wholes.is_money)}"
            rate = f"{said}的 {part / whole:.0%}" if whole > 0 else said
            yield f"{parts.in_words(row, part)}，{'是' if whole > 0 else '而'}{rate}"


def _asked(told: list[str], share: Share, checked: list[Checked], office: Office) -> Problem:
    first = next(c for c, _ in parts_of(checked, share.form))
    more = f"，等 {len(told)} 行" if len(told) > MOST_NAMED else ""
    question = Question(
        rules.SHARE_BEYOND,
        what=f"{share.form}|{share.part}|{'；'.join(told)}",
        message=f"{'；'.join(told[:MOST_NAMED])}{more}（{share.reason}）",
        hint="请核对两个数和它们的单位，有误的改正后再报",
        choices=(AS_READ,),
        sheet=first.table.sheet.name,
        remembered=False,
    )
    return ask(question, office.answers, _unit(first))[1]


def _unit(checked: Checked) -> str:
    return checked.heading.unit if checked.heading else ""


def canteens(checked: list[Checked], office: Office) -> tuple[list[Checked], list[Problem]]:
    """Units that are said to have no canteen, with figures in the row: have they one?"""
    rows = {id(c): _without_canteen(c, p.rows) for c, p in parts_of(checked, "canteen")}
    asked = [c for c in checked if rows.get(id(c))]
    if not asked:
        return checked, []
    told = [f"“{c.table.sheet.name}”第 {r} 行" for c in asked for r in sorted(rows[id(c)])]
    question = Question(
        rules.CANTEEN_OR_NOT,
        what="、".join(told),
        message=f"“有无食堂”写的是无，而这一行有金额：{'、'.join(told[:MOST_NAMED])}",
        hint="有食堂的请改成“有”；确无食堂的请清空金额；或回答这个问题",
        choices=(HAS, NONE),
        sheet=asked[0].table.sheet.name,
        cell=_cell(asked[0], min(rows[id(asked[0])])),
        remembered=False,
    )
    choice, problem = ask(question, office.answers, _unit(asked[0]))
    if choice == HAS.code:
        settled = (
            with_values(c, "has_canteen", rows[id(c)], True) if rows.get(id(c)) else c
            for c in checked
        )
        return list(settled), [problem]
    return checked, [problem]


def _without_canteen(checked: Checked, rows: pa.Table) -> set[int]:
    if "has_canteen" not in rows.column_names:
        return set()
    money = [c for name in ("annual_total", "purchased") if (c := column_of("canteen", name))]
    none = pc.fill_null(pc.invert(rows["has_canteen"]), False)
    stored = [rows[c.stored_as] for c in money if c.stored_as in rows.column_names]
    bought = [pc.fill_null(pc.not_equal(figures, 0), False) for figures in stored]
    if not bought:
        return set()
    any_bought = bought[0]
    for one in bought[1:]:
        any_bought = pc.or_(any_bought, one)
    return set(rows.filter(pc.and_(none, any_bought))["row"].to_pylist())


def _cell(checked: Checked, row: int) -> str | None:
    column = checked.column("has_canteen")
    return cell_name(row - 1, column.index) if column and column.index >= 0 else None
