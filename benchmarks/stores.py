"""Stores to measure on: every town but one has sent its purchases of the year as a csv."""

from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt
from kpi.plan import Plan
from kpi.plan.models import SUBDISTRICT_OR_TOWN

HEAD = "采购单位,采购类别,采购渠道,产品名称,产地,采购日期,采购额度"


def fill_store(store: Store, plan: Plan, rows: int) -> str:
    """Loads that many rows; gives the town that has sent nothing yet."""
    *others, last = plan.reference.units_of(*SUBDISTRICT_OR_TOWN)
    for town in others:
        load_purchases(store, plan, town, rows // len(others))
    return last


def load_purchases(store: Store, plan: Plan, town: str, rows: int) -> None:
    """Loads a town's purchases, of some hundred purchasers and some dozen products."""
    lines = ["消费帮扶采购明细表", f"填报单位,{town},报表期间,2022年1-9月,金额单位,元", HEAD]
    for n in range(rows):
        day = f"2022-{n % 9 + 1:02d}-{n % 28 + 1:02d}"
        lines.append(f"公司{n % 900},企业动员,产地直采,产品{n % 60},大关县,{day},{100 + n % 9973}")
    content = "\n".join(lines).encode()
    outcome = load_file(store, Office(plan), f"{town}.csv", content, Receipt("测试"))
    if outcome.verdict != "accepted":
        raise SystemExit("\n".join(p.message for p in outcome.problems[:5]))
