"""总览 as the reader sees it, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, clean_store: Path) -> AppTest:
    monkeypatch.setenv("DASHBOARD_DATA", str(clean_store))
    return AppTest.from_file(APP, default_timeout=60).run()


def test_the_title_is_the_finding_at_the_newest_month_reported(app: AppTest) -> None:
    assert not app.exception
    assert app.title[0].value.startswith("45 项指标：14 项已完成，3 项达到序时")
    assert "截至 2022年9月30日" in app.caption[0].value


def test_every_indicator_stands_in_the_table_with_its_figures(app: AppTest) -> None:
    table = app.dataframe[0].value.set_index("指标")
    assert len(table) == 45
    row = table.loc["镇街动员企业采购"]
    # 2,075.969 of 3,860 万元 (浦锦街道's quota was raised from 200 to 260 in July)
    assert (row["完成"], row["目标"], row["状态"]) == ("2,076.0 万元", "3,860.0 万元", "▽ 滞后")
    assert row["完成率"] == pytest.approx(53.78, abs=0.01)
    assert table.loc["季度例会", "序时"] == "–"


def test_another_day_gives_that_days_figures(app: AppTest) -> None:
    app.date_input[0].set_value("2022-06-30").run()
    row = app.dataframe[0].value.set_index("指标").loc["镇街动员企业采购"]
    assert (row["完成"], row["目标"]) == ("1,273.5 万元", "3,800.0 万元")


def test_the_order_can_be_that_of_the_work_points(app: AppTest) -> None:
    assert app.dataframe[0].value["状态"][0] == "✖ 逾期"
    app.button_group[0].set_value("按工作要点").run()
    assert list(app.dataframe[0].value["指标"][:3]) == [
        "季度例会",
        "区领导调研对接覆盖",
        "联席会议",
    ]


def test_an_empty_store_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value == "还没有可看的数据"
    assert "python -m etl load" in app.markdown[0].value


def test_a_damaged_warehouse_is_said_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "CURRENT").write_text('{"file": "v1.duckdb", "sha256": "0"}')
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    assert "python -m etl rebuild" in app.info[0].value
