"""Takes a remembered answer back: from now on the question is asked again."""

from datetime import datetime

from etl.forms.context import Office
from etl.personal import masked
from etl.store.disk.folder import Store
from etl.store.lines.clock import next_moment
from etl.store.lines.ledger import Forgetting, append_entry, read_lines
from etl.store.lines.memory import remembered
from etl.store.warehouse import base_of_next, publish_if_possible


class NothingToForgetError(Exception):
    """No such answer is remembered; the text says so."""


def forget(
    store: Store, office: Office, unit: str, question: str, by: str, at: datetime | None = None
) -> Forgetting:
    """Takes a remembered answer back; what it let in stays. Raises NothingToForgetError."""
    with store.locked():
        base = base_of_next(store, office)
        lines = read_lines(store)
        if (unit, question) not in remembered(lines):
            raise NothingToForgetError(f"没有记住{unit}对问题 {question} 的回答")
        line = Forgetting(
            line=len(lines) + 1,
            forgets=question,
            unit=unit,
            forgotten_at=at or next_moment(lines),
            forgotten_by=masked(by),
        )
        append_entry(store, line)
        publish_if_possible(store, [(line, ())], base)
        return line
