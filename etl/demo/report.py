"""A report before it is a workbook: whose, which months, which rows, and when it arrives."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from etl.store.lines.ledger import Mode

# A row by the names of its form's columns; money is in 元.
Row = dict[str, Any]


@dataclass(frozen=True)
class Report:
    """One workbook to be; `remark` ends its file name, `arrives_at` is UTC."""

    form: str
    unit: str
    first: int
    last: int
    rows: tuple[Row, ...]
    arrives_at: datetime | None = None
    mode: Mode | None = None
    remark: str = ""

    @property
    def is_backfill(self) -> bool:
        return self.last > self.first

    def with_cell(self, row: int, column: str, value: object) -> "Report":
        """The same report, one cell of it written otherwise."""
        rows = list(self.rows)
        rows[row] = rows[row] | {column: value}
        return replace(self, rows=tuple(rows))


def by_month(
    form: str, unit: str, rows: list[Row], day: str, *, backfill_to: int = 0
) -> list[Report]:
    """A report a month of the rows' `day`; the months to `backfill_to` together in one."""
    rows = sorted(rows, key=lambda row: row[day])
    spans = [(1, backfill_to)] if backfill_to else []
    spans += [(m, m) for m in range(backfill_to + 1, 13)]
    reports = [
        Report(form, unit, first, last, tuple(r for r in rows if first <= r[day].month <= last))
        for first, last in spans
    ]
    return [report for report in reports if report.rows]
