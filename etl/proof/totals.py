"""What stands in the published version beside what the ledger says was received, to the fen."""

from collections.abc import Iterator

from etl.store.disk.folder import Store
from etl.store.lines.erase import erased_numbers
from etl.store.lines.ledger import Entry, Line, SheetEntry, submissions
from etl.store.statements import statement
from etl.store.warehouse import reading
from kpi.version import Pointer


def total_faults(store: Store, lines: list[Line]) -> Iterator[str]:
    """A sentence for each sheet whose rows or sums are not those of its line.

    Nothing is said of lines that are not published yet, nor of a version that is no version.
    """
    gone = erased_numbers(lines)
    with reading(store) as version:
        if version is None:
            return
        published = Pointer.read(store.root).entries
        for entry in submissions(lines):
            if entry.verdict != "accepted" or entry.line in gone or entry.line > published:
                continue
            for sheet in entry.sheets:
                sums = tuple(sheet.totals_fen)
                sql = statement("control_totals", form=sheet.form, money=sums)
                where = {"number": entry.submission_id, "sheet": sheet.sheet}
                stands = version.execute(sql, where).fetchone()
                if stands != (sheet.rows, *sheet.totals_fen.values()):
                    yield _told(entry, sheet)


def _told(entry: Entry, sheet: SheetEntry) -> str:
    return (
        f"数据仓库：第 {entry.submission_id} 号“{entry.file_name}”的“{sheet.sheet}”"
        "与台账记下的行数、合计不同，请运行 python -m etl rebuild"
    )
