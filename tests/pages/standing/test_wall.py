"""挂图作战: as many columns as a laptop shows."""

import pytest

from pages.standing.wall import parts


@pytest.mark.parametrize(
    ("number", "widths"), [(1, [1]), (7, [7]), (9, [5, 4]), (14, [7, 7]), (15, [5, 5, 5])]
)
def test_a_wall_is_cut_into_tables_that_are_not_scrolled_sideways(
    number: int, widths: list[int]
) -> None:
    names = [f"镇{n}" for n in range(number)]
    assert [len(part) for part in parts(names)] == widths
    assert [name for part in parts(names) for name in part] == names
