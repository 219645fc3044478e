"""What stands around every page."""

from pages._frame import early_files


def test_the_code_of_charts_and_tables_is_asked_for_by_the_names_it_has() -> None:
    kinds = [name.split(".")[0] for name in early_files()]
    assert kinds == ["DataFrame", "PlotlyChart"]
