"""One warm Chromium for all charts and pages: found once, begun when first asked, kept alive."""

import asyncio
import atexit
import os
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import CancelledError
from functools import cache
from threading import Lock, Thread
from typing import Any

from choreographer.browsers.chromium import Chromium
from choreographer.errors import (
    BrowserClosedError,
    BrowserFailedError,
    ChannelClosedError,
    DevtoolsProtocolError,
)
from kaleido import Kaleido

SECONDS = 60  # for one picture or page, the browser's start included
SECONDS_TO_CLOSE = 15
FAULTS = (
    BrowserClosedError,
    BrowserFailedError,
    ChannelClosedError,
    DevtoolsProtocolError,
    TimeoutError,
    CancelledError,
)
Work = Callable[[Kaleido], Awaitable[bytes]]


class NoBrowserError(Exception):
    """No Chromium is found, or it does not answer; the text says what to do."""


@cache
def browser_path() -> str:
    """Chromium or Chrome, or what BROWSER_PATH names; raises NoBrowserError."""
    path = Chromium.find_browser(skip_local=False)
    if path is None or not os.access(path, os.X_OK):
        place = f"（BROWSER_PATH 指向的 {path} 不能运行）" if path else ""
        raise NoBrowserError(
            f"服务器上没有找到 Chromium 或 Chrome{place}，不能生成图片和 PDF。"
            "请安装：apt-get install chromium fonts-noto-cjk。"
        )
    return path


class Browser:
    """A Chromium and the thread that talks to it; any thread may call `run`, one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Kaleido | None = None

    def run(self, work: Work) -> bytes:
        """What the work gives; a browser that died is begun anew once. Raises NoBrowserError."""
        path = browser_path()
        with self._lock:
            for last in (False, True):
                try:
                    return self._submit(self._attempt(work, path))
                except FAULTS as fault:
                    self._drop()
                    if last:
                        raise NoBrowserError(
                            f"浏览器 {path} 没有在 {SECONDS} 秒内完成，或者中途退出了。"
                            "请稍后再试；反复出现时请重启服务。"
                        ) from fault
        raise AssertionError("unreachable")

    @property
    def process(self) -> int | None:
        """The browser's process, while it runs."""
        return self._kaleido.subprocess.pid if self._kaleido else None

    def stop(self) -> None:
        """Ends browser and thread; the next `run` begins anew."""
        with self._lock:
            self._drop()
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._loop.stop)
                self._loop = None

    async def _attempt(self, work: Work, path: str) -> bytes:
        return await asyncio.wait_for(self._work(work, path), SECONDS)

    async def _work(self, work: Work, path: str) -> bytes:
        if self._kaleido is not None and self._kaleido.subprocess.poll() is not None:
            raise BrowserClosedError("it ended between two pictures")
        if self._kaleido is None:
            # no MathJax: it would be asked of a server on the internet
            self._kaleido = Kaleido(path=path, mathjax=False, timeout=SECONDS)
            await self._kaleido.open()
            # after the browser's folder was made, so that it is stopped before that is swept
            atexit.unregister(self.stop)
            atexit.register(self.stop)
        return await work(self._kaleido)

    def _drop(self) -> None:
        dropped, self._kaleido = self._kaleido, None
        if dropped is None:
            return
        try:
            self._submit(_closed(dropped))
        except Exception:
            # what is left of a broken browser: nothing may keep a new one from being begun
            dropped.subprocess.kill()

    def _submit(self, work: Coroutine[Any, Any, bytes]) -> bytes:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            Thread(target=_serve, args=(self._loop,), name="chromium", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()


async def _closed(kaleido: Kaleido) -> bytes:
    await asyncio.wait_for(kaleido.close(), SECONDS_TO_CLOSE)
    return b""


BROWSER = Browser()
