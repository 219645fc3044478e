"""The dashboard on another year's small plan: three indicators, and no page expects the others."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
import streamlit as st
from facts import Facts
from openpyxl import load_workbook
from places import ROOT
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.plan import load_plan
from kpi.plan.load import read_plan
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
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Union purchases of 400 万元 in February 2022 and 500 in February 2023, and the two plans."""
    tmp_path = tmp_path_factory.mktemp("small")
    copytree(ROOT / "data" / "plans" / "2022", tmp_path / "plans" / "2022")
    copytree(ROOT / "tests" / "kpi" / "plans" / "2023", tmp_path / "plans" / "2023")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_PLANS", str(tmp_path / "plans"))
        st.cache_resource.clear()
        facts = Facts(tmp_path / "store", load_plan())
        for month, wan in (("2022-02", 400), ("2023-02", 500)):
            row = {"category": "工会福利", "purchased_on": f"{month}-15", "amount": wan * 10_000}
            facts.add("purchase", "区总工会", month, [row], received="2023-03-05")
        yield facts.store.root
    st.cache_resource.clear()


@pytest.fixture
def silent(store: Path, tmp_path: Path) -> Path:
    """The same where the plan of 2023 does not say what is shown first."""
    path = tmp_path / "plans" / "2023" / "plan.yaml"
    head, _, rest = path.read_text("utf-8").partition("shown:\n")
    path.write_text(f"{head}areas:{rest.partition('areas:')[2]}", "utf-8")
    read_plan.cache_clear()
    st.cache_resource.clear()
    return store


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_on_a_plan_of_three_indicators_and_on_last_years(
    open_page: OpenPage, store: Path, page: str
) -> None:
    app = open_page(store, page, as_of="2023-02-28")
    assert app.title[0].value
    app.button(key="year-2022").click().run()
    assert app.title[0].value
    assert not app.exception


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_on_a_plan_that_does_not_say_what_is_shown_first(
    open_page: OpenPage, silent: Path, page: str
) -> None:
    app = open_page(silent, page, as_of="2023-02-28")
    assert app.title[0].value
    assert len(app.metric) == (3 if page == "indicator" else 0)


def test_a_small_plan_has_the_cards_the_purchases_and_the_meeting_that_it_names(
    open_page: OpenPage, store: Path
) -> None:
    app = open_page(store, as_of="2023-02-28")
    assert [(card.label, card.value) for card in app.metric] == [("工会采购（万元）", "500.0")]
    app = open_page(store, "consumption", as_of="2023-02-28")
    assert app.title[0].value.startswith("消费协作：采购① 500.0 万元")
    app = open_page(store, "indicator", as_of="2023-02-28", indicator="工会采购", present="2")
    assert "2 / 3" in [caption.value for caption in app.caption]
    # last year's meeting has its own views
    app = open_page(store, "indicator", as_of="2022-02-28", present="3")
    assert "3 / 12" in [caption.value for caption in app.caption]


def test_documents_are_made_of_a_plan_that_does_not_say_what_is_shown_first(
    silent: Path,
) -> None:
    at = Times(date(2023, 2, 28), datetime(2030, 1, 1))
    held = meeting(connect(silent), load_plan(2023), at, "春季会")
    deck = Presentation(BytesIO(meeting_deck(held)))
    assert deck.slides[1].shapes.title.text.startswith("挂图作战")
    book = load_workbook(BytesIO(meeting_workbook(held)))
    assert [cell.value for cell in book["援建项目"][4]] == [
        *("项目编号", "项目名称", "县（区）", "责任单位", "计划投资（万元）", "存在问题")
    ]
    assert drawings(held) == []
    assert "尚未收到项目进度表" in bulletin_html(held, bulletin_text(held))


@pytest.mark.parametrize(
    ("page", "address"), [("towns", {"unit": "莘庄镇"}), ("counties", {"county": "施甸县"})]
)
def test_one_of_them_has_its_page_without_the_figure_that_all_are_judged_by(
    open_page: OpenPage, store: Path, page: str, address: dict[str, str]
) -> None:
    app = open_page(store, page, as_of="2023-02-28", **address)
    assert next(iter(address.values())) in app.title[0].value


def test_a_figure_stands_beside_last_years(open_page: OpenPage, store: Path) -> None:
    app = open_page(store, "indicator", indicator="工会采购", as_of="2023-02-28")
    told = [caption.value for caption in app.caption]
    assert "去年同日完成 400.0 万元，同比 +25.0%（两年口径若有不同，以各年的为准）" in told


def test_a_day_of_last_year_shows_last_years_figures(open_page: OpenPage, store: Path) -> None:
    app = open_page(store, "indicator", indicator="工会福利采购", as_of="2022-02-28")
    assert [figure.value for figure in app.metric] == ["400.0", "2,000.0", "160.0"]
    app.button(key="year-2023").click().run()
    assert app.date_input(key="as_of").value == date(2023, 2, 28)
    app.button(key="year-2022").click().run()
    assert app.date_input(key="as_of").value == date(2022, 12, 31)


def test_an_original_that_is_gone_is_told_and_the_rest_stands(
    open_page: OpenPage, store: Path
) -> None:
    app = open_page(store, "submissions", submission="2", as_of="2023-02-28")
    assert "原件不在数据目录里了，请联系管理员从备份恢复；数字不受影响。" in [
        told.value for told in app.warning
    ]
    assert "对数字的影响" in [header.value for header in app.header]
