"""A page that is clicked on, without a browser."""

from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager


@pytest.fixture
def running_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run goes through app.py, as on a server after its first; else a click is lost."""
    made = PagesManager.__init__

    def make(self: PagesManager, *args: Any, **more: Any) -> None:
        made(self, *args, **more)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", make)
