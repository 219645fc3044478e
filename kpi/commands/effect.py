"""`kpi effect`: the figures that one submission moved."""

from collections.abc import Sequence
from dataclasses import asdict, fields

import click
from tabulate import tabulate

from kpi.commands.output import format_option, opened, write
from kpi.plan import Plan, plan_of
from kpi.trace.effect import Effect, NoEffectError, effect, newest_month
from kpi.usage.command import data_option
from kpi.words.numbers import amount

FIGURES = {"actual": "完成", "target": "目标"}
COLUMNS = tuple(field.name for field in fields(Effect))


@click.command("effect", help="一份报送使哪些指标变了：接收前后各是多少。")
@click.argument("number", type=click.INT, metavar="编号")
@format_option
@data_option
def show_effect(number: int, output_format: str, data: str | None) -> int:
    connection = opened(data)
    try:
        plan = plan_of(newest_month(connection, number))
        effects = effect(connection, plan, number)
    except NoEffectError as reason:
        raise click.ClickException(str(reason)) from None
    write([asdict(e) for e in effects], output_format, COLUMNS, lambda: _table(effects, plan))
    return 0


def _table(effects: Sequence[Effect], plan: Plan) -> str:
    if not effects:
        return "没有指标因此变化。"
    lines = []
    for e in effects:
        indicator = plan.indicator(e.indicator)
        before, after = (amount(value, indicator.uom) for value in (e.before, e.after))
        lines.append((indicator.name, e.entity, FIGURES[e.figure], before, after))
    headers = ("指标", "对象", "数字", "之前", "之后")
    return tabulate(lines, headers, tablefmt="simple", disable_numparse=True)
