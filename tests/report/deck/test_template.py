"""A deck in another look: whatever a template holds, a right deck or a refusal in Chinese."""

import io
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

from report.deck.build import meeting_deck
from report.deck.look import SECTIONS, TemplateError, presentation
from report.deck.slides import add_slide
from report.meeting.meeting import Meeting

pytestmark = pytest.mark.slow


def wide() -> Any:
    own = Presentation()
    own.slide_width, own.slide_height = Inches(13.333), Inches(7.5)
    return own


def test_a_template_gives_its_master_and_colours_and_loses_its_own_slides(
    held: Meeting, tmp_path: Path
) -> None:
    own = wide()
    own.slide_masters[0].name = "区政府模板"
    own.slide_masters[0].background.fill.solid()
    own.slide_masters[0].background.fill.fore_color.rgb = RGBColor(255, 240, 240)
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "样张"
    own.save(tmp_path / "own.pptx")
    made = Presentation(io.BytesIO(meeting_deck(held, tmp_path / "own.pptx")))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert made.slide_masters[0].name == "区政府模板"
    assert (titles[0], "样张" in titles) == ("第三季度会", False)
    assert len(titles) > 20


def test_a_template_that_is_none_is_refused_in_chinese(held: Meeting, tmp_path: Path) -> None:
    (tmp_path / "x.pptx").write_bytes(b"no zip")
    with pytest.raises(TemplateError, match="不是 PPTX"):
        meeting_deck(held, tmp_path / "x.pptx")
    Presentation().save(tmp_path / "square.pptx")
    with pytest.raises(TemplateError, match="须为 16:9"):
        meeting_deck(held, tmp_path / "square.pptx")


def test_a_template_without_a_title_in_any_layout_is_refused(tmp_path: Path) -> None:
    own = wide()
    for layout in own.slide_layouts:
        for place in list(layout.placeholders):
            place._element.getparent().remove(place._element)
    own.save(tmp_path / "bare.pptx")
    with pytest.raises(TemplateError, match="没有带标题的版式"):
        presentation(tmp_path / "bare.pptx")


def test_a_damaged_template_is_refused(tmp_path: Path) -> None:
    wide().save(tmp_path / "own.pptx")
    content = (tmp_path / "own.pptx").read_bytes()
    (tmp_path / "own.pptx").write_bytes(content[: len(content) // 2])
    with pytest.raises(TemplateError, match="不是 PPTX"):
        presentation(tmp_path / "own.pptx")


def test_places_that_a_layout_has_beside_its_title_are_not_left_empty(tmp_path: Path) -> None:
    own = wide()
    for layout in list(own.slide_layouts)[2:]:
        own.slide_layouts.remove(layout)
    own.save(tmp_path / "own.pptx")
    slide = add_slide(presentation(tmp_path / "own.pptx"), "题", "注")
    assert [shape.name for shape in slide.placeholders] == [slide.shapes.title.name]


def test_layouts_in_another_order_and_under_other_names_are_found_by_their_title(
    tmp_path: Path,
) -> None:
    own = wide()
    listed = own.slide_master._element.sldLayoutIdLst
    for element in reversed(list(listed)):
        listed.remove(element)
        listed.append(element)
    for number, layout in enumerate(own.slide_layouts):
        layout.name = f"自定义{number}"
    own.save(tmp_path / "own.pptx")
    deck = presentation(tmp_path / "own.pptx")
    assert add_slide(deck, "题", "注").shapes.title.text_frame.text == "题"
    # what was 仅标题 is the sixth from the end
    assert deck.slides[0].slide_layout.name == "自定义5"


def test_a_template_whose_slides_stood_in_sections_has_none_left(tmp_path: Path) -> None:
    own = wide()
    own.slides.add_slide(own.slide_layouts[5])
    space = own.part._element.nsmap["p"]
    extensions = etree.SubElement(own.part._element, f"{{{space}}}extLst")
    extension = etree.SubElement(extensions, f"{{{space}}}ext", uri="{sections}")
    etree.SubElement(extension, f"{{{SECTIONS}}}sectionLst")
    own.save(tmp_path / "own.pptx")
    deck = presentation(tmp_path / "own.pptx")
    assert "sectionLst" in own.part._element.xml
    assert "sectionLst" not in deck.part._element.xml


def test_the_cells_are_readable_on_a_dark_ground(held: Meeting, tmp_path: Path) -> None:
    own = wide()
    own.slide_masters[0].background.fill.solid()
    own.slide_masters[0].background.fill.fore_color.rgb = RGBColor(16, 32, 64)
    own.save(tmp_path / "own.pptx")
    made = Presentation(io.BytesIO(meeting_deck(held, tmp_path / "own.pptx")))
    tables = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    for table in tables:
        for cell in (cell for row in list(table.rows)[1:] for cell in row.cells):
            (run, *_) = [*cell.text_frame.paragraphs[0].runs, None]
            assert run is None or run.font.color.rgb is not None
