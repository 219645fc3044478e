"""What axe-core says of a page, but for Streamlit's own faults (docs/accessibility.md)."""

from importlib.resources import files

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# What passes is not described: to name every element that is well takes four times as long.
RULES: dict[str, object] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "resultTypes": ["violations"],
}
# The option that is chosen among several, in the dark theme: Streamlit takes the accent colour for
# its letters, which has to be dark enough for white letters on a button.
STREAMLITS_OWN = "[data-testid='stButtonGroup']"


# All that another theme changes.
COLOURS = RULES | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def violations(page: Page, rules: dict[str, object] = RULES) -> list[str]:
    """What axe-core calls serious or critical, outside of Streamlit's own choice of colours."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
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
