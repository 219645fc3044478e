"""会议版 on its page and as a filter."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from blocks import text_box
from facts import Facts
from streamlit.testing.v1 import AppTest

from etl.store.disk.folder import Store
from kpi.engine.times import Times
from kpi.engine.warehouse import connect, published
from report.documents import DOCUMENTS
from report.editions.freeze import add_file, freeze
from report.editions.shelf import editions
from report.meeting.meeting import meeting

pytestmark = pytest.mark.slow

OpenPage = Callable[..., AppTest]


@pytest.fixture
def store(facts: Facts) -> Path:
    """30 万元 at the half year, 300 in September; the half year's meeting is frozen."""
    row = {"category": "企业动员", "purchased_on": "2022-03-02", "amount": 300_000}
    facts.add("purchase", "莘庄镇", "2022-03", [row], received="2022-07-08")
    at = Times(date(2022, 6, 30), datetime(2022, 7, 26))
    held = meeting(connect(facts.store.root), facts.plan, at, "半年会")
    freeze(facts.store, held, published(facts.store.root))
    late = row | {"purchased_on": "2022-06-02", "amount": 2_700_000}
    facts.add("purchase", "莘庄镇", "2022-06", [late], received="2022-10-08")
    return facts.store.root


def done(app: AppTest) -> str:
    return str(app.metric[0].value)


def test_as_of_an_edition_the_pages_show_its_figures(open_page: OpenPage, store: Path) -> None:
    at = {"indicator": "镇街动员企业采购", "entity": "莘庄镇"}
    assert done(open_page(store, "indicator", as_of="2022-06-30", **at)) == "300.0"
    then = open_page(store, "indicator", edition="半年会", **at)
    assert done(then) == "30.0"
    assert "截至 2022年6月30日（会议版“半年会”）" in then.caption[-1].value or any(
        "（会议版“半年会”）" in caption.value for caption in then.caption
    )
    # the rows behind the figure are those that were known
    assert len(then.dataframe[-1].value) == 1
    assert any(button.label == "会议版：半年会" for button in then.button)


def test_the_page_lists_what_was_frozen_with_its_headlines(
    open_page: OpenPage, store: Path
) -> None:
    app = open_page(store, "editions")
    assert app.title[0].value == "1 个会议版"
    assert app.expander[0].label == "半年会　截至 2022-06-30，按 2022-07-26 08:00 所知"
    assert ("采购总额①–③（万元）", "30.0") in [(m.label, m.value) for m in app.metric]


def test_a_damaged_edition_is_told_and_not_shown(open_page: OpenPage, store: Path) -> None:
    content = store / "editions" / "半年会" / "content.json"
    content.write_bytes(content.read_bytes() + b" ")
    app = open_page(store, "overview", edition="半年会")
    assert app.title[0].value == "现在没有可看的数字"
    assert r"content\.json 已被改动或缺失" in app.info[0].value


def test_a_name_that_is_no_edition_shows_today(open_page: OpenPage, store: Path) -> None:
    app = open_page(store, "overview", edition="没有的会", as_of="2022-06-30")
    assert app.title[0].value.startswith("37 项指标")
    assert app.selectbox(key="edition").value is None


def test_the_overview_tells_what_turned_since_the_last_meeting(
    open_page: OpenPage, store: Path
) -> None:
    app = open_page(store, "overview", as_of="2022-09-30")
    titles = [title.value for title in app.subheader]
    found = next(title for title in titles if title.startswith("自“半年会”以来："))
    assert "项变差" in found
    # 30 of 3,800 万元 at the half year, 300 now, with a quarter of the year more gone
    links = [link.label for link in app.get("page_link")]
    assert "逐项比较" in links
    before = open_page(store, "overview", as_of="2022-06-01")
    assert not any(title.value.startswith("自“") for title in before.subheader)


def test_the_bulletins_text_is_edited_and_shown_before_it_is_printed(
    open_page: OpenPage, store: Path
) -> None:
    app = open_page(store, "editions")
    app.toggle[0].set_value(True).run()
    draft = app.text_area[0].value
    assert draft.startswith("# 关于《")
    assert "（落后" in draft
    app.text_area[0].set_value(draft.replace("下步要求", "几点要求 <script>")).run()
    page = app.get("iframe")[0].proto.srcdoc
    assert "几点要求 &lt;script&gt;" in page
    assert "<script" not in page
    assert "<svg" in page
    names = [button.label for button in app.get("download_button")]
    assert {"打印成 PDF", "存成 HTML", "存下正文"} <= set(names)


def test_a_text_without_its_title_is_refused_in_a_sentence(
    open_page: OpenPage, store: Path
) -> None:
    app = open_page(store, "editions")
    app.toggle[0].set_value(True).run()
    app.text_area[0].set_value("没有标题").run()
    assert "标题”开头" in app.error[0].value
    assert not app.get("iframe")


def test_freezing_says_what_was_frozen_and_offers_it(
    open_page: OpenPage, store: Path, running_server: None
) -> None:
    app = open_page(store, "editions", as_of="2022-09-30")
    assert len(app.success) == 0
    text_box(app, "会议名称").set_value("三季度会")
    app.checkbox[0].uncheck()
    next(b for b in app.button if b.label == "定稿").click().run()
    assert not app.exception
    (told,) = app.success
    assert told.value.startswith("已定稿：三季度会，截至 2022-09-30，按 ")
    assert "定下 39 项指标、" in told.value
    assert app.title[0].value == "2 个会议版"
    assert [link.label for link in app.get("page_link")].count("以会议版打开看板") == 3
    labels = [b.label for b in app.button]
    assert [labels.count(f"制作{name}") for name in ("幻灯片", "工作簿", "督查通报")] == [3, 3, 3]
    app.run()
    assert len(app.success) == 0  # told once


def test_an_edition_is_presented_with_the_steps_that_its_meeting_had(
    open_page: OpenPage, store: Path, running_server: None
) -> None:
    app = open_page(store, "editions", as_of="2022-09-30", steps="closing.towns")
    text_box(app, "会议名称").set_value("三季度会")
    app.checkbox[0].uncheck()
    next(b for b in app.button if b.label == "定稿").click().run()
    assert "留下演示的 2 个步骤" in app.success[0].value
    first = open_page(store, edition="三季度会", present="1")
    assert first.title[0].value.startswith("要求与下一步")
    assert "1 / 2" in [m.value for m in first.markdown]
    # the address still chooses others, and one that kept none has the plan's
    other = open_page(store, edition="三季度会", present="1", steps="overview.towns.closing")
    assert "1 / 3" in [m.value for m in other.markdown]
    old = open_page(store, edition="半年会", present="1")
    assert "1 / 14" in [m.value for m in old.markdown]


def test_a_document_is_named_by_meeting_kind_and_day(
    open_page: OpenPage, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered, offer = [], st.download_button

    def download_button(*args: Any, file_name: str, **more: Any) -> bool:
        offered.append(file_name)
        return offer(*args, file_name=file_name, **more)

    (edition,) = editions(Store(store))
    add_file(edition, DOCUMENTS["workbook"].file_name(edition.meeting()), b"PK")
    monkeypatch.setattr(st, "download_button", download_button)
    open_page(store, "editions")
    assert "半年会_工作簿_2022-06-30.xlsx" in offered
