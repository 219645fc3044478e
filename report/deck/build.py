"""A meeting to slides."""

import io
from pathlib import Path

from kpi.plan.models import SUBDISTRICT_OR_TOWN
from report.deck.closing import add_appendix, add_next, add_since
from report.deck.course import History, add_courses
from report.deck.cover import add_cover
from report.deck.graphs import (
    add_discipline,
    add_every_indicator,
    add_indicator,
    add_laggards,
    add_paced,
    add_project_rates,
    add_projects_below,
    add_words,
    key_indicators,
)
from report.deck.look import presentation
from report.deck.tiles import add_headlines
from report.deck.views import add_section
from report.deck.wall import add_wall
from report.meeting.meeting import Meeting
from report.meeting.sections import sections
from report.meeting.since import Since
from report.meeting.written import tables

MATTERS = ("matter_no", "matter", "unit", "due_on", "state", "progress")


def meeting_deck(
    meeting: Meeting,
    template: Path | None = None,
    history: History | None = None,
    since: Since | None = None,
) -> bytes:
    """The meeting's slides (16:9); a template gives its own master and theme.

    `history`: the indicators that are also shown month by month; `since`: what changed since the
    meeting before. First what a meeting looks at, then the lists that answer a question.

    Raises TemplateError.
    """
    deck = presentation(template)
    reference = meeting.plan.reference
    by_code = {section.code: section for section in sections(meeting)}
    add_cover(deck, meeting)
    add_headlines(deck, meeting)
    add_since(deck, meeting, since)
    add_wall(deck, meeting, "镇街", reference.units_of(*SUBDISTRICT_OR_TOWN))
    add_wall(deck, meeting, "结对县", [county.name for county in reference.counties])
    add_paced(deck, meeting)
    for indicator, rows in key_indicators(meeting):
        add_indicator(deck, meeting, indicator, rows)
    add_courses(deck, meeting, history or {})
    add_project_rates(deck, meeting, by_code["projects"])
    add_next(deck, meeting)
    add_appendix(deck, meeting)
    text_tables = tables(meeting)
    if "indicators" in text_tables:
        add_every_indicator(deck, meeting, text_tables["indicators"])
    if "laggards" in text_tables:
        add_laggards(deck, meeting, text_tables["laggards"])
    add_projects_below(deck, meeting, by_code["projects"])
    add_discipline(deck, meeting, by_code["discipline"])
    add_section(deck, meeting, by_code["reminders"], [2.4, 4.4, 2.6, 1.7, 1.33])
    add_words(deck, meeting, by_code["words"])
    add_section(deck, meeting, by_code["matters"], [1.4, 4.0, 1.6, 1.4, 1.0, 3.03], only=MATTERS)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()
