"""Why a status is what it is, in one Chinese sentence with its figures."""

from typing import Any

from kpi.words.need import need
from kpi.words.numbers import amount, decimal, percent


def reason_of(row: dict[str, Any]) -> str:
    """The rule that fired for a row of the progress query, in words."""
    if row["level"] != "rollup":
        return _sentence(row)
    return f"{_sentence(row)}，{row['met']}/{row['entities']} 已达标{_targets_missing(row)}"


def _targets_missing(row: dict[str, Any]) -> str:
    """Of a sum: how many have no quota yet, and what those with one have done."""
    if not row["untold"] or row["target"] is None:
        return ""
    done = amount(row["actual_of_told"], row["uom"])
    return f"；另有 {row['untold']} 个对象未下达目标，完成率只算已下达的（完成 {done}）"


def _sentence(row: dict[str, Any]) -> str:
    status, uom = row["status"], row["uom"]
    done, target = amount(row["actual"], uom), amount(row["target"], uom)
    if row["level"] == "rollup" and not row["is_met"] and (row["rate"] or 0) >= 1:
        # a sum can hide one that has not reached its own quota
        return f"合计完成 {done}，已达目标 {target}，但不是每个对象都达标"
    if status == "待下达":
        return f"目标由市里下达，尚未收到；已完成 {done}"
    if status == "已完成":
        return f"完成 {done}，目标 {target}"
    if row["pace"] != "linear":
        return _by_date(row, f"完成 {done}，目标 {target}")
    if row["actual"] is None:
        return "分母为 0，算不出完成率"
    if status == "未报送":
        return f"应报 {row['reports_due']} 份，一份未报"
    if status == "未到期":
        return f"尚未开始，目标 {target}"
    return _by_pace(row)


def _by_date(row: dict[str, Any], done: str) -> str:
    closed = row["status"] == "逾期"
    if closed and row["report_received_at"] is not None:
        return f"逾期后补报，应于 {row['deadline']} 前报送"
    day = f"，期限 {row['deadline']}" if row["deadline"] else ""
    return f"{done}{day}，{'期限已过' if closed else '期限未到'}"


def _by_pace(row: dict[str, Any]) -> str:
    gap = row["pace_gap_points"] or 0.0
    side = f"超前 {decimal(gap)}" if gap >= 0 else f"落后 {decimal(-gap)}"
    text = f"完成 {percent(row['rate'])}，序时 {percent(row['elapsed'])}，{side} 个百分点"
    if row["status"] == "逾期":
        return f"{text}；全年已结束，未达目标 {amount(row['target'], row['uom'])}"
    needed = need(row["needed_per_month"], row["target"], row["rate"], row["uom"])
    return f"{text}；{needed.text}" if needed else text
