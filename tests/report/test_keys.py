"""Sections and columns are looked up by code and key; their Chinese captions are text alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

from kpi.engine.warehouse import connect
from report.meeting.lineage import lineage_of
from report.meeting.meeting import Meeting
from report.meeting.section import Section
from report.meeting.sections import sections
from report.meeting.written import tables

KEY = re.compile("[a-z0-9_]+")  # a unit's or a county's is its number
ROOMS = ("deck", "bulletin", "workbook", "meeting")
FILES = sorted(path for room in ROOMS for path in ROOT.glob(f"report/{room}/**/*.py"))
FINDING = {"index", "get", "find", "place", "has", "pop"}


@pytest.fixture(scope="module")
def every(clean_store: Path, held: Meeting) -> list[Section]:
    return [*sections(held), lineage_of(connect(clean_store), held)]


def test_a_sections_code_is_its_own(every: list[Section]) -> None:
    codes = [section.code for section in every]
    assert len(set(codes)) == len(codes) == 13
    assert all(KEY.fullmatch(code) for code in codes)


def test_a_columns_key_is_its_own_in_its_section(every: list[Section], held: Meeting) -> None:
    for keys in (
        *([column.key for column in section.columns] for section in every),
        *([column.key for column in table.columns] for table in tables(held).values()),
    ):
        assert len(set(keys)) == len(keys)
        assert all(KEY.fullmatch(key) for key in keys), keys


def test_a_section_tells_the_indicator_of_each_of_its_rows_or_of_none(every: list[Section]) -> None:
    told = {section.code: section.indicators for section in every if section.indicators}
    assert set(told) == {*("indicators", "entities", "laggards", "wall_towns", "wall_counties")}
    rows = {section.code: len(section.rows) for section in every}
    assert {code: len(codes) for code, codes in told.items()} == {code: rows[code] for code in told}


def looked_up(source: str) -> Iterator[str]:
    """Every text by which something is compared, subscripted or found."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
        elif isinstance(node, ast.Subscript):
            sides = (node.slice,)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", None) in FINDING:
            sides = tuple(node.args)
        else:
            continue
        for side in sides:
            parts = side.elts if isinstance(side, ast.Tuple | ast.Set | ast.List) else (side,)
            yield from (str(p.value) for p in parts if isinstance(p, ast.Constant))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_looked_up_by_a_caption(path: Path, every: list[Section], held: Meeting) -> None:
    written = tables(held).values()
    captions = {section.name for section in every} | {table.caption for table in written}
    for held_by in (*every, *written):
        captions |= {column.header for column in held_by.columns}
    assert captions & set(looked_up(path.read_text("utf-8"))) == set()


@pytest.mark.parametrize(
    "source",
    [
        'section.name == "援建项目"',
        'only = [c for c in columns if c.header != "援建项目"]',
        'headers.index("援建项目")',
        'found["援建项目"]',
        'x = "援建项目" in headers',
        'x = name in ("总览", "援建项目")',
        'found.get("援建项目")',
    ],
)
def test_a_look_up_is_found(source: str) -> None:
    assert "援建项目" in set(looked_up(source))
