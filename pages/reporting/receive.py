"""Files through the same door as the command line: sent, and sent again with an answer."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from etl.problems import has_faults
from etl.store.admit import check_files, load_file, load_files
from etl.store.disk.folder import Store
from etl.store.faults import STORE_FAULTS, fault_words
from etl.store.lines.ledger import Mode
from etl.store.outcome import Outcome, Receipt, Sent
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

    `key` tells it from all others that the session knows. `held` are the bytes of one that was
    only checked: nothing of it is in the store. `answered`: by somebody, on this page.
    """

    outcome: Outcome
    receipt: Receipt
    key: str
    held: bytes | None = None
    answered: bool = False

    @property
    def is_dry(self) -> bool:
        return self.held is not None

    def content(self, store: Store) -> bytes:
        """The file as it was sent."""
        if self.held is not None:
            return self.held
        return store.read_original(self.outcome.sha256)

    @property
    def waits(self) -> bool:
        """Whether nothing is wrong with it, and questions are open."""
        problems = self.outcome.problems
        return not has_faults(problems) and any(p.is_open for p in problems)


def receive(files: Sequence[Sent], *, dry: bool = False) -> None:
    """Loads all files at once into the real store, and keeps what came of them in the session.

    `dry`: they are only checked, and nothing is stored. What still waits for an answer from
    before stays, but for what was sent anew.
    """
    names = [sent.name for sent in files]
    kept = [j for j in judged_files() if j.waits and not j.is_dry and j.outcome.file not in names]
    try:
        judge = check_files if dry else load_files
        outcomes = judge(real_store(), the_office(), files, _page_bar)
    except STORE_FAULTS as error:
        log.exception("upload of %s failed", names)
        # what was only checked can still be sent
        st.session_state[SENT] = [*kept, *(j for j in judged_files() if j.is_dry)]
        st.session_state[FAULTS] = [fault_text(names, error)]
        return
    batch = st.session_state.get(BATCHES, 0) + 1
    judged = [
        Judged(outcome, sent.receipt, f"{batch}-{n}", sent.content if dry else None)
        for n, (outcome, sent) in enumerate(zip(outcomes, files, strict=True))
    ]
    st.session_state[SENT] = [*kept, *judged]
    st.session_state[FAULTS], st.session_state[BATCHES] = [], batch


def receive_checked() -> None:
    """What was only checked is sent as it is, with the answers that it was given."""
    receive([Sent(j.outcome.file, j.held, j.receipt) for j in judged_files() if j.held is not None])


def judged_files() -> list[Judged]:
    kept: list[Judged] = st.session_state.get(SENT, [])
    return kept


def put(judged: Judged) -> None:
    """What came of an answered file takes its place; the others stay as they are."""
    st.session_state[SENT] = [judged if j.key == judged.key else j for j in judged_files()]
    st.rerun()


def answer(store: Store, judged: Judged, answers: Mapping[str, str]) -> Judged:
    """The same bytes again with the answers. Raises one of STORE_FAULTS."""
    receipt = replace(judged.receipt, answers={**judged.receipt.answers, **answers})
    done = replace(judged, receipt=receipt, answered=True)
    if judged.is_dry:
        return _checked_again(store, done)
    name, content = judged.outcome.file, judged.content(store)
    return replace(done, outcome=load_file(store, the_office(), name, content, receipt))


def _checked_again(store: Store, done: Judged) -> Judged:
    """All that was only checked, once more: what one answers may be asked of the next."""
    dry = [done if j.key == done.key else j for j in judged_files() if j.is_dry]
    sent = [Sent(j.outcome.file, j.content(store), j.receipt) for j in dry]
    outcomes = check_files(store, the_office(), sent)
    checked = {j.key: replace(j, outcome=o) for j, o in zip(dry, outcomes, strict=True)}
    st.session_state[SENT] = [checked.get(j.key, j) for j in judged_files()]
    return checked[done.key]


def fault_text(names: Sequence[str], error: Exception) -> str:
    """Why none of a batch came in."""
    many = f"等 {len(names)} 份" if len(names) > 3 else ""
    place = f"{'、'.join(names[:3])}{many}"
    return f"{place}：没有收下：{fault_words(error)}。请稍后再报，或联系管理员。"


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
