"""`python -m etl`: workbooks in, verdicts out; the store's care."""

import json
import logging
import signal
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from etl.changes.history import diff_command, withdraw_command
from etl.commands.answer import AnswerType, answers_command, forget_command
from etl.commands.judge import judge_all, progress_bar
from etl.commands.proof import proof_commands
from etl.commands.show import status_json, status_text
from etl.demo import DemoError, make_demo
from etl.forms.context import Office
from etl.forms.forms import FORMS
from etl.forms.template import write_template
from etl.store.admit import check_file, load_file
from etl.store.disk.folder import Store
from etl.store.faults import STORE_FAULTS, with_remedy
from etl.store.lines.ledger import Mode
from etl.store.outcome import Receipt
from etl.store.warehouse import bring_up_to_date
from kpi.plan import load_plan
from kpi.usage.command import Moment, check_suffix, data_option, run
from kpi.usage.visible import log_visibly, terminal, visible
from kpi.version import DATA

json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
mode_option = click.option(
    "--mode",
    type=click.Choice(["replace", "append"]),
    metavar="replace|append",
    help="再次报送同一月份时：replace 更正（替换旧表），append 补充（新旧合计）",
)
answer_option = click.option(
    "--answer",
    "answers",
    multiple=True,
    type=AnswerType(),
    metavar="问题=选项",
    help="回答一个问题，可写多次；选项见退回时列出的各条",
)
returned_option = click.option(
    "--returned-to", metavar="文件夹", help="退回的文件各写一份标好问题的工作簿到这里"
)
paths_argument = click.argument("paths", nargs=-1, required=True, metavar="文件或文件夹…")


@click.group(help="报表的接收、检查与数据仓库。")
def main() -> None: ...


@main.command(help="接收工作簿：整份接收或整份退回，依次处理。")
@paths_argument
@click.option("--received-at", type=Moment(), metavar="时刻", help="补录时注明收到的时刻")
@click.option("--by", "received_by", metavar="姓名", help="经手人，默认当前登录用户")
@mode_option
@answer_option
@returned_option
@json_option
@data_option
def load(
    paths: tuple[str, ...],
    received_at: datetime | None,
    received_by: str | None,
    mode: Mode | None,
    answers: tuple[tuple[str, str], ...],
    returned_to: str | None,
    as_json: bool,
    data: str | None,
) -> int:
    receipt = Receipt(
        received_by or Receipt.default().received_by, received_at, mode, dict(answers)
    )
    return judge_all(load_file, paths, receipt, returned_to, as_json, data)


@main.command(help="只检查，不改变任何数据。")
@paths_argument
@mode_option
@answer_option
@returned_option
@json_option
@data_option
def check(
    paths: tuple[str, ...],
    mode: Mode | None,
    answers: tuple[tuple[str, str], ...],
    returned_to: str | None,
    as_json: bool,
    data: str | None,
) -> int:
    receipt = Receipt(Receipt.default().received_by, None, mode, dict(answers))
    return judge_all(check_file, paths, receipt, returned_to, as_json, data)


@main.command(help="生成一种报表的空白模板。")
@click.argument("form", type=click.Choice(sorted(FORMS)), metavar="报表代码")
@click.option("-o", "--output", required=True, metavar="文件", help="写到哪里（.xlsx）")
def template(form: str, output: str) -> int:
    check_suffix(output, "xlsx")
    write_template(FORMS[form], Office(load_plan()), Path(output))
    print(f"已生成《{FORMS[form].title}》模板：{output}")
    return 0


@main.command(help="数据目录的现状：收到多少份，仓库到哪一份。")
@json_option
@data_option
def status(as_json: bool, data: str | None) -> int:
    store = Store.at(data)
    with store.locked():
        bring_up_to_date(store, Office.of_all_years())
    print(json.dumps(status_json(store), ensure_ascii=False) if as_json else status_text(store))
    return 0


@main.command(help="由原件和台账重建数据仓库。")
@json_option
@data_option
def rebuild(as_json: bool, data: str | None) -> int:
    store = Store.at(data)
    with store.locked():
        entries = bring_up_to_date(store, Office.of_all_years(), afresh=True, bar=progress_bar)
    answer = {"rebuilt": len(entries)}
    print(json.dumps(answer) if as_json else f"已重建：台账 {len(entries)} 条全部重放。")
    return 0


@main.command(help="生成一年的演示数据：各单位的工作簿，经同一入口接收，存入单独的数据目录。")
@click.option("--data", metavar="目录", help="放在哪里，默认 data/demo")
@click.option("--seed", type=int, default=2022, metavar="整数", help="同一种子生成同样的数据")
@click.option("--again", is_flag=True, help="已有演示数据时，丢弃后重新生成")
def demo(data: str | None, seed: int, again: bool) -> int:
    # never DASHBOARD_DATA: that may be the real store
    store = Store(Path(data) if data else DATA / "demo")
    made = make_demo(store, load_plan(), seed, again=again, bar=_counting_bar)
    if made is None:
        print(f"演示数据已在 {store.root}，未作改动；要重新生成请加 --again。")
        return 0
    verdicts = f"接收 {made.count('accepted')} 份，退回 {made.count('returned')} 份"
    print(f"已生成演示数据：工作簿 {len(made.outcomes)} 份，{verdicts}，共 {made.rows} 行。")
    print(f"数据目录：{store.root}\n工作簿：{store.root / 'workbooks'}")
    return 0


def _counting_bar(items: Iterable[Any], length: int, label: str) -> Any:
    return click.progressbar(items, length=length, label=label, file=terminal(), show_pos=True)


for command in proof_commands:
    main.add_command(command)
main.add_command(diff_command)
main.add_command(withdraw_command)
main.add_command(answers_command)
main.add_command(forget_command)


def _run() -> int:
    # asked to end, a command clears away what it has begun, as after Ctrl+C
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    log_visibly(logging.WARNING, "%(asctime)s %(name)s %(message)s", brief=True)
    try:
        return run(main, "etl")
    except DemoError as error:
        print(visible(str(error)), file=sys.stderr)
    except STORE_FAULTS as error:
        logging.getLogger(__name__).info("%s", error, exc_info=True)
        print(visible(with_remedy(error)), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(_run())
