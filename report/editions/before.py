"""The meeting before another, and what changed since."""

import logging
from datetime import date

from etl.store.folder import Store
from kpi.engine.times import Times
from kpi.engine.warehouse import Connection
from report.editions.shelf import Edition, editions
from report.meeting.meeting import Meeting
from report.meeting.since import Since, since

log = logging.getLogger(__name__)


def edition_before(store: Store, day: date) -> Edition | None:
    """The newest meeting of the plan's year that looked at an earlier day."""
    earlier = [e for e in editions(store) if e.manifest.as_of < day and e.manifest.year == day.year]
    return max(earlier, key=lambda e: e.manifest.as_of, default=None)


def since_before(store: Store, connection: Connection, meeting: Meeting) -> Since | None:
    """What changed since the meeting before; None where there was none."""
    before = edition_before(store, meeting.as_of)
    if before is None:
        return None
    manifest = before.manifest
    return since(connection, meeting, manifest.name, Times(manifest.as_of, manifest.known_at))
