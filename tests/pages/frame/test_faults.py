"""What goes wrong is told to the reader, in Chinese, and never as a traceback."""

import errno
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from places import ROOT
from streamlit.testing.v1 import AppTest

from etl.forms.context import Office
from etl.store.disk.folder import Store
from etl.store.warehouse import bring_up_to_date
from kpi.version import Pointer

OpenPage = Callable[..., AppTest]


@pytest.fixture
def fresh_caches() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.mark.usefixtures("fresh_caches")
def test_every_fault_of_the_plan_is_told_on_the_page(
    open_page: OpenPage, clean_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = shutil.copytree(ROOT / "data" / "plans" / "2022", tmp_path / "plans" / "2022")
    quotas = (plan / "quotas.csv").read_text("utf-8")
    quotas = quotas.replace("bulk_purchase,全区,5000", "bulk_purchase,全区,很多")
    quotas = quotas.replace("union_purchase,全区,2000", "union_purchase,全国,2000")
    (plan / "quotas.csv").write_text(quotas, "utf-8")
    monkeypatch.setenv("DASHBOARD_PLANS", str(tmp_path / "plans"))
    presented = open_page(clean_store, present="1")
    app = open_page(clean_store)
    for page in (presented, app):
        assert page.title[0].value == "年度计划文件有 2 处错误，改正后刷新本页"
    told = " ".join(m.value for m in app.markdown)
    assert "bulk\\_purchase" in told
    assert "union\\_purchase，全国" in told


@pytest.mark.usefixtures("fresh_caches")
def test_a_submission_that_cannot_be_added_any_more_is_told_beside_the_older_figures(
    open_page: OpenPage, clean_store: Path, tmp_path: Path
) -> None:
    store = shutil.copytree(clean_store, tmp_path / "store")
    last = Store(store).entries()[-1]
    torn = Store(store).keep(b"PK torn")
    Store(store).append(last | {"submission_id": 38, "sha256": torn})
    app = open_page(store)
    assert app.title[0].value.startswith("45 项指标：")
    assert "下面的数字不一定是最新的" in app.warning[0].value


@pytest.mark.usefixtures("fresh_caches")
@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda store: store.ledger.write_bytes(b"}\n"), "ledger.jsonl 第 1 行读不出：已损坏"),
        (lambda store: store.ledger.unlink(), "台账不见了或是空的，已发布的数据里有 37 行"),
        (
            lambda store: store.ledger.write_bytes(store.ledger.read_bytes()[:-200]),
            "台账只有 36 行，已发布的数据里有 37 行",
        ),
    ],
)
def test_whatever_fails_at_recovery_the_last_good_figures_are_shown_with_a_sentence(
    open_page: OpenPage,
    clean_store: Path,
    tmp_path: Path,
    damage: Callable[[Store], object],
    told: str,
) -> None:
    store = Store(shutil.copytree(clean_store, tmp_path / "store"))
    damage(store)
    app = open_page(store.root)
    assert app.title[0].value.startswith("45 项指标：")
    assert app.warning[0].value.startswith("下面的数字不一定是最新的：")
    assert told in app.warning[0].value.replace("\\", "")
    assert "python -m" not in app.warning[0].value
    for page in ("quality", "submissions", "monthly"):
        opened = open_page(store.root, page)
        assert len(opened.exception) == 0
        assert len(opened.title) == 1


@pytest.mark.usefixtures("fresh_caches")
def test_a_disk_that_is_full_or_read_only_is_told_above_the_last_figures(
    open_page: OpenPage, clean_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("filelock.FileLock.acquire", read_only)
    app = open_page(clean_store)
    assert app.title[0].value.startswith("45 项指标：")
    assert "数据目录所在的磁盘是只读的" in app.warning[0].value


@pytest.mark.usefixtures("fresh_caches")
def test_where_the_newest_version_is_damaged_the_one_before_is_shown(
    open_page: OpenPage, clean_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(shutil.copytree(clean_store, tmp_path / "store"))
    last = store.entries()[-1]
    with store.locked():
        store.append(last | {"submission_id": 38})
        bring_up_to_date(store, Office.of_all_years())
    newest = store.warehouse / Pointer.read(store.root).file
    newest.write_bytes(b"x")
    # and it cannot be made again: an original is damaged
    store.original(last["sha256"]).write_bytes(b"x")
    app = open_page(store.root)
    assert app.title[0].value.startswith("45 项指标：")
    assert "的原件的内容与收到时不同" in app.warning[0].value


@pytest.mark.usefixtures("fresh_caches")
def test_without_version_and_ledger_nobody_is_asked_to_send_anew(
    open_page: OpenPage, clean_store: Path, tmp_path: Path
) -> None:
    store = Store(shutil.copytree(clean_store, tmp_path / "store"))
    store.ledger.unlink()
    shutil.rmtree(store.warehouse)
    app = open_page(store.root)
    assert app.title[0].value == "现在没有可看的数字"
    assert app.info[0].value == (
        "数字现在读不出来：台账不见了，而收到的原件还在。请联系管理员，不要再报送。"
    )


@pytest.mark.usefixtures("fresh_caches")
def test_a_ledger_that_is_damaged_while_the_page_is_open_is_told_at_the_next_click(
    open_page: OpenPage, clean_store: Path, tmp_path: Path
) -> None:
    store = Store(shutil.copytree(clean_store, tmp_path / "store"))
    app = open_page(store.root)
    assert len(app.warning) == 0
    store.ledger.write_bytes(store.ledger.read_bytes()[:-200])
    app = open_page(store.root)
    assert "台账只有 36 行，已发布的数据里有 37 行" in app.warning[0].value
