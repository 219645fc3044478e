"""What the pages cost in a browser beside plain ones: `python benchmarks/pages.py [runs [rows…]]`.

In one run of Chromium, at 10^4 and 10^6 purchase rows: from an address to all of the page drawn,
and from a filter's change to all redrawn, for a plain Streamlit page with one chart, one with six
and cached queries, and pages of the dashboard. Medians, after a visit that warms the caches up;
each visit is a new browser session, each change one that was not asked for before.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Locator, Page, WebSocket, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tabulate import tabulate

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from stores import fill_store  # noqa: E402

from etl.store.disk.folder import Store  # noqa: E402
from kpi.engine.warehouse import published  # noqa: E402
from kpi.plan import load_plan  # noqa: E402

SIZES = (10_000, 1_000_000)
BASE_PORT = 8610
UNITS = ("七宝镇", "莘庄镇", "梅陇镇", "浦江镇", "华漕镇", "虹桥镇", "颛桥镇")
PLAIN = ROOT / "benchmarks" / "plain"
# all charts that the page has asked for are drawn, and the script has come to its end
DRAWN = """charts => {
  const app = document.querySelector("[data-testid='stApp']");
  return app?.getAttribute("data-test-script-state") === "notRunning"
    && !document.querySelector("[data-testid='stSkeleton'], [data-stale=true]")
    && document.querySelectorAll(".js-plotly-plot:has(.trace)").length >= charts;
}"""
# what has been received is on the page
SHOWN = "() => new Promise(on => requestAnimationFrame(() => requestAnimationFrame(on)))"


@dataclass(frozen=True)
class Subject:
    """A page: its script, address, number of charts, and of those for a unit; None: no filter."""

    name: str
    script: Path
    address: str
    charts: int
    filtered: int | None


APP = ROOT / "app.py"
SUBJECTS = (
    Subject("plain, one chart", PLAIN / "one_chart.py", "", 1, None),
    Subject("plain, six charts", PLAIN / "six_charts.py", "", 6, 6),
    Subject("总览", APP, "", 3, 2),
    Subject("指标", APP, "indicator?indicator=镇街动员企业采购", 4, 2),
    Subject("消费协作", APP, "consumption", 2, 2),
    Subject("镇街", APP, "towns", 1, 1),
)


def main(runs: int = len(UNITS) - 1, *sizes: int) -> None:
    plan = load_plan(2022)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        executable = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        for rows in sizes or SIZES:
            store = Store(Path(folder) / str(rows))
            fill_store(store, plan, rows)
            print(f"{rows:,} rows")
            headers = ("page", "drawn (ms)", "× one chart", "filtered (ms)", "× six charts")
            print(tabulate(measured(browser, store, runs), headers, floatfmt=".2f"))


def measured(browser: Browser, store: Store, runs: int) -> list[tuple[object, ...]]:
    """A line a page; the pages take turns, so that a busy minute is everybody's."""
    with ExitStack() as servers:
        urls = [
            f"{servers.enter_context(served(s.script, store, BASE_PORT + place))}/{s.address}"
            for place, s in enumerate(SUBJECTS)
        ]
        pairs = list(zip(SUBJECTS, urls, strict=True))
        visits = [[visited(browser, url, s) for s, url in pairs] for _ in range(runs + 1)][1:]
        opened = [median(taken) for taken in zip(*visits, strict=True)]
        changed = changes(browser, pairs, runs)
    one, six = opened[0], changed[SUBJECTS[1].name]
    lines = []
    for subject, taken in zip(SUBJECTS, opened, strict=True):
        after = changed.get(subject.name)
        filtered = (None, None) if after is None else (after * 1000, after / six)
        lines.append((subject.name, taken * 1000, taken / one, *filtered))
    return lines


def visited(browser: Browser, url: str, subject: Subject) -> float:
    """In a browser session of its own."""
    page = opened_page(browser)
    taken = seconds(lambda: (page.goto(url), wait(page, subject.charts)))
    page.context.close()
    return taken


def changes(browser: Browser, pairs: Sequence[tuple[Subject, str]], runs: int) -> dict[str, float]:
    """From one unit to the next, each subject in a session of its own."""
    taken: dict[str, list[float]] = {}
    for subject, url in pairs:
        if subject.filtered is None:
            continue
        page = opened_page(browser)
        with page.expect_websocket() as socket:
            page.goto(url)
        wait(page, subject.charts)
        taken[subject.name] = [
            changed(page, socket.value, unit, subject.filtered) for unit in UNITS[: runs + 1]
        ]
        page.context.close()
    return {name: median(found[1:]) for name, found in taken.items()}


def changed(page: Page, socket: WebSocket, unit: str, charts: int) -> float:
    box = page.get_by_role("combobox", name="单位", exact=True)
    box.click()
    box.fill(unit)
    option = page.get_by_role("option", name=unit, exact=True)
    option.wait_for()
    return seconds(lambda: (_answered(page, socket, option), wait(page, charts)))


def _answered(page: Page, socket: WebSocket, option: Locator) -> None:
    """Until the server has sent all of its answer to a click.

    The page's own state does not tell: of a quick answer the browser is told that a run began and
    that it ended at once, so that it says `notRunning` all the time.
    """
    with socket.expect_event("framereceived", _ends_a_run, timeout=60_000):
        option.click()
    page.evaluate(SHOWN)


def _ends_a_run(frame: bytes | str) -> bool:
    message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    )


def opened_page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1366, "height": 768}).new_page()


def wait(page: Page, charts: int) -> None:
    page.wait_for_function(DRAWN, arg=charts, polling="raf", timeout=60_000)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def served(script: Path, store: Store, port: int) -> Iterator[str]:
    """The script on a port, with the store and its warehouse in the environment."""
    environment = {
        **os.environ,
        "DASHBOARD_DATA": str(store.root),
        "WAREHOUSE": str(published(store.root).path),
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        url = f"http://localhost:{port}"
        while server.poll() is None and not _is_up(url):
            time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


def _is_up(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
