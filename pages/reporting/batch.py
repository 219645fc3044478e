"""Files that were sent together: their sum, what is to be done first, what came in folded."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from etl.forms.forms import FORMS
from etl.returned.hand_back import zipped
from etl.table.periods import Period
from pages.frame.address import go
from pages.frame.filters import carried
from pages.frame.store import real_store
from pages.reporting.questions import Answered
from pages.reporting.receive import Judged, receive_checked
from pages.reporting.upload import made_returned, show_judged
from pages.show.tables import pick_line, show_table

FEW = 2  # accepted files that need no folding
STATES = ("接收", "退回", "待回答", "没有收下", "未变")
VERDICTS = {"accepted": "接收", "returned": "退回", "unchanged": "未变", "failed": "没有收下"}
DRY = {"接收": "可以接收", "退回": "会退回", "待回答": "要先回答"}
URGENT = ("待回答", "退回", "没有收下")
COLUMNS = {
    "文件": st.column_config.TextColumn(width=280, pinned=True),
    "结果": st.column_config.TextColumn(width=100),
    "单位": st.column_config.TextColumn(width=85),
    "报表": st.column_config.TextColumn(width=170),
    "期间": st.column_config.TextColumn(width=105),
    "行数": st.column_config.NumberColumn(width=50),
    "提醒": st.column_config.NumberColumn(width=50),
}


def show_batch(judged: Sequence[Judged], then: Answered) -> None:
    """The sum; then what is asked or returned, each open; then what came in, in one table.

    `then` is called with what came of a file once it is answered.
    """
    for dry in (True, False):
        some = [j for j in judged if j.is_dry is dry]
        if some:
            _show_some(some, then, dry=dry)


def tally(judged: Sequence[Judged]) -> str:
    """34 份接收，3 份退回，1 份待回答; of what was only checked: 34 份可以接收，…."""
    counts = Counter(map(_state, judged))
    words = DRY if judged[0].is_dry else {}
    return "，".join(f"{counts[s]} 份{words.get(s, s)}" for s in STATES if counts[s])


def _show_some(judged: Sequence[Judged], then: Answered, *, dry: bool) -> None:
    if dry or len(judged) > 1:
        st.header(tally(judged))
    if dry:
        _offer_to_send(judged)
    _offer_returned(judged)
    folded = _folded(judged)
    for one in sorted(judged, key=_order):
        if one not in folded:
            show_judged(one, then)
    if folded:
        with st.expander(f"{tally(folded)}：点开看清单", icon="✔"):
            _show_table(folded)


def _state(judged: Judged) -> str:
    if judged.waits:
        return "待回答"
    return VERDICTS[judged.outcome.verdict]


def _order(judged: Judged) -> int:
    """What was asked stands first, and stays in its place when it is answered."""
    urgent = judged.waits or judged.answered
    return 0 if urgent else 1 if _state(judged) in URGENT else 2


def _folded(judged: Sequence[Judged]) -> list[Judged]:
    """What came in without anything to be done, where it is more than a few."""
    done = [
        j for j in judged if _state(j) not in URGENT and not j.answered and j.outcome.is_published
    ]
    return done if len(done) > FEW else []


def _offer_to_send(judged: Sequence[Judged]) -> None:
    """What was only checked, and the way to send it as it is."""
    st.caption(
        "只检查，没有入库：原件没有留存，台账没有变。各份按次序对照，同正式报送一样；刷新页面就没有了"
    )
    label, icon = f"正式报送这 {len(judged)} 份", ":material/upload_file:"
    if st.button(label, key="send-checked", type="primary", icon=icon):
        receive_checked()
        st.rerun()


def _offer_returned(judged: Sequence[Judged]) -> None:
    """All workbooks to hand back in one archive, made when it is asked for."""
    back = [j for j in judged if j.outcome.verdict == "returned"]
    if len(back) < 2:
        return
    dry = judged[0].is_dry
    st.download_button(
        f"下载全部退回件（{len(back)} 份，ZIP）",
        data=lambda: _archive(back),
        file_name=f"退回件_{len(back)}份.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        key=f"returned-all-{'dry' if dry else 'sent'}",
        on_click="ignore",
    )


def _archive(judged: Sequence[Judged]) -> bytes:
    store = real_store()
    return zipped([made_returned(j.outcome, j.content(store)) for j in judged])


def _show_table(judged: Sequence[Judged]) -> None:
    """A line a file; a picked one that is in the store is opened."""
    lines = pd.DataFrame(list(map(_line, judged)))
    if judged[0].is_dry:
        show_table(lines, "checked-now", COLUMNS, len(judged))
        return
    number = pick_line(lines, "sent-now", COLUMNS, len(judged))
    if number is not None:
        submission = str(judged[number].outcome.submission_id)
        go("pages/submissions.py", carried(submission=submission))


def _line(judged: Judged) -> dict[str, object]:
    outcome = judged.outcome
    sheets = outcome.sheets
    periods = (str(Period(s.first_month, s.last_month)) for s in sheets)
    state = _state(judged)
    return {
        "文件": outcome.file,
        "结果": DRY.get(state, state) if judged.is_dry else f"{state}，{outcome.submission_id} 号",
        "单位": "、".join(dict.fromkeys(s.unit for s in sheets)),
        "报表": "、".join(dict.fromkeys(FORMS[s.form].title for s in sheets)),
        "期间": "、".join(dict.fromkeys(periods)),
        "行数": sum(s.rows for s in sheets),
        "提醒": sum(p.severity == "warning" for p in outcome.problems),
    }
