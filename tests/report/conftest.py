"""A store that lets workbooks in, each received on its day."""

from datetime import datetime
from pathlib import Path

import pytest
from edition_facts import FILE, SAMPLES, Load

from etl.admit import load_file
from etl.context import Office
from etl.outcome import Receipt
from etl.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def load(store: Store, office: Office) -> Load:
    """Lets a workbook in, received on a day."""

    def let_in(name: str, content: bytes, received: str) -> None:
        receipt = Receipt("测试", datetime.fromisoformat(received), "replace")
        assert load_file(store, office, name, content, receipt).verdict == "accepted"

    return let_in


@pytest.fixture
def qibao() -> bytes:
    return (SAMPLES / FILE).read_bytes()
