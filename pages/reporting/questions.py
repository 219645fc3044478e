"""What a workbook leaves open: each question once, its choices, and the answer that lets it in."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from etl.problems import Asked, Choice, Problem
from etl.questions import RETURN
from etl.rules import ANSWERED
from etl.store.disk.folder import Store
from etl.store.faults import STORE_FAULTS, fault_words
from etl.store.lines.memory import Key
from pages.frame.text import plain
from pages.reporting.receive import Judged, answer

log = logging.getLogger(__name__)
MOST_PLACES = 5
Answered = Callable[[Judged], None]


def open_questions(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """The open questions by their ids, each with all places at which it was met."""
    questions: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.asked is not None and problem.is_open:
            questions.setdefault(problem.asked.id, []).append(problem)
    return questions


@st.fragment
def show_questions(store: Store, judged: Judged, then: Answered) -> None:
    """Every open question with its choices; answered, the same bytes are loaded again.

    A fragment, for nothing else on the page changes while choices are made.
    """
    with st.container(border=True):
        chosen = _ask(judged)
        clicked = _offer(judged, chosen)
    if clicked:
        _answer(store, judged, {q: code for q, code in chosen.items() if code}, then)


def _ask(judged: Judged) -> dict[str, str | None]:
    """The chosen answer to each question, None where none is chosen yet."""
    questions = open_questions(judged.outcome.problems)
    return {
        asked: _choose(number, len(questions), problems, f"answer-{judged.key}-{asked}")
        for number, (asked, problems) in enumerate(questions.items(), start=1)
    }


def _offer(judged: Judged, chosen: Mapping[str, str | None]) -> bool:
    """The button, and what is missing; gives whether it was clicked."""
    left = sum(code is None for code in chosen.values())
    # whoever takes the file back need not say how the rest of it is read
    returns = RETURN.code in chosen.values()
    with st.container(horizontal=True, vertical_alignment="center"):
        clicked = st.button(
            "按回答再检查" if judged.is_dry else "按回答处理",
            key=f"answered-{judged.key}",
            type="primary",
            icon=":material/how_to_reg:",
            disabled=left > 0 and not returns,
        )
        st.caption(_what_follows(left, returns=returns, dry=judged.is_dry))
    return clicked


def _what_follows(left: int, *, returns: bool, dry: bool) -> str:
    if returns:
        return "整份退回，一行也不计入"
    if left:
        return f"还有 {left} 个没有选"
    then = "仍然只检查，不入库" if dry else "马上计入"
    return f"同一份文件按回答再读一次，{then}"


def _choose(number: int, count: int, problems: Sequence[Problem], key: str) -> str | None:
    """One question: where, what was found, and what each answer comes to."""
    first = problems[0]
    asked = first.asked
    assert asked is not None
    place = "、".join(places(problems))
    order = f"问题 {number}/{count}" if count > 1 else "问题"
    st.markdown(f"**{order}**　{plain(place)}" if place else f"**{order}**")
    texts = {choice.code: choice_text(choice) for choice in asked.choices}
    code = st.radio(
        plain(first.message),
        list(texts),
        index=None,
        format_func=lambda code: plain(texts[code]),
        key=key,
        help=plain(first.hint),
    )
    st.caption("　".join(_notes(first, asked)))
    return code


def _notes(problem: Problem, asked: Asked) -> Iterable[str]:
    if problem.value and problem.value not in problem.message:
        yield f"现值：{plain(problem.value)}"
    if asked.remembered:
        yield f"回答会记住：{plain(asked.unit or '本单位')}今后同样格式的表照此读，不再问"
    else:
        yield "这个回答只用于这一份"


def places(problems: Iterable[Problem]) -> list[str]:
    """采购明细 › A9, each once; how many more there are."""
    texts = dict.fromkeys(" › ".join(part for part in (p.sheet, p.cell) if part) for p in problems)
    named = [text for text in texts if text]
    more = [f"等 {len(named)} 处"] if len(named) > MOST_PLACES else []
    return [*named[:MOST_PLACES], *more]


def choice_text(choice: Choice) -> str:
    """按万元读：采购额度 206,700.50 元，5 行."""
    return f"{choice.words}：{choice.totals}" if choice.totals else choice.words


def _answer(store: Store, judged: Judged, answers: Mapping[str, str], then: Answered) -> None:
    try:
        with st.spinner("正在按回答处理…"):
            done = answer(store, judged, answers)
    except STORE_FAULTS as error:
        log.exception("answers for %s could not be entered", judged.outcome.file)
        st.error(f"没有处理：{plain(fault_words(error))}。请稍后再试，或联系管理员。")
        return
    then(done)


def show_answered(problems: Iterable[Problem], days: Mapping[Key, date]) -> None:
    """How the file was read by answers; `days`: when those were given that were remembered."""
    lines = [_answered(p, days) for p in problems if p.rule == ANSWERED]
    if lines:
        st.markdown("**按回答处理**")
        st.markdown("\n".join(f"- {line}" for line in dict.fromkeys(lines)))


def _answered(problem: Problem, days: Mapping[Key, date]) -> str:
    day = days.get((problem.asked.unit, problem.asked.id)) if problem.asked else None
    place = "、".join(places([problem]))
    before = f"（按 {day} 的回答）" if day else ""
    return f"{plain(place)}　{plain(problem.message + before)}".strip("　")
