"""总览 as the reader sees it, without a browser."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from scorecards import scorecards
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]


@pytest.fixture
def app(open_page: OpenPage, clean_store: Path) -> AppTest:
    return open_page(clean_store)


def test_the_title_is_the_finding_at_the_newest_month_reported(app: AppTest) -> None:
    assert app.title[0].value.startswith("45 项指标：")
    # who is behind before all else, and who the most
    assert "项逾期；最急的是" in app.title[0].value
    assert "截至 2022年9月30日" in app.caption[0].value


def test_every_indicator_stands_in_the_table_with_its_figures(app: AppTest) -> None:
    table = scorecards(app)
    assert len(table) == 45
    row = table.loc["镇街动员企业采购"]
    # 2,075.969 of 3,860 万元 (浦锦街道's quota was raised from 200 to 260 in July)
    assert (row["done"], row["target"], row["status"]) == ("2,076.0 万元", "3,860.0 万元", "▽ 滞后")
    assert (row["percent"], row["pace"]) == ("53.8%", 75.0)
    # a matter of a day has no pace
    assert pd.isna(table.loc["季度例会", "pace"])


def test_a_line_says_who_leads_and_how_the_year_went(app: AppTest) -> None:
    row = scorecards(app).loc["镇街动员企业采购"]
    assert row["owner"] == "各街镇"
    # nine months, the last of them the figure itself
    assert (len(row["course"]), round(row["course"][-1], 1)) == (9, 2076.0)


def test_another_day_gives_that_days_figures(app: AppTest) -> None:
    app.date_input[0].set_value("2022-06-30").run()
    row = scorecards(app).loc["镇街动员企业采购"]
    assert (row["done"], row["target"]) == ("1,273.5 万元", "3,800.0 万元")


def test_the_order_can_be_that_of_the_work_points(app: AppTest) -> None:
    assert scorecards(app)["status"].iloc[0] == "✖ 逾期"
    app.button_group[-1].set_value("按工作要点").run()
    assert list(scorecards(app).index[:3]) == [
        "季度例会",
        "区领导调研对接覆盖",
        "联席会议",
    ]


def test_the_cards_show_the_headline_figures(app: AppTest) -> None:
    shown = {metric.label: metric.value for metric in app.metric}
    # 3,519.519 of bulk, 1,769.489 of the union and 2,075.969 of the towns
    assert shown["采购总额①–③（万元）"] == "7,365.0"
    assert len(shown) == 7


def test_who_is_behind_stands_there_the_furthest_first(app: AppTest) -> None:
    lines = [link.label for link in app.get("page_link")]
    assert lines[-1] == "逐个镇街往下看"
    # a line that ends with a name: what changed ends with by how much
    in_list = [line for line in lines if "] **" in line and line.endswith("**")]
    assert in_list[0] == ":red[■ 严重滞后] **创业致富带头人培训**"
    # nothing yet of 60 in eight counties, with a quarter of the year left
    told = (
        "8 处落后：隆阳区 :red[■] 75\\.0 点，每月需 20 人；施甸县 :red[■] 75\\.0 点，每月需 20 人；"
    )
    assert any(words.value.startswith(told) for words in app.markdown)


def test_an_indicator_has_one_status_on_the_page_wherever_its_name_stands(app: AppTest) -> None:
    in_table = scorecards(app)["status"].to_dict()
    # a status word and a name: :red[■ 严重滞后] **创业致富带头人培训**
    # :gray[▽]→:green[● 达序时] **职工疗休养** +422 人次: what it was is no status of its own
    links = [link.label.partition("] **") for link in app.get("page_link") if "] **" in link.label]
    in_list = {
        name.partition("**")[0].replace("\\\\", ""): words.rpartition("[")[2]
        for words, _, name in links
    }
    assert len(in_list) > 5
    assert in_list == {name: in_table[name] for name in in_list}


def test_the_overdue_stand_among_those_behind(app: AppTest) -> None:
    status = scorecards(app)["status"]
    overdue = set(status.index[status == "✖ 逾期"])
    listed = " ".join(link.label for link in app.get("page_link"))
    assert overdue
    assert [name for name in overdue if f"**{name}**" not in listed] == []
    assert any("处逾期：" in words.value for words in app.markdown)


def test_a_project_that_is_behind_is_told_with_its_name(app: AppTest) -> None:
    told = (
        "23 处落后：MH2022\\-SJ\\-03 龙陵县勐糯镇就业帮扶车间项目 :orange[▽] 20\\.8 点，"
        "每月需 13\\.7 点；"
    )
    assert any(words.value.startswith(told) for words in app.markdown)


def test_a_card_leads_to_its_indicator_and_says_status_and_pace(app: AppTest) -> None:
    links = [link.label for link in app.get("page_link")]
    lines = links[links.index("慢 7.2 点") :]
    # 7,365.0 of 10,860 万元 are 67.8 %; the three together are no indicator with a light
    assert lines[0] == "慢 7.2 点"
    # 4,680.1 of 9,000 万元 are 52.0 %
    assert lines[1] == ":red[■ 严重滞后]　慢 23.0 点"
    assert lines[5:7] == ["逐个看", "逐个看"]


def test_a_unit_has_its_own_figures_and_no_cards(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, unit="七宝镇")
    assert app.title[0].value.startswith("5 项指标：")
    assert "七宝镇" in app.caption[0].value
    # its squares and its worst, not the district's cards, wall and bars
    assert (len(app.metric), len(app.get("plotly_chart"))) == (0, 2)
    row = scorecards(app).loc["镇街动员企业采购"]
    assert (row["done"], row["target"]) == ("158.1 万元", "300.0 万元")


def test_the_first_screen_says_how_many_are_behind_and_since_when_what_changed(
    app: AppTest,
) -> None:
    titles = [part.value for part in app.subheader]
    late = sum(scorecards(app)["status"].isin(["✖ 逾期", "■ 严重滞后", "▽ 滞后"]))
    assert titles[0] == f"45 项指标，{late} 项落后或逾期"
    assert titles[1].endswith("处落后或逾期，离序时最远的 6 处")
    # no meeting has been frozen: the month before is what it is held against
    assert titles[2].startswith("自8月底以来：")


def test_a_day_in_the_years_first_month_has_nothing_to_be_held_against(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, as_of="2022-01-31")
    assert not any("以来" in part.value for part in app.subheader)


def test_a_damaged_warehouse_is_said_and_not_shown(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "CURRENT").write_text('{"file": "v1.duckdb", "sha256": "0"}')
    # a sound ledger would have it made again
    (tmp_path / "ledger.jsonl").write_text("}\n")
    app = open_page(tmp_path)
    # what to do is told to whoever can do it; the reader is told whom to ask
    assert "请联系管理员重建数据" in app.info[0].value


def both_parts(app: AppTest) -> pd.DataFrame:
    """The wall's two tables, one below the other, as one."""
    parts = [app.dataframe[place].value.set_index("指标") for place in (0, 1)]
    return pd.concat(parts, axis=1)


def test_the_wall_shows_every_town_and_on_request_every_county(
    open_page: OpenPage, clean_store: Path
) -> None:
    wall = both_parts(open_page(clean_store, wall_table="true"))
    assert wall.loc["镇街动员企业采购", "七宝镇"] == "▽ 滞后"
    assert (len(wall.columns), "结对县农特产品销售" in wall.index) == (14, False)
    across = both_parts(open_page(clean_store, across="结对县", wall_table="true"))
    assert len(across.columns) == 9
    assert across.loc["结对县农特产品销售", "大关县"] == "▽ 滞后"
    # a school is paired with Yunnan's counties alone
    assert across.loc["一县一学校结对", "泽普县"] == "·"


def test_the_caption_tells_how_many_reports_are_in(app: AppTest) -> None:
    assert "应报 " in app.caption[0].value
    assert "已报 " in app.caption[0].value


def test_beside_those_behind_stands_what_the_units_say(app: AppTest) -> None:
    beside = [words.value for words in app.markdown if "处落后：" in words.value]
    assert any("下步：" in words or "问题：" in words for words in beside)
