"""Literal rows straight to what is read of them and asked about them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from seen import See, Seen

from etl.forms.context import Office


@pytest.fixture
def seen(workbook: Callable[[str, Any], Path], office: Office) -> See:
    """Reads a workbook of one sheet, or of several by name."""

    def write_and_read(*rows: list[Any], **sheets: list[list[Any]]) -> Seen:
        book = sheets or {"Sheet1": list(rows)}
        return Seen(workbook("七宝镇.xlsx", book).read_bytes(), office)

    return write_and_read
