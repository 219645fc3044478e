"""A real Chromium and a real server: `page.goto(serve(store))`."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from places import ROOT
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

HERE = Path(__file__).parent
STARTUP_SECONDS = 60
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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def start_server(data_dir: Path, port: int, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.port", str(port), "--server.headless", "true"]
    with log.open("wb") as output:
        return subprocess.Popen(
            command + options,
            cwd=ROOT,
            env={**os.environ, "DASHBOARD_DATA": str(data_dir)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def wait_until_healthy(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if is_healthy(port):
            return
        time.sleep(0.1)
    pytest.fail(f"看板未能在 {STARTUP_SECONDS} 秒内启动，其日志为：\n{log.read_text('utf-8')}")


def is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("localhost", port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the whole group, politely first."""
    for name in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, name)
            server.wait(timeout=10)
            return
        except ProcessLookupError:
            server.wait()
            return
        except subprocess.TimeoutExpired:
            continue
