"""The third quarter's meeting, and a store that lets workbooks in, each received on its day."""

from datetime import datetime
from pathlib import Path

import pytest
from edition_facts import DAY, FILE, Load, frozen
from places import CLEAN

from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt
from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.plan import Plan
from report.deck.build import meeting_deck
from report.editions.shelf import Edition
from report.meeting.meeting import Meeting, meeting


@pytest.fixture(scope="session")
def held(clean_store: Path, plan: Plan) -> Meeting:
    """The clean samples at the third quarter's end, whenever they were loaded."""
    return meeting(connect(clean_store), plan, Times(DAY, datetime(2030, 1, 1)), "第三季度会")


@pytest.fixture(scope="session")
def slides(held: Meeting) -> bytes:
    """That meeting's deck."""
    return meeting_deck(held)


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
    return (CLEAN / FILE).read_bytes()


@pytest.fixture
def edition(store: Store, load: Load, plan: Plan, qibao: bytes) -> Edition:
    """七宝镇's workbook let in, and a meeting frozen on it."""
    load(FILE, qibao, "2022-10-20")
    return frozen(store, plan)
