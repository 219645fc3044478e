"""Verdicts and the store's state as text for people and as JSON for programs."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from etl.forms.forms import FORMS
from etl.problems import Problem
from etl.store.disk.folder import Store
from etl.store.lines.ledger import SheetEntry, read_lines, submissions, withdrawn
from etl.store.outcome import Outcome
from etl.table.periods import Period
from kpi.moments import in_shanghai
from kpi.version import Pointer

LOADED = {
    "accepted": "✔ 已接收",
    "returned": "✖ 已退回",
    "unchanged": "＝ 未变（已接收过同一文件）",
    "failed": "✖ 没有收下",
}
# In the ledger for good, and not to be seen yet.
NOT_PUBLISHED = "已收下，正在入库：数字还没有更新，下一次报送或 python -m etl status 时补上"
CHECKED = LOADED | {"accepted": "✔ 可以接收", "returned": "✖ 将被退回"}
SEVERITIES = {"error": "错误", "warning": "提醒", "info": "说明"}


def outcome_json(outcome: Outcome, returned_file: Path | None = None) -> dict[str, Any]:
    """A verdict as the architecture page describes it; money in 元, months as 2022-09."""
    written = {"returned_file": str(returned_file)} if returned_file else {}
    sheets = [_sheet_json(sheet) for sheet in outcome.sheets]
    problems = [problem.as_line() for problem in outcome.problems]
    cells = [asdict(of_sheet) for of_sheet in outcome.cells]
    if outcome.file.lower().endswith(".csv"):
        # a text file has no sheets; the name that its table goes by inside is nobody's business
        for line in (*sheets, *problems, *cells):
            line["sheet"] = None
    return {
        "file": outcome.file,
        "verdict": outcome.verdict,
        "sheets": sheets,
        "problems": problems,
        "cells": cells,
        **written,
        **({} if outcome.is_published else {"published": False}),
        **({"fault": outcome.fault} if outcome.fault else {}),
    }


def _sheet_json(sheet: SheetEntry) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "form": sheet.form,
        "unit": sheet.unit,
        "period": [f"{sheet.first_month:%Y-%m}", f"{sheet.last_month:%Y-%m}"],
        "rows": sheet.rows,
        "totals_yuan": {name: fen / 100 for name, fen in sheet.totals_fen.items()},
    }


def outcome_text(outcome: Outcome, words: dict[str, str], returned_file: Path | None = None) -> str:
    """The verdict on a file, its sheets, and every problem with its place and remedy."""
    number = f"（第 {outcome.submission_id} 号）" if outcome.submission_id else ""
    lines = [f"{words[outcome.verdict]}　{outcome.file}{number}"]
    lines += [f"    {outcome.fault}"] if outcome.fault else []
    lines += [] if outcome.is_published else [f"    {NOT_PUBLISHED}"]
    for sheet in outcome.sheets:
        period = Period(sheet.first_month, sheet.last_month)
        title = FORMS[sheet.form].title
        lines.append(f"    {sheet.sheet}：《{title}》{sheet.unit} {period} {sheet.rows} 行")
    for problem in outcome.problems:
        place = " ".join(part for part in (problem.sheet, problem.cell) if part)
        at = f"[{place}] " if place else ""
        lines.append(f"    {SEVERITIES[problem.severity]} {at}{problem.message}")
        lines.append(f"         → {problem.hint}")
        lines += _choices(problem)
    if returned_file:
        lines.append(f"    退回件：{returned_file}")
    return "\n".join(lines)


def _choices(problem: Problem) -> list[str]:
    """Each answer as it is typed, and what would follow from it."""
    if not problem.asked or not problem.is_open:
        return []
    return [
        f"         --answer {problem.asked.id}={choice.code}　{choice.words}"
        + (f"：{choice.totals}" if choice.totals else "")
        for choice in problem.asked.choices
    ]


def status_json(store: Store) -> dict[str, Any]:
    """How many submissions there are by verdict, the newest, and what the warehouse holds.

    `accepted` counts those that were withdrawn later, too.
    """
    lines = read_lines(store)
    entries = submissions(lines)
    pointer = Pointer.read(store.root) if store.current.exists() else None
    newest = max((e.received_at for e in entries), default=None)
    return {
        "store": str(store.root),
        "submissions": len(entries),
        "accepted": sum(e.verdict == "accepted" for e in entries),
        "returned": sum(e.verdict == "returned" for e in entries),
        "withdrawn": len(withdrawn(lines)),
        "newest_received_at": newest and in_shanghai(newest).isoformat(timespec="seconds"),
        "warehouse": pointer.file if pointer else None,
        "warehouse_entries": pointer.entries if pointer else 0,
    }


def status_text(store: Store) -> str:
    status = status_json(store)
    gone = f"（其中已撤回 {status['withdrawn']}）" if status["withdrawn"] else ""
    return "\n".join(
        (
            f"数据目录：{status['store']}",
            f"台账：{status['submissions']} 份，"
            f"接收 {status['accepted']}{gone}，退回 {status['returned']}",
            f"最近收到：{status['newest_received_at'] or '尚无'}",
            f"仓库：{status['warehouse'] or '尚无'}（含台账前 {status['warehouse_entries']} 条）",
        )
    )
