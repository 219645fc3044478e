"""挂图作战 on its pages: wall, comparison and each unit's own page say the same."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from facts import Facts
from streamlit.testing.v1 import AppTest

from kpi.wall import wall
from pages.frame.filters import towns
from pages.standing.wall import parts

OpenPage = Callable[..., AppTest]


@pytest.mark.parametrize(
    ("number", "widths"), [(1, [1]), (7, [7]), (9, [5, 4]), (14, [7, 7]), (15, [5, 5, 5])]
)
def test_a_wall_is_cut_into_tables_that_are_not_scrolled_sideways(
    number: int, widths: list[int]
) -> None:
    names = [f"镇{n}" for n in range(number)]
    assert [len(part) for part in parts(names)] == widths
    assert [name for part in parts(names) for name in part] == names


@pytest.fixture
def sent(facts: Facts) -> Facts:
    """莘庄镇 told of July alone, too late for August and September."""
    bought = {"category": "企业动员", "purchased_on": "2022-07-02", "amount": 500_000}
    return facts.add("purchase", "莘庄镇", "2022-07", [bought], received="2022-08-02")


def drawn(app: AppTest, trace: str) -> list[dict[str, Any]]:
    """The traces of that name in the page's charts."""
    charts = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    return [one for chart in charts for one in chart["data"] if one["name"] == trace]


def statuses(app: AppTest) -> dict[str, str]:
    """Indicator and entity, with the shape of its cell; squares of the map name no indicator."""
    return {
        picks: text[:1]
        for cells in drawn(app, "状态")
        for (picks, _), text in zip(cells["customdata"], cells["text"], strict=True)
        if " " in picks
    }


def test_wall_comparison_and_own_page_agree_for_every_town_and_indicator(
    open_page: OpenPage, sent: Facts
) -> None:
    names, day = towns(sent.plan), {"as_of": "2022-09-30"}
    whole = statuses(open_page(sent.store.root, "towns", **day))
    lines = wall(sent.rows(day["as_of"]), sent.plan, names)
    rows = [row for line in lines for row in line.rows if row is not None]
    assert set(whole) == {f"{row.indicator} {row.entity}" for row in rows}
    assert "purchase_monthly_report 莘庄镇（合计）" in whole
    for start in range(0, len(names), 5):
        few = list(names[start : start + 5])
        app = open_page(sent.store.root, "towns", unit=few[0], compare_towns=few, **day)
        compared = statuses(app)
        assert compared == {picks: whole[picks] for picks in compared}
        assert len(compared) == sum(row.entity.removesuffix("（合计）") in few for row in rows)


def test_on_a_phone_each_town_that_is_behind_has_a_link_with_its_reds_and_ambers(
    open_page: OpenPage, sent: Facts
) -> None:
    app = open_page(sent.store.root, "towns", as_of="2022-09-30")
    # a shape stays with its words
    links = [link.label.replace("\u00a0", " ") for link in app.get("page_link")]
    # 50 of 300 万元, one of the two reports due, and no plan of its work
    assert any(
        link.startswith("**莘庄镇**　:red[✖ 年度工作计划上报 0/1]　")
        and link.endswith("　:red[■ 镇街动员企业采购 17%]")
        for link in links
    ), links
