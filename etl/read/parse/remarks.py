"""Texts outside an xlsx's cells: comments, text boxes, what is printed above and below a page."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from xml.etree import ElementTree

from etl.read.parse.details.shapes import boxes_of_vml
from etl.read.parse.parts import Parts
from etl.read.parse.raw import Remark
from etl.read.parse.styles import column_number, local

COMMENT, BOX, HEADER, FOOTER = "批注", "文本框", "页眉", "页脚"
MOST_REMARKS, MOST_SIGNS = 2000, 2000
# A page's header or footer: <oddHeader>&amp;R单位：万元</oddHeader>.
_PRINTED = re.compile(rb"<(?:[\w.-]+:)?(?:odd|even|first)(Header|Footer)(?:\s[^>]*)?>([^<]*)<")
# The codes in it. A font: &"宋体,Bold"; a colour: &KFF0000; a size: &12; a field: &P; a part: &L.
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{5,6}|\d{1,3}|(.))', re.DOTALL)
# Where a cell stands: AB12.
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def remarks_of_sheet(parts: Parts, part: str, xml: bytes) -> list[Remark]:
    """All that a sheet says outside its cells."""
    return bounded([*_printed(xml), *remarks_of_rels(parts, part, _comments)])


def remarks_of_rels(
    parts: Parts, part: str, comments: Callable[[bytes], Iterable[Remark]]
) -> list[Remark]:
    """What stands in the parts that belong to a sheet: its comments, its drawing."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    remarks: list[Remark] = []
    for rel in ElementTree.fromstring(parts.xml(rels)) if rels in parts.names() else ():
        target, kind = rel.get("Target") or "", (rel.get("Type") or "").rpartition("/")[2]
        path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        path = posixpath.normpath(path)
        if path not in parts.names() or rel.get("TargetMode") == "External":
            continue
        if kind == "drawing":
            remarks += _boxes(ElementTree.fromstring(parts.xml(path)))
        elif kind == "vmlDrawing":
            remarks += (Remark(BOX, *box) for box in boxes_of_vml(parts.xml(path)))
        elif kind == "comments":
            is_xml = path.endswith(".xml")
            remarks += comments(parts.xml(path) if is_xml else parts.read(path))
        elif kind == "threadedComment":
            remarks += _comments(parts.xml(path))
    return bounded(remarks)


def bounded(remarks: list[Remark]) -> list[Remark]:
    """Each once, without the empty ones, no more and no longer than somebody would write."""
    cut = (r._replace(text=r.text.strip()[:MOST_SIGNS]) for r in remarks if r.text.strip())
    return list(dict.fromkeys(cut))[:MOST_REMARKS]


def _comments(xml: bytes) -> Iterator[Remark]:
    """Both the notes of old and the threads of today."""
    root = ElementTree.fromstring(xml)
    authors = [e.text or "" for e in root.iter() if local(e.tag) == "author"]
    for element in root.iter():
        match = _CELL.fullmatch(element.get("ref") or "")
        if match is None or local(element.tag) not in ("comment", "threadedComment"):
            continue
        text = "".join(e.text or "" for e in element.iter() if local(e.tag) in ("t", "text"))
        author = int(element.get("authorId") or 0)
        # Excel begins a note with its author's name.
        text = text.removeprefix(f"{authors[author]}:" if author < len(authors) else "")
        yield Remark(COMMENT, text, int(match[2]) - 1, column_number(match[1]))


def _boxes(root: ElementTree.Element) -> Iterator[Remark]:
    """Text boxes and shapes, at the cell that their upper left corner is in."""
    for anchor in root:
        at = {local(e.tag): e.text or "" for f in anchor if local(f.tag) == "from" for e in f}
        row, column = (int(at[n]) if at.get(n, "").isdigit() else None for n in ("row", "col"))
        for body in (e for e in anchor.iter() if local(e.tag) == "txBody"):
            lines = (
                "".join(t.text or "" for t in p.iter() if local(t.tag) == "t")
                for p in body
                if local(p.tag) == "p"
            )
            yield Remark(BOX, "\n".join(lines), row, column)


def _printed(xml: bytes) -> Iterator[Remark]:
    start = xml.rfind(b"headerFooter")
    start = xml.find(b"headerFooter") if start >= 0 else -1
    if start < 0:
        return
    for match in _PRINTED.finditer(xml, start):
        kind = HEADER if match[1] == b"Header" else FOOTER
        yield Remark(kind, without_codes(unescape(match[2].decode("utf-8", "replace"))))


def without_codes(text: str) -> str:
    """The text of a page's header; its left, middle and right part on lines of their own."""
    signs = {"&": "&", "L": "\n", "C": "\n", "R": "\n"}
    return _CODE.sub(lambda m: signs.get((m[1] or "").upper(), ""), text).strip()
