"""No serious fault that axe-core finds, but Streamlit's own (docs/accessibility.md)."""

from importlib.resources import files

import pytest
from browser.steps import settled
from playwright.sync_api import Page, expect

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
# The option that is chosen among several, in the dark theme: Streamlit takes the accent colour for
# its letters, which has to be dark enough for white letters on a button.
STREAMLITS_OWN = "[data-testid='stButtonGroup']"
ADDRESSES = (
    *("", "indicator?entity=七宝镇&by=采购渠道", "towns", "counties?county=大关县", "tasks"),
    *("tasks?task=19", "towns?unit=莘庄镇&compare_towns=莘庄镇&compare_towns=七宝镇"),
    *("leads", "consumption", "travel", "people", "projects", "monthly", "follow_ups"),
    *("submissions", "quality", "editions", "search?q=七宝镇", "?present=1"),
)


def violations(page: Page) -> list[str]:
    """What axe-core calls serious or critical, outside of Streamlit's own choice of colours."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    own = page.evaluate(
        "box => [...document.querySelectorAll(`${box} *`)].map((e) => e.outerHTML)", STREAMLITS_OWN
    )
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
        if not (fault["id"] == "color-contrast" and node["html"] in own)
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_can_be_read_by_everyone_in_both_themes(page: Page, url: str, address: str) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{url}/{address}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        settled(page)
        assert violations(page) == [], scheme
