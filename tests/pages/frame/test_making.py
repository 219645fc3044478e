"""What the pages show while the demo year is being made, and where that has failed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.demo.progress import only_maker, progress_file, telling
from etl.store.disk.folder import Store

OpenPage = Callable[..., AppTest]


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Where the demo year is to be, beside an empty store."""
    store = Store(tmp_path / "demo")
    monkeypatch.setenv("DASHBOARD_DEMO", str(store.root))
    return store


def test_while_the_demo_year_is_being_made_the_page_says_how_far_it_is(
    open_page: OpenPage, demo: Store, tmp_path: Path
) -> None:
    with only_maker(demo), telling(demo, None) as bar, bar("abcd", 4, "检查") as items:
        next(iter(items))
        app = open_page(tmp_path / "store")
    assert app.title[0].value == "演示数据正在生成…"
    (bar_shown,) = app.get("progress")
    assert (bar_shown.proto.text, bar_shown.proto.value) == ("检查 1 / 4 份工作簿", 25)
    assert "不必刷新" in app.markdown[-1].value


def test_it_is_shown_from_the_wish_on_on_every_page_that_needs_figures(
    open_page: OpenPage, demo: Store, tmp_path: Path
) -> None:
    progress_file(demo).touch()
    for page in ("overview", "towns", "quality"):
        app = open_page(tmp_path / "store", page)
        assert app.title[0].value == "演示数据正在生成…"
        assert app.get("progress")[0].proto.text == "准备"


def test_reports_can_be_sent_meanwhile(open_page: OpenPage, demo: Store, tmp_path: Path) -> None:
    progress_file(demo).touch()
    app = open_page(tmp_path / "store", "submissions")
    assert app.title[0].value == "数据报送"
    assert app.get("progress") == []


def test_where_it_has_failed_the_page_says_so_and_what_to_do(
    open_page: OpenPage, demo: Store, tmp_path: Path
) -> None:
    progress_file(demo).write_text("failed")
    app = open_page(tmp_path / "store")
    assert app.title[0].value == "演示数据没有生成成功"
    assert "请联系管理员" in app.error[0].value
    # whoever looks at a page has neither the server's folders nor its command line
    assert not any(word in app.error[0].value for word in ("/", "make", "python"))


def test_where_none_is_wanted_the_plan_is_shown_and_where_to_begin(
    open_page: OpenPage, tmp_path: Path, demo: Store
) -> None:
    app = open_page(tmp_path / "store")
    assert app.title[0].value.startswith("45 项指标：")
    assert "还没有收到报表" in app.markdown[0].value


def test_once_something_real_was_received_the_demo_is_no_longer_waited_for(
    open_page: OpenPage, clean_store: Path, demo: Store
) -> None:
    progress_file(demo).touch()
    assert open_page(clean_store).title[0].value.startswith("45 项指标")
