"""Every page draws, whatever is chosen, and says so where there is nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from places import ROOT
from streamlit.testing.v1 import AppTest

from pages.frame.text import plain

pytestmark = pytest.mark.slow

OpenPage = Callable[..., AppTest]
LOOKING = (
    *("overview", "indicator", "towns", "counties", "tasks", "projects", "search"),
    *("leads", "monthly", "follow_ups", "quality"),
    *("consumption", "travel", "people", "editions"),
)
PAGES = (*LOOKING, "submissions")
FILTERS = (
    {"unit": "莘庄镇"},
    {"unit": "区经委"},
    {"unit": "援滇保山小组"},
    {"county": "大关县"},
    {"area": "消费协作"},
    {"unit": "颛桥镇", "area": "社会公益"},
    {"county": "泽普县", "area": "项目监管"},
    {"as_of": "2022-01-01"},
    {"as_of": "2022-12-31"},
    {"as_of": "2022-07-15", "unit": "七宝镇", "area": "消费协作"},
)
TITLES = {
    "overview": "45 项指标：",
    "indicator": "45 项指标：14 项已完成",
    "towns": "镇街动员企业采购：14 个镇街中",
    "counties": "结对县农特产品销售：9 个结对县中",
    "tasks": "46 项任务：",
    "search": "搜索",
    "projects": "23 个市、区级项目",
    "submissions": "收到 37 份报送：已接收 37 份",
    "leads": "21 个牵头单位，46 项任务",
    "monthly": "8月份报表：应报 ",
    "follow_ups": "全区：截至 2022年9月30日，没有督办事项",
    "quality": "没有未消除的提醒",
    "consumption": "消费协作：采购①–③ 7,365.0 万元，产地最多的是",
    "travel": "文旅与疗休养 3 项指标：",
    "people": "培训与劳务 14 项指标：",
    "editions": "还没有会议版",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_its_finding_as_its_title(
    open_page: OpenPage, clean_store: Path, page: str
) -> None:
    app = open_page(clean_store, page)
    assert [title.value[: len(TITLES[page])] for title in app.title] == [TITLES[page]]


@pytest.mark.parametrize("chosen", FILTERS, ids=lambda chosen: "-".join(chosen))
def test_every_page_draws_with_whatever_is_chosen(
    open_page: OpenPage, clean_store: Path, chosen: dict[str, str]
) -> None:
    app = open_page(clean_store, **chosen)
    for page in PAGES:
        app.switch_page(f"pages/{page}.py").run()
        assert (page, len(app.exception), len(app.title)) == (page, 0, 1)
        # chosen for good: the boxes show it on the next page too
        shown = {box.key: str(box.value) for box in (*app.selectbox, *app.date_input)}
        assert shown | chosen == shown


@pytest.mark.parametrize("page", LOOKING)
def test_a_unit_and_a_county_at_once_are_told_to_be_impossible(
    open_page: OpenPage, clean_store: Path, page: str
) -> None:
    app = open_page(clean_store, page, unit="莘庄镇", county="大关县")
    assert "单位与结对县不能同时选择" in app.warning[0].value
    assert "请清除其中一项" in app.warning[0].value
    assert [title.value for title in app.title] == ["莘庄镇与大关县没有共同的指标"]
    assert len(app.dataframe) == 0


@pytest.mark.parametrize("page", PAGES)
def test_a_nonsense_address_shows_the_page_as_without_it(
    open_page: OpenPage, clean_store: Path, page: str
) -> None:
    nonsense = {"unit": "不存在", "county": "<b>", "area": "x", "as_of": "2055-13-45"}
    nonsense |= {"indicator": "x", "entity": "y", "row": "z", "order": "=1+1"}
    app = open_page(clean_store, page, **nonsense)
    assert app.title[0].value.startswith(TITLES[page])


@pytest.mark.parametrize(
    ("page", "key", "told"),
    [
        ("indicator", "indicator", "链接里的指标“不存在”不存在，这里是没有它时的样子。"),
        ("tasks", "task", "链接里的任务序号“不存在”不存在，这里是没有它时的样子。"),
        ("leads", "lead", "链接里的牵头单位“不存在”不存在，这里是没有它时的样子。"),
        ("indicator", "entity", "链接里的对象“不存在”不存在，这里是没有它时的样子。"),
        ("indicator", "slice", "地址里的“不存在”不在上图中：可能换过对象或日期。下面是全部明细。"),
    ],
)
def test_what_a_link_is_about_but_nobody_knows_is_told(
    open_page: OpenPage, clean_store: Path, page: str, key: str, told: str
) -> None:
    app = open_page(clean_store, page, **{key: "不存在"})
    assert told in [warning.value for warning in app.warning]


@pytest.mark.parametrize("day", ["2023-02-30", "2023-01-01", "昨天"])
def test_a_day_that_a_link_names_but_the_year_has_not_is_told(
    open_page: OpenPage, clean_store: Path, day: str
) -> None:
    within = "不是 2022-01-01 至 2022-12-31 之间的日期，这里是最近一个有报表的月底。"
    app = open_page(clean_store, as_of=day)
    assert [w.value for w in app.warning] == [f"链接里的截至日“{plain(day)}”{within}"]
    assert str(app.date_input(key="as_of").value) == "2022-09-30"


def test_a_day_of_knowledge_that_is_none_is_told(open_page: OpenPage, clean_store: Path) -> None:
    within = "不是 2022-01-01 至 2027-12-31 之间的日期，这里是现在所知。"
    app = open_page(clean_store, known_at="2028-01-01")
    assert [w.value for w in app.warning] == [rf"链接里的按哪天所知“2028\-01\-01”{within}"]


@pytest.mark.parametrize("entity", ["莘庄镇", "全区", "全区（合计）"])
def test_an_entity_that_an_indicator_has_is_no_matter_for_a_warning(
    open_page: OpenPage, clean_store: Path, entity: str
) -> None:
    assert len(open_page(clean_store, "indicator", entity=entity).warning) == 0


def test_a_unit_that_a_link_names_but_nobody_knows_is_told(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, unit="<b>没有的镇</b>")
    assert [w.value for w in app.warning] == [
        r"链接里的单位“\<b\>没有的镇\</b\>”不存在，这一项没有筛选。"
    ]


def test_a_filter_chosen_on_one_page_holds_on_the_next(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store)
    app.selectbox(key="unit").set_value("七宝镇").run()
    app.switch_page("pages/towns.py").run()
    assert app.title[0].value.startswith("七宝镇：5 项指标")
    app.selectbox(key="unit").set_value(None).run()
    assert app.title[0].value.startswith(TITLES["towns"])


def test_the_folder_of_pages_holds_pages_alone() -> None:
    """Streamlit reads the folder itself, too, and takes whatever lies there for a page."""
    app = (ROOT / "app.py").read_text("utf-8")
    names = [path.name for path in (ROOT / "pages").glob("*.py")]
    assert [name for name in names if f'st.Page("pages/{name}"' not in app] == []
