"""The meeting before another, and what changed since."""

import logging
from collections.abc import Iterable
from datetime import date

from etl.store.disk.folder import Store
from report.editions.manifest import EditionError
from report.editions.shelf import Edition, editions
from report.meeting.meeting import Meeting
from report.meeting.since import Since, since

log = logging.getLogger(__name__)


def edition_before(known: Iterable[Edition], day: date) -> Edition | None:
    """The newest meeting of the day's year that looked at an earlier day."""
    earlier = [e for e in known if e.manifest.as_of < day and e.manifest.year == day.year]
    return max(earlier, key=lambda e: e.manifest.as_of, default=None)


def since_before(store: Store, meeting: Meeting) -> Since | None:
    """What changed since the meeting before; None where there was none, or where it is damaged: the
    list of editions tells that, and a document need not wait for it.
    """
    before = edition_before(editions(store), meeting.as_of)
    try:
        return since(before.meeting(), meeting) if before else None
    except EditionError as fault:
        log.warning("%s is made without what changed since: %s", meeting.name, fault)
        return None
