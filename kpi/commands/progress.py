"""`kpi progress` and `kpi indicators`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

import click
from tabulate import tabulate

from kpi.commands.output import find_indicator, format_option, opened, write
from kpi.engine.progress import COLUMNS, Progress, progress
from kpi.plan import Plan, load_plan
from kpi.usage.command import Day, Moment, data_option
from kpi.words.numbers import amount, percent


@click.command("progress", help="各指标、各对象在某日的进度。")
@click.option("--as-of", type=Day(), metavar="日期", help="截至日，默认今天（不晚于年度末日）")
@click.option("--known-at", type=Moment(), metavar="时刻", help="按当时已收到的报表计算，默认现在")
@click.option("--indicator", metavar="代码", help="只看一个指标（代码或名称）")
@click.option("--entity", metavar="名称", help="只看一个对象（单位、县、项目……）")
@format_option
@data_option
def show_progress(
    as_of: date | None,
    known_at: datetime | None,
    indicator: str | None,
    entity: str | None,
    output_format: str,
    data: str | None,
) -> int:
    plan = load_plan(as_of.year if as_of else None)
    wanted = find_indicator(plan, indicator) if indicator is not None else None
    day = as_of or min(date.today(), plan.last_day)
    chosen = [
        row
        for row in progress(opened(data), plan, day, known_at)
        if (wanted is None or row.indicator == wanted.code) and entity in (None, row.entity)
    ]
    write(
        [asdict(row) for row in chosen],
        output_format,
        COLUMNS,
        lambda: _progress_table(chosen, plan),
    )
    return 0


@click.command("indicators", help="列出全部指标及其口径。")
@format_option
def show_indicators(output_format: str) -> int:
    plan = load_plan()
    rows = [i.model_dump(mode="json") | {"area": plan.area_of(i).name} for i in plan.indicators]
    write(rows, output_format, list(rows[0]), lambda: _indicator_table(plan))
    return 0


def _progress_table(rows: Sequence[Progress], plan: Plan) -> str:
    headers = ("指标", "对象", "完成", "目标", "完成率", "序时", "状态", "已报/应报", "说明")
    lines = []
    for row in rows:
        indicator = plan.indicator(row.indicator)
        lines.append(
            (
                indicator.name,
                row.entity,
                amount(row.actual, indicator.uom),
                amount(row.target, indicator.uom),
                percent(row.rate),
                percent(row.elapsed) if row.expected is not None else "–",
                row.status,
                f"{row.reports_in}/{row.reports_due}" if row.reports_due else "–",
                row.reason,
            )
        )
    return tabulate(lines, headers, tablefmt="simple", disable_numparse=True)


def _indicator_table(plan: Plan) -> str:
    headers = ("代码", "名称", "领域", "任务", "条款", "单位", "口径")
    lines = [
        (i.code, i.name, plan.area_of(i).name, i.task, i.clause, i.uom, i.rule)
        for i in plan.indicators
    ]
    return tabulate(lines, headers, tablefmt="simple", disable_numparse=True)
