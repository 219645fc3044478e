"""指标: each of the 45, for the district and for an entity, down to the source cell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.lineage import rows_behind
from kpi.plan import Indicator, Plan, load_plan
from kpi.progress import progress
from kpi.warehouse import connect
from pages._text import plain

OpenPage = Callable[..., AppTest]
DAY = date(2022, 9, 30)
INDICATORS = load_plan(2022).indicators


@pytest.fixture(scope="module")
def entities(clean_store: Path, plan: Plan) -> dict[str, str]:
    """An entity of each indicator that has any besides the district."""
    rows = progress(connect(clean_store), plan, DAY)
    return {r.indicator: r.entity for r in rows if r.level == "entity" and r.entity != "全区"}


def shown(app: AppTest) -> str:
    return str(app.title[0].value)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.code)
def test_every_indicator_is_shown_for_the_district_and_for_an_entity(
    open_page: OpenPage, clean_store: Path, entities: dict[str, str], indicator: Indicator
) -> None:
    app = open_page(clean_store, "indicator", indicator=indicator.name)
    assert shown(app).startswith(f"{indicator.name}：")
    assert app.caption[0].value.startswith("全区　截至 2022年9月30日")
    assert any(part.value.startswith("数字从哪里来") for part in app.subheader)
    entity = entities.get(indicator.code)
    assert (entity is None) == (indicator.entity == "district")
    app.selectbox(key="entity").set_value(entity).run()
    assert not app.exception
    assert shown(app).startswith(f"{indicator.name}：")
    assert entity is None or app.caption[0].value.startswith(f"全区 › {plain(entity)}")


def test_an_entity_has_its_own_figure_and_rows(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, "indicator", indicator="结对县农特产品销售", entity="大关县")
    # 592.4 of 1,000 万元
    assert shown(app).startswith("结对县农特产品销售：▽ 滞后，完成 59.2%")
    assert set(app.dataframe[-1].value["对象"]) == {"大关县"}
    assert app.caption[0].value.startswith("全区 › 大关县")


def test_the_filters_unit_is_the_entity_where_it_is_one(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, "indicator", indicator="镇街动员企业采购", unit="七宝镇")
    assert shown(app).startswith("镇街动员企业采购：▽ 滞后，完成 52.7%")
    app.selectbox(key="indicator").set_value("工会福利采购").run()
    assert app.caption[0].value.startswith("全区　")


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
    assert "《投资完成率》所依据的报表" in app.info[0].value


def test_a_row_in_the_address_shows_its_source_cell(
    open_page: OpenPage, clean_store: Path, plan: Plan
) -> None:
    indicator = plan.indicator("enterprise_purchase")
    row = rows_behind(connect(clean_store), plan, indicator, "七宝镇", DAY)[0]
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
