"""Projects through the year: each by its name, with a mark for each stage it has reached."""

from dataclasses import replace
from datetime import date

from kpi.topics.projects import Project
from report.charts.theme import LIGHT
from report.charts.timeline import timeline

EMPTY = Project(**dict.fromkeys(Project.__dataclass_fields__))  # type: ignore[arg-type]
ROAD = replace(EMPTY, number="A1", name="道路", planned_on=date(2022, 3, 1))
SCHOOL = replace(
    EMPTY, number="A2", name="大关县翠华镇中心小学校舍修缮", planned_on=date(2022, 4, 1)
)


def test_a_line_is_named_by_its_project_from_the_top() -> None:
    axis = timeline([ROAD, SCHOOL], 2022, LIGHT).layout.yaxis
    assert dict(zip(axis.tickvals, axis.ticktext, strict=True)) == {
        2: "道路",
        1: "大关县翠华镇中心小学…",
    }


def test_a_mark_stands_at_its_day_on_its_projects_line() -> None:
    done = replace(ROAD, finished_on=date(2022, 9, 1))
    marks = {t.name: t for t in timeline([SCHOOL, done], 2022, LIGHT).data if t.name}
    assert list(marks["计划编制"].y) == [2, 1]
    assert (list(marks["完工"].x), list(marks["完工"].y)) == ([date(2022, 9, 1)], [1])
    assert marks["完工"].customdata[0] == ["A1", "道路"]
