"""Charts and pages as files, by the warm browser: PNG twice as fine, SVG, PDF."""

import asyncio
import base64
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import plotly.graph_objects as go
from choreographer.errors import BrowserFailedError
from kaleido import Kaleido

from report.files.browser import BROWSER
from report.files.searchable import searchable

FileFormat = Literal["png", "svg", "pdf"]
WIDTH, HEIGHT = 960, 480
SCALE = 2
MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
PAPER = {"printBackground": True, "preferCSSPageSize": True}  # the page's own @page rule


def picture(figure: go.Figure, file_format: FileFormat, width: int = WIDTH) -> bytes:
    """A figure as PNG (2×), SVG or a PDF of one page; its height is its own.

    Raises NoBrowserError.
    """
    options = {
        "format": file_format,
        "scale": SCALE if file_format == "png" else 1,
        "width": width,
        "height": figure.layout.height or HEIGHT,
    }
    if file_format != "pdf":
        return BROWSER.run(lambda kaleido: _drawn(kaleido, figure, options))

    async def page(kaleido: Kaleido) -> bytes:
        content: bytes = await kaleido.calc_fig(figure, opts=options)
        return content

    return searchable(BROWSER.run(page))


async def _drawn(kaleido: Kaleido, figure: go.Figure, options: dict[str, Any]) -> bytes:
    """By the page that Kaleido holds ready, which it would load anew after every chart."""
    tab = kaleido.get_tab()
    expression = (
        f"Plotly.toImage({figure.to_json()}, {json.dumps(options | {'imageDataOnly': True})})"
    )
    answer = await _answer(tab, "Runtime.evaluate", expression=expression, awaitPromise=True)
    if "exceptionDetails" in answer:
        raise ValueError(f"Plotly cannot draw this: {answer['exceptionDetails']}")
    drawn: str = answer["result"]["value"]
    return drawn.encode() if options["format"] == "svg" else base64.b64decode(drawn)


def printed(html: str) -> bytes:
    """A page that holds all it needs, printed as PDF on A4; nothing in it is run or fetched.

    Raises NoBrowserError.
    """
    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, "utf-8")
        return searchable(BROWSER.run(lambda kaleido: _printed(kaleido, page.as_uri())))


async def _printed(kaleido: Kaleido, address: str) -> bytes:
    tab = await kaleido.create_tab("about:blank")
    try:
        await _answer(tab, "Page.enable")
        await _answer(tab, "Network.enable")
        await _answer(tab, "Emulation.setScriptExecutionDisabled", value=True)
        await _answer(tab, "Network.setBlockedURLs", urls=["http://*", "https://*"])
        loaded = tab.subscribe_once("Page.loadEventFired")
        await _answer(tab, "Page.navigate", url=address)
        await loaded
        paper = await _answer(tab, "Page.printToPDF", **PAPER)
        return base64.b64decode(paper["data"])
    finally:
        await asyncio.shield(kaleido.close_tab(tab))


async def _answer(tab: Any, command: str, **parameters: Any) -> Any:
    answer = await tab.send_command(command, params=parameters)
    if "error" in answer:
        raise BrowserFailedError(f"{command}: {answer['error']}")
    return answer["result"]
