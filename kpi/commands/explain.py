"""`kpi explain`: a number walked down, to the cell."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime

import click
from tabulate import tabulate

from kpi.commands.output import find_indicator, opened, write_json
from kpi.engine.times import Times
from kpi.moments import in_shanghai
from kpi.plan import Indicator, load_plan
from kpi.trace.explain import explain
from kpi.trace.explanation import Basis, Evidence, Explanation, Share
from kpi.trace.left_out import LeftOut, left_out
from kpi.usage.command import Day, Moment, data_option
from kpi.words.numbers import amount, exactly


@click.command(
    "explain", help="一个数字从何而来：口径、分子分母、目标依据、各月、各报表、各单元格。"
)
@click.argument("indicator", metavar="指标")
@click.argument("entity", metavar="对象")
@click.option("--as-of", type=Day(), required=True, metavar="日期", help="截至日")
@click.option("--known-at", type=Moment(), metavar="时刻", help="按当时已收到的报表计算，默认现在")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象")
@data_option
def show_explanation(
    indicator: str,
    entity: str,
    as_of: date,
    known_at: datetime | None,
    as_json: bool,
    data: str | None,
) -> int:
    plan = load_plan(as_of.year)
    wanted = find_indicator(plan, indicator)
    connection = opened(data)
    explanation = explain(connection, plan, wanted, entity, as_of, known_at)
    if explanation is None:
        raise click.ClickException(
            f"“{wanted.name}”在 {as_of} 没有对象“{entity}”；"
            f"可用 python -m kpi progress --indicator {wanted.code} --as-of {as_of} 查看全部对象"
        )
    if as_json:
        write_json(asdict(explanation) | {"adds_up": explanation.adds_up})
    else:
        rest = left_out(connection, plan, wanted, Times(as_of, known_at), entity)
        print("\n".join([*_lines(explanation), *_left_out(wanted, rest)]))
    return 0


def _lines(explanation: Explanation) -> Iterator[str]:
    row = explanation.progress
    origin = f"任务 {explanation.task}，第 {explanation.clause} 条"
    yield f"{explanation.name}　{row.entity}　（{origin}）"
    yield f"{row.status}：{row.reason}"
    yield f"口径：{explanation.rule}"
    yield f"算法：{explanation.sql}"
    yield f"完成：{_calculation(explanation)} = {amount(row.actual, explanation.uom)}"
    yield f"目标：{amount(row.target, explanation.uom)}　{_basis(explanation.target)}"
    if len(explanation.entities) > 1:
        yield from _section("各对象", explanation.entities, explanation.scale)
    yield from _section("各月", explanation.months, explanation.scale)
    yield from _section("各报表", explanation.submissions, explanation.scale)
    yield from _cells(explanation.rows, explanation.scale)
    total = exactly(explanation.amount, explanation.scale)
    if explanation.adds_up:
        yield f"合计一致：各行之和 = {total}"
    else:
        yield f"各行之和与 {total} 不一致"


def _calculation(explanation: Explanation) -> str:
    numerator = exactly(explanation.amount, explanation.scale)
    if explanation.base is None:
        return numerator
    return f"{numerator} ÷ {exactly(explanation.base, explanation.scale)}"


def _basis(basis: Basis) -> str:
    known = f"（{basis.effective_on} 起）" if basis.effective_on else ""
    source = f"，第 {basis.submission_id} 号报表 {basis.sheet} 第 {basis.row} 行"
    return f"依据：{basis.basis}{known}{source if basis.kind == 'submission' else ''}"


def _section(title: str, shares: Sequence[Share], scale: int) -> Iterator[str]:
    yield ""
    headers = [title, "数额", "分母", "行数"]
    lines = [(s.name, exactly(s.amount, scale), _or_dash(s.base, scale), s.rows) for s in shares]
    yield tabulate(lines, headers, tablefmt="simple", disable_numparse=True)


def _cells(rows: Sequence[Evidence], scale: int) -> Iterator[str]:
    yield ""
    headers = ["对象", "文件", "收到", "工作表", "行", "单元格", "计入", "分母"]
    lines = [
        (
            row.entity,
            row.file_name,
            f"{in_shanghai(row.received_at):%Y-%m-%d %H:%M}",
            row.sheet or "整份",
            row.row or "–",
            " ".join(f"{name}={cell.cell}" for name, cell in row.cells.items()) or "–",
            exactly(row.amount, scale),
            _or_dash(row.base, scale),
        )
        for row in rows
    ]
    yield tabulate(lines, headers, tablefmt="simple", disable_numparse=True) + "\n"


def _left_out(indicator: Indicator, rows: LeftOut) -> Iterator[str]:
    """What looks as if it counted, and does not."""
    if not rows.count:
        return
    yield f"\n同类而没有计入的：{rows.count} 行（不合口径：{indicator.rule}）"
    headers = ["对象", "文件", "工作表", "行"]
    lines = [(r["entity"] or "–", r["file_name"], r["sheet"], r["row"]) for r in rows.rows]
    yield tabulate(lines, headers, tablefmt="simple", disable_numparse=True)


def _or_dash(value: int | None, scale: int) -> str:
    return "–" if value is None else exactly(value, scale)
