"""A meeting as tables: one definition for workbook, slides and bulletin, so that all agree."""

from report.meeting.figure_sections import (
    cards_section,
    entities_section,
    indicators_section,
    laggards_section,
    walls,
)
from report.meeting.meeting import Meeting
from report.meeting.section import Section
from report.meeting.work_sections import (
    discipline_section,
    matters_section,
    projects_section,
    reminders_section,
    tasks_section,
    words_section,
)


def sections(meeting: Meeting) -> list[Section]:
    """Every table of a meeting, in the order in which it is looked at."""
    return [
        cards_section(meeting),
        indicators_section(meeting),
        *walls(meeting),
        laggards_section(meeting),
        projects_section(meeting),
        discipline_section(meeting),
        reminders_section(meeting),
        tasks_section(meeting),
        words_section(meeting),
        matters_section(meeting),
        entities_section(meeting),
    ]
