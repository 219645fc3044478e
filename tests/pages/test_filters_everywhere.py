"""Every filter on every page: other figures, or a sentence beside its chip that says why not."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from blocks import beside_chip
from places import ROOT
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("[a-z]*.py"))
FILTERS = (
    *({"unit": unit} for unit in ("莘庄镇", "区卫健委", "援滇保山小组")),
    *({"county": county} for county in ("大关县", "泽普县")),
    *({"area": area} for area in ("消费协作", "劳务协作")),
    {"as_of": "2022-08-31"},
    {"known_at": "2022-08-31"},
)
# a caption says what is looked at, and a link carries the filters: neither is a figure
WORDS = ("title", "header", "subheader", "markdown", "text", "info", "success", "warning")
AROUND = ("bar", "notices")


def figures(app: AppTest, chosen: str) -> list[str]:
    """All that a page shows, in words, without the name of what is chosen."""
    return [text.replace(chosen, "").replace("全区", "") for text in shown(app.main)]


def shown(part: Any) -> Iterator[str]:
    for child in part.children.values():
        if hasattr(child, "children"):
            if not str(getattr(child.proto, "id", "")).endswith(AROUND):
                yield from shown(child)
        elif child.type in ("dataframe", "table"):
            yield child.value.to_csv()
        elif child.type in WORDS:
            yield str(child.value)
        elif child.type == "metric":
            yield f"{child.label} {child.value}"
        elif child.type == "plotly_chart":
            yield child.proto.spec


def open_at(open_page: OpenPage, store: Path, page: str, chosen: dict[str, str]) -> AppTest:
    asked = {"q": "七宝"} if page == "search" else {}
    return open_page(store, page, **asked, **chosen)


@pytest.mark.parametrize("page", PAGES)
def test_a_filter_changes_the_figures_or_says_beside_its_chip_why_not(
    open_page: OpenPage, demo_store: Path, page: str
) -> None:
    whole = open_at(open_page, demo_store, page, {})
    silent = []
    for chosen in FILTERS:
        ((key, value),) = chosen.items()
        app = open_at(open_page, demo_store, page, chosen)
        changed = figures(app, value) != figures(whole, value)
        if not changed and not beside_chip(app, key):
            silent.append(chosen)
    assert silent == []
