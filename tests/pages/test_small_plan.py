"""The dashboard on another year's small plan: three indicators, and no page expects the others."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from places import ROOT
from small_plan import small_plan
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.slow

PAGES = sorted(p.stem for p in (ROOT / "pages").glob("[a-z]*.py"))
OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with small_plan(tmp_path_factory.mktemp("small")) as root:
        yield root


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_on_a_plan_of_three_indicators_and_on_last_years(
    open_page: OpenPage, store: Path, page: str
) -> None:
    app = open_page(store, page, as_of="2023-02-28")
    assert app.title[0].value
    app.button(key="year-2022").click().run()
    assert app.title[0].value
    assert not app.exception


def test_a_small_plan_has_the_cards_the_purchases_and_the_meeting_that_it_names(
    open_page: OpenPage, store: Path
) -> None:
    app = open_page(store, as_of="2023-02-28")
    assert [(card.label, card.value) for card in app.metric] == [("工会采购（万元）", "500.0")]
    app = open_page(store, "consumption", as_of="2023-02-28")
    assert app.title[0].value.startswith("消费协作：采购① 500.0 万元")
    app = open_page(store, "indicator", as_of="2023-02-28", indicator="工会采购", present="2")
    assert "2 / 3" in [text.value for text in app.markdown]
    # last year's meeting has its own steps
    app = open_page(store, "indicator", as_of="2022-02-28", present="3")
    assert "3 / 14" in [text.value for text in app.markdown]


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
    assert "原件不见了，请管理员从备份恢复。现在的数字不受影响。" in [
        told.value for told in app.warning
    ]
    assert "对数字的影响" in [header.value for header in app.header]
