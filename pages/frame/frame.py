"""What stands around every page: Streamlit's own words in Chinese, paper, whose data is shown."""

import json
from functools import cache
from pathlib import Path

import streamlit as st

from pages.frame.bar import notices, open_bar, open_notices, show_fold
from pages.frame.present import step
from pages.frame.store import is_demo

BROWSER = Path(__file__).parent / "browser"
STYLES = ("sheet.css", "wrap.css", "keys.css", "phone.css", "bar.css")
SCRIPTS = ("early.js", "history.js", "early-keys.js", "chinese.js", "sheet.js", "keys.js")
SCRIPTS += ("lines.js",)
DEMO = "演示数据，不是真实情况"
HOW_LONG = "到“数据报送”页上传第一份真实报表后，只显示真实数据。"
_theme = st.components.v2.component("theme", js=(BROWSER / "theme.js").read_text("utf-8"))


@cache
def _frame() -> str:
    known = f"const EARLY = {json.dumps(early_files())};"
    styles, scripts = ("\n".join(map(_read, names)) for names in (STYLES, SCRIPTS))
    # in braces: what is named in them may be named again when the frame is drawn anew
    return f"<style>{styles}</style><script>{{{known}\n{scripts}}}</script>"


def early_files() -> list[str]:
    """Streamlit's code of charts and of tables, by the names that this release gave them."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    return sorted(
        p.name for kind in ("PlotlyChart", "DataFrame") for p in folder.glob(f"{kind}.*.js")
    )


def _read(name: str) -> str:
    return (BROWSER / name).read_text("utf-8")


def show_frame() -> None:
    """The notice of demo data, on every page; Streamlit's words in Chinese; steps back; paper."""
    presenting = step() is not None
    place = st.container() if presenting else open_bar()
    place.html(_frame(), unsafe_allow_javascript=True)
    with place:
        _theme(key="theme", on_changed_change=lambda: None)
    if presenting:
        return
    show_fold()
    open_notices()
    if is_demo():
        notices().caption(DEMO, width="content", help=HOW_LONG)
