"""The picture of the rooms in docs/architecture.md is true, and its table leads somewhere."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product

import pytest
from places import ROOT
from test_imports import ROOMS, WITHIN, imports, is_within, python_files, room_of, sub_room_of

Arrow = tuple[str, str]
TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PICTURE = TEXT.split("```mermaid\n")[1].split("```")[0]
WHERE = TEXT.split("## Where is …")[1]


def drawn() -> Iterator[Arrow]:
    """`a --> b & c --> d` is a to b, a to c, b to d and c to d."""
    for line in PICTURE.splitlines():
        ends = [[place_drawn(name) for name in end.split("&")] for end in line.split("-->")]
        yield from (arrow for one, two in pairwise(ends) for arrow in product(one, two))


def place_drawn(name: str) -> str:
    """As in the code: etl/read is etl.read, kpi/*.py is kpi.*, and a name alone a whole room."""
    return name.strip().removesuffix(".py").replace("/", ".")


@cache
def real() -> frozenset[Arrow]:
    """From sub-room to sub-room, as the files import each other; commands of a room left out."""
    found = set()
    for path in python_files():
        if room_of(path) in ROOMS and path.name != "__main__.py":
            own = place(".".join(path.with_suffix("").parts))
            for _, module in imports(ast.parse((ROOT / path).read_text("utf-8")), path):
                if is_within(module, tuple(ROOMS)) and place(module) != own:
                    found.add((own, place(module)))
    return frozenset(found)


def place(module: str) -> str:
    """The sub-room of a module; the files of the room itself are kpi.*."""
    found = sub_room_of(module) or module
    return f"{found}.*" if found in ROOMS and found != "app" else found


def room(name: str) -> str:
    return name.split(".")[0]


def reached(start: str, arrows: set[Arrow]) -> set[str]:
    found, new = {start}, {start}
    while new:
        new = {there for here, there in arrows if here in new} - found
        found |= new
    return found


def test_every_sub_room_is_drawn() -> None:
    ends = {name for arrow in drawn() for name in arrow}
    assert {place(name) for name in WITHIN if "__main__" not in name} - ends == set()


def test_every_arrow_is_an_import() -> None:
    """An arrow from or to a whole room: one of its files."""
    known = set(real())
    known |= {(room(one), two) for one, two in known} | {(one, room(two)) for one, two in known}
    known |= {(room(one), room(two)) for one, two in known}
    assert [arrow for arrow in drawn() if arrow not in known] == []


def test_every_import_lies_on_the_way_of_the_arrows() -> None:
    arrows = set(drawn())
    between = {(room(one), room(two)) for one, two in arrows}
    missing = {
        (one, two)
        for one, two in real()
        if (room(one) == room(two) and two not in reached(one, arrows))
        or room(two) not in reached(room(one), between)
    }
    assert missing == set()


@pytest.mark.parametrize(("name", "path"), re.findall(r"`(\w+)` in `([^`]+)`", WHERE))
def test_what_the_table_names_stands_in_the_file(name: str, path: str) -> None:
    assert re.search(rf"^ *def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE)
