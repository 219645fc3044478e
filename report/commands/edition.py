"""`report edition …`: freeze a meeting, open it, prove it, compare two."""

from datetime import date, datetime
from typing import Any

import click
from tabulate import tabulate

from etl.forms.context import Office
from etl.store.disk.folder import Store
from kpi.engine.warehouse import published
from kpi.findings import overall_finding
from kpi.plan import Plan, load_plan
from kpi.usage.command import data_option
from kpi.usage.visible import terminal
from kpi.words.numbers import amount
from kpi.words.spoken import spoken
from report.commands.options import as_of_option, known_at_option, opened, wanted_meeting
from report.documents import DOCUMENTS
from report.editions.before import since_before
from report.editions.compare import Comparison, compare_editions
from report.editions.freeze import add_file, freeze
from report.editions.manifest import EditionError
from report.editions.shelf import Edition, editions, open_edition
from report.editions.verify import FIGURES, Verdict, verify
from report.files.browser import NoBrowserError
from report.meeting.stamp import clock


@click.group("edition", help="会议版：定稿、打开、核对、比较。定稿之后不再改动。")
def edition() -> None: ...


name_argument = click.argument("name", metavar="名称")


@edition.command("freeze", help="把一次会议定稿：两个时间、计划、全部数字。")
@name_argument
@as_of_option
@known_at_option
@click.option("--with-files", is_flag=True, help="同时做好幻灯片、工作簿和通报，一并存入")
@data_option
def freeze_edition(
    name: str, as_of: date | None, known_at: datetime | None, with_files: bool, data: str | None
) -> int:
    store = Store.at(data)
    connection = opened(store)
    meeting = wanted_meeting(store, as_of, known_at, name, None)
    files = {}
    if with_files:
        since = since_before(store, meeting)
        with click.progressbar(DOCUMENTS.values(), label="制作", file=terminal()) as bar:
            files = {
                d.file_name(meeting): _tried(lambda d=d: d.make(meeting, connection, since))
                for d in bar
            }
    frozen = _tried(lambda: freeze(store, meeting, published(store.root), files))
    print(_line(frozen))
    return 0


@edition.command("list", help="列出全部会议版，新的在前。")
@data_option
def list_editions(data: str | None) -> int:
    frozen = editions(Store.at(data))
    print("\n".join(map(_line, frozen)) if frozen else "还没有会议版。")
    return 0


@edition.command("show", help="一个会议版的数字。")
@name_argument
@data_option
def show_edition(name: str, data: str | None) -> int:
    frozen = _tried(lambda: open_edition(Store.at(data), name))
    meeting = _tried(frozen.meeting)
    print(_line(frozen))
    print(overall_finding(meeting.district))
    for row in meeting.district:
        indicator = meeting.plan.indicator(row.indicator)
        print(f"{row.status}\t{indicator.name}\t{amount(row.actual, indicator.uom)}\t{row.reason}")
    return 0


@edition.command("add-files", help="为已定稿的会议版补做文件；已有的不动。")
@name_argument
@data_option
def add_files(name: str, data: str | None) -> int:
    store = Store.at(data)
    frozen = _tried(lambda: open_edition(store, name))
    meeting = _tried(frozen.meeting)
    names = {path.name for path in frozen.files}
    missing = [d for d in DOCUMENTS.values() if d.file_name(meeting) not in names]
    connection = opened(store)
    since = since_before(store, meeting)
    with click.progressbar(missing, label="制作", file=terminal()) as bar:
        for document in bar:
            content = _tried(lambda d=document: d.make(meeting, connection, since))
            add_file(frozen, document.file_name(meeting), content)
    print("\n".join(str(path) for path in frozen.files))
    return 0


@edition.command("verify", help="从原件和台账重新计算，看是否一致；不一致时说明哪里、为什么。")
@name_argument
@data_option
def verify_edition(name: str, data: str | None) -> int:
    store = Store.at(data)
    frozen = _tried(lambda: open_edition(store, name))
    plan = load_plan(frozen.manifest.year)
    verdict = _tried(lambda: verify(store, frozen, plan, Office.of_all_years()))
    print(verdict_text(verdict, plan))
    return 0 if verdict.is_identical else 1


@edition.command("compare", help="两个会议版之间哪些数字变了，是哪些报表使它变的。")
@click.argument("a", metavar="先前的")
@click.argument("b", metavar="后来的")
@data_option
def compare_two(a: str, b: str, data: str | None) -> int:
    store = Store.at(data)
    one, two = (_tried(lambda name=name: open_edition(store, name)) for name in (a, b))
    comparison = _tried(lambda: compare_editions(opened(store), one, two))
    print("\n".join([*comparison.plan_changes, moves_text(comparison)]))
    return 0


def verdict_text(verdict: Verdict, plan: Plan) -> str:
    """一致, or each cause and each figure that comes out otherwise."""
    if verdict.is_identical:
        return "一致：从原件重新计算，每个数字都与定稿相同。"
    names = {i.code: i.name for i in plan.indicators}
    figures = [
        f"{names.get(d.indicator, d.indicator)} {spoken(d.entity)} 的{FIGURES[d.figure]}："
        f"定稿 {d.frozen}，现在 {d.now}"
        for d in verdict.differences
    ]
    return "\n".join(["不一致。", *verdict.causes, *figures])


def moves_text(comparison: Comparison) -> str:
    """A line a figure, before and after, with the submissions that moved it."""
    lines = [
        (
            comparison.plan.indicator(m.indicator).name,
            m.entity,
            _state(m.before, comparison.plan.indicator(m.indicator).uom),
            _state(m.after, comparison.plan.indicator(m.indicator).uom),
            "、".join(f"{s.submission_id} {s.file_name}" for s in m.submissions)
            or comparison.otherwise,
        )
        for m in comparison.moves
    ]
    if not lines:
        return "没有数字变化。"
    headers = ("指标", "对象", "先前", "后来", "因哪些报送")
    return tabulate(lines, headers, tablefmt="simple", disable_numparse=True)


def _state(row: Any, uom: str) -> str:
    return "–" if row is None else f"{amount(row.actual, uom)} {row.status}"


def _line(frozen: Edition) -> str:
    files = f"，文件 {len(frozen.files)} 个" if frozen.files else ""
    times = f"截至 {frozen.manifest.as_of}，按 {clock(frozen.manifest.known_at)} 所知"
    return f"{frozen.manifest.name}：{times}{files}"


def _tried(action: Any) -> Any:
    """A fault of an edition, or the want of a browser, ends the command with its sentence."""
    try:
        return action()
    except (EditionError, NoBrowserError) as reason:
        raise click.ClickException(str(reason)) from None
