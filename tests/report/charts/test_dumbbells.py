"""Projects by name: two rates as two marks on a line, the 90 % line, and what is the matter."""

from dataclasses import replace

import pytest

from kpi.topics.projects import Project
from report.charts.dumbbells import dumbbells
from report.charts.theme import DARK, LIGHT, Palette

NAMES = ("投资完成率", "资金拨付使用率")
EMPTY = Project(**dict.fromkeys(Project.__dataclass_fields__))  # type: ignore[arg-type]


def project(number: str, name: str, invested: float, paid: float, issue: str = "") -> Project:
    rates = {"investment_rate": invested, "disbursement_rate": paid}
    return replace(EMPTY, number=number, name=name, issue=issue or None, **rates)


MILL = project("A1", "厂房", 46.4, 20.2, "用地未批")
ROAD = project("B2", "道路", 89.96, 95.0)
SCHOOL = project("C3", "学校", 112.0, 100.0)
STATUSES = {"A1": ("滞后", "严重滞后"), "B2": ("达序时", "超序时"), "C3": ("已完成", "已完成")}
SHOWN = (MILL, ROAD, SCHOOL)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_each_rate_is_a_mark_of_its_own_filled_by_its_status(palette: Palette) -> None:
    figure = dumbbells(SHOWN, STATUSES, NAMES, palette)
    invested, paid = (next(t for t in figure.data if t.name == name) for name in NAMES)
    assert list(zip(invested.x, invested.y, strict=True)) == [(46.4, 0), (89.96, 1), (112.0, 2)]
    assert list(paid.x) == [20.2, 95.0, 100.0]
    fills = palette.fills
    assert invested.marker.color == tuple(fills[s].color for s in ("滞后", "达序时", "已完成"))
    assert paid.marker.color == tuple(fills[s].color for s in ("严重滞后", "超序时", "已完成"))
    assert (invested.marker.symbol, paid.marker.symbol) == ("circle", "diamond")


def test_a_line_joins_the_two() -> None:
    lines = dumbbells(SHOWN[:2], STATUSES, NAMES, LIGHT).data[1]
    assert list(lines.x) == [46.4, 20.2, None, 89.96, 95.0, None]
    assert list(lines.y) == [0, 0, None, 1, 1, None]


def test_a_project_has_its_name_its_worse_status_and_its_number() -> None:
    axis = dumbbells(SHOWN, STATUSES, NAMES, LIGHT).layout.yaxis
    red, muted = LIGHT.statuses["严重滞后"], LIGHT.muted
    assert axis.ticktext[0] == (
        f'厂房 <span style="color:{red}">■</span> <span style="color:{muted}">A1</span>'
    )
    assert list(axis.tickvals) == [0, 1, 2]
    # from the top
    assert axis.range[0] > axis.range[1]


def test_at_the_right_stand_the_gap_and_the_problem() -> None:
    ends = dumbbells(SHOWN, STATUSES, NAMES, LIGHT).data[-1]
    red, muted = LIGHT.statuses["严重滞后"], LIGHT.muted
    # 90 - 20.2, and a project that misses by 0.04 has no gap of nothing
    assert ends.text[0] == f'<span style="color:{red}">差 69.8</span>　用地未批'
    assert ends.text[1] == (
        f'<span style="color:{LIGHT.statuses["达序时"]}">差 \u20070.1</span>　'
        f'<span style="color:{muted}">未填</span>'
    )
    assert ends.text[2] == ""


def test_the_line_is_at_90_per_cent_and_named() -> None:
    layout = dumbbells(SHOWN, STATUSES, NAMES, LIGHT).layout
    (line,) = layout.shapes
    assert (line.x0, line.x1) == (90.0, 90.0)
    ticks = dict(zip(layout.xaxis.tickvals, layout.xaxis.ticktext, strict=True))
    # from 15 before 20.2 to 15 beyond 112
    assert layout.xaxis.range == pytest.approx((5.2, 127.0))
    assert ticks == {20: "20%", 40: "40%", 60: "60%", 90: "<b>90% 线</b>"}


GAP = "\u2002\u2009"  # to the mark


@pytest.mark.parametrize(
    ("rates", "texts"),
    [
        ((46.4, 20.2), [(20.2, f"20.2{GAP}", "middle left"), (46.4, f"{GAP}46.4", "middle right")]),
        # what is written alike is written once
        ((61.61, 61.64), [(61.64, f"{GAP}61.6", "middle right")]),
        # no figure lies across the line at 90
        ((82.0, 84.2), [(82.0, f"82.0–84.2{GAP}", "middle left")]),
        ((91.7, 100.0), [(100.0, f"{GAP}91.7–100.0", "middle right")]),
        ((70.0, 95.0), [(70.0, f"70.0{GAP}", "middle left"), (95.0, f"{GAP}95.0", "middle right")]),
    ],
)
def test_the_rates_are_written_beside_their_marks(
    rates: tuple[float, float], texts: list[tuple[float, str, str]]
) -> None:
    figure = dumbbells([project("D4", "水渠", *rates)], STATUSES, NAMES, LIGHT)
    drawn = next(t for t in figure.data if t.name == "两率")
    assert list(zip(drawn.x, drawn.text, drawn.textposition, strict=True)) == texts


def test_a_long_problem_is_cut_and_whole_when_pointed_at_and_a_click_opens_the_project() -> None:
    text = "因 <b>用地</b> 预审尚未批复，施工许可证办理延后，预计十月底开工"
    figure = dumbbells([replace(MILL, issue=text)], STATUSES, NAMES, LIGHT)
    assert figure.data[-1].text[0].endswith("　因 &lt;b&gt;用地&lt;/b&gt;…")
    number, name, rates, problem = figure.data[0].customdata[0]
    assert (number, name) == ("A1", "厂房（A1）")
    assert rates == "投资完成率 46.4%　资金拨付使用率 20.2%"
    assert problem.replace("<br>", "") == (
        "存在问题：因 &lt;b&gt;用地&lt;/b&gt; 预审尚未批复，施工许可证办理延后，预计十月底开工"
    )


def test_a_project_without_a_plan_is_there_without_marks() -> None:
    none = replace(EMPTY, number="E5", name="桥")
    figure = dumbbells([none], {}, NAMES, LIGHT)
    assert [len(t.x) for t in figure.data if t.name in NAMES] == [0, 0]
    assert list(figure.data[-2].text) == ["没有计划投资，无两率"]
    assert figure.layout.yaxis.ticktext[0].startswith("桥 ")


def test_on_paper_there_are_names_and_gaps_alone() -> None:
    figure = dumbbells(SHOWN, STATUSES, NAMES, LIGHT, brief=True)
    red = LIGHT.statuses["严重滞后"]
    assert figure.layout.yaxis.ticktext[0] == f'厂房 <span style="color:{red}">■</span>'
    assert figure.data[-1].text[0] == f'<span style="color:{red}">差 69.8</span>'


def test_no_projects_are_an_empty_chart() -> None:
    assert list(dumbbells([], {}, NAMES, LIGHT).layout.yaxis.ticktext) == []
