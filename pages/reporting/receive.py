"""Files through the same door as the command line: sent, and sent again with an answer."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from etl.problems import has_faults
from etl.store.admit import load_file, load_files
from etl.store.folder import Store, StoreBusyError
from etl.store.ledger import Mode
from etl.store.outcome import Outcome, Receipt, Sent
from etl.store.warehouse import RebuildError
from pages.frame.store import real_store, the_office

log = logging.getLogger(__name__)
# what the session keeps of the files that were sent
SENT, FAULTS, BATCHES = "sent", "upload_faults", "batches"

# what is meant where a month is there already, None: that is asked
MODES: dict[str, Mode | None] = {
    "先问我": None,
    "更正：新表替换旧表": "replace",
    "补充：新旧合计": "append",
}


@dataclass(frozen=True)
class Judged:
    """A file that was sent: what came of it, and how it was received; its bytes are in the store.

    `key` tells it from all others that the session knows.
    """

    outcome: Outcome
    receipt: Receipt
    key: str

    @property
    def waits(self) -> bool:
        """Whether nothing is wrong with it, and questions are open."""
        problems = self.outcome.problems
        return not has_faults(problems) and any(p.is_open for p in problems)


def receive(files: Sequence[tuple[str, bytes]], receipt: Receipt) -> None:
    """Loads all files at once into the real store, and keeps what came of them in the session.

    What still waits for an answer from before stays, but for what was sent anew.
    """
    names = [name for name, _ in files]
    kept = [j for j in judged_files() if j.waits and j.outcome.file not in names]
    sent = [Sent(name, content, receipt) for name, content in files]
    try:
        outcomes = load_files(real_store(), the_office(), sent, _page_bar)
    except (StoreBusyError, RebuildError, OSError) as error:
        log.exception("upload of %s failed", names)
        st.session_state[SENT], st.session_state[FAULTS] = kept, [fault_text(names, error)]
        return
    batch = st.session_state.get(BATCHES, 0) + 1
    judged = [Judged(o, receipt, f"{batch}-{n}") for n, o in enumerate(outcomes)]
    # what waits for an answer stands first, and stays in its place when it has one
    st.session_state[SENT] = sorted([*kept, *judged], key=lambda j: not j.waits)
    st.session_state[FAULTS], st.session_state[BATCHES] = [], batch


def judged_files() -> list[Judged]:
    kept: list[Judged] = st.session_state.get(SENT, [])
    return kept


def put(judged: Judged) -> None:
    """What came of an answered file takes its place; the others stay as they are."""
    st.session_state[SENT] = [judged if j.key == judged.key else j for j in judged_files()]
    st.rerun()


def answer(store: Store, judged: Judged, answers: Mapping[str, str]) -> Judged:
    """The same bytes again with the answers. Raises StoreBusyError, RebuildError, OSError."""
    outcome = judged.outcome
    receipt = replace(judged.receipt, answers={**judged.receipt.answers, **answers})
    content = store.original(outcome.sha256).read_bytes()
    done = load_file(store, the_office(), outcome.file, content, receipt)
    return Judged(done, receipt, judged.key)


def fault_text(names: Sequence[str], error: Exception) -> str:
    """A batch that breaks off may have come in partly: the same bytes again change nothing."""
    many = f"等 {len(names)} 份" if len(names) > 3 else ""
    again = "已收下的再报一次也不会重复。" if len(names) > 1 else ""
    place = f"{'、'.join(names[:3])}{many}"
    return f"{place}：没有收下，数据目录暂时无法写入，请稍后再报。{again}（{error}）"


@contextmanager
def _page_bar(items: Iterable[Any], length: int, label: str) -> Iterator[Iterable[Any]]:
    """How many files have been read; while they are entered nothing may stop the script."""
    bar = st.progress(0.0, text=f"正在{label} {length} 份…")
    if label == "检查":
        yield _counted(items, length, bar.progress)
    else:
        yield items
    bar.empty()


def _counted(items: Iterable[Any], length: int, show: Callable[..., Any]) -> Iterator[Any]:
    for number, item in enumerate(items, start=1):
        show(number / length, text=f"已检查 {number}/{length} 份…")
        yield item
