"""What the pages cost in a browser beside plain ones: `python benchmarks/pages.py`.

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright
from tabulate import tabulate

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from stores import fill_store  # noqa: E402

from etl.store import Store  # noqa: E402
from kpi.plan import load_plan  # noqa: E402
from kpi.warehouse import published  # noqa: E402

SIZES = (10_000, 1_000_000)
RUNS = 7
BASE_PORT = 8610
UNITS = ("七宝镇", "莘庄镇", "梅陇镇", "浦江镇", "华漕镇", "虹桥镇", "颛桥镇")
PLAIN = ROOT / "benchmarks" / "plain"
# all charts that the page has asked for are drawn, and the script has come to its end
DRAWN = """charts => {
  const app = document.querySelector("[data-testid='stApp']");
  return app?.getAttribute("data-test-script-state") === "notRunning"
    && !document.querySelector("[data-testid='stSkeleton'], [data-stale=true]")
    && document.querySelectorAll(".js-plotly-plot .main-svg .plot").length >= charts;
}"""


@dataclass(frozen=True)
class Subject:
    """A page: its script, address, number of charts, and the units to filter by."""

    name: str
    script: Path
    address: str
    charts: int
    filtered: bool


APP = ROOT / "app.py"
SUBJECTS = (
    Subject("plain, one chart", PLAIN / "one_chart.py", "", 1, False),
    Subject("plain, six charts", PLAIN / "six_charts.py", "", 6, True),
    Subject("总览", APP, "", 1, True),
    Subject("指标", APP, "indicator", 2, True),
    Subject("消费协作", APP, "consumption", 1, True),
    Subject("镇街", APP, "towns", 1, False),
)


def main() -> None:
    plan = load_plan(2022)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        executable = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        for rows in SIZES:
            store = Store(Path(folder) / str(rows))
            fill_store(store, plan, rows)
            print(f"{rows:,} rows")
            lines = measured(browser, store)
            headers = ("page", "drawn (ms)", "× one chart", "filtered (ms)", "× six charts")
            print(tabulate(lines, headers, floatfmt=".2f"))


def measured(browser: Browser, store: Store) -> list[tuple[object, ...]]:
    found = []
    for place, subject in enumerate(SUBJECTS):
        with served(subject.script, store, BASE_PORT + place) as url:
            opened = median(visits(browser, f"{url}/{subject.address}", subject))
            changed = median(changes(browser, url, subject)) if subject.filtered else None
        found.append((subject.name, opened, changed))
    one, six = found[0][1], found[1][2]
    return [
        (name, opened * 1000, opened / one, changed and changed * 1000, changed and changed / six)
        for name, opened, changed in found
    ]


def visits(browser: Browser, address: str, subject: Subject) -> Iterator[float]:
    """Each in a browser session of its own, after one that warms the server up."""
    for run in range(RUNS + 1):
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        taken = seconds(lambda: (page.goto(address), wait(page, subject)))  # noqa: B023
        page.context.close()
        if run:
            yield taken


def changes(browser: Browser, url: str, subject: Subject) -> Iterator[float]:
    """From one unit to the next in the same session."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(f"{url}/{subject.address}")
    wait(page, subject)
    for run, unit in enumerate(
        ("七宝镇", "莘庄镇", "梅陇镇", "浦江镇", "华漕镇", "虹桥镇", "颛桥镇")
    ):
        box = page.get_by_role("combobox", name="单位", exact=True)
        box.click()
        box.fill(unit)
        option = page.get_by_role("option", name=unit, exact=True)
        option.wait_for()
        taken = seconds(lambda: (option.click(), _running(page), wait(page, subject)))  # noqa: B023
        if run:
            yield taken
    page.context.close()


def _running(page: Page) -> None:
    """Until the change has reached the server."""
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState !== 'notRunning'"
        " || document.querySelector('[data-stale=true]')",
        polling="raf",
        timeout=5_000,
    )


def wait(page: Page, subject: Subject) -> None:
    page.wait_for_function(DRAWN, arg=subject.charts, polling="raf", timeout=60_000)


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
    main()
