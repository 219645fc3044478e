"""`python -m kpi`: progress and indicators on the command line."""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import click
from tabulate import tabulate

from kpi.numbers import amount, percent
from kpi.plan import Indicator, Plan, load_plan
from kpi.plan.usage import Day, Moment, data_option, run
from kpi.progress import COLUMNS, Progress, progress
from kpi.warehouse import NoWarehouseError, connect, store_folder

FORMATS = click.Choice(["table", "json", "csv"])
Row = dict[str, Any]


@click.group(help="工作要点各指标的进度。")
def main() -> None: ...


@main.command("progress", help="各指标、各对象在某日的进度。")
@click.option("--as-of", type=Day(), metavar="日期", help="截至日，默认今天（不晚于年度末日）")
@click.option("--known-at", type=Moment(), metavar="时刻", help="按当时已收到的报表计算，默认现在")
@click.option("--indicator", metavar="代码", help="只看一个指标（代码或名称）")
@click.option("--entity", metavar="名称", help="只看一个对象（单位、县、项目……）")
@click.option("--format", "form", type=FORMATS, default="table", metavar="table|json|csv")
@data_option
def show_progress(
    as_of: date | None,
    known_at: datetime | None,
    indicator: str | None,
    entity: str | None,
    form: str,
    data: str | None,
) -> int:
    plan = load_plan(as_of.year if as_of else None)
    wanted = _find(plan, indicator)
    day = as_of or min(date.today(), plan.last_day)
    try:
        rows = progress(connect(store_folder(data)), plan, day, known_at)
    except NoWarehouseError as reason:
        print(reason, file=sys.stderr)
        return 1
    chosen = [
        row
        for row in rows
        if (wanted is None or row.indicator == wanted.code) and entity in (None, row.entity)
    ]
    _write([asdict(row) for row in chosen], form, lambda: _progress_table(chosen, plan))
    return 0


@main.command("indicators", help="列出全部指标及其口径。")
@click.option("--format", "form", type=FORMATS, default="table", metavar="table|json|csv")
def show_indicators(form: str) -> int:
    plan = load_plan()
    rows = [i.model_dump(mode="json") | {"area": plan.area_of(i).name} for i in plan.indicators]
    _write(rows, form, lambda: _indicator_table(plan))
    return 0


def _find(plan: Plan, text: str | None) -> Indicator | None:
    if text is None:
        return None
    for indicator in plan.indicators:
        if text in (indicator.code, indicator.name):
            return indicator
    raise click.UsageError(f"没有指标“{text}”，可用 python -m kpi indicators 查看全部指标")


def _write(rows: Sequence[Row], form: str, table: Any) -> None:
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False, default=str))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _safe(v) for k, v in row.items()} for row in rows)
    else:
        print(table())


def _safe(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is marked as text."""
    formula = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if formula else value


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


if __name__ == "__main__":
    sys.exit(run(main, "kpi"))
