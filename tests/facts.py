"""A real store and warehouse made of literal rows."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa
from openpyxl import Workbook as Book

from etl.check.check import Part
from etl.check.columns import ARROW
from etl.forms.forms import FORMS
from etl.store.disk.folder import Store
from etl.store.insert import insert_submission
from etl.store.lines.ledger import Entry, append_entry, sheet_entries
from etl.store.schema import schema
from etl.store.warehouse import publish, read_pointer
from etl.table.periods import Period
from kpi.engine.progress import Progress, progress
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.plan import Plan

Row = dict[str, Any]
SheetRows = dict[str, list[list[Any]]]
Workbook = Callable[[str, SheetRows], Path]


def write_workbook(folder: Path, name: str, sheets: SheetRows) -> Path:
    """A workbook from literal rows by sheet."""
    book = Book()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / name
    book.save(path)
    return path


def sent(
    number: int,
    form: str,
    unit: str,
    months: str,
    rows: list[Row],
    *,
    received: str = "2022-01-01",
    mode: str = "replace",
) -> tuple[Entry, Part]:
    """Rows as field: value; money in 元, days as ISO text; months `2022-01` or `2022-01~03`."""
    first, _, last = months.partition("~")
    start = date.fromisoformat(f"{first}-01")
    period = Period(start, date(start.year, int(last), 1) if last else start)
    part = Part(
        form=form,
        cadence=FORMS[form].cadence,
        sheet="Sheet1",
        unit=unit,
        period=period,
        months=tuple(period.months()),
        rows=_table(form, unit, period, rows),
        columns={},
    )
    told = {
        "submission_id": number,
        "sha256": f"{number:064d}",
        "file_name": f"{number}.xlsx",
        "received_at": parse_moment(f"{received}T09:00"),
        "claimed": True,
        "received_by": "测试",
        "mode": mode,
        "verdict": "accepted",
        "sheets": sheet_entries((part,)),
        "problems": (),
    }
    return Entry.model_validate(told), part


class Sending:
    """What units sent, as literal rows: `add` it, then ask for the progress rows."""

    plan: Plan

    def add(
        self,
        form: str,
        unit: str,
        months: str,
        rows: list[Row],
        *,
        received: str = "2022-01-01",
        mode: str = "replace",
    ) -> Self:
        """A unit's rows for some months: see `sent`."""
        number = self._count() + 1
        self._take(*sent(number, form, unit, months, rows, received=received, mode=mode))
        return self

    def rows(self, as_of: str, known_at: str | None = None) -> list[Progress]:
        """Every progress row at the end of a day."""
        known = parse_moment(known_at) if known_at else None
        return progress(self._connection(), self.plan, date.fromisoformat(as_of), known)

    def of(self, indicator: str, as_of: str, known_at: str | None = None) -> dict[str, Progress]:
        """An indicator's rows by entity."""
        return {r.entity: r for r in self.rows(as_of, known_at) if r.indicator == indicator}

    def _count(self) -> int:
        raise NotImplementedError

    def _take(self, entry: Entry, part: Part) -> None:
        raise NotImplementedError

    def _connection(self) -> duckdb.DuckDBPyConnection:
        raise NotImplementedError


class InMemory(Sending):
    """A warehouse in memory, for tests that need many of them; all is added before it is asked."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.connection = _in_memory([])
        self._number = 0

    def _count(self) -> int:
        return self._number

    def _take(self, entry: Entry, part: Part) -> None:
        self._number = entry.submission_id
        insert_submission(self.connection, entry, (part,))

    def _connection(self) -> duckdb.DuckDBPyConnection:
        return self.connection


class Facts(Sending):
    """What was added, in a real store as soon as somebody looks at it, and in memory until then."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self._store, self.plan = Store(folder), plan
        self._waiting: list[tuple[Entry, Part]] = []
        self._memory: duckdb.DuckDBPyConnection | None = None
        self._is_looked_at = False
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def store(self) -> Store:
        """The store with all that was added published."""
        self._is_looked_at = True
        if self._waiting:
            for entry, _ in self._waiting:
                append_entry(self._store, entry)
            lines = [(entry, (part,)) for entry, part in self._waiting]
            publish(self._store, lines, read_pointer(self._store))
            self._waiting = []
        return self._store

    def _count(self) -> int:
        return len(self._store.entries()) + len(self._waiting)

    def _take(self, entry: Entry, part: Part) -> None:
        self._waiting.append((entry, part))
        self._memory = None

    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._is_looked_at:
            return connect(self.store.root)
        if self._memory is None:
            self._memory = _in_memory(self._waiting)
        return self._memory


def _in_memory(lines: Iterable[tuple[Entry, Part]]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(schema())
    for entry, part in lines:
        insert_submission(connection, entry, (part,))
    return connection


def _table(form: str, unit: str, period: Period, rows: list[Row]) -> pa.Table:
    columns = FORMS[form].columns()
    counts_on = FORMS[form].counts_on
    months = [
        date.fromisoformat(row[counts_on]).replace(day=1) if counts_on else period.last
        for row in rows
    ]
    table: dict[str, pa.Array] = {
        "sheet": pa.array(["Sheet1"] * len(rows), pa.string()),
        "row": pa.array(range(2, len(rows) + 2), pa.int32()),
        "reporting_unit": pa.array([unit] * len(rows), pa.string()),
        "month": pa.array(months, pa.date32()),
    }
    unknown = {name for row in rows for name in row} - {c.name for c in columns}
    assert not unknown, f"{form} has no columns {unknown}"
    for column in columns:
        values = [_value(row.get(column.name), column.kind.name) for row in rows]
        table[column.stored_as] = pa.array(values, ARROW[column.kind.sql])
    return pa.table(table)


def _value(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "money":
        return round(value * 100)
    return date.fromisoformat(value) if kind == "day" else value
