"""`make run` without data: the page at once, the demo year's progress on it, then its figures."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from places import ROOT
from playwright.sync_api import Page, expect
from stores import kept_store

from browser.server import free_port, wait_until_healthy

# A year is made in half a minute on an idle machine; a busy one takes long.
YEAR_MS = 300_000
Start = Callable[[], tuple["subprocess.Popen[bytes]", str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts tools/run_dashboard on an empty folder, in a group of its own as a terminal does."""
    started: list[subprocess.Popen[bytes]] = []

    def start_script() -> tuple["subprocess.Popen[bytes]", str]:
        port, log = free_port(), tmp_path / "log.txt"
        with log.open("wb") as output:
            script = subprocess.Popen(
                [str(ROOT / "tools" / "run_dashboard"), sys.executable, str(port)],
                cwd=ROOT,
                env=places(tmp_path),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started.append(script)
        wait_until_healthy(script, port, log)
        return script, f"http://localhost:{port}"

    yield start_script
    for script in started:
        script.terminate()
        script.wait(timeout=30)


def places(folder: Path) -> dict[str, str]:
    data = {"DASHBOARD_DATA": str(folder / "store"), "DASHBOARD_DEMO": str(folder / "demo")}
    return {**os.environ, **data}


def test_the_page_is_there_before_the_year_which_survives_being_stopped_and_is_shown_at_last(
    start: Start, page: Page, tmp_path: Path, shelf: Path
) -> None:
    script, url = start()
    page.goto(url)
    expect(page.get_by_role("heading", name="演示数据正在生成…")).to_be_visible()
    expect(page.get_by_text("份工作簿").first).to_be_visible()
    assert not (tmp_path / "demo").exists()
    page.goto("about:blank")

    os.killpg(script.pid, signal.SIGINT)  # Ctrl+C
    assert script.wait(timeout=30) == 130
    assert processes_of(script.pid) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(".demo.log", ".demo.progress", "log.txt")
    ]

    script, url = start()
    page.goto(url)
    expect(page.get_by_role("heading", name="演示数据正在生成…")).to_be_visible()
    # nobody reloads it
    expect(page.get_by_role("heading", name="45 项指标", level=1)).to_be_visible(timeout=YEAR_MS)
    expect(page.get_by_text("演示数据，不是真实情况")).to_be_visible()
    page.goto("about:blank")
    script.terminate()
    assert script.wait(timeout=30) == 143
    assert processes_of(script.pid) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [".demo.log", "demo", "log.txt"]
    # who looks at the year need not make it again
    kept_store(shelf, "demo", lambda root: shutil.copytree(tmp_path / "demo", root))


def processes_of(session: int) -> list[str]:
    """What still runs of a session, a moment after its leader has ended."""
    deadline = time.monotonic() + 10
    while True:
        found = subprocess.run(["ps", "-o", "args=", "-s", str(session)], capture_output=True)
        left = found.stdout.decode().splitlines()
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.1)


def test_a_taken_port_is_told_before_anything_is_begun(url: str, tmp_path: Path) -> None:
    port = url.rsplit(":", 1)[1]
    script = ROOT / "tools" / "run_dashboard"
    done = subprocess.run(
        [script, sys.executable, port], cwd=ROOT, env=places(tmp_path), capture_output=True
    )
    assert done.returncode == 1
    told = f"端口 {port} 已被占用，请换一个，例如：make run PORT={int(port) + 1}\n"
    assert done.stderr.decode() == told
    assert list(tmp_path.iterdir()) == []
