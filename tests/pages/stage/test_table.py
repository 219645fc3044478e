"""Tables on the stage: what fits, and that no text is read as HTML."""

from pages.stage.measure import INNER, lines_of, room_between
from pages.stage.table import Bullet, Cell, Column, fitting, table_html
from report.charts.theme import LIGHT

COLUMNS = (Column("单位", 50), Column("万元", 50, "figure"))


def lines(number: int, text: str = "莘庄镇") -> list[list[Cell]]:
    return [[Cell(text), Cell("12.0")] for _ in range(number)]


def test_text_of_cells_and_heads_is_escaped() -> None:
    html = table_html((Column("<b>", 100),), [[Cell("<script>&")]], 200)
    assert "&lt;b&gt;" in html
    assert "&lt;script&gt;&amp;" in html
    assert "<script" not in html
    assert "<b>" not in html


def test_lines_that_do_not_fit_leave_room_for_saying_so() -> None:
    # the heads take 53, a line of 36 with 16 around it 52: 53 + 4 * 52 = 261
    assert fitting(COLUMNS, lines(4), 261) == 4
    # and 48 for the words below
    assert fitting(COLUMNS, lines(5), 261) == 3


def test_a_long_text_takes_two_lines() -> None:
    # half of the canvas less its margins holds 864 / 28 = 30 letters
    assert fitting(COLUMNS, lines(2, "字" * 40), 53 + 2 * 88) == 2
    assert fitting(COLUMNS, lines(2, "字" * 40), 53 + 2 * 88 - 1) == 1


def test_a_bullet_ends_at_its_track() -> None:
    html = Bullet(1.2, 0.75, LIGHT.fills["已完成"]).html
    assert 'style="width:100.0%;' in html
    assert 'style="left:75.0%"' in html
    assert "stage-pace" not in Bullet(0.2, None, LIGHT.fills["滞后"]).html


def test_a_title_of_two_lines_leaves_less_room() -> None:
    assert lines_of("字" * 30, 52, INNER) == 1
    assert lines_of("字" * 40, 52, INNER) == 2
    assert room_between("字" * 30, "字", "字") - room_between("字" * 40, "字", "字") == 64
