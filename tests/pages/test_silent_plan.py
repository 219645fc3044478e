"""The dashboard on a small plan that does not say what is shown first."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from places import ROOT
from pptx import Presentation
from small_plan import small_plan
from streamlit.testing.v1 import AppTest

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.plan import load_plan
from kpi.plan.shown import USUAL
from report.bulletin.drawings import drawings
from report.bulletin.page import bulletin_html
from report.bulletin.write import bulletin_text
from report.deck.build import meeting_deck
from report.meeting.meeting import meeting
from report.workbook.book import meeting_workbook

pytestmark = pytest.mark.slow

PAGES = sorted(p.stem for p in (ROOT / "pages").glob("[a-z]*.py"))
OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small year where the plan of 2023 does not say what is shown first."""
    with small_plan(tmp_path_factory.mktemp("silent"), is_silent=True) as root:
        yield root


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_on_a_plan_that_does_not_say_what_is_shown_first(
    open_page: OpenPage, silent: Path, page: str
) -> None:
    app = open_page(silent, page, as_of="2023-02-28")
    assert app.title[0].value
    assert len(app.metric) == 0


@pytest.mark.parametrize("number", range(1, len(USUAL) + 1))
def test_every_step_stands_on_a_plan_that_does_not_say_what_is_shown_first(
    open_page: OpenPage, silent: Path, number: int
) -> None:
    app = open_page(silent, as_of="2023-02-28", present=str(number))
    assert app.title[0].value
    assert f"{number} / {len(USUAL)}" in [text.value for text in app.markdown]


def test_documents_are_made_of_a_plan_that_does_not_say_what_is_shown_first(
    silent: Path,
) -> None:
    at = Times(date(2023, 2, 28), datetime(2030, 1, 1))
    held = meeting(connect(silent), load_plan(2023), at, "春季会")
    deck = Presentation(BytesIO(meeting_deck(held)))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[1].replace("\v", "").startswith("3 项指标：")
    assert titles[2].startswith("挂图作战")
    book = load_workbook(BytesIO(meeting_workbook(held)))
    assert [cell.value for cell in book["援建项目"][4]] == [
        *("项目编号", "项目名称", "县（区）", "责任单位", "计划投资（万元）", "存在问题")
    ]
    assert drawings(held) == []
    assert "尚未收到项目进度表" in bulletin_html(held, bulletin_text(held))
