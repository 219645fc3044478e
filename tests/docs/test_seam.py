"""docs/streamlit-seam.md lists what reaches into Streamlit and Plotly, and names the pins."""

import re

import pytest
from places import ROOT

SEAM = (ROOT / "docs" / "streamlit-seam.md").read_text("utf-8")
PINS = dict(re.findall(r"^(\w\S*)==(\S+)$", (ROOT / "requirements.txt").read_text("utf-8"), re.M))


def test_every_script_and_style_is_listed_and_no_other() -> None:
    files = {path.name for path in (ROOT / "pages" / "frame" / "browser").iterdir()}
    assert set(re.findall(r"^\| `([\w-]+\.(?:js|css))` \|", SEAM, re.MULTILINE)) == files


@pytest.mark.parametrize("library", ["Streamlit", "Plotly", "Kaleido"])
def test_it_was_tried_on_the_versions_that_are_installed(library: str) -> None:
    assert re.findall(rf"\*\*{library} ([\d.]+)\*\*", SEAM) == [PINS[library.lower()]]


def test_every_file_that_knows_streamlits_private_parts_is_named() -> None:
    private = re.compile(r"streamlit\.(runtime|delta_generator)|app_test\b.*TMP_DIR|gc\.freeze")
    files = [*ROOT.glob("pages/**/*.py"), *ROOT.glob("tests/pages/**/*.py")]
    knowing = {p for p in files if private.search(p.read_text("utf-8"))}
    assert {n for p in knowing if (n := p.relative_to(ROOT).as_posix()) not in SEAM} == set()


@pytest.mark.parametrize(("name", "path"), re.findall(r"`(\w+)`[^|`]* in `([^`]+)`", SEAM))
def test_what_is_named_stands_in_its_file(name: str, path: str) -> None:
    found = rf"^(def {name}\(|async def {name}\(|{name} = )"
    assert re.search(found, (ROOT / path).read_text("utf-8"), re.MULTILINE)
