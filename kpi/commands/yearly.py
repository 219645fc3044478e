"""`kpi yearly`: this year's figures beside last year's on the same day."""

from collections.abc import Sequence
from datetime import date, datetime

import click
import duckdb
from tabulate import tabulate

from kpi.commands.output import Row, find_indicator, format_option, opened, write
from kpi.plan import Plan, load_plan, plan_years
from kpi.trace.yearly import YearOnYear, growth_text, years_compared
from kpi.usage.command import Day, Moment, data_option
from kpi.words.numbers import amount, percent

COLUMNS = (
    *("indicator", "entity", "level", "actual", "actual_last_year", "growth"),
    *("target", "target_last_year", "rate", "rate_last_year"),
)


@click.command("yearly", help="同比：各指标、各对象与上年同一天相比，代码相同的才比。")
@click.option("--as-of", type=Day(), metavar="日期", help="截至日，默认今天（不晚于年度末日）")
@click.option("--known-at", type=Moment(), metavar="时刻", help="按当时已收到的报表计算，默认现在")
@click.option("--indicator", metavar="代码", help="只看一个指标（代码或名称）")
@click.option("--entity", metavar="名称", help="只看一个对象（单位、县、项目……）")
@format_option
@data_option
def show_years(
    as_of: date | None,
    known_at: datetime | None,
    indicator: str | None,
    entity: str | None,
    output_format: str,
    data: str | None,
) -> int:
    plan = load_plan(as_of.year if as_of else None)
    wanted = find_indicator(plan, indicator).code if indicator is not None else None
    day = as_of or min(date.today(), plan.last_day)
    chosen = [
        pair
        for pair in _compared(opened(data), plan, day, known_at)
        if wanted in (None, pair.indicator) and entity in (None, pair.entity)
    ]
    write([_flat(pair) for pair in chosen], output_format, COLUMNS, lambda: _table(chosen, plan))
    return 0


def _compared(
    connection: duckdb.DuckDBPyConnection, plan: Plan, day: date, known_at: datetime | None
) -> list[YearOnYear]:
    if plan.year - 1 not in plan_years():
        raise click.ClickException(f"没有 {plan.year - 1} 年的计划，无从同比")
    return years_compared(connection, plan, load_plan(plan.year - 1), day, known_at)


def _flat(pair: YearOnYear) -> Row:
    return {
        "indicator": pair.indicator,
        "entity": pair.entity,
        "level": pair.this.level,
        "growth": pair.growth,
        **{name: getattr(pair.this, name) for name in ("actual", "target", "rate")},
        **{f"{name}_last_year": getattr(pair.last, name) for name in ("actual", "target", "rate")},
    }


def _table(pairs: Sequence[YearOnYear], plan: Plan) -> str:
    if not pairs:
        return "两年没有相同的指标和对象。"
    headers = ("指标", "对象", "今年", "上年同日", "同比", "今年完成率", "上年完成率")
    lines = [
        (
            plan.indicator(pair.indicator).name,
            pair.entity,
            *(amount(r.actual, plan.indicator(pair.indicator).uom) for r in (pair.this, pair.last)),
            growth_text(pair),
            *(percent(r.rate) for r in (pair.this, pair.last)),
        )
        for pair in pairs
    ]
    return tabulate(lines, headers, tablefmt="simple", disable_numparse=True)
