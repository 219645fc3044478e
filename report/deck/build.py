"""A meeting to slides."""

import io
from pathlib import Path

from report.deck.slides import presentation
from report.deck.views import (
    add_cover,
    add_discipline,
    add_indicator,
    add_projects,
    add_section,
    add_wall,
    key_indicators,
)
from report.meeting import Meeting
from report.sections import sections


def meeting_deck(meeting: Meeting, template: Path | None = None) -> bytes:
    """The meeting's slides (16:9); a template gives its own master and theme."""
    deck = presentation(template)
    found = {section.name: section for section in sections(meeting)}
    add_cover(deck, meeting)
    add_section(deck, meeting, found["总览"], [3.6, 2.2, 4.6, 2.03], size=18)
    add_wall(deck, meeting, found["挂图作战（镇街）"])
    add_wall(deck, meeting, found["挂图作战（结对县）"])
    for indicator, rows in key_indicators(meeting):
        add_indicator(deck, meeting, indicator, rows)
    add_section(
        deck,
        meeting,
        found["落后清单"],
        [3.2, 3.2, 1.5, 1.2, 1.3, 1.33, 0.7],
        size=14,
        most_pages=2,
    )
    add_projects(deck, meeting, found["援建项目"])
    add_discipline(deck, meeting, found["报送纪律"])
    add_section(deck, meeting, found["催报清单"], [2.4, 4.4, 2.6, 1.7, 1.33])
    words = ["任务", "单位", "月份", "存在问题", "下步措施"]
    add_section(deck, meeting, found["问题与措施"], [0.7, 1.7, 1.1, 4.4, 4.53], only=words)
    matters = ["事项编号", "督办事项", "承办单位", "办结期限", "状态", "办理情况"]
    add_section(deck, meeting, found["督办事项"], [1.4, 4.0, 1.6, 1.4, 1.0, 3.03], only=matters)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()
