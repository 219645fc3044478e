"""Text boxes as Excel drew them before 2007: shapes in VML, which need not be XML."""

import re
from collections.abc import Iterator
from html import unescape

# A shape from its start to its end: <v:shape …>…</v:shape>, <v:rect …>…</v:rect>.
_SHAPE = re.compile(r"<v:(shape|rect|roundrect|oval|line|image)\b")
# What kind of control it is: ObjectType="Note" is the box of a comment.
_KIND = re.compile(r"""ObjectType\s*=\s*["'](\w{1,20})["']""")
# Where its upper left corner is: a column, an offset, a row, an offset and so on.
_ANCHOR = re.compile(r"<x:Anchor>\s{0,20}(\d{1,6}),\s{0,9}\d{1,9},\s{0,9}(\d{1,7}),")
# Where a line of its text ends: </div>, <br>, </p>.
_LINE = re.compile(r"</div>|</p>|<br\s{0,9}/?>", re.IGNORECASE)
# Any tag: <font face="宋体">.
_TAG = re.compile(r"<[^<>]{0,2000}>")
# controls whose words are no words of the table: what a button does
SILENT = ("Note", "Button", "Checkbox", "Radio", "Drop", "List", "Scroll", "Spin", "GBox")
MOST_SHAPES = 500
Box = tuple[str, int | None, int | None]  # its text, row and column


def boxes_of_vml(content: bytes) -> Iterator[Box]:
    """The texts of the boxes, each with the cell that its corner is in."""
    text = content.decode("utf-8", "replace")
    starts = list(_SHAPE.finditer(text))[:MOST_SHAPES]
    for match in starts:
        end = text.find(f"</v:{match[1]}>", match.end())
        shape = text[match.start() : end if end > 0 else match.start()]
        kind, at = _KIND.search(shape), _ANCHOR.search(shape)
        start = shape.find("<v:textbox")
        if start < 0 or (kind and kind[1] in SILENT):
            continue
        inner = shape[start : shape.find("</v:textbox", start)]
        words = unescape(_TAG.sub("", _LINE.sub("\n", inner)))
        lines = (" ".join(line.split()) for line in words.splitlines())
        column, row = (int(at[1]), int(at[2])) if at else (None, None)
        yield "\n".join(line for line in lines if line), row, column
