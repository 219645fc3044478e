"""`report bulletin`: the paper for the meeting; its text can be edited before it is printed."""

from datetime import date, datetime
from pathlib import Path

import click

from etl.store.disk.folder import Store
from kpi.usage.command import check_suffix
from report.bulletin.drawings import drawings
from report.bulletin.page import bulletin_html, bulletin_pdf
from report.bulletin.text import Bulletin, BulletinTextError, as_markdown, from_markdown
from report.bulletin.write import bulletin_text
from report.commands.options import meeting_options, wanted_meeting, write_document
from report.documents import DOCUMENTS
from report.files.browser import NoBrowserError
from report.meeting.meeting import Meeting

FORMATS = ("pdf", "html", "md")


@click.command("bulletin", help="督查通报：A4 的 PDF，或一个自带图表的 HTML；正文可先写出来修改。")
@click.option("--pdf", "asked", flag_value="pdf", help="A4 的 PDF（默认，或按 -o 的后缀）")
@click.option("--html", "asked", flag_value="html", help="一个 HTML 文件")
@click.option("--draft", "asked", flag_value="md", help="只写出正文（Markdown），供修改")
@click.option(
    "--text",
    "edited",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="文件",
    help="用修改过的正文",
)
@meeting_options
def make_bulletin(
    asked: str | None,
    edited: Path | None,
    as_of: date | None,
    known_at: datetime | None,
    name: str,
    edition: str | None,
    data: str | None,
    output: str | None,
) -> int:
    suffix = check_suffix(output, *([asked] if asked else FORMATS))
    file_format = asked or suffix or FORMATS[0]
    meeting = wanted_meeting(Store.at(data), as_of, known_at, name, edition)
    text = _read(edited) if edited else bulletin_text(meeting)
    try:
        content = _made(meeting, text, file_format)
    except NoBrowserError as reason:
        raise click.ClickException(str(reason)) from None
    stem = DOCUMENTS["bulletin"].file_name(meeting).removesuffix(".pdf")
    return write_document(content, output, f"{stem}.{file_format}")


def _read(path: Path) -> Bulletin:
    try:
        return from_markdown(path.read_text("utf-8"))
    except (BulletinTextError, UnicodeDecodeError) as reason:
        raise click.ClickException(f"{path} 不能用作正文：{reason}") from None


def _made(meeting: Meeting, text: Bulletin, file_format: str) -> bytes:
    if file_format == "md":
        return as_markdown(text).encode()
    page = bulletin_html(meeting, text, drawings(meeting))
    return page.encode() if file_format == "html" else bulletin_pdf(page)
