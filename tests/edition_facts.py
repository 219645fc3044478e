"""A meeting of one town, and what is changed in its workbook or its plan."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl

from etl.store.disk.folder import Store
from kpi.engine.times import Times
from kpi.engine.warehouse import connect, published
from kpi.plan import Plan
from kpi.plan.models import Quota
from report.editions.freeze import freeze
from report.editions.shelf import Edition
from report.meeting.meeting import Meeting, meeting

FILE = "c10_七宝镇_消费帮扶采购明细表_2022年1-9月.xlsx"
DAY = date(2022, 9, 30)
Load = Callable[[str, bytes, str], None]


def edited(content: bytes, cell: str, value: object) -> bytes:
    """The workbook with one cell changed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0][cell] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def held(store: Store, plan: Plan, name: str = "三季度会") -> Meeting:
    known_at = datetime(2022, 10, 26)
    return meeting(connect(store.root), plan, Times(DAY, known_at), name)


def frozen(store: Store, plan: Plan, name: str = "三季度会") -> Edition:
    return freeze(store, held(store, plan, name), published(store.root))


def original(store: Store, edition: Edition) -> Path:
    """Where the first workbook of an edition is kept, to be changed."""
    return store.original(edition.manifest.known[0].sha256)


def with_target(plan: Plan, target: float) -> Plan:
    """The plan with another quota for what 七宝镇 has to buy."""
    quotas = tuple(
        Quota(**q.model_dump() | {"target": target})
        if (q.indicator, q.entity) == ("enterprise_purchase", "七宝镇")
        else q
        for q in plan.quotas
    )
    return plan.model_copy(update={"quotas": quotas})
