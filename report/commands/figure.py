"""`report figure`: one chart as a picture, a page, or its figures."""

from datetime import date, datetime

import click

from etl.store.disk.folder import Store
from kpi.commands.output import find_indicator
from kpi.engine.progress import progress
from kpi.engine.times import Times
from kpi.engine.warehouse import Connection
from kpi.plan import Indicator, Plan, load_plan
from kpi.trace.history import history
from kpi.usage.command import check_suffix, data_option
from report.commands.options import (
    as_of_option,
    known_at_option,
    opened,
    output_option,
    write_document,
)
from report.files.browser import NoBrowserError
from report.files.snapshot import Snapshot, SnapshotForm, bars_snapshot, line_snapshot
from report.files.walls import KINDS, wall_snapshot
from report.files.walls import NAME as WALL

FILE_FORMATS = ("png", "svg", "pdf", "xlsx")


@click.command(
    "figure",
    help="一个指标的图或其数据，图下注明截至日、筛选和来源；“挂图作战”是全部指标的一面墙，"
    "其 PDF 是横放的 A3，用 --entity 结对县 看结对县。",
)
@click.argument("indicator", metavar="指标")
@click.option("--entity", metavar="对象", help="只看一个对象，如 莘庄镇、镇（合计）")
@click.option(
    "--kind",
    type=click.Choice(["bars", "line"]),
    metavar="bars|line",
    help="各对象对照目标，或逐月累计；默认前者，指定了对象时默认后者",
)
@as_of_option
@known_at_option
@click.option(
    "--format",
    "asked",
    type=click.Choice(FILE_FORMATS),
    metavar="png|svg|pdf|xlsx",
    help="默认 png，或按 -o 的后缀",
)
@output_option
@data_option
def make_figure(
    indicator: str,
    entity: str | None,
    kind: str | None,
    as_of: date | None,
    known_at: datetime | None,
    asked: str | None,
    output: str | None,
    data: str | None,
) -> int:
    file_format = asked or check_suffix(output, *FILE_FORMATS) or FILE_FORMATS[0]
    check_suffix(output, file_format)
    plan = load_plan(as_of.year if as_of else None)
    at = Times(as_of or min(date.today(), plan.last_day), known_at)
    if indicator == WALL:
        snapshot = _wall(opened(Store.at(data)), plan, entity or KINDS[0], at)
        return _written(snapshot, "a3" if file_format == "pdf" else file_format, output)
    wanted = find_indicator(plan, indicator)
    drawn = _drawn(opened(Store.at(data)), plan, wanted, entity, kind, at)
    if drawn is None:
        whom = f"对象“{entity}”" if entity else "数据"
        raise click.ClickException(
            f"“{wanted.name}”在 {at.as_of} 没有{whom}；"
            f"可用 python -m kpi progress --indicator {wanted.code} --as-of {at.as_of} 查看全部对象"
        )
    return _written(drawn, file_format, output)


def _written(snapshot: Snapshot, file_format: str, output: str | None) -> int:
    form: SnapshotForm = file_format  # type: ignore[assignment]
    try:
        content = snapshot.file(form)
    except NoBrowserError as reason:
        raise click.ClickException(str(reason)) from None
    return write_document(content, output, snapshot.file_name(form))


def _wall(connection: Connection, plan: Plan, kind: str, at: Times) -> Snapshot:
    if kind not in KINDS:
        raise click.ClickException(f"挂图作战没有“{kind}”；--entity 可写 {'、'.join(KINDS)}")
    rows = progress(connection, plan, at.as_of, at.known_at)
    return wall_snapshot(plan, rows, kind, at)


def _drawn(
    connection: Connection,
    plan: Plan,
    indicator: Indicator,
    entity: str | None,
    kind: str | None,
    at: Times,
) -> Snapshot | None:
    if (kind or ("line" if entity else "bars")) == "line":
        points = history(connection, plan, indicator, at.as_of, at.known_at)
        return line_snapshot(plan, points, indicator, entity, at)
    rows = progress(connection, plan, at.as_of, at.known_at)
    return bars_snapshot(plan, rows, indicator, entity, at)
