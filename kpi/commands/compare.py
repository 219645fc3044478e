"""`kpi compare`: which figures moved between two moments, and which submissions moved them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click
from tabulate import tabulate

from kpi.commands.output import Row, format_option, opened, write
from kpi.engine.progress import Progress
from kpi.engine.times import Times
from kpi.moments import in_shanghai, parse_moment
from kpi.plan import Plan, load_plan
from kpi.trace.compare import Move, compare
from kpi.usage.command import Day, data_option
from kpi.words.numbers import amount

COLUMNS = (
    *("indicator", "entity", "level", "actual_before", "actual_after"),
    *("target_before", "target_after", "status_before", "status_after", "submissions"),
)


class At(click.ParamType[Times]):
    """2022-06-30@2022-07-10: the end of a day, as known at a moment; without @, as known now."""

    name = "截至日@知晓时刻"

    def convert(self, value: Any, param: Any, ctx: Any) -> Times:
        day, _, moment = str(value).partition("@")
        as_of = Day().convert(day, param, ctx)
        try:
            return Times(as_of, parse_moment(moment) if moment else None)
        except ValueError:
            self.fail(f"“{moment}”不是时刻，请写成 2022-06-30@2022-07-10 的样子", param, ctx)


@click.command("compare", help="两个时点之间，哪些指标变了，是哪些报表使它变的。")
@click.option("--a", "before", type=At(), required=True, metavar="日期@时刻", help="先前的时点")
@click.option("--b", "after", type=At(), required=True, metavar="日期@时刻", help="后来的时点")
@format_option
@data_option
def show_comparison(before: Times, after: Times, output_format: str, data: str | None) -> int:
    if before.as_of.year != after.as_of.year:
        raise click.UsageError("两个时点须在同一年度")
    plan = load_plan(after.as_of.year)
    moves = compare(opened(data), plan, before, after)
    rows = [asdict(m) for m in moves] if output_format == "json" else [_flat(m) for m in moves]
    write(rows, output_format, COLUMNS, lambda: _table(moves, plan))
    return 0


def _flat(move: Move) -> Row:
    was, now = move.before, move.after
    return {
        "indicator": move.indicator,
        "entity": move.entity,
        "level": move.level,
        **{
            f"{name}_{side}": getattr(row, name) if row else None
            for name in ("actual", "target", "status")
            for side, row in (("before", was), ("after", now))
        },
        "submissions": " ".join(str(s.submission_id) for s in move.submissions),
    }


def _table(moves: Sequence[Move], plan: Plan) -> str:
    if not moves:
        return "没有指标变化。"
    headers = ("指标", "对象", "完成", "目标", "状态", "报表")
    lines = []
    for move in moves:
        indicator, pair = plan.indicator(move.indicator), (move.before, move.after)
        lines.append(
            (
                indicator.name,
                move.entity,
                _change([amount(r.actual, indicator.uom) if r else "–" for r in pair]),
                _change([amount(r.target, indicator.uom) if r else "–" for r in pair]),
                _change([_status(r) for r in pair]),
                "、".join(str(s.submission_id) for s in move.submissions) or "（仅随时间）",
            )
        )
    table = tabulate(lines, headers, tablefmt="simple", disable_numparse=True)
    return f"{table}\n\n{_submissions(moves)}"


def _status(row: Progress | None) -> str:
    return row.status if row else "–"


def _change(pair: Sequence[str]) -> str:
    return pair[0] if pair[0] == pair[1] else f"{pair[0]} → {pair[1]}"


def _submissions(moves: Sequence[Move]) -> str:
    submissions = {s.submission_id: s for move in moves for s in move.submissions}
    lines = [
        (number, s.file_name, f"{in_shanghai(s.received_at):%Y-%m-%d %H:%M}")
        for number, s in sorted(submissions.items())
    ]
    return tabulate(lines, ("报表", "文件", "收到"), tablefmt="simple", disable_numparse=True)
