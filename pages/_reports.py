"""Units down, months across: what became of each report."""

from collections.abc import Sequence

from kpi.reports import Report

MARKS = {"按时": "● 按时", "补报": "▽ 补报", "未报": "✖ 未报", "未到期": "◌ 未到期"}


def report_lines(reports: Sequence[Report]) -> list[dict[str, str]]:
    """One line a unit with the state of each month's report, those that miss most first."""
    units = dict.fromkeys(r.unit for r in reports)
    months = sorted({r.month for r in reports})
    states = {(r.unit, r.month): r.state for r in reports}
    missed = {u: sum(states.get((u, m)) == "未报" for m in months) for u in units}
    return [
        {"单位": unit} | {f"{m.month}月": MARKS.get(states.get((unit, m), ""), "") for m in months}
        for unit in sorted(units, key=lambda u: -missed[u])
    ]
