"""搜索 as the reader sees it, without a browser."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]


def links(app: AppTest) -> list[str]:
    return [link.label for link in app.get("page_link")]


def test_a_unit_and_its_reports_are_found(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, "search", q="七宝镇")
    assert app.title[0].value.startswith("“七宝镇”：找到")
    assert "单位（1）" in [part.value for part in app.subheader]
    assert "七宝镇" in links(app)


def test_a_voucher_leads_to_its_figure(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, "search", q="22312000008898026143")
    assert app.title[0].value == "“22312000008898026143”：找到 1 处"
    assert links(app) == ["22312000008898026143　镇街动员企业采购 › 七宝镇"]


def test_a_purchaser_stands_once_for_each_figure(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, "search", q="上海春展信息技术有限公司")
    assert len(links(app)) == len(set(links(app))) >= 1


def test_what_looks_like_a_mark_is_shown_letter_by_letter(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, "search", q="<b>*x*")
    assert app.title[0].value == r"没有找到“\<b\>\*x\*”"


def test_without_a_word_the_page_says_what_to_do(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, "search")
    assert app.title[0].value == "搜索"
    assert "按回车" in app.info[0].value
