"""Where small panels stand on one sheet, and where the lines go in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from kpi.engine.progress import Progress

ACROSS = 7
LAST = 11  # the place of December, where January is 0
MONTH = 1 / 13.4  # of a panel, of which some is the way to the next
PLOT, ABOVE, BELOW = 116, 52, 28  # pixels of a panel: its lines, its title, the months' names
ROW = PLOT + ABOVE + BELOW
CEILING = 150.0  # per cent of the quota; what lies above would flatten all the others

Course = Sequence[tuple[date, Progress]]
Place = tuple[float, float]


@dataclass(frozen=True)
class Panel:
    """A unit's course, and where its panel begins on the sheet: panels across, pixels up."""

    course: Course
    left: float
    bottom: float
    scale: float  # pixels a per cent of the quota

    @property
    def last(self) -> Progress:
        return self.course[-1][1]

    def line(self, name: str) -> list[Place]:
        """A figure at each month's end as a share of the quota."""
        shares = [(day.month - 1.0, share(getattr(r, name), r.target)) for day, r in self.course]
        known = [(month, share) for month, share in shares if share is not None]
        return [self.at(month, share) for month, share in _under_the_ceiling(known)]

    def at(self, month: float, share: float) -> Place:
        return self.left + month * MONTH, self.bottom + share * self.scale


def panels_of(courses: Sequence[Course]) -> list[Panel]:
    """In the order given, line by line from the top."""
    across, rows = grid(len(courses))
    scale = PLOT / _top(courses)
    return [
        Panel(course, n % across, (rows - 1 - n // across) * ROW + BELOW, scale)
        for n, course in enumerate(courses)
    ]


def grid(panels: int) -> tuple[int, int]:
    """How many across and down: seven a row, fewer in two even rows, a handful in one."""
    across = max(panels, 1) if panels <= 5 else min(ACROSS, ceil(panels / 2))
    return across, max(ceil(panels / across), 1)


def _top(courses: Sequence[Course]) -> float:
    """The per cent that all panels reach to: the quota, or more where somebody has more."""
    shares = (share(row.actual, row.target) for course in courses for _, row in course)
    return min(max((100.0, *filter(None, shares))), CEILING)


def share(value: float | None, target: float | None) -> float | None:
    """In per cent of the quota; none where there is no figure or no quota."""
    return None if value is None or not target else 100.0 * value / target


def _under_the_ceiling(line: Sequence[Place]) -> Iterator[Place]:
    """A line as far as it stays in its panel: it ends where it leaves through the ceiling."""
    before: Place | None = None
    for month, share in line:
        if share > CEILING:
            start, low = before or (month, CEILING)
            yield start + (month - start) * (CEILING - low) / (share - low), CEILING
            return
        yield month, share
        before = month, share
