"""Where the tables stand that a plan makes of a version, and those of a moment."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import count

from kpi.plan import Plan

DATABASE = "derived"
NEWEST = datetime.max
_numbers = count()


class _Same:
    """A plan as a key: one with the very same parts is the same plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        # its fields alone: what a plan works out of them on the way makes no other plan of it
        self.parts = tuple(getattr(plan, name) for name in Plan.model_fields)

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.parts)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and all(
            one is two for one, two in zip(self.parts, other.parts, strict=True)
        )


@lru_cache(maxsize=256)
def _number_of(plan: _Same) -> int:
    return next(_numbers)


@dataclass(frozen=True)
class Schemas:
    """Where a plan's tables stand, and those of a moment."""

    derived: str
    known: str

    def put_into(self, sql: str) -> str:
        """A query with the schemas where it names them in braces."""
        return sql.replace("{derived}", self.derived).replace("{known}", self.known)


def schemas_of(plan: Plan, known_at: datetime | None) -> Schemas:
    """The schemas of a plan and of a moment (UTC; None: all that is in), made or not."""
    derived = f"{DATABASE}.plan_{_number_of(_Same(plan))}"
    return Schemas(derived, f"{derived}_known_{known_at or NEWEST:%Y%m%d%H%M%S%f}")
