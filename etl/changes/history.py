"""`python -m etl diff | withdraw`: what a submission changed, and taking one back."""

import json
import sys

import click

from etl.changes.diff import DiffError, diff
from etl.changes.show_diff import diff_json, diff_text
from etl.forms.context import Office
from etl.forms.forms import FORMS
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt
from etl.store.warehouse import bring_up_to_date, reading
from etl.store.withdraw import WithdrawError, Withdrawn, withdraw
from etl.table.periods import Period
from kpi.usage.command import data_option


@click.command("diff", help="两份报送逐行比较：新增、删去、改动了什么（编号见台账或报送结果）。")
@click.argument("a", type=click.INT, metavar="旧编号")
@click.argument("b", type=click.INT, metavar="新编号")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@data_option
def diff_command(a: int, b: int, as_json: bool, data: str | None) -> int:
    store = Store.at(data)
    with store.locked():
        bring_up_to_date(store, Office.of_all_years())
    try:
        with reading(store) as connection:
            if connection is None:
                raise DiffError(f"{store.root} 里还没有数据")
            difference = diff(connection, a, b)
    except DiffError as reason:
        print(reason, file=sys.stderr)
        return 1
    answer = diff_json(difference, a, b)
    print(json.dumps(answer, ensure_ascii=False) if as_json else diff_text(difference, a, b))
    return 0


@click.command(
    "withdraw", help="撤回一份已接收的报送：从此不再计入，它替换掉的重新计入；不删除任何东西。"
)
@click.argument("number", type=click.INT, metavar="编号")
@click.option("--reason", required=True, metavar="原因", help="为什么撤回，记入台账")
@click.option("--by", "withdrawn_by", metavar="姓名", help="经手人，默认当前登录用户")
@data_option
def withdraw_command(number: int, reason: str, withdrawn_by: str | None, data: str | None) -> int:
    by = withdrawn_by or Receipt.default().received_by
    try:
        done = withdraw(Store.at(data), Office.of_all_years(), number, reason, by)
    except WithdrawError as why:
        print(why, file=sys.stderr)
        return 1
    print(withdrawn_text(done))
    return 0


def withdrawn_text(done: Withdrawn) -> str:
    """What was taken back and what counts again."""
    lines = [f"已撤回第 {done.entry.submission_id} 号“{done.entry.file_name}”：{done.line.reason}"]
    for sheet in done.entry.sheets:
        period = Period(sheet.first_month, sheet.last_month)
        title = FORMS[sheet.form].title
        lines.append(f"    不再计入：《{title}》{sheet.unit} {period} {sheet.rows} 行")
    for number, spoken in done.again.items():
        for form, unit, month in spoken:
            caption = f"《{FORMS[form].title}》{unit} {month.year}年{month.month}月"
            lines.append(f"    重新计入：第 {number} 号的{caption}")
    if not done.is_published:
        lines.append("    已记入台账，正在入库：数字还没有更新")
    return "\n".join(lines)
