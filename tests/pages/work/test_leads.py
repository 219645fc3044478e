"""牵头单位: what each answers for, and the page of one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from facts import Facts
from streamlit.testing.v1 import AppTest

from pages.work.lead import leads_finding, place_on_time

OpenPage = Callable[..., AppTest]
AT = {"as_of": "2022-09-30"}
UNION = "区总工会"


@pytest.fixture(scope="module")
def told(module_facts: Facts) -> Facts:
    bought = [{"category": "工会福利", "purchased_on": "2022-07-05", "amount": 5_000_000}]
    module_facts.add("purchase", UNION, "2022-07", bought, received="2022-08-10")
    words = {"task": 18, "state": "受阻", "progress": "已采购", "problem": "供货慢", "next": "催货"}
    module_facts.add("task_report", UNION, "2022-08", [words], received="2022-09-20")
    matter = {"matter_no": "1", "matter": "补采购", "unit": UNION, "decided_on": "2022-07-01"}
    done = {"matter_no": "2", "matter": "办完的", "unit": UNION, "decided_on": "2022-07-01"}
    return module_facts.add(
        "follow_up",
        "区合作交流办",
        "2022-07",
        [
            matter | {"due_on": "2022-09-20"},
            done | {"due_on": "2022-09-20", "done_on": "2022-08-01"},
        ],
        received="2022-07-02",
    )


def test_every_lead_unit_has_a_line(open_page: OpenPage, told: Facts) -> None:
    app = open_page(told.store.root, "leads", **AT)
    assert app.title[0].value.startswith("21 个牵头单位，46 项任务：")
    lines = app.dataframe[0].value.set_index("牵头单位")
    # purchases of July in time, of August not there; task reports of July missing, August in time
    union = lines.loc[UNION, ["任务", "指标", "督办在办", "督办超期", "未报", "按时率"]].tolist()
    assert union == [1, 1, 1, 1, 2, 50.0]


def test_the_page_of_one_has_its_figures_matters_words_and_discipline(
    open_page: OpenPage, told: Facts
) -> None:
    app = open_page(told.store.root, "leads", **AT, lead=UNION)
    # 500 of 2,000 万元, where three quarters are due
    assert app.title[0].value == f"{UNION}：牵头 1 项任务，1 项指标：1 项严重滞后"
    figures, matters, months, discipline = (frame.value for frame in app.dataframe)
    assert figures[["指标", "完成", "目标", "完成率"]].values.tolist() == [
        ["工会福利采购", "500.0 万元", "2,000.0 万元", 25.0]
    ]
    assert matters[["事项编号", "状态"]].values.tolist() == [["1", "✖ 超期"]]
    # two forms of July, one in time; task reports begin with it too
    assert months[["单位", "7月", "8月"]].values.tolist() == [[UNION, "✖ 未报 1/2", "✖ 未报 1/2"]]
    assert discipline.values.tolist() == [
        ["消费帮扶采购明细表", 50.0, 2, 1, 0, 1],
        ["工作要点任务进展月报表", 50.0, 2, 1, 0, 1],
    ]
    assert [part.value for part in app.text] == ["已采购\n存在问题：供货慢\n下步措施：催货"]
    assert app.table[-1].value.iloc[0, :3].tolist() == ["18", "■ 严重滞后", "工会福利采购"]


@pytest.mark.parametrize("asked", [{}, {"lead": UNION}])
def test_beside_a_figure_that_is_behind_stands_what_its_units_say(
    open_page: OpenPage, told: Facts, asked: dict[str, str]
) -> None:
    app = open_page(told.store.root, "leads", **AT, **asked)
    said = [part.value for part in app.markdown if part.value.startswith("工会福利采购")]
    assert said == ["工会福利采购  \n:gray[区总工会（8月）　问题：供货慢　下步：催货]"]


def test_a_unit_in_the_filters_leaves_the_lead_units_that_mean_it(
    open_page: OpenPage, told: Facts
) -> None:
    app = open_page(told.store.root, "leads", **AT, unit="七宝镇")
    assert list(app.dataframe[0].value["牵头单位"]) == ["各街镇", "各成员单位"]


@pytest.mark.parametrize("lead", ["不存在", "<b>", "七宝镇"])
def test_an_unknown_lead_unit_shows_all(open_page: OpenPage, told: Facts, lead: str) -> None:
    app = open_page(told.store.root, "leads", **AT, lead=lead)
    assert app.title[0].value.startswith("21 个牵头单位，46 项任务：")


def line(name: str, *behind: int) -> dict[str, object]:
    return {"牵头单位": name} | dict(zip(("逾期", "严重滞后", "滞后"), behind, strict=True))


def test_who_has_most_behind_is_said_each_state_by_its_own_name(told: Facts) -> None:
    one = next(iter(told.of("union_purchase", "2022-09-30").values()))
    rows = [replace(one, status=status) for status in ("滞后", "逾期", "滞后", "已完成")]
    assert leads_finding([line("甲", 1, 0, 2), line("乙", 0, 0, 1)], rows) == (
        "指标 2 项滞后，1 项逾期；最多的是甲（2 项滞后，1 项逾期）"
    )
    assert leads_finding([line("丙", 0, 0, 0)], rows[3:]) == "指标没有落后的"
    assert leads_finding([], []) == "指标没有落后的"


def test_lead_units_stand_side_by_side(open_page: OpenPage, told: Facts) -> None:
    app = open_page(told.store.root, "leads", **AT)
    app.multiselect(key="compare_leads").set_value([UNION, "相关区属国企"]).run()
    side = app.table[0].value.set_index("")
    assert side.loc[["任务", "督办超期", "按时率"]].values.tolist() == [
        ["1", "1"],
        ["1", "0"],
        ["50.0%", "–"],
    ]


def test_those_alike_share_a_place_and_who_owes_nothing_has_none() -> None:
    rates = {"甲": 50.0, "乙": 100.0, "丙": 50.0, "丁": None}
    lines = [{"牵头单位": name, "按时率": rate} for name, rate in rates.items()]
    assert [place_on_time(lines, name) for name in ("甲", "丙", "丁")] == [
        "：按时率第 2 名，共 3 个",
        "：按时率第 2 名，共 3 个",
        "",
    ]
