"""What was done to a store beside what units sent: who, when, what; a chain like the ledger."""

import logging
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from etl.store.disk.chain import append_line, read_chain
from etl.store.disk.folder import Store
from kpi.moments import utc_now

log = logging.getLogger(__name__)


class Act(BaseModel):
    """A line of audit.jsonl; the moment is UTC."""

    model_config = ConfigDict(frozen=True)

    what: str
    who: str
    at: datetime
    about: dict[str, Any] = {}


def record(store: Store, what: str, who: str, **about: Any) -> None:
    """Writes down what was done; the lock must be held.

    What was done is not undone because it could not be written down: then the log has it.
    """
    act = Act(what=what, who=who, at=utc_now(), about=about)
    try:
        append_line(store.audit, act.model_dump(mode="json"))
    except OSError:
        log.exception("%s by %s could not be written down: %s", what, who, about)


def acts(store: Store) -> list[Act]:
    """Everything that was written down, oldest first. Raises ChainError, OSError."""
    return [Act.model_validate(fields) for fields in read_chain(store.audit).fields]
