"""Where the tables stand that a plan makes of a version, and those of a moment."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Generic, TypeVar

from kpi.plan import Plan

Part = TypeVar("Part")
DATABASE = "derived"
NEWEST = datetime.max
_numbers = count()


class Same(Generic[Part]):
    """Parts as a key: the very same ones are the same, and what each of them says is not read."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self.parts = parts

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.parts)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Same)
            and len(self.parts) == len(other.parts)
            and all(one is two for one, two in zip(self.parts, other.parts, strict=True))
        )


class PlanKey(Same[object]):
    """A plan as a key: by its fields alone, for what it works out of them on the way makes no
    other plan of it.
    """

    def __init__(self, plan: Plan) -> None:
        super().__init__(tuple(getattr(plan, name) for name in Plan.model_fields))
        self.plan = plan


@lru_cache(maxsize=256)
def _number_of(key: PlanKey) -> int:
    return next(_numbers)


@dataclass(frozen=True)
class Schemas:
    """Where a plan's tables stand, and those of a moment."""

    derived: str
    known: str


def schemas_of(plan: Plan, known_at: datetime | None) -> Schemas:
    """The schemas of a plan and of a moment (UTC; None: all that is in), made or not."""
    derived = f"{DATABASE}.plan_{_number_of(PlanKey(plan))}"
    return Schemas(derived, f"{derived}_known_{known_at or NEWEST:%Y%m%d%H%M%S%f}")
