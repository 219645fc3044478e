"""Pictures of every page in three sizes and both themes: `make screenshots`.

Starts the dashboard on the demo year and writes PNG files into screenshots/.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
OUT = ROOT / "screenshots"
PORT = int(os.environ.get("PORT", "8599"))
SIZES = {"laptop": (1366, 768), "projector": (1920, 1080), "phone": (390, 844)}
WHOLE = "document.querySelector('.stMain').scrollHeight"
SKELETON = "[data-testid=stSkeleton], .stSkeleton"
PAGES = {
    "overview": "",
    "indicators": "indicator",
    "indicator": "indicator?indicator=镇街动员企业采购",
    "indicator-town": "indicator?entity=莘庄镇&by=采购渠道&explain=true",
    "towns": "towns",
    "town": "towns?unit=莘庄镇",
    "counties": "counties",
    "county": "counties?county=大关县",
    "tasks": "tasks",
    "task": "tasks?task=19",
    "leads": "leads",
    "lead": "leads?lead=区经委",
    "consumption": "consumption",
    "travel": "travel",
    "people": "people",
    "projects": "projects",
    "towns-compared": "towns?compare_towns=莘庄镇&compare_towns=七宝镇",
    "source-cell": "indicator?entity=莘庄镇&by=月份&slice=2022-03",
    "impossible": "towns?unit=莘庄镇&county=大关县",
    "projects-timeline": "projects?projects_shown=时间线",
    "monthly": "monthly",
    "follow-ups": "follow_ups",
    "submissions": "submissions",
    "submission": "submissions?submission=10",
    "quality": "quality",
    "editions": "editions",
    "search": "search?q=七宝",
    "presentation": "?present=1",
}


def main() -> None:
    demo = os.environ.get("DASHBOARD_DEMO", str(ROOT / "data" / "demo"))
    if not (Path(demo) / "ledger.jsonl").exists():
        subprocess.run([sys.executable, "-m", "etl", "demo"], cwd=ROOT, check=True)
    OUT.mkdir(exist_ok=True)
    server = start(demo)
    try:
        with sync_playwright() as playwright:
            names = ("chromium", "chromium-browser", "google-chrome")
            executable = next(filter(None, map(shutil.which, names)), None)
            browser = playwright.chromium.launch(
                executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
            )
            for theme in ("light", "dark"):
                for size in SIZES:
                    take(browser, theme, size)
    finally:
        server.terminate()
    print(OUT)


def start(demo: str) -> "subprocess.Popen[bytes]":
    """The dashboard on the demo year, whatever real data there is."""
    environment = {**os.environ, "DASHBOARD_DEMO": demo, "DASHBOARD_DATA": str(OUT / "no-store")}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(PORT)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://localhost:{PORT}/_stcore/health", timeout=1)
            return server
        except OSError:
            time.sleep(0.2)
    server.terminate()
    raise SystemExit("看板没有启动")


def take(browser: Browser, theme: str, size: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="zh-CN"
    )
    page = context.new_page()
    for name, address in PAGES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"http://localhost:{PORT}/{address}")
        wait(page)
        # the whole page, not only what is seen before scrolling
        page.set_viewport_size({"width": width, "height": max(height, page.evaluate(WHOLE))})
        wait(page)
        page.screenshot(path=OUT / f"{name}-{size}-{theme}.png")
        wider = page.evaluate("document.documentElement.scrollWidth") - width
        if wider > 0:
            print(f"{name} {size} {theme}: {wider} px wider than the screen", file=sys.stderr)
    context.close()


def wait(page: Page) -> None:
    """Until everything is drawn."""
    # the first page of a demo year that another version made waits for its rebuild
    page.wait_for_selector("h1", timeout=300_000)
    state = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState"
    page.wait_for_function(f"{state} === 'notRunning'", timeout=60_000)
    page.wait_for_function(f"!document.querySelector({SKELETON!r})", timeout=60_000)
    page.wait_for_timeout(700)


if __name__ == "__main__":
    main()
