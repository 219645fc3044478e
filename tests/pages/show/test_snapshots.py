"""The downloads under a chart, as a reader is offered them."""

from datetime import date
from pathlib import Path

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from pages.show.snapshots import taken_along
from report.files import browser
from report.files.browser import BROWSER
from report.files.snapshot import Snapshot
from report.files.stamped import Stamp

PAGE = """
from datetime import date
from pathlib import Path
import plotly.graph_objects as go
from kpi.narrow import Scope
from kpi.plan import load_plan
from kpi.engine.times import Times
from kpi.engine.warehouse import Version
from pages.frame.filters import View
from pages.show.snapshots import offer_snapshots
from report.charts.theme import LIGHT

view = View(load_plan(2022), Version(Path("."), ""), Times(date(2022, 9, 30)),
            Scope(unit="莘庄镇"), [], LIGHT)
offer_snapshots(view, go.Figure(go.Bar(x=[1], y=["莘庄镇"])), "采购", [{"对象": "=1+1", "完成": 1}])
"""


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.get("download_button")]


def test_a_chart_is_offered_in_four_forms_under_a_telling_name() -> None:
    app = AppTest.from_string(PAGE, default_timeout=60).run()
    assert not app.exception
    assert labels(app) == ["图片（PNG）", "矢量（SVG）", "PDF", "数据（XLSX）"]


def test_nothing_is_drawn_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Snapshot, "file", lambda self, form: asked.append(form) or b"")
    AppTest.from_string(PAGE, default_timeout=60).run()
    assert asked == []


def test_a_chart_that_is_taken_along_tells_the_statuses_in_words() -> None:
    stamp = Stamp(date(2022, 9, 30), None, "全区", 0, 0, "工作要点")
    screen, paper = go.Figure(go.Bar(y=["七宝镇 ▽"])), go.Figure(go.Bar(y=["七宝镇 ▽ 滞后"]))
    snapshot = Snapshot("采购", "采购", screen, [], stamp)
    assert taken_along(snapshot, lambda: paper).figure is paper
    assert taken_along(snapshot, None) is snapshot


def test_without_a_browser_the_data_stay_and_a_sentence_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    running = BROWSER.process
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    browser.browser_path.cache_clear()
    app = AppTest.from_string(PAGE, default_timeout=60).run()
    browser.browser_path.cache_clear()
    assert labels(app) == ["数据（XLSX）"]
    assert "没有找到 Chromium 或 Chrome" in app.caption[0].value
    assert BROWSER.process is running
