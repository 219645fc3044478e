"""指标: each of the 45, for the district and for an entity, down to the source cell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from facts import Facts
from streamlit.testing.v1 import AppTest

from kpi.engine.progress import progress
from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.plan import Indicator, Plan, load_plan
from kpi.trace.lineage import Wanted, rows_behind
from pages.frame.text import plain

pytestmark = pytest.mark.slow

OpenPage = Callable[..., AppTest]
DAY = date(2022, 9, 30)
INDICATORS = load_plan(2022).indicators


@pytest.fixture(scope="module")
def entities(clean_store: Path, plan: Plan) -> dict[str, str]:
    """An entity of each indicator that has any besides the district."""
    rows = progress(connect(clean_store), plan, DAY)
    return {r.indicator: r.entity for r in rows if r.level == "entity" and r.entity != "全区"}


def trail(app: AppTest) -> list[str]:
    """The levels above and here, as links."""
    return [link.label for link in app.get("page_link") if link.label != "去数据报送"]


def shown(app: AppTest) -> str:
    return str(app.title[0].value)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.code)
def test_every_indicator_is_shown_for_the_district_and_for_an_entity(
    open_page: OpenPage, clean_store: Path, entities: dict[str, str], indicator: Indicator
) -> None:
    app = open_page(clean_store, "indicator", indicator=indicator.name)
    assert shown(app).startswith(f"{indicator.name}：")
    assert app.caption[0].value.startswith("截至 2022年9月30日　工作要点第")
    assert trail(app) == ["全区"]
    assert any(part.value.startswith("数字从哪里来") for part in app.subheader)
    entity = entities.get(indicator.code)
    assert (entity is None) == (indicator.entity == "district")
    app.selectbox(key="entity").set_value(entity).run()
    assert not app.exception
    assert shown(app).startswith(f"{indicator.name}：")
    assert trail(app) == ["全区", *([f"› {plain(entity)}"] if entity else [])]


def test_an_entity_has_its_own_figure_and_rows(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, "indicator", indicator="结对县农特产品销售", entity="大关县")
    # 592.4 of 1,000 万元
    assert shown(app).startswith("结对县农特产品销售：▽ 滞后，完成 59.2%")
    assert set(app.dataframe[-1].value["对象"]) == {"大关县"}
    assert trail(app) == ["全区", "› 大关县"]


def test_the_filters_unit_is_the_entity_where_it_is_one(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, "indicator", indicator="镇街动员企业采购", unit="七宝镇")
    assert shown(app).startswith("镇街动员企业采购：▽ 滞后，完成 52.7%")
    app.selectbox(key="indicator").set_value("工会福利采购").run()
    assert trail(app) == ["全区"]


def test_another_indicator_leaves_the_entity_of_the_one_before(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, "indicator", indicator="结对县农特产品销售", entity="大关县")
    app.selectbox(key="indicator").set_value("专场招聘会").run()
    assert app.selectbox(key="entity").value is None
    assert not app.exception


def test_without_its_reports_an_indicator_says_so(open_page: OpenPage, clean_store: Path) -> None:
    at = {"indicator": "投资完成率", "as_of": "2022-01-01"}
    app = open_page(clean_store, "indicator", **at)
    assert shown(app) == "投资完成率：还没有数据"
    assert "根据《援建项目进度表》计算，还没有收到" in app.info[0].value


def test_a_row_in_the_address_shows_its_source_cell(
    open_page: OpenPage, clean_store: Path, plan: Plan
) -> None:
    indicator = plan.indicator("enterprise_purchase")
    row = rows_behind(connect(clean_store), plan, indicator, Times(DAY), Wanted("七宝镇"))[0]
    place = f"{row['submission_id']}:{row['sheet']}:{row['row']}"
    app = open_page(clean_store, "indicator", entity="七宝镇", row=place)
    assert app.subheader[-1].value == (
        r"源单元格：c10\_七宝镇\_消费帮扶采购明细表\_2022年1\-9月\.xlsx › Sheet1 › 第 5 行"
    )
    assert app.caption[-1].value.startswith("取数单元格：G5　报送单位：七宝镇")
    around = app.table[0].value
    assert list(around.index) == list(range(1, 10))
    assert float(around.loc[5, "G"].replace("\\", "")) * 100 == row["amount_fen"]


@pytest.mark.parametrize(
    "row",
    [
        "1",
        "::",
        "²:Sheet1:5",
        "-1:Sheet1:5",
        "99999999999999999999:Sheet1:5",
        "10:Sheet1:99999999999",
        "10:没有这张表:5",
        "19:Sheet1:5",
        "10:Sheet1:5' or 1=1",
    ],
)
def test_a_row_that_is_not_behind_the_figure_shows_no_cell(
    open_page: OpenPage, clean_store: Path, row: str
) -> None:
    app = open_page(clean_store, "indicator", entity="七宝镇", row=row)
    assert not any("源单元格" in part.value for part in app.subheader)
    assert len(app.table) == 0


def test_between_an_entity_and_its_rows_stands_a_column_of_the_form(
    open_page: OpenPage, clean_store: Path
) -> None:
    at = {"entity": "七宝镇", "by": "采购渠道", "slice": "产地直采"}
    app = open_page(clean_store, "indicator", **at)
    assert trail(app) == ["全区", "› 七宝镇", "› 产地直采"]
    table = app.dataframe[-1].value
    assert set(table["采购渠道"]) == {"产地直采"}
    assert any(f"产地直采：{len(table)} 行" == note.value for note in app.caption)
    assert app.pills[0].value == "采购渠道"


def test_a_slice_that_is_not_there_shows_all_rows(open_page: OpenPage, clean_store: Path) -> None:
    at = {"entity": "七宝镇", "by": "采购渠道", "slice": "<script>"}
    app = open_page(clean_store, "indicator", **at)
    assert app.subheader[-1].value == "数字从哪里来：34 行"
    assert len(app.dataframe[-1].value) == 34


def test_on_request_a_figure_is_explained_and_adds_up(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, "indicator", entity="七宝镇", explain="true")
    told = [part.value for part in app.markdown]
    # 158.107 万元 of the fifth item's rows
    assert any("1,581,070.00 元；各月、各份报送、各行分别相加，都与它相等" in t for t in told)
    assert "sum(amount_fen) / 1000000" in app.code[0].value


def test_a_figure_is_as_it_was_known(open_page: OpenPage, clean_store: Path) -> None:
    now = open_page(clean_store, "indicator", entity="七宝镇")
    then = open_page(clean_store, "indicator", entity="七宝镇", known_at="2022-01-01")
    assert (now.metric[0].label, now.metric[0].value) == ("完成（万元）", "158.1")
    assert then.metric[0].value == "0.0"
    assert "（按2022年1月1日所知）" in then.caption[0].value


def test_an_event_that_does_not_count_is_listed_with_the_reason(
    open_page: OpenPage, facts: Facts
) -> None:
    row = {"kind": "联席会议", "unit": "七宝镇", "place": "盐津县", "held_on": "2022-09-06"}
    facts.add("event", "七宝镇", "2022-09", [row])
    app = open_page(facts.store.root, "indicator", indicator="联席会议", entity="盐津县")
    assert shown(app).startswith("联席会议：")
    [folded] = [e for e in app.expander if e.label.startswith("同类")]
    assert folded.label == "同类而没有计入的：1 行"
    assert "只计区合作交流办主办的" in folded.caption[0].value
    [line] = folded.dataframe[0].value.to_dict("records")
    assert (line["对象"], line["主办单位"], line["行"]) == ("盐津县", "七宝镇", 2)
