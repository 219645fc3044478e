"""`kpi reminders`: the reminders to copy."""

from dataclasses import asdict
from datetime import date, datetime

import click

from kpi.commands.output import opened, write_json
from kpi.plan import load_plan
from kpi.reporting.reminders import reminders
from kpi.reporting.reports import reports
from kpi.usage.command import Day, Moment, data_option


@click.command("reminders", help="催报：各单位缺哪些报表、逾期多久，可直接复制发出。")
@click.option("--as-of", type=Day(), required=True, metavar="日期", help="截至日")
@click.option("--known-at", type=Moment(), metavar="时刻", help="按当时已收到的报表计算，默认现在")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@data_option
def show_reminders(as_of: date, known_at: datetime | None, as_json: bool, data: str | None) -> int:
    plan = load_plan(as_of.year)
    unit_reminders = reminders(reports(opened(data), plan, as_of, known_at), plan, as_of)
    if as_json:
        write_json([asdict(reminder) for reminder in unit_reminders])
    else:
        texts = [reminder.text for reminder in unit_reminders]
        print("\n\n".join(texts) if texts else f"截至 {as_of}，应报的报表都已收到。")
    return 0
