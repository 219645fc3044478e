"""A real Chromium and a real server: `page.goto(serve(store))`."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser.server import free_port, start_server, stop, wait_until_healthy
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

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
expect.set_options(timeout=45_000)

Serve = Callable[[Path], str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


# Playwright keeps an event loop running in its thread: a module's scope keeps it from other tests.
@pytest.fixture(scope="module")
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


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page as on an office's laptop; anything wrong in its console fails the test."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBE.search(message.location.get("url", "")):
            faults.append(f"{message.text} ({message.location.get('url')})")

    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []
