"""The pointer to a version, and the version itself, as the writer and the readers open them."""

from pathlib import Path

import pytest
from facts import Facts

from etl.store.disk.folder import Store
from etl.store.warehouse import read_pointer, reading
from kpi.engine.warehouse import NoWarehouseError, open_version, published
from kpi.version import Pointer, digest_of


@pytest.fixture
def store(facts: Facts) -> Store:
    """The union's purchases of March."""
    row = {"category": "工会福利", "purchased_on": "2022-03-05", "amount": 10_000}
    return facts.add("purchase", "区总工会", "2022-03", [row]).store


def test_a_version_may_be_open_for_a_page_and_for_a_load_in_one_process(store: Store) -> None:
    version = published(store.root)
    page = open_version(version).cursor()
    with reading(store) as load:
        assert load is not None
        query = "select amount_fen from purchase"
        assert load.execute(query).fetchall() == page.execute(query).fetchall() == [(1_000_000,)]


def test_the_pointer_that_is_written_is_the_one_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    pointer = Pointer("v00000001-ab.duckdb", "ab", 1, "cd", "2.0.0")
    Store(tmp_path).current.write_bytes(pointer.written())
    assert Pointer.read(tmp_path) == pointer


@pytest.mark.parametrize(
    "text",
    ["", "损坏", "[]", "5", "null", "{}", '{"file": "v1.duckdb"}', '{"file": 5, "sha256": 6}'],
)
def test_a_damaged_pointer_is_told_to_readers_and_rebuilt_by_the_next_load(
    store: Store, text: str
) -> None:
    store.current.write_text(text, "utf-8")
    with pytest.raises(
        NoWarehouseError, match="数据仓库的指针文件已损坏。请运行：python -m etl rebuild"
    ):
        published(store.root)
    assert read_pointer(store) is None


def test_a_pointer_that_does_not_say_what_made_the_version_is_for_readers_alone(
    store: Store,
) -> None:
    version = published(store.root)
    said = f'{{"file": "{version.path.name}", "sha256": "{version.sha256}"}}'
    store.current.write_text(said, "utf-8")
    assert published(store.root) == version
    assert read_pointer(store) is None


def test_a_version_that_was_changed_is_no_version(store: Store) -> None:
    version = published(store.root)
    assert digest_of(version.path) == version.sha256
    with version.path.open("ab") as file:
        file.write(b"x")
    with pytest.raises(
        NoWarehouseError, match="数据仓库文件缺失或已损坏。请运行：python -m etl rebuild"
    ):
        open_version(version)
    assert read_pointer(store) is None
