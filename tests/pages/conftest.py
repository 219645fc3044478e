"""The app as a reader opens it, without a browser: `open_page(store, "towns", unit="莘庄镇")`."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from places import ROOT
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

APP = ROOT / "app.py"
HERE = ROOT / "tests" / "pages"
PAGES = (
    *("overview", "indicator", "towns", "counties", "tasks", "projects", "submissions"),
    *("leads", "monthly", "follow_ups", "quality"),
)
OpenPage = Callable[..., AppTest]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def packages_asked_once() -> Iterator[None]:
    """Each AppTest asks all installed packages for components, as a server does at its start."""
    with pytest.MonkeyPatch.context() as patch:
        ask = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", ask)
        yield


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Opens a page on a store at an address with these query parameters; it draws, or fails."""

    def open_at(store: Path, page: str = "overview", **address: str) -> AppTest:
        monkeypatch.setenv("DASHBOARD_DATA", str(store))
        app = AppTest.from_file(str(APP), default_timeout=60)
        # before its first run, as a browser that opens the page's own address
        if page != "overview":
            app.switch_page(f"pages/{page}.py")
        app.query_params.update(address)
        app.run()
        assert not app.exception, (page, address)
        return app

    return open_at


@pytest.fixture
def running_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run goes through app.py, as on a server after its first; else a click is lost."""
    made = PagesManager.__init__

    def make(self: PagesManager, *args: Any, **more: Any) -> None:
        made(self, *args, **more)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", make)
