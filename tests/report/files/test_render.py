"""Charts as files, by a real Chromium: sharp, Chinese, and by one browser that comes back."""

import asyncio
import os
import signal
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from time import sleep

import plotly.graph_objects as go
import pytest
from kaleido import Kaleido
from pypdf import PdfReader

from report.files import browser
from report.files.browser import BROWSER, NoBrowserError
from report.files.render import picture, printed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def stopped() -> Iterator[None]:
    yield
    BROWSER.stop()


def words(text: str) -> go.Figure:
    """A figure that is nothing but a text."""
    figure = go.Figure()
    figure.update_layout(
        height=60,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"visible": False},
        yaxis={"visible": False},
        font={"family": '"Noto Sans CJK SC", sans-serif'},
    )
    return figure.add_annotation(
        text=text, x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False
    )


def await_end(process: int) -> None:
    """Returns once there is no such process."""
    with suppress(ProcessLookupError):
        while True:
            os.kill(process, 0)
            sleep(0.01)


def test_a_picture_is_twice_as_fine_as_the_screen() -> None:
    content = picture(words("莘庄镇"), "png", 200)
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (400, 120)


def test_a_vector_graphic_holds_its_words() -> None:
    content = picture(words("莘庄镇"), "svg", 200)
    assert "莘庄镇" in "".join(ET.fromstring(content).itertext())


def test_a_pdf_is_one_page_whose_words_can_be_found() -> None:
    content = picture(words("莘庄镇"), "pdf", 200)
    pages = PdfReader(BytesIO(content)).pages
    assert content[:5] == b"%PDF-"
    assert [page.extract_text().strip() for page in pages] == ["莘庄镇"]


def test_no_chinese_letter_or_shape_of_a_status_is_the_box_of_a_missing_one() -> None:
    # an unassigned letter is drawn as the box of whatever font is asked last
    letters = "\u0378" + "闵行莘庄滞后序时" + "✔▲●▽■✖○◌"
    drawn = [picture(words(letter), "png", 60) for letter in letters]
    assert len(set(drawn)) == len(letters)


def test_a_browser_that_died_is_begun_anew() -> None:
    picture(words("一"), "svg")
    first = BROWSER.process
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await_end(first)
    assert b"<svg" in picture(words("二"), "svg")
    assert BROWSER.process not in (None, first)


def test_a_browser_that_dies_over_a_picture_is_begun_anew() -> None:
    pictures = iter([asyncio.CancelledError(), b"drawn"])

    async def work(_: Kaleido) -> bytes:
        # what waits for an answer of a browser that dies is cancelled
        told = next(pictures)
        if isinstance(told, bytes):
            return told
        raise told

    assert BROWSER.run(work) == b"drawn"


def test_a_chart_that_cannot_be_drawn_spoils_no_other() -> None:
    picture(words("三"), "svg")
    process = BROWSER.process
    with pytest.raises(ValueError, match="Plotly cannot draw this"):
        picture(words("三"), "svg", 0)
    assert b"<svg" in picture(words("四"), "svg")
    assert BROWSER.process == process


def test_a_process_that_fails_leaves_no_browser_behind() -> None:
    program = (
        "import plotly.graph_objects as go; from report.files.render import picture;"
        "from report.files.browser import BROWSER; picture(go.Figure(), 'svg');"
        "print(BROWSER.process, flush=True); picture(go.Figure(), 'svg', 0)"
    )
    failed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "Plotly cannot draw this" in failed.stderr
    await_end(int(failed.stdout))


def test_many_threads_share_one_browser() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: picture(words(f"第{n}张"), "svg"), range(6)))
    assert ["".join(ET.fromstring(f).itertext()).strip() for f in found] == [
        f"第{n}张" for n in range(6)
    ]


def test_without_a_browser_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    browser.browser_path.cache_clear()
    with pytest.raises(NoBrowserError, match="没有找到 Chromium 或 Chrome"):
        picture(words("一"), "png")
    monkeypatch.undo()
    browser.browser_path.cache_clear()


def test_a_page_is_printed_without_running_or_fetching_anything() -> None:
    page = (
        "<meta charset='utf-8'><p id='p'>东西部对口支援</p>"
        "<script>document.getElementById('p').textContent = 'ran'</script>"
    )
    text = PdfReader(BytesIO(printed(page))).pages[0].extract_text()
    assert text.strip() == "东西部对口支援"
