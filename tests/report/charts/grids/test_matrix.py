"""The wall as one matrix: a cell a status, counts at the ends, and what a click gives."""

import pytest
from facts import InMemory

from kpi.plan import Plan
from kpi.wall import wall
from report.charts.grids.matrix import Wall, in_two, matrix, picked
from report.charts.stage import staged
from report.charts.theme import LIGHT

TOWNS = ("莘庄镇", "七宝镇", "江川路街道")


@pytest.fixture(scope="module")
def shown(plan: Plan) -> Wall:
    """By 30 September 莘庄镇 has all of 300 万元, 七宝镇 a third, 江川路街道 has told nothing."""
    facts = InMemory(plan)
    for unit, yuan in (("莘庄镇", 3_000_000), ("七宝镇", 1_000_000)):
        bought = {"category": "企业动员", "purchased_on": "2022-07-02", "amount": yuan}
        facts.add("purchase", unit, "2022-07", [bought], received="2022-08-02")
    return Wall.of(wall(facts.rows("2022-09-30"), plan, TOWNS), TOWNS, plan)


def line_of(shown: Wall, code: str) -> int:
    return [line.indicator for line in shown.lines].index(code)


def test_a_cell_is_filled_by_its_status_and_hollow_where_nothing_was_reported(shown: Wall) -> None:
    cells = matrix(shown, LIGHT).data[0]
    start = line_of(shown, "enterprise_purchase") * len(TOWNS)
    assert cells.text[start : start + 3] == ("✔ 100%", "■ 33%", "○ 未报")
    assert cells.marker.color[start : start + 3] == ("#2e7d62", "#b3261e", "#ffffff")
    assert cells.marker.line.color[start + 2] == "#5b6673"
    assert cells.customdata[start + 1][1].startswith("<b>七宝镇　镇街动员企业采购</b><br>")


def test_what_asks_nothing_is_a_dot_that_opens_nothing(shown: Wall) -> None:
    cells = matrix(shown, LIGHT).data[0]
    dots = [n for n, text in enumerate(cells.text) if text == "·"]
    lines = [row for line in shown.lines for row in line.rows]
    assert dots == [n for n, row in enumerate(lines) if row is None]
    assert all(cells.customdata[n][0] == "" for n in dots)


def test_a_click_gives_indicator_and_entity_of_a_name_the_name_alone(shown: Wall) -> None:
    states, heads, counts = matrix(shown, LIGHT).data
    place = line_of(shown, "purchase_monthly_report") * len(TOWNS)
    # a unit's reports over the months are one row
    assert picked(states.customdata[place][0]) == ("purchase_monthly_report", "莘庄镇（合计）")
    assert picked(heads.customdata[2][0]) == ("", "江川路街道")
    assert {data[0] for data in counts.customdata} == {""}


def test_the_counts_at_the_ends_are_of_those_behind(shown: Wall) -> None:
    counts = matrix(shown, LIGHT).data[2]
    cells = zip(counts.y, counts.base, counts.text, strict=True)
    told = {(down, round(base + 0.47)): text for down, base, text in cells}
    lines, names = len(shown.lines), len(TOWNS)
    assert told[-1, names] == "落后"
    # 七宝镇 alone is behind in its purchases; the one that has not reported is not behind
    assert told[line_of(shown, "enterprise_purchase"), names] == "<b>1</b>"
    ends = [int(told[n, names].strip("</b>")) for n in range(lines)]
    feet = [int(told[lines, n].strip("</b>")) for n in range(names)]
    assert sum(ends) == sum(feet) == int(told[lines, names].strip("</b>"))


@pytest.mark.parametrize(
    ("name", "letters", "lines"),
    [
        ("莘庄镇", 3, "莘庄镇"),
        ("江川路街道", 3, "江川路<br>街道"),
        ("莘庄工业区", 3, "莘庄<br>工业区"),
        ("年度工作计划上报", 7, "年度工作<br>计划上报"),
        ("采购情况每月汇总上报", 7, "采购情况<br>每月汇总上报"),
        ("<b>镇</b>", 20, "&lt;b&gt;镇&lt;/b&gt;"),
    ],
)
def test_long_names_stand_in_two_lines(name: str, letters: int, lines: str) -> None:
    assert in_two(name, letters) == lines


def test_on_a_stage_cells_keep_their_places_and_type_is_large(shown: Wall) -> None:
    figure = matrix(shown, LIGHT)
    large = staged(figure, 800)
    assert large.data[0].base == figure.data[0].base
    assert large.data[0].insidetextfont.size == 28
    assert (large.layout.height, large.layout.width) == (800, 1776)


def test_nothing_to_show_is_drawn_as_nothing(plan: Plan) -> None:
    assert matrix(Wall.of([], TOWNS, plan), LIGHT).data[0].text == ()
