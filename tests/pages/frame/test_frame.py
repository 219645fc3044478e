"""What stands around every page."""

import gc

import pytest

from pages.frame import memory
from pages.frame.frame import early_files


def test_the_code_of_charts_and_tables_is_asked_for_by_the_names_it_has() -> None:
    kinds = [name.split(".")[0] for name in early_files()]
    assert kinds == ["DataFrame", "PlotlyChart"]


def test_code_that_a_page_loaded_is_not_searched_for_garbage_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "_most_modules", 0)
    gc.unfreeze()

    memory.freeze_loaded_code()
    held = gc.get_freeze_count()
    later: list[list[int]] = [[] for _ in range(1000)]
    memory.freeze_loaded_code()

    assert held > 10_000
    assert gc.get_freeze_count() < held + len(later)
    assert later
