"""The steps of a meeting: its own, or what the address chooses of them, in its order.

`steps=towns.county_sale.closing` names each by its page, or by the indicator's code on 指标.
"""

from collections.abc import Sequence

import streamlit as st

from kpi.plan import Plan
from kpi.plan.shown import USUAL, Step

KEY = "steps"
BETWEEN = "."  # stands in an address as it is, and in no code
LABELS = {
    "overview": "总览",
    "wall": "挂图作战",
    "towns": "镇街",
    "counties": "结对县",
    "indicator": "指标",
    "tasks": "工作要点",
    "leads": "牵头单位",
    "consumption": "消费协作",
    "travel": "文旅与疗休养",
    "people": "培训与劳务",
    "projects": "援建项目",
    "monthly": "每月一报",
    "follow_ups": "督办",
    "submissions": "数据报送",
    "quality": "数据质量",
    "editions": "会议版",
    "closing": "要求与下一步",
}


def code(step: Step) -> str:
    """What a step is called in the address."""
    return step.indicator or step.page


def label(step: Step, plan: Plan) -> str:
    """What a step is called on the screen."""
    return plan.indicator(step.indicator).name if step.indicator else LABELS[step.page]


def offered(plan: Plan) -> list[Step]:
    """What can be chosen: the plan's own steps, the usual ones, and its headline indicators."""
    usual = [Step(page=page) for page in USUAL]
    headlines = [
        Step(page="indicator", indicator=one)
        for card in plan.shown.headlines
        for one in card.indicators
    ]
    by_code = {code(s): s for s in (*plan.shown.steps, *usual, *headlines)}
    return list(by_code.values())


def chosen(plan: Plan, text: str, own: Sequence[Step]) -> tuple[list[Step], int]:
    """The steps that the address names, each once, and how many of its words name none.

    Without any they are the meeting's own.
    """
    by_code = {code(step): step for step in offered(plan)}
    words = list(dict.fromkeys(word for word in text.split(BETWEEN) if word))
    steps = [by_code[word] for word in words if word in by_code]
    return steps or list(own), sum(word not in by_code for word in words)


def write(steps: Sequence[Step], own: Sequence[Step]) -> None:
    """Puts a choice into the address; the meeting's own needs no words."""
    if list(steps) == list(own) or not steps:
        st.query_params.pop(KEY, None)
    else:
        st.query_params[KEY] = BETWEEN.join(map(code, steps))
