"""`report deck | workbook | bulletin`: one document of a meeting."""

from datetime import date, datetime

import click

from etl.store import Store
from report.commands.options import meeting_options, opened, wanted_meeting, written
from report.documents import DOCUMENTS


def _made(
    kind: str,
    as_of: date | None,
    known_at: datetime | None,
    name: str,
    edition: str | None,
    data: str | None,
    output: str | None,
) -> int:
    store = Store.at(data)
    found = wanted_meeting(store, as_of, known_at, name, edition)
    document = DOCUMENTS[kind]
    content = document.make(found, opened(store))
    return written(content, output, document.file_name(found))


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
    return _made("workbook", as_of, known_at, name, edition, data, output)


@click.command("deck", help="会议幻灯片（PPTX）：可编辑的图和表。")
@meeting_options
def make_deck(
    as_of: date | None,
    known_at: datetime | None,
    name: str,
    edition: str | None,
    data: str | None,
    output: str | None,
) -> int:
    return _made("deck", as_of, known_at, name, edition, data, output)
