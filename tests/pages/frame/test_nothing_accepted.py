"""A store that has received workbooks and accepted none."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from etl.forms.context import Office
from etl.store.admit import Receipt, load_file
from etl.store.folder import Store

OpenPage = Callable[..., AppTest]


def test_a_store_with_nothing_accepted_says_so(
    open_page: OpenPage, office: Office, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    outcome = load_file(store, office, "说明.csv", "随便,写的\n".encode(), Receipt("张三"))
    assert outcome.verdict == "returned"
    app = open_page(store.root, "overview")
    assert not app.exception
    assert app.title[0].value.startswith("45 项指标：")
    assert "还没有一份通过检查" in app.markdown[0].value
