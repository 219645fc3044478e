"""How a deck looks: our own theme, or a template's master, fonts and colours."""

from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from report.charts.theme import LIGHT

SIZE = WIDTH, HEIGHT = 13.333, 7.5
SECTIONS = "http://schemas.microsoft.com/office/powerpoint/2010/main"
LATIN, CHINESE = "Arial", "Microsoft YaHei"  # on every office machine; elsewhere their kin


class TemplateError(Exception):
    """A template that cannot be used; the text says why."""


def presentation(template: Path | None = None) -> Any:
    """An empty deck of 16:9 in our look, or in a template's. Raises TemplateError."""
    return _own_deck() if template is None else _template_deck(template)


def _own_deck() -> Any:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    part: Any = deck.slide_master.part.part_related_by(RT.THEME)
    theme: Any = parse_xml(part.blob)
    for kind, typeface in (("a:latin", LATIN), ("a:ea", CHINESE)):
        for font in theme.iterfind(f".//{qn('a:fontScheme')}/*/{qn(kind)}"):
            font.set("typeface", typeface)
    for name, colour in (("a:accent1", LIGHT.accent), ("a:dk2", LIGHT.text)):
        (place,) = theme.iterfind(f".//{qn('a:clrScheme')}/{qn(name)}/*")
        place.set("val", colour.removeprefix("#").upper())
    part._blob = serialize_part_xml(theme)
    return deck


def _template_deck(template: Path) -> Any:
    try:
        deck: Any = Presentation(str(template))
    except (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError):
        fault = "不是 PPTX，请用 PowerPoint 或 WPS 另存为 .pptx"
        raise TemplateError(f"{template} {fault}") from None
    size = (deck.slide_width, deck.slide_height)
    if any(abs(has - Inches(wanted)) > Inches(0.1) for has, wanted in zip(size, SIZE, strict=True)):
        raise TemplateError(f"{template} 须为 16:9 宽屏（33.87 × 19.05 厘米）的模板")
    if not any(map(has_title, deck.slide_layouts)):
        raise TemplateError(f"{template} 没有带标题的版式，请加一个“仅标题”版式")
    # a template's own slides are samples
    listed = deck.slides._sldIdLst
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)
    # its sections tell where those samples stood
    for sections in list(deck.part._element.iter(f"{{{SECTIONS}}}sectionLst")):
        extension = sections.getparent()
        extension.getparent().remove(extension)
    return deck


def has_title(layout: Any) -> bool:
    kinds = [place.placeholder_format.type for place in layout.placeholders]
    return PP_PLACEHOLDER.TITLE in kinds
