"""A real Chromium and a real server: `page.goto(serve(store))`."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from browser.server import Own, free_port, start_server, stop, wait_until_healthy

HERE = Path(__file__).parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Below a page's own address Streamlit looks for its server there first, then at the root.
PROBE = re.compile(r"^http://localhost:\d+/[^/]+/_stcore/(health|host-config)$")

# A busy machine draws slowly; nothing waits longer than it must.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)

Serve = Callable[[Path], str]
LAPTOP: ViewportSize = {"width": 1366, "height": 768}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


# Playwright keeps an event loop running in its thread: a package's scope keeps it from other tests.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A headless Chromium of the system; a machine without one fails, it does not skip."""
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        pytest.fail("浏览器测试需要 Chromium，请先安装：apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start the app on a store, as often as asked; give its URL, and end it with the module."""
    with serving(tmp_path_factory) as start:
        yield start


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory, clean_store: Path) -> Iterator[str]:
    """The app on the clean samples; one server for all who change nothing."""
    with serving(tmp_path_factory) as start:
        yield start(clean_store)


@pytest.fixture(scope="session")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    root = tmp_path_factory.mktemp("own") / "store"
    with serving(tmp_path_factory) as start:
        yield Own(start(root), root)


@pytest.fixture
def own(own_server: Own) -> Iterator[Own]:
    """The app on a store of the test's own, which is empty at first."""
    assert not own_server.root.exists()
    yield own_server
    shutil.rmtree(own_server.root, ignore_errors=True)


@contextmanager
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    servers: list[subprocess.Popen[bytes]] = []

    def start(data_dir: Path) -> str:
        port = free_port()
        log = tmp_path_factory.mktemp("server") / "log.txt"
        server = start_server(data_dir, port, log)
        servers.append(server)
        wait_until_healthy(server, port, log)
        return f"http://localhost:{port}"

    try:
        yield start
    finally:
        for server in servers:
            stop(server)


@pytest.fixture(scope="package")
def tab(chromium: Browser) -> Iterator[Page]:
    """The one tab of all tests: to compile the scripts anew takes longer than most of them."""
    context = chromium.new_context(
        viewport=LAPTOP, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def unwatched(tab: Page) -> Iterator[Page]:
    """A page as on an office's laptop."""
    yield tab
    make_new(tab)


@pytest.fixture
def page(unwatched: Page) -> Iterator[Page]:
    """The same page; anything wrong in its console fails the test."""
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBE.search(message.location.get("url", "")):
            faults.append(f"{message.text} ({message.location.get('url')})")

    def note_error(error: Error) -> None:
        faults.append(str(error))

    unwatched.on("console", note)
    unwatched.on("pageerror", note_error)
    yield unwatched
    unwatched.remove_listener("console", note)
    unwatched.remove_listener("pageerror", note_error)
    assert faults == []


def make_new(tab: Page) -> None:
    """Leaves nothing of a test in the tab: no page, nothing kept, no history, no size or theme."""
    if tab.url.startswith("http"):
        tab.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
    tab.goto("about:blank")
    tab.context.clear_cookies()
    tab.set_viewport_size(LAPTOP)
    tab.emulate_media(media="null", color_scheme="light")
    session = tab.context.new_cdp_session(tab)
    session.send("Page.resetNavigationHistory")
    session.detach()
