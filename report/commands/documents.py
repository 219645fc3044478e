"""`report deck | workbook`: one document of a meeting."""

from datetime import date, datetime
from pathlib import Path

import click

from etl.store.disk.folder import Store
from kpi.usage.command import check_suffix
from report.commands.options import meeting_options, opened, wanted_meeting, write_document
from report.documents import DOCUMENTS
from report.editions.before import since_before
from report.meeting.meeting import district_history


@click.command("workbook", help="会议工作簿（XLSX）：一个视图一张表，附数字来源。")
@meeting_options
def make_workbook(
    as_of: date | None,
    known_at: datetime | None,
    name: str,
    edition: str | None,
    data: str | None,
    output: str | None,
) -> int:
    check_suffix(output, "xlsx")
    store = Store.at(data)
    meeting = wanted_meeting(store, as_of, known_at, name, edition)
    document = DOCUMENTS["workbook"]
    content = document.make(meeting, opened(store), None)
    return write_document(content, output, document.file_name(meeting))


@click.command("deck", help="会议幻灯片（PPTX）：可编辑的图和表；可套用单位自己的模板。")
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="文件",
    help="16:9 的 PPTX 模板：用它的母版、字体和配色",
)
@meeting_options
def make_deck(
    template: Path | None,
    as_of: date | None,
    known_at: datetime | None,
    name: str,
    edition: str | None,
    data: str | None,
    output: str | None,
) -> int:
    # python-pptx takes a second to load, and only this needs it
    from report.deck.build import meeting_deck
    from report.deck.look import TemplateError

    check_suffix(output, "pptx")
    store = Store.at(data)
    meeting = wanted_meeting(store, as_of, known_at, name, edition)
    connection = opened(store)
    history = district_history(connection, meeting)
    try:
        content = meeting_deck(meeting, template, history, since_before(store, meeting))
    except TemplateError as reason:
        raise click.ClickException(str(reason)) from None
    return write_document(content, output, DOCUMENTS["deck"].file_name(meeting))
