"""One project in 元 in a sheet of 万元, or the other way round."""

from statistics import median
from typing import Any

import pytest
from seen import See

from etl.check.arithmetic import odd_cells

HEADER = ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", "完成投资", "已拨付资金"]
NAMED = ["BS-01", "茶园", "区级", "隆阳区"]
OTHERS = [["BS-02", "道路", "市级", "施甸县"], ["BS-03", "水渠", "市级", "龙陵县"]]


def cover(unit: str) -> list[Any]:
    return ["填报单位：援滇保山小组", None, "填报月份：2022年9月", None, f"金额单位：{unit}"]


@pytest.mark.parametrize("row", [[200, 1500000, 1200000], [2000000, 1500000, 1200000]])
def test_yuan_in_a_table_of_wan_is_asked_about(seen: See, row: list[float]) -> None:
    book = seen(cover("万元"), HEADER, [*NAMED, *row], [*OTHERS[0], 300, 100, 90])
    assert book.asked == ["cell_unit"]
    read = book.answered("这几格按元读")
    assert read.total("planned_fen") == 5000000
    assert read.total("invested_fen") == 2500000


def test_wan_in_a_table_of_yuan_is_asked_about(seen: See) -> None:
    rows = [[*NAMED, 200, 150, 120], *([*o, 3000000, 1000000, 900000] for o in OTHERS)]
    book = seen(cover("元"), HEADER, *rows)
    assert book.asked == ["cell_unit"]
    assert book.answered("这几格按万元读").total("invested_fen") == 3500000


def test_a_project_far_beyond_its_plan_is_no_question_of_units(seen: See) -> None:
    book = seen(cover("万元"), HEADER, [*NAMED, 200, 900, 120], [*OTHERS[0], 300, 100, 90])
    assert book.asked == ["share_beyond"]


def test_a_cell_that_names_its_unit_is_no_question(seen: See) -> None:
    book = seen(cover("万元"), HEADER, [*NAMED, 200, "1500000元", 120], [*OTHERS[0], 300, 100, 90])
    assert (book.total("invested_fen"), book.asked) == (2500000, [])


def test_what_is_usual_in_a_long_table_is_reckoned_once(
    seen: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anew for each row it took the square of a table's length."""
    asked: list[int] = []

    def counted(values: list[int]) -> float:
        asked.append(len(values))
        return median(values)

    monkeypatch.setattr(odd_cells, "median", counted)
    rows = [
        [f"BS-{n}", f"茶园{n}", "区级", "隆阳区", 2_000_000 + n, 150_000, 120_000]
        for n in range(1_000)
    ]
    assert "cell_unit" not in seen(cover("元"), HEADER, *rows).asked
    assert 0 < len(asked) < 10
