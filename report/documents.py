"""The documents that can be made from a meeting, by name: one line each."""

from collections.abc import Callable
from dataclasses import dataclass

from kpi.engine.warehouse import Connection
from report.meeting.lineage import lineage_of
from report.meeting.meeting import Meeting, district_history
from report.meeting.since import Since
from report.workbook.book import meeting_workbook

Maker = Callable[[Meeting, Connection, Since | None], bytes]


@dataclass(frozen=True)
class Document:
    """A document's name for the reader, the ending of its file, and what makes it.

    `make` takes the meeting, the warehouse, and what changed since the meeting before, if there was
    one. It raises NoBrowserError where the document is printed and there is no browser.
    """

    title: str
    suffix: str
    mime: str
    make: Maker

    def file_name(self, meeting: Meeting) -> str:
        """Without anything that a file's name may not hold."""
        safe = "".join(c if c.isalnum() or c in "-_" else "_" for c in meeting.name)
        return f"{safe}_{self.title}_{meeting.as_of}.{self.suffix}"


OFFICE = "application/vnd.openxmlformats-officedocument"


def _deck(meeting: Meeting, connection: Connection, since: Since | None) -> bytes:
    # python-pptx takes a second to load, and only this needs it
    from report.deck.build import meeting_deck

    return meeting_deck(meeting, history=district_history(connection, meeting), since=since)


def _workbook(meeting: Meeting, connection: Connection, _: Since | None) -> bytes:
    return meeting_workbook(meeting, lineage_of(connection, meeting))


def _bulletin(meeting: Meeting, _: Connection, __: Since | None) -> bytes:
    from report.bulletin.drawings import drawings
    from report.bulletin.page import bulletin_html, bulletin_pdf
    from report.bulletin.write import bulletin_text

    return bulletin_pdf(bulletin_html(meeting, bulletin_text(meeting), drawings(meeting)))


DOCUMENTS = {
    "deck": Document("幻灯片", "pptx", f"{OFFICE}.presentationml.presentation", _deck),
    "workbook": Document("工作簿", "xlsx", f"{OFFICE}.spreadsheetml.sheet", _workbook),
    "bulletin": Document("督查通报", "pdf", "application/pdf", _bulletin),
}
