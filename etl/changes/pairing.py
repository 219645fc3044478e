"""Which row of an older table is which of a newer one: by content, by key, by likeness."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.forms.form import Form

# What names a row of a form, the surest first; a key with an empty part names none.
KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "purchase": (("voucher",), ("purchaser", "product", "purchased_on")),
    "county_sale": (("voucher",), ("county", "buyer", "product", "sold_on")),
    "canteen": (("budget_unit",),),
    "tour": (("group_no",),),
    "training": (("course", "county"), ("course",)),
    "job_fair": (("county", "held_on"),),
    "employment": (("month", "county"),),
    "project": (("project_no",),),
    "event": (("kind", "unit", "place", "held_on"), ("kind", "unit", "held_on")),
    "posting": (("kind", "county", "sender", "starts_on"), ("kind", "county", "sender")),
    "enterprise": (("enterprise",),),
    "task_report": (("task",),),
    "quota": (("indicator", "unit", "effective_on"),),
    "follow_up": (("matter_no",),),
}
# Above this many comparisons, rows without a key are told as added and removed.
MOST_COMPARED = 40_000
ALIKE, ALIKE_BUT_FOR_THE_KEY = 0.5, 0.8


@dataclass(frozen=True)
class Line:
    """A row of a form's table: where it stands, its month, and its values by column."""

    submission_id: int
    sheet: str
    row: int
    month: date
    values: dict[str, Any]

    def get(self, name: str) -> Any:
        return self.month if name == "month" else self.values.get(name)


Pair = tuple[Line | None, Line | None]


def pair_lines(form: type[Form], old: list[Line], new: list[Line]) -> Iterator[Pair]:
    """Every row once: with its counterpart, or alone where it was removed or added."""
    names = tuple(c.stored_as for c in form.columns())
    # Without a date of its own, a row of another month is another row.
    whole = names if form.counts_on or form.cadence != "monthly" else ("month", *names)
    for key in (whole, *KEYS[form.code]):
        pairs, old, new = _by_key(old, new, key, may_be_empty=key is whole)
        yield from pairs
    pairs, old, new = _by_likeness(old, new, names, KEYS[form.code][0])
    yield from pairs
    yield from ((line, None) for line in old)
    yield from ((None, line) for line in new)


def _by_key(
    old: list[Line], new: list[Line], key: tuple[str, ...], *, may_be_empty: bool
) -> tuple[list[Pair], list[Line], list[Line]]:
    """Rows that share a key, in the order in which they stand; and those that are left."""
    waiting: dict[Hashable, list[Line]] = defaultdict(list)
    for line in reversed(new):
        waiting[_key(line, key)].append(line)
    pairs: list[Pair] = []
    for line in old:
        own_key = _key(line, key)
        named = may_be_empty or None not in own_key
        if named and waiting[own_key]:
            pairs.append((line, waiting[own_key].pop()))
    return pairs, *_left(pairs, old, new)


def _key(line: Line, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(line.get(name) for name in key)


def _by_likeness(
    old: list[Line], new: list[Line], names: tuple[str, ...], key: tuple[str, ...]
) -> tuple[list[Pair], list[Line], list[Line]]:
    """The likest first: most of what is filled in has to be the same."""
    if len(old) * len(new) > MOST_COMPARED:
        return [], old, new
    scores = [
        (score, -i, -j)
        for i, one in enumerate(old)
        for j, two in enumerate(new)
        if (score := _likeness(one, two, names)) > _least(one, two, key)
    ]
    gone: set[int] = set()
    taken: set[int] = set()
    pairs: list[Pair] = []
    for _, i, j in sorted(scores, reverse=True):
        if i not in gone and j not in taken:
            gone.add(i)
            taken.add(j)
            pairs.append((old[-i], new[-j]))
    return pairs, *_left(pairs, old, new)


def _likeness(one: Line, two: Line, names: tuple[str, ...]) -> float:
    filled = [n for n in names if (one.get(n), two.get(n)) != (None, None)]
    return sum(one.get(n) == two.get(n) for n in filled) / len(filled) if filled else 0


def _least(one: Line, two: Line, key: tuple[str, ...]) -> float:
    """More than half; where both have a key, and not the same, next to all: a mistyped number."""
    both = None not in (*_key(one, key), *_key(two, key))
    return ALIKE_BUT_FOR_THE_KEY if both and _key(one, key) != _key(two, key) else ALIKE


def _left(pairs: list[Pair], old: list[Line], new: list[Line]) -> tuple[list[Line], list[Line]]:
    paired = {id(line) for pair in pairs for line in pair}
    return [x for x in old if id(x) not in paired], [x for x in new if id(x) not in paired]
