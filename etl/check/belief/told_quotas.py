"""Quotas that are handed in: out of scale beside the plan's own, or two on one day."""

from collections import defaultdict
from dataclasses import dataclass, replace

import pyarrow as pa

from etl import rules
from etl.check.belief.figures import AS_READ, MOST_NAMED, parts_of, with_rows
from etl.check.check import Checked
from etl.forms.context import Office
from etl.problems import Choice, Problem, cell_name
from etl.questions import Question, ask
from kpi.plan.models import DISTRICT, EACH, Indicator

YUAN = Choice("yuan", "这几行按元读")
PER_WAN = 10_000
UNCOUNTABLE = ("万元", "%")


@dataclass(frozen=True)
class _Told:
    """A row of the form: which table, where, and what it says."""

    at: int
    row: int
    indicator: Indicator
    entity: str
    target: float
    day: object

    def __str__(self) -> str:
        said = f"第 {self.row} 行“{self.indicator.name}”{self.entity}的目标值"
        return f"{said} {self.target:,.10g} {self.indicator.uom}"


def told_quotas(checked: list[Checked], office: Office) -> tuple[list[Checked], list[Problem]]:
    rows = [told for at, c in enumerate(checked) for told in _told(at, c, office)]
    problems = _two_targets(rows, checked)
    doubted = {told: why for told in rows if (why := _why(told, office))}
    if not doubted:
        return checked, problems
    in_yuan = [t for t in doubted if t.indicator.uom == "万元" and _fits_in_yuan(t, office)]
    said = [f"{told}，{why}" for told, why in doubted.items()]
    question = Question(
        rules.QUOTA_OUT_OF_SCALE,
        what="、".join(said),
        message="；".join(said[:MOST_NAMED]),
        hint="请按指标自己的计量单位核对目标值，有误的改正后再报",
        choices=(YUAN, AS_READ) if in_yuan else (AS_READ,),
        sheet=checked[next(iter(doubted)).at].table.sheet.name,
        remembered=False,
    )
    choice, problem = ask(question, office.answers, _unit(checked[next(iter(doubted)).at]))
    if choice == YUAN.code:
        checked = [
            _in_yuan(c, {t.row for t in in_yuan if t.at == i}) for i, c in enumerate(checked)
        ]
    return checked, [*problems, problem]


def _unit(checked: Checked) -> str:
    return checked.heading.unit if checked.heading else ""


def _told(at: int, checked: Checked, office: Office) -> list[_Told]:
    known = {i.code: i for i in office.plan.indicators}
    return [
        _Told(
            at,
            row["row"],
            known[row["indicator"]],
            row.get("unit") or DISTRICT,
            row["target"],
            row["effective_on"],
        )
        for _, part in parts_of([checked], "quota")
        for row in part.rows.to_pylist()
        if row["indicator"] in known and row["target"] is not None
    ]


def _why(told: _Told, office: Office) -> str:
    """Why a target is hard to believe; empty where it is not."""
    if told.indicator.uom == "%" and told.target > 100:
        return "超过 100%"
    if told.indicator.uom not in UNCOUNTABLE and told.target % 1:
        return "不是整数"
    planned, bound = _planned(told, office), office.plan.believed.quotas
    if not planned or bound is None or told.target == 0:
        return ""
    if 1 / bound.times < told.target / planned < bound.times:
        return ""
    return f"而计划是 {planned:,.10g} {told.indicator.uom}"


def _planned(told: _Told, office: Office) -> float | None:
    """The plan's own quota of that entity; of the district, where it has none, that of all."""
    own = [q for q in office.plan.quotas if q.indicator == told.indicator.code and q.target]
    named = {q.entity: q.target or 0.0 for q in own}
    if told.entity in named or EACH in named:
        return named.get(told.entity, named.get(EACH))
    return sum(named.values()) if told.entity == DISTRICT and named else None


def _fits_in_yuan(told: _Told, office: Office) -> bool:
    return not _why(replace(told, target=told.target / PER_WAN), office)


def _in_yuan(checked: Checked, rows: set[int]) -> Checked:
    if not rows or checked.part is None:
        return checked
    table = checked.part.rows
    both = zip(table["row"].to_pylist(), table["target"].to_pylist(), strict=True)
    targets = [target / PER_WAN if row in rows else target for row, target in both]
    index = table.column_names.index("target")
    return with_rows(
        checked, table.set_column(index, "target", pa.array(targets, table["target"].type))
    )


def _two_targets(rows: list[_Told], checked: list[Checked]) -> list[Problem]:
    """Which of two counts nobody can say."""
    by_key: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for told in rows:
        by_key[told.indicator.code, told.entity, told.day].append(told)
    twice = [same for same in by_key.values() if len({t.target for t in same}) > 1]
    return [
        Problem(
            rules.TWO_TARGETS,
            f"{'、'.join(map(str, same))}：同一天（{same[0].day}）生效的有两个目标值",
            "请只留一行，或改正其中一行的生效日期",
            checked[same[1].at].table.sheet.name,
            _cell(checked[same[1].at], same[1].row),
        )
        for same in twice
    ]


def _cell(checked: Checked, row: int) -> str | None:
    column = checked.column("target")
    return cell_name(row - 1, column.index) if column and column.index >= 0 else None
