"""Writes the bulletin's text from a meeting: the sentences that an official may then edit."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kpi.engine.progress import Progress
from kpi.findings import most_urgent_first, overall_finding
from kpi.headlines import Headline
from kpi.moments import in_shanghai
from kpi.reporting.reminders import reminders
from kpi.words.numbers import amount, decimal
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND
from report.bulletin.text import Bulletin, Part
from report.meeting.meeting import Meeting
from report.meeting.stamp import clock, reports_in
from report.meeting.work_sections import discipline_section, matters_section, projects_section

DIGITS = "一二三四五六七八九十"
# a space between Chinese and a figure, either way round: both in 完成 67.8% 的项目
SPACE = re.compile(r"(?<=[\u3000-\u9fff（），。；：]) (?=[\d+-])|(?<=[\d%]) (?=[\u3000-\u9fff])")
NAMED = 5  # so many entities of an indicator are named in a sentence; all stand in the table


def bulletin_text(meeting: Meeting) -> Bulletin:
    """Title, opening, eight parts and the closing lines; every figure is the meeting's."""
    plan = meeting.plan
    parts = (
        ("overview", "总体情况", _overview),
        ("indicators", "指标进度", _indicators),
        ("laggards", "落后于序时的单位和对象", _laggards),
        ("projects", "援建项目", _projects),
        ("discipline", "报送纪律", _discipline),
        ("words", "存在问题和下步措施", _words),
        ("matters", "督办事项", _matters),
        ("demands", "下步要求", _demands),
    )
    return Bulletin(
        title=f"关于《{plan.document}》推进情况的督查通报",
        opening=(close(_opening(meeting)),),
        parts=tuple(Part(k, heading, tuple(map(close, w(meeting)))) for k, heading, w in parts),
        closing=(plan.tasks[0].lead[0], written_day(_known_on(meeting))),
    )


def close(text: str) -> str:
    """An official paper has no space between Chinese and figures."""
    return SPACE.sub("", text)


def written_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _known_on(meeting: Meeting) -> date:
    """The day whose end in Shanghai, or a moment of it, the meeting knows."""
    return in_shanghai(meeting.known_at - timedelta(microseconds=1)).date()


def _opening(meeting: Meeting) -> str:
    plan = meeting.plan
    return (
        f"根据《{plan.document}》（{plan.number}），现将截至{written_day(meeting.as_of)}的推进情况"
        f"（按{clock(meeting.known_at)}前收到的报表，已报/应报{reports_in(meeting)}份）通报如下。"
    )


def _overview(meeting: Meeting) -> Iterator[str]:
    yield f"全年工作要点分解为{overall_finding(meeting.district)}。"
    headlines = "；".join(_headline(h) for h in meeting.headlines)
    if headlines:
        yield f"主要数字：{headlines}。"


def _headline(card: Headline) -> str:
    gap = card.gap_points
    side = (
        "" if gap is None else f"，{'超前' if gap >= 0 else '落后'}序时{decimal(abs(gap))}个百分点"
    )
    # 文旅成团（团）10 is written 文旅成团10团
    name, _, uom = card.name.removesuffix("）").partition("（")
    return f"{name}{card.figure}{uom}，{card.against}{side}"


def _indicators(meeting: Meeting) -> Iterator[str]:
    rows = meeting.district
    done = [r for r in rows if r.status == "已完成"]
    behind = [r for r in most_urgent_first(rows) if r.status in BEHIND]
    if done:
        yield f"已完成全年目标的{len(done)}项：{_names(meeting, done)}。"
    if behind:
        yield f"逾期或滞后的{len(behind)}项：{_names(meeting, behind)}。各项进度见下表，急的在前。"


def _names(meeting: Meeting, rows: list[Progress]) -> str:
    return "、".join(meeting.plan.indicator(r.indicator).name for r in rows)


def _laggards(meeting: Meeting) -> Iterator[str]:
    groups = meeting.laggards
    if not groups:
        yield "没有落后于序时的单位和对象。"
    for group in groups:
        indicator = meeting.plan.indicator(group.indicator)
        named = "、".join(
            f"{spoken(r.entity)}（落后{decimal(-(r.pace_gap_points or 0))}个百分点）"
            for r in group.rows[:NAMED]
        )
        more = f"等{len(group.rows)}个" if len(group.rows) > NAMED else ""
        yield f"{indicator.name}：{named}{more}。"


def _projects(meeting: Meeting) -> Iterator[str]:
    if not meeting.projects:
        yield "尚未收到项目进度表。"
        return
    yield f"{projects_section(meeting).finding}。未达标的项目见下表，低的在前。"


def _discipline(meeting: Meeting) -> Iterator[str]:
    yield f"{discipline_section(meeting).finding}。"
    owed = reminders(meeting.reports, meeting.plan, meeting.as_of)
    if owed:
        units = "、".join(f"{r.unit}（{r.reports}份）" for r in owed)
        yield f"至今未报的：{units}。"


def _words(meeting: Meeting) -> Iterator[str]:
    problems = [r for r in meeting.task_reports if r.problem]
    blocked = sum(r.state == "受阻" for r in meeting.task_reports)
    yield (
        f"{len({r.unit for r in problems})}个单位在任务月报中报告了问题，共{len(problems)}条；"
        f"自报“受阻”的任务{blocked}条。"
    )


def _matters(meeting: Meeting) -> Iterator[str]:
    yield f"{matters_section(meeting).finding}。" if meeting.matters else "目前没有督办事项。"


def _demands(meeting: Meeting) -> Iterator[str]:
    """What follows from the figures; the office edits it as it sees fit."""
    needs = [
        f"{meeting.plan.indicator(r.indicator).name}"
        f"{amount(r.needed_per_month, meeting.plan.indicator(r.indicator).uom)}"
        for r in most_urgent_first(meeting.district)
        if r.status in BEHIND
        and r.needed_per_month is not None
        # of the projects each has its own; the next sentence is theirs
        and r.indicator not in meeting.plan.shown.project_rates
    ]
    demands = []
    if needs:
        demands.append(
            f"补齐进度。要在年底前完成目标，余下各月全区每月须完成：{'；'.join(needs)}。"
        )
    if below := sum(p.is_below for p in meeting.projects):
        demands.append(f"抓紧项目。{below}个项目的两率须在年底前达到90%，责任单位逐个明确时间表。")
    if reminders(meeting.reports, meeting.plan, meeting.as_of):
        demands.append("严肃报送。未报的报表尽快补报；逾期后报送的记为补报，按逾期统计。")
    yield from (f"（{DIGITS[n]}）{text}" for n, text in enumerate(demands))
