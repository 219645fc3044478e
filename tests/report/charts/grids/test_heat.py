"""The money's way as a table: who gave, where it went, the sums, shaded by the amount."""

import pytest

from kpi.topics.purchases import Flow
from report.charts.grids.heat import crossed, heat_table
from report.charts.theme import DARK, LIGHT, Palette

WAN = 1_000_000  # fen
FLOWS = [
    Flow("甲镇", "丙县", 10 * WAN, 1),
    Flow("乙镇", "丙县", 20 * WAN, 2),
    Flow("乙镇", "丁县", 70 * WAN, 4),
]


def test_the_largest_sums_stand_first_and_last_are_the_totals() -> None:
    table = crossed(FLOWS)
    assert (table.rows, table.columns) == (("乙镇", "甲镇"), ("丁县", "丙县"))
    assert [table.of_row(name) for name in table.rows] == [90 * WAN, 10 * WAN]
    assert [table.of_column(name) for name in table.columns] == [70 * WAN, 30 * WAN]
    assert table.whole == 100 * WAN


def test_the_rest_is_one_line_with_its_sum() -> None:
    many = [Flow(f"{n:02d}镇", "丙县", n * WAN, 1) for n in range(1, 16)]
    table = crossed(many)
    # 15, 14 … 4 on their own; 3, 2 and 1 together
    assert table.rows[0] == "15镇"
    assert table.rows[-2:] == ("04镇", "其余 3 个")
    assert table.of_row("其余 3 个") == 6 * WAN
    assert table.whole == 120 * WAN


def test_a_single_one_more_is_named_rather_than_called_the_rest() -> None:
    table = crossed([Flow(f"{n:02d}镇", "丙县", n * WAN, 1) for n in range(1, 14)])
    assert table.rows[-1] == "01镇"


def test_what_came_back_is_taken_off_the_sums() -> None:
    table = crossed([*FLOWS, Flow("甲镇", "丁县", -3 * WAN, 1)])
    assert (table.of_row("甲镇"), table.of_column("丁县")) == (7 * WAN, 67 * WAN)


def test_each_figure_is_written_in_its_cell_and_the_sums_at_the_ends() -> None:
    figure = heat_table(FLOWS, LIGHT)
    written = next(t for t in figure.data if t.name == "万元")
    # from the top, from the left; 甲镇 has nothing from 丁县
    assert list(written.text) == ["70.0", "20.0", "", "10.0"]
    sums = next(t for t in figure.data if t.name == "合计")
    assert list(sums.text) == [
        *("<b>90.0</b>", "<b>10.0</b>"),
        *("<b>70.0</b>", "<b>30.0</b>"),
        "<b>100.0</b>",
    ]
    heads = next(t for t in figure.data if t.name == "名称")
    assert list(heads.text) == ["丁县", "丙县", "<b>合计</b>"]
    assert list(figure.layout.yaxis.ticktext) == ["乙镇", "甲镇", "<b>合计</b>"]


def test_figures_stand_right_aligned_under_right_aligned_heads() -> None:
    figure = heat_table(FLOWS, LIGHT)
    _, written, sums, heads = figure.data
    assert {written.textposition, sums.textposition} == {"middle left"}
    assert heads.textposition == "top left"
    assert list(written.x[:2]) == list(heads.x[:2]) == list(sums.x[2:4])


def test_the_more_the_darker_on_one_scale() -> None:
    flows = [Flow("甲镇", "丙县", 100 * WAN, 1), Flow("甲镇", "丁县", 25 * WAN, 1)]
    flows.append(Flow("乙镇", "丁县", -WAN, 1))
    most, some, none, back = heat_table(flows, LIGHT).data[0].marker.color[:4]
    # of the way from white to #1f5fa8: 0.6 for the most, half way from 0.1 to there for a quarter
    assert (most, some) == ("#799fcb", "#b1c7e1")
    assert none == back == LIGHT.track


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_is_read_on_the_darkest_cell(palette: Palette) -> None:
    darkest = heat_table(FLOWS, palette).data[0].marker.color[0]
    assert contrast(palette.text, darkest) >= 4.5


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_cell_names_its_pair_and_the_end_of_a_line_its_unit() -> None:
    grounds = heat_table(FLOWS, LIGHT).data[0]
    assert [told[0] for told in grounds.customdata] == [
        *("乙镇\t丁县", "乙镇\t丙县", "", "甲镇\t丙县"),
        *("乙镇\t", "甲镇\t"),
    ]
    assert grounds.customdata[0][1:] == ["乙镇 → 丁县", "70.0 万元，4 行，占 70.0%"]


def test_the_rest_opens_nothing() -> None:
    many = [Flow(f"{n:02d}镇", "丙县", n * WAN, 1) for n in range(1, 16)]
    told = heat_table(many, LIGHT).data[0].customdata
    assert [key for key, name, _ in told if name.startswith("其余")] == ["", ""]


def test_long_heads_take_two_lines_and_names_are_letters() -> None:
    figure = heat_table([Flow("<b>甲", "百县百品直营店", WAN, 1)], LIGHT)
    heads = next(t for t in figure.data if t.name == "名称")
    assert heads.text[0] == "百县百品<br>直营店"
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;甲"


def test_nothing_bought_is_an_empty_table() -> None:
    assert crossed([]).rows == ()
    assert len(heat_table([], LIGHT).data) == 4
