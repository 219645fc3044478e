"""How an ods's cells and texts look, and what it prints above and below a page."""

from xml.etree import ElementTree

from etl.read.parse.details.colours import BLACK, TINY, WHITE, are_alike, is_tiny, of_words
from etl.read.parse.remarks import FOOTER, HEADER

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
Look = tuple[bool | None, str]  # struck through (None: not said), superscript or subscript
_FIELDS = ("sheet-name", "page-number", "page-count", "title", "date", "time", "file-name")


class Looks:
    """The styles by their names, filled while the file is read."""

    def __init__(self) -> None:
        self.own: dict[str, Look] = {}
        self.parents: dict[str, str] = {}
        self.pages: dict[str, str] = {}  # the page of a table's style
        self.texts: dict[str, list[tuple[str, str]]] = {}  # what a page prints
        self.has_struck = False
        # the looks that a style has where a condition holds
        self.conditional: dict[str, list[str]] = {}
        # the colours of letters and of what is behind them, as far as a style says
        self.letters: dict[str, str] = {}
        self.behind: dict[str, str] = {}
        self._style = ""
        self._unseen: dict[str, bool] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """The start of an element of the styles."""
        if name == STYLE + "style":
            self._style = attributes.get(STYLE + "name", "")
            self.parents[self._style] = attributes.get(STYLE + "parent-style-name", "")
            if page := attributes.get(STYLE + "master-page-name"):
                self.pages[self._style] = page
        elif name == STYLE + "map":
            look = attributes.get(STYLE + "apply-style-name", "")
            self.conditional.setdefault(self._style, []).append(look)
        elif name == STYLE + "table-cell-properties":
            if colour := of_words(attributes.get(FO + "background-color")):
                self.behind[self._style] = colour
        elif name == STYLE + "text-properties":
            if colour := of_words(attributes.get(FO + "color")):
                self.letters[self._style] = colour
            if is_tiny(attributes.get(FO + "font-size", "")):
                self.letters[self._style] = TINY
            line = attributes.get(STYLE + "text-line-through-style")
            line = line or attributes.get(STYLE + "text-line-through-type")
            shift = _shift(attributes.get(STYLE + "text-position", ""))
            self.own[self._style] = (None if line is None else line != "none", shift)
            self.has_struck |= line not in (None, "none")

    def look(self, style: str) -> Look:
        struck, shift = self.own.get(style, (None, ""))
        for _ in range(20):
            style = self.parents.get(style, "")
            if not style:
                break
            above = self.own.get(style, (None, ""))
            struck, shift = (above[0] if struck is None else struck), shift or above[1]
        return struck, shift

    def may_be_struck(self, style: str) -> bool:
        return any(self.look(look)[0] for look in self.conditional.get(style, ()))

    def is_unseen(self, style: str) -> bool:
        """Whether a style's letters look like what is behind them."""
        if style not in self._unseen:
            letters = self._inherited(style, self.letters) or BLACK
            behind = self._inherited(style, self.behind) or WHITE
            self._unseen[style] = are_alike(letters, behind)
        return self._unseen[style]

    def _inherited(self, style: str, own: dict[str, str]) -> str | None:
        for _ in range(20):
            if style in own or not style:
                break
            style = self.parents.get(style, "")
        return own.get(style)

    def of_spans(self, spans: list[str]) -> Look:
        """Of spans within spans; None where none says whether it is struck."""
        struck, shift = None, ""
        for style in spans:
            look = self.look(style)
            struck, shift = (struck if look[0] is None else look[0]), look[1] or shift
        return struck, shift

    def printed(self, style: str) -> list[tuple[str, str]]:
        return self.texts.get(self.pages.get(style, "Default"), [])


def _shift(position: str) -> str:
    """super 58%, or how far it is raised or lowered: 33% 58%, -33% 58%."""
    where = position.split(" ")[0]
    if where == "super" or (where[:1].isdigit() and where != "0%"):
        return "superscript"
    return "subscript" if where == "sub" or where.startswith("-") else ""


def read_looks(xml: bytes, looks: Looks) -> None:
    """The named styles and the pages of styles.xml."""
    root = ElementTree.fromstring(xml)
    for element in root.iter():
        looks.start(_spaced(element.tag), {_spaced(k): v for k, v in element.attrib.items()})
    for page in (e for e in root.iter() if _spaced(e.tag) == STYLE + "master-page"):
        own = looks.texts.setdefault(page.get(_braced("name"), ""), [])
        for part in page:
            kind = _spaced(part.tag).removeprefix(STYLE).split("-")[0]
            if kind in ("header", "footer") and part.get(_braced("display")) != "false":
                own.append((HEADER if kind == "header" else FOOTER, "\n".join(_lines(part))))


def _lines(part: ElementTree.Element) -> list[str]:
    return [_plain(p) for p in part.iter() if _spaced(p.tag) == TEXT + "p"]


def _plain(element: ElementTree.Element) -> str:
    """The text without page numbers and the names of sheet and file."""
    inner = "" if _spaced(element.tag).removeprefix(TEXT) in _FIELDS else element.text or ""
    return inner + "".join(_plain(child) + (child.tail or "") for child in element)


def _spaced(tag: str) -> str:
    """{urn}name as expat gives it: urn, a space, name."""
    return tag[1:].replace("}", " ", 1) if tag.startswith("{") else tag


def _braced(name: str) -> str:
    return "{" + STYLE.strip() + "}" + name
