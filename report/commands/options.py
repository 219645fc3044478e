"""What every command of the room asks for, and the meeting that it is about."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from etl.store.disk.folder import Store
from kpi.engine.times import Times
from kpi.engine.warehouse import Connection, NoWarehouseError, connect
from kpi.plan import load_plan
from kpi.usage.command import Day, Moment, data_option
from report.editions.manifest import EditionError
from report.editions.shelf import open_edition
from report.meeting.meeting import Meeting, meeting

as_of_option = click.option("--as-of", type=Day(), metavar="日期", help="截至日，默认今天")
known_at_option = click.option(
    "--known-at", type=Moment(), metavar="时刻", help="按当时已收到的报表计算，默认现在"
)
output_option = click.option("-o", "--output", metavar="文件", help="写到哪里，默认当前文件夹")


def meeting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The two times and a name, or an edition that has both."""
    name = click.option("--name", default="工作推进会", metavar="名称", help="会议名称")
    frozen = click.option("--edition", metavar="名称", help="用已定稿的会议版")
    for option in (output_option, data_option, frozen, name, known_at_option, as_of_option):
        command = option(command)
    return command


def opened(store: Store) -> Connection:
    """The published warehouse; where there is none, the command ends with what to do."""
    try:
        return connect(store.root)
    except NoWarehouseError as reason:
        raise click.ClickException(str(reason)) from None


def wanted_meeting(
    store: Store, as_of: date | None, known_at: datetime | None, name: str, frozen: str | None
) -> Meeting:
    """The meeting of an edition, or of the times given."""
    if frozen is not None:
        try:
            return open_edition(store, frozen).meeting()
        except EditionError as reason:
            raise click.ClickException(str(reason)) from None
    plan = load_plan(as_of.year if as_of else None)
    day = as_of or min(date.today(), plan.last_day)
    return meeting(opened(store), plan, Times(day, known_at), name)


def write_document(content: bytes, output: str | None, default_name: str) -> int:
    """Writes a document and says where; an output that is a folder gets the default name, one
    without a suffix the default's.
    """
    path = Path(output or default_name)
    if path.is_dir():
        path = path / default_name
    elif not path.suffix:
        path = path.with_suffix(Path(default_name).suffix)
    try:
        path.write_bytes(content)
    except OSError as reason:
        raise click.ClickException(f"写不进 {path}：{reason.strerror}") from None
    print(path)
    return 0
