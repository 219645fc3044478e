"""`python -m etl verify | health | backup | restore | erase | accept`."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from etl.commands.judge import progress_bar
from etl.forms.context import Office
from etl.personal import masked
from etl.proof.backup import BackupError, backup, restore
from etl.proof.erase import erase
from etl.proof.health import health_of
from etl.proof.verify import as_json, facts_of, faults_of, takeovers_of
from etl.store.disk.audit import record
from etl.store.disk.folder import Store
from etl.store.lines.erase import EraseError
from etl.store.lines.takeover import NothingToAcceptError, accept_ledger
from etl.store.outcome import Receipt
from kpi.usage.command import data_option

json_option = click.option("--json", "as_json_", is_flag=True, help="输出 JSON")
by_option = click.option("--by", metavar="姓名", help="经手人，默认当前登录用户")
reason_option = click.option("--reason", required=True, metavar="原因", help="记入台账")


@click.command("verify", help="把台账、原件、会议版全部读一遍，逐份核对；有一处不对即退出码 1。")
@json_option
@data_option
def verify_command(as_json_: bool, data: str | None) -> int:
    store = Store.at(data)
    faults = list(faults_of(store, progress_bar))
    if as_json_:
        print(as_json(faults, store))
        return 1 if faults else 0
    for fault in faults:
        print(fault)
    if faults:
        print(f"有 {len(faults)} 处不对。")
        return 1
    facts = facts_of(store)
    print(f"全部完好：台账 {facts['lines']} 行，末行的 SHA-256 是 {facts['head'] or '（还没有）'}")
    if not store.lines().is_chained:
        print("这是旧版程序的台账，改动过没有还看不出：下一次写入时接管，从那时起看得出。")
    for taken in takeovers_of(store):
        print(taken)
    return 0


@click.command("health", help="数据目录是否健康，供监控用；不健康即退出码 1。什么也不改变。")
@json_option
@data_option
def health_command(as_json_: bool, data: str | None) -> int:
    health = health_of(Store.at(data))
    if as_json_:
        print(json.dumps(asdict(health), ensure_ascii=False, default=str))
        return 0 if health.is_well else 1
    print(f"台账 {health.lines} 行，待入库 {health.waiting} 行，磁盘余 {_gigabytes(health)} GB")
    print("\n".join(health.faults) or "一切正常。")
    return 0 if health.is_well else 1


def _gigabytes(health: Any) -> str:
    return f"{health.free_bytes / 1e9:.1f}"


@click.command("backup", help="备份原件、台账、会议版和计划；看板可以照常使用。")
@click.argument("folder", metavar="文件夹")
@data_option
def backup_command(folder: str, data: str | None) -> int:
    try:
        made = backup(Store.at(data), Path(folder), progress_bar)
    except BackupError as fault:
        raise click.ClickException(str(fault)) from None
    print(f"已备份到 {folder}：台账 {made.lines} 行，末行的 SHA-256 是 {made.head or '（还没有）'}")
    return 0


@click.command("restore", help="从备份恢复到一个空的数据目录：先核对备份，再恢复，再重建。")
@click.argument("folder", metavar="文件夹")
@by_option
@data_option
def restore_command(folder: str, by: str | None, data: str | None) -> int:
    store, who = Store.at(data), by or Receipt.default().received_by
    try:
        done = restore(Path(folder), store, Office.of_all_years(), who, progress_bar)
    except BackupError as fault:
        raise click.ClickException(str(fault)) from None
    print(f"已恢复到 {store.root}：台账 {done.lines} 行，数据仓库已重建。")
    if done.plans:
        print(f"注意：计划文件与备份时不同（没有改动）：{'、'.join(done.plans)}")
    return 0


@click.command("erase", help="按规定删除一份已撤回或已退回的报送的原件；台账的行留下，写明删除。")
@click.argument("number", type=click.INT, metavar="编号")
@reason_option
@by_option
@data_option
def erase_command(number: int, reason: str, by: str | None, data: str | None) -> int:
    who = by or Receipt.default().received_by
    try:
        done = erase(Store.at(data), Office.of_all_years(), number, reason, who)
    except EraseError as why:
        raise click.ClickException(str(why)) from None
    print(f"已删除第 {number} 号“{done.entry.file_name}”的原件及其各行；台账的行留下。")
    if not done.is_done:
        print("已记入台账，但磁盘现在写不下，还没有删干净：腾出空间后运行 python -m etl status。")
    if done.editions:
        print(f"这些会议版是用它定稿的，其中的数据没有删除：{'、'.join(done.editions)}")
    print("备份里的原件在下一次备份到同一文件夹时删除。")
    return 0


@click.command("accept", help="台账损坏又没有备份时：按现有的各行继续，并写明是谁、为什么。")
@reason_option
@by_option
@data_option
def accept_command(reason: str, by: str | None, data: str | None) -> int:
    store, who = Store.at(data), by or Receipt.default().received_by
    try:
        line = accept_ledger(store, masked(reason), masked(who))
    except NothingToAcceptError as why:
        print(why, file=sys.stderr)
        return 1
    with store.locked():
        record(store, "accept", line.taken_over_by, line=line.line, reason=line.reason)
    print(f"已接管台账前 {line.takes_over} 行，原样的一份留在数据目录里（ledger.found-…）。")
    print("请运行 python -m etl rebuild，并与报送单位核对这些行之后的报送。")
    return 0


proof_commands = (
    *(verify_command, health_command, backup_command, restore_command),
    *(erase_command, accept_command),
)
