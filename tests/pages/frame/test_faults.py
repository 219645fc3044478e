"""What goes wrong is told to the reader, in Chinese, and never as a traceback."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from places import ROOT
from streamlit.testing.v1 import AppTest

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
    lines = (store / "ledger.jsonl").read_bytes()
    last = lines.splitlines()[-1].replace(b'"submission_id": 37', b'"submission_id": 38')
    last = last.replace(b'"sha256": "', b'"sha256": "00', 1)
    (store / "ledger.jsonl").write_bytes(lines + last + b"\n")
    damaged = store / "submissions"
    name = last.split(b'"sha256": "')[1].split(b'"')[0].decode()
    (damaged / name[:2]).mkdir(exist_ok=True)
    (damaged / name[:2] / name).write_bytes(b"PK torn")
    app = open_page(store)
    assert app.title[0].value.startswith("45 项指标：")
    assert "下面的数字不是最新的" in app.warning[0].value
