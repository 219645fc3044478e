"""What became of a sheet's cells, in one line."""

from etl.account.cells import SheetCells, cells_in_words


def test_every_part_is_named_with_its_cells() -> None:
    cells = SheetCells("S", data=180, header=12, context=6, total=4, remark=16, unknown=2)
    text = "220 格：数据 180，表头 12，封面 6，合计 4，说明 16，未读懂 2"
    assert cells_in_words(cells) == text


def test_what_a_sheet_has_none_of_is_not_named_but_that_all_is_understood_is() -> None:
    cells = SheetCells("S", data=180, header=12, context=6, remark=16)
    assert cells_in_words(cells) == "214 格：数据 180，表头 12，封面 6，说明 16，未读懂 0"
    assert cells_in_words(SheetCells("封面", remark=3)) == "3 格：数据 0，说明 3，未读懂 0"


def test_many_cells_are_grouped_by_thousands() -> None:
    assert cells_in_words(SheetCells("S", data=900_000)) == "900,000 格：数据 900,000，未读懂 0"
