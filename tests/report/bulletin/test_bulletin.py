"""The bulletin read back: every figure is the progress row's, and data is only ever text."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from unicodedata import normalize

import pytest
from facts import Facts
from pypdf import PdfReader

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.words.numbers import amount, percent
from kpi.words.statuses import BEHIND
from report.bulletin.drawings import Drawing, drawings
from report.bulletin.page import breakable, bulletin_html, bulletin_pdf, chinese_number, css_string
from report.bulletin.text import Bulletin, BulletinTextError, Part, as_markdown, from_markdown
from report.bulletin.urgent import urgent_tables
from report.bulletin.write import bulletin_text, close
from report.files.browser import BROWSER
from report.meeting.meeting import Meeting, meeting

pytestmark = pytest.mark.slow

DAY = date(2022, 9, 30)
NASTY = "<script>alert(1)</script>"


@pytest.fixture(scope="module", autouse=True)
def stopped() -> Iterator[None]:
    yield
    BROWSER.stop()


@pytest.fixture(scope="module")
def pages(held: Meeting) -> list[str]:
    """The printed pages' texts, without the spaces that the layout adds."""
    html = bulletin_html(held, bulletin_text(held), drawings(held))
    found = [page.extract_text() for page in PdfReader(BytesIO(bulletin_pdf(html))).pages]
    assert not re.search("[\u2e80-\u2fdf]", "".join(found)), "radicals instead of letters"
    return [flat(text) for text in found]


class Cells(HTMLParser):
    """The tables' cells, a list a line."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self._in_cell = False
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self._in_cell = tag == "td"
        if tag == "tr":
            self.lines.append([])
        elif tag == "td":
            self.lines[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.lines[-1][-1] += data


def flat(*texts: str) -> str:
    # two dashes of the font are one glyph, which a reader of the page gives as the other
    return re.sub(r"\s", "", normalize("NFKC", "".join(texts))).replace("\u2012", "–")


def test_every_indicator_behind_stands_in_the_page_with_its_progress_rows_figures(
    held: Meeting,
) -> None:
    cells = Cells(bulletin_html(held, bulletin_text(held))).lines
    lines = {line[0]: line for line in cells if len(line) == 7}
    behind = [row for row in held.district if row.status in BEHIND]
    assert len(behind) == len(lines) > 10
    for row in behind:
        indicator = held.plan.indicator(row.indicator)
        line = lines[indicator.name]
        assert line[1:4] == [
            amount(row.actual, indicator.uom),
            amount(row.target, indicator.uom),
            percent(row.rate),
        ]
        assert line[5].split()[-1] == row.status


def test_the_printed_pages_hold_every_line_that_must_be_acted_on(
    held: Meeting, pages: list[str]
) -> None:
    text = "".join(pages)
    every = {key: table.lines for key, table in urgent_tables(held).items()}
    assert every.keys() == {
        *("overview", "indicators", "laggards", "projects", "discipline", "words")
    }
    for key, lines in every.items():
        for line in lines:
            assert flat(*line) in text, (key, line)


def test_each_page_tells_scope_day_and_its_number(pages: list[str]) -> None:
    assert len(pages) > 4
    for number, text in enumerate(pages, start=1):
        assert "范围:全区截至2022-09-30按2030-01-0108:00所知已报" in text
        assert f"第{number}页,共{len(pages)}页" in text


def test_a_tables_headers_come_again_on_its_next_page(
    held: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report.bulletin.urgent.MOST", 60)
    html = bulletin_html(held, bulletin_text(held))
    texts = [flat(p.extract_text()) for p in PdfReader(BytesIO(bulletin_pdf(html))).pages]
    assert sum(flat("编号项目县（区）") in text for text in texts) == 2


def test_the_charts_are_vectors_in_the_page(held: Meeting) -> None:
    found = drawings(held)
    assert [d.part for d in found] == ["indicators", "indicators", "projects"]
    html = bulletin_html(held, bulletin_text(held), found)
    assert html.count('<svg class="main-svg"') >= 3
    assert not re.search(r'(src|href)="(https?:|//|file:)', html)
    assert "莘庄镇" in found[0].svg


def test_what_data_brings_is_shown_letter_by_letter(facts: Facts) -> None:
    words = {"task": 1, "state": "受阻", "progress": "=1+1", "problem": NASTY, "next": "=cmd|A1"}
    facts.add("task_report", "区合作交流办", "2022-07", [words])
    found = meeting(connect(facts.store.root), facts.plan, Times(DAY), NASTY)
    html = bulletin_html(found, bulletin_text(found))
    cells = Cells(html)
    assert ["1", "区合作交流办", NASTY, "=cmd|A1"] in cells.lines
    assert "script" not in cells.tags


def test_an_edited_text_is_escaped_and_its_tables_follow_their_part(held: Meeting) -> None:
    text = Bulletin("题", (NASTY,), (Part("matters", "督办", ("改过",)), Part("", "其他", ())), ())
    html = bulletin_html(held, text, [Drawing("indicators", "不在", "<svg></svg>")])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "一、督办" in html
    assert "二、其他" in html
    assert ("督办事项</caption>" in html, "<svg" in html) == (bool(held.matters), False)


def test_the_text_comes_back_from_markdown_as_it_went(held: Meeting) -> None:
    text = bulletin_text(held)
    assert [part.key for part in text.parts][:3] == ["overview", "indicators", "laggards"]
    assert from_markdown(as_markdown(text)) == text


def test_a_part_may_be_added_and_the_byte_order_mark_of_an_editor_is_no_text() -> None:
    found = from_markdown("\ufeff# 题\n开头\n\n## 新的一部分\n一句\n二句\n## 落款\n办公室\n")
    assert found == Bulletin(
        "题", ("开头",), (Part("", "新的一部分", ("一句", "二句")),), ("办公室",)
    )


@pytest.mark.parametrize("source", ["", "没有标题", "## 只有部分"])
def test_a_text_without_a_title_is_refused_in_chinese(source: str) -> None:
    with pytest.raises(BulletinTextError, match="须以“# 标题”开头"):
        from_markdown(source)


def test_the_text_names_the_day_and_who_is_behind(held: Meeting) -> None:
    text = bulletin_text(held)
    assert "现将截至2022年9月30日的推进情况" in text.opening[0]
    assert text.parts[0].paragraphs[0].startswith("全年工作要点分解为45项指标：14项已完成")
    assert text.closing == ("区合作交流办", "2030年1月1日")


def test_a_papers_figures_stand_close_to_their_words(held: Meeting) -> None:
    text = bulletin_text(held)
    assert close("23 个项目，完成 67.8%，落后 -7.2 点") == "23个项目，完成67.8%，落后-7.2点"
    assert "文旅成团10团，目标10团，完成100.0%，超前序时25.0个百分点" in text.parts[0].paragraphs[1]


def test_a_title_is_broken_between_its_parts_and_is_still_escaped() -> None:
    assert breakable("关于《甲和<b>乙》的通报") == "关于《甲和<wbr>&lt;b&gt;乙》<wbr>的通报"


def test_parts_are_numbered_in_chinese() -> None:
    assert [chinese_number(n) for n in (1, 10, 12, 20, 35)] == [
        "一",
        "十",
        "十二",
        "二十",
        "三十五",
    ]


def test_a_footer_can_close_neither_its_string_nor_the_style() -> None:
    assert css_string('a"</style>') == '"a\\22 \\3c \\2f style\\3e "'
