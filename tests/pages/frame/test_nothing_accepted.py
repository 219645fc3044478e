"""A store that has received workbooks and accepted none."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from etl.forms.context import Office
from etl.store.admit import Receipt, load_file
from etl.store.disk.folder import Store

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


def test_where_a_question_waits_for_an_answer_the_other_pages_say_so(
    open_page: OpenPage, office: Office, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    rows = (
        "采购单位,采购渠道,采购日期,采购额度（意向）,采购凭证\n甲公司,超市,2022-07-05,1200,1001\n"
    )
    outcome = load_file(store, office, "七宝镇采购.csv", rows.encode(), Receipt("张三"))
    assert [p.code for p in outcome.problems if p.is_open] == ["unknown_words"]
    app = open_page(store.root, "overview")
    assert "有报表在等回答" in app.markdown[0].value
