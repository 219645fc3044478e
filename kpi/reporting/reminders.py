"""催报: what each unit still owes and since when, as text that is ready to be sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kpi.plan import Plan
from kpi.reporting.reports import Report

MISSING = "未报"


@dataclass(frozen=True)
class Missing:
    """A form's months that have not come; `since` is the oldest day on which one was due."""

    form: str
    title: str
    months: tuple[date, ...]
    since: date
    days_overdue: int


@dataclass(frozen=True)
class Reminder:
    """What a unit owes, and the reminder to send."""

    unit: str
    missing: tuple[Missing, ...]
    text: str

    @property
    def reports(self) -> int:
        return sum(len(missing.months) for missing in self.missing)


def reminders(reports: Iterable[Report], plan: Plan, as_of: date) -> list[Reminder]:
    """One reminder for each unit that owes a report, who owes most first."""
    order = {unit.name: n for n, unit in enumerate(plan.reference.units)}
    owed = [r for r in reports if r.state == MISSING and r.due_on <= as_of]
    owed.sort(key=lambda r: (order.get(r.unit, len(order)), r.form, r.month))
    by_unit = [
        _reminder(unit, list(unit_reports), plan, as_of)
        for unit, unit_reports in groupby(owed, lambda r: r.unit)
    ]
    return sorted(by_unit, key=lambda r: -r.reports)


def _reminder(unit: str, owed: list[Report], plan: Plan, as_of: date) -> Reminder:
    titles = {duty.form: duty.title for duty in plan.duties}
    missing = tuple(
        _missing(titles[form], list(form_reports), as_of)
        for form, form_reports in groupby(owed, lambda r: r.form)
    )
    return Reminder(unit, missing, _text(unit, missing, as_of))


def _missing(title: str, owed: list[Report], as_of: date) -> Missing:
    since = min(report.due_on for report in owed)
    months = tuple(report.month for report in owed)
    return Missing(owed[0].form, title, months, since, (as_of - since).days)


def _text(unit: str, missing: tuple[Missing, ...], as_of: date) -> str:
    number = sum(len(m.months) for m in missing)
    lines = [f"{n}. {_line(m)}" for n, m in enumerate(missing, start=1)]
    return "\n".join(
        [
            f"【催报】{unit}：截至{_day(as_of)}，尚有 {number} 份报表未收到：",
            *lines,
            "请尽快补报；逾期后报送的记为“补报”，按逾期统计。",
        ]
    )


def _line(missing: Missing) -> str:
    months = "、".join(f"{m.month}月" for m in missing.months)
    first = "最早一份" if len(missing.months) > 1 else ""
    late = f"已逾期 {missing.days_overdue} 天" if missing.days_overdue else "今日到期"
    return f"《{missing.title}》{months}（{first}应于{_day(missing.since)}前报送，{late}）"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
