"""Whatever stands in a cell is shown letter by letter, on every page: no link, no markup."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from facts import Facts, Row
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from etl.forms.form import FormColumn
from etl.forms.forms import FORMS
from kpi.plan import Plan

pytestmark = pytest.mark.slow

OpenPage = Callable[..., AppTest]
NASTY = "http://evil.example www.evil.example a@b.cn [x](http://y) <b>z</b>"
# what is left of it where it was not made plain
LIVE = ("http://", "www.evil", "a@b", "[x](", "<b>z")
# drawn letter by letter: tables that can be picked from, charts, choices of a box, st.text
LETTERS = ("arrow_data_frame", "plotly_chart", "selectbox", "multiselect", "text")
# the scorecards' own script, which sets every text as text: tests/browser/test_overview.py
LETTERS += ("bidi_component",)
PAGES = (
    *("overview", "indicator", "towns", "counties", "tasks", "projects", "search", "leads"),
    *("monthly", "follow_ups", "quality", "consumption", "travel", "people", "editions"),
    "submissions",
)
SENDERS = {
    **dict.fromkeys(("purchase", "quota"), "莘庄镇"),
    **dict.fromkeys(("county_sale", "project"), "援滇昭通小组"),
}
VALUES: dict[str, Any] = {
    "text": NASTY,
    "day": "2022-06-05",
    "money": 12_000,
    "county": "大关县",
    "origin": "大关县",
    "place": "大关县",
    "unit": "莘庄镇",
    "yes_no": True,
    "leader": "区领导",
}


def value(column: FormColumn) -> Any:
    if column.choices:
        return column.choices[0]
    return VALUES.get(column.kind.name, 1)


@pytest.fixture(scope="module")
def nasty(module_facts: Facts) -> Facts:
    """Every form with such a text in each of its text columns."""
    for code, form in FORMS.items():
        if code != "quota":
            row: Row = {column.name: value(column) for column in form.columns()}
            module_facts.add(code, SENDERS.get(code, "区经委"), "2022-06", [row])
    return module_facts


def strings(message: Message) -> Iterator[str]:
    for field, content in message.ListFields():
        if field.name == "query_string":  # of a link to a page of ours
            continue
        if field.message_type is None and field.cpp_type == field.CPPTYPE_STRING:
            texts = [content] if isinstance(content, str | bytes) else content
            yield from (text for text in texts if isinstance(text, str))
        elif field.message_type is not None and not field.message_type.GetOptions().map_entry:
            for part in [content] if isinstance(content, Message) else content:
                yield from strings(part)


def shown(node: Any) -> Iterator[tuple[str, str]]:
    """Every text that is read as Markdown, with the type of what shows it."""
    kind = getattr(node, "type", "")
    if kind not in LETTERS and getattr(node, "proto", None) is not None:
        yield from ((kind, text) for text in strings(node.proto))
    if kind in ("arrow_table", "table"):
        for column in node.value:
            yield from ((kind, str(cell)) for cell in (column, *node.value[column]))
    for child in getattr(node, "children", {}).values():
        yield from shown(child)


def live(app: AppTest) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in shown(app._tree) if is_live(kind, text)]


def is_live(kind: str, text: str) -> bool:
    """HTML of our own is no Markdown: neither an address nor brackets become a link in it."""
    return any(sign in text for sign in (("<b>z",) if kind == "html" else LIVE))


def deeper(plan: Plan) -> Iterator[tuple[str, dict[str, str]]]:
    """What a click opens: a row of each form, the slices of a text column, a task, a search, …."""
    of_form = {i.form: i.name for i in plan.indicators if i.source == "rows"}
    for number, code in enumerate((c for c in FORMS if c != "quota"), start=1):
        yield "submissions", {"submission": str(number)}
        if code in of_form:
            yield "indicator", {"indicator": of_form[code], "row": f"{number}:Sheet1:2"}
            for column in FORMS[code].columns():
                if column.kind.name == "text":
                    yield "indicator", {"indicator": of_form[code], "by": column.header}
                    break
    for q in ("evil", "b.cn", "大关县"):
        yield "search", {"q": q}
    yield "tasks", {"task": "1"}
    yield "leads", {"lead": "区经委"}
    yield "towns", {"unit": "莘庄镇"}
    yield "counties", {"county": "大关县"}
    for page in ("consumption", "travel", "people"):
        yield page, {"topic_by": "采购单位"}
    for shown in ("没有进展", "按县", "计划、审定与拨付日期", "时间线"):
        yield "projects", {"projects_shown": shown}


def test_nothing_that_a_click_opens_shows_a_link_or_markup_from_a_cell(
    open_page: OpenPage, nasty: Facts, plan: Plan
) -> None:
    found = {
        (page, *address.items()): live(
            open_page(nasty.store.root, page, as_of="2022-06-30", **address)
        )
        for page, address in deeper(plan)
    }
    assert [(*place, *text) for place, texts in found.items() for text in texts] == []


def test_the_text_of_a_cell_is_seen_on_the_pages_that_show_it(
    open_page: OpenPage, nasty: Facts
) -> None:
    app = open_page(nasty.store.root, "leads", as_of="2022-06-30")
    assert any("evil" in text for _, text in shown(app._tree))


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_a_link_or_markup_from_a_cell(
    open_page: OpenPage, nasty: Facts, page: str
) -> None:
    assert live(open_page(nasty.store.root, page, as_of="2022-06-30")) == []
