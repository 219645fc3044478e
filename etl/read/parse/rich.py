"""Texts whose signs look different: runs that are struck through, raised or lowered."""

import io
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree

from etl.read.parse.raw import Notes
from etl.read.parse.styles import is_struck, local

RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
SHIFTS = {"superscript": RAISED, "subscript": LOWERED}
MARKS = (b"strike", b"vertAlign")


class Run(NamedTuple):
    """A piece of a text; `shift` is superscript, subscript or nothing.

    `is_struck`: None where its cell's font says so.
    """

    text: str
    is_struck: bool | None = False
    shift: str = ""


Rich = tuple[Run, ...]


def is_rich(runs: Iterable[Run]) -> bool:
    """Whether a text may look other than its cell's font has it."""
    return any(run.shift or run.is_struck is not None for run in runs)


def note(notes: Notes, place: tuple[int, int], rich: Rich) -> None:
    """The text as it shows: what is struck is left out, unless all of it is."""
    cell_is_struck = place in notes.struck
    runs = [
        run._replace(is_struck=cell_is_struck if run.is_struck is None else run.is_struck)
        for run in rich
        if run.text
    ]
    struck = [run for run in runs if run.is_struck and run.text.strip()]
    kept = [run for run in runs if not run.is_struck]
    is_struck = bool(struck) and not any(run.text.strip() for run in kept)
    if struck or any(run.shift for run in runs):
        pieces = (r.text.translate(SHIFTS.get(r.shift, {})) for r in (runs if is_struck else kept))
        notes.texts[place] = "".join(pieces).strip()
    if struck:
        (notes.struck if is_struck else notes.partly).add(place)
    if not is_struck:
        notes.struck.discard(place)


def rich_strings(xml: bytes, has_struck_cells: bool) -> dict[int, Rich]:
    """Those of an xlsx's shared strings that are not plain, by their index."""
    strings: dict[int, Rich] = {}
    if not any(mark in xml for mark in (*MARKS, *[b"rPr"][:has_struck_cells])):
        return strings
    index = 0
    for _, element in ElementTree.iterparse(io.BytesIO(xml)):
        if local(element.tag) == "si":
            if is_rich(runs := rich_element(element)):
                strings[index] = runs
            index += 1
            element.clear()
    return strings


def rich_element(element: ElementTree.Element) -> Rich:
    """Of <si> or <is>: its runs, without the reading aids of <rPh>."""
    return tuple(_run(child) for child in element if local(child.tag) in ("r", "t"))


def _run(element: ElementTree.Element) -> Run:
    if local(element.tag) == "t":
        return Run(element.text or "", None)
    text = "".join(part.text or "" for part in element if local(part.tag) == "t")
    has_look = any(local(child.tag) == "rPr" for child in element)
    looks = [part for child in element if local(child.tag) == "rPr" for part in child]
    shifts = (part.get("val", "") for part in looks if local(part.tag) == "vertAlign")
    shift = next((s for s in shifts if s in SHIFTS), "")
    return Run(text, any(map(is_struck, looks)) if has_look else None, shift)
