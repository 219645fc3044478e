"""What is written rather than counted: task reports, quotas told by the city, follow-up matters."""

import csv
from datetime import date, datetime
from functools import cache
from pathlib import Path

from etl.demo.draw import YEAR, Draw
from etl.demo.report import Report, Row
from kpi.moments import parse_moment
from kpi.plan import Plan

WORDS = Path(__file__).with_name("tasks.csv")
FIRST_MONTH = 7
# flights were grounded, and nobody could travel to 昭通
BLOCKED = (10, 11)
OFFICE = "区合作交流办"
MEETINGS = ("本月召开专题会{n}次", "本月与前方工作机构线上会商{n}次", "本月走访相关单位{n}家")
# told, in force from, indicator, target, basis: one changes in the middle of the year
QUOTAS = (
    ("2022-02-25", "2022-02-01", "泽普包机游", 500, "沪合作办〔2022〕7号"),
    ("2022-02-25", "2022-02-01", "来沪就业", 420, "沪合作办〔2022〕7号"),
    ("2022-09-06", "2022-09-01", "泽普包机游", 320, "沪合作办〔2022〕31号（因疫情调整）"),
    ("2022-10-20", "2022-10-17", "就地就近就业", 2800, "沪合作办〔2022〕38号"),
)
# number, matter, unit, decided, due, done, last word
MATTERS = (
    ("DB2022-01", "补齐4月、5月停办的培训班次", "区人社局", "07-14", "09-30", "09-22", "已补办"),
    (
        "DB2022-02",
        "区级项目资金迟拨问题整改",
        "援滇昭通小组",
        "07-14",
        "08-31",
        "08-29",
        "",
    ),
    (
        "DB2022-03",
        "动员民营企业参与结对",
        "新虹街道",
        "07-14",
        "11-30",
        "",
        "正在洽谈",
    ),
    (
        "DB2022-04",
        "提醒未达预留比例的食堂",
        "区财政局",
        "07-14",
        "10-31",
        "10-27",
        "已逐户提醒",
    ),
    ("DB2022-05", "采购进度严重滞后街镇约谈", "区经委", "10-13", "11-15", "11-11", "已约谈3家"),
    ("DB2022-06", "投资完成率低于序时项目逐一会诊", "援滇保山小组", "10-13", "11-30", "12-05", ""),
    ("DB2022-07", "疗休养剩余批次跨年安排", "区人社局", "10-13", "12-15", "", "已排定剩余线路"),
    ("DB2022-08", "闵昭夏令营补办方案", "团区委", "10-13", "12-31", "", "拟寒假期间举办"),
)
MATTER_REPORTS = (7, 8, 10, 11, 12)


def paper_reports(plan: Plan, seed: int) -> list[Report]:
    return [*_task_reports(plan, seed), *_quota_reports(), *_matter_reports()]


@cache
def _words() -> dict[int, dict[str, str]]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return {int(line["task"]): line for line in csv.DictReader(file)}


def _task_reports(plan: Plan, seed: int) -> list[Report]:
    bureaus = plan.reference.units_of("bureau")
    led = {b: [t.task for t in plan.tasks if b in t.lead and t.task in _words()] for b in bureaus}
    return [
        Report("task_report", unit, m, m, tuple(_task(unit, t, m, seed) for t in tasks))
        for unit, tasks in led.items()
        if tasks
        for m in range(FIRST_MONTH, 13)
    ]


def _task(unit: str, task: int, month: int, seed: int) -> Row:
    draw, words = Draw(seed, "task", unit, task, month), _words()[task]
    if words["begins"] and month < int(words["begins"]):
        return {"task": task, "state": "未启动", "progress": f"按计划{words['begins']}月启动"}
    done = bool(words["done_month"]) and month >= int(words["done_month"])
    blocked = bool(words["blocked"]) and month in BLOCKED
    text = words["early" if month < 9 else "later"]
    also = draw.choice(MEETINGS).format(n=draw.randint(1, 3))
    has_problem = not done and draw.random() < 0.6
    return {
        "task": task,
        "state": "已完成" if done else "受阻" if blocked else "推进中",
        "progress": text if done else f"{text}；{also}",
        "problem": words["blocked"] if blocked else words["problem"] if has_problem else None,
        "next": None if done else words["next"],
    }


def _quota_reports() -> list[Report]:
    by_day: dict[str, list[Row]] = {}
    for told_on, since, name, target, basis in QUOTAS:
        row = {"indicator": name, "unit": "全区", "target": target, "basis": basis}
        by_day.setdefault(told_on, []).append(row | {"effective_on": date.fromisoformat(since)})
    return [
        Report("quota", OFFICE, day.month, day.month, tuple(rows), _at(told_on))
        for told_on, rows in by_day.items()
        for day in (date.fromisoformat(told_on),)
    ]


def _matter_reports() -> list[Report]:
    return [
        Report("follow_up", OFFICE, month, month, rows)
        for month in MATTER_REPORTS
        if (rows := tuple(r for matter in MATTERS for r in _matter(*matter, month)))
    ]


def _matter(
    number: str, matter: str, unit: str, decided: str, due: str, done: str, word: str, month: int
) -> list[Row]:
    """The matter as it stands in a month's report; none before it was decided or once told done."""
    done_on = _day(done) if done and _day(done).month <= month else None
    if _day(decided).month > month or (done_on and done_on.month < _first_untold_month(month)):
        return []
    row: Row = {"matter_no": number, "matter": matter, "unit": unit}
    row |= {"decided_on": _day(decided), "due_on": _day(due), "done_on": done_on}
    last_word = word or "已办结"
    return [row | {"progress": last_word if done_on or (month >= 11 and not done) else "办理中"}]


def _first_untold_month(month: int) -> int:
    """The first month that the report before this one could not tell of."""
    return max((m + 1 for m in MATTER_REPORTS if m < month), default=1)


def _day(text: str) -> date:
    return date.fromisoformat(f"{YEAR}-{text}")


def _at(day: str) -> datetime:
    return parse_moment(f"{day}T10:20")
