"""What goes wrong in a year of reporting: missing, late, returned, corrected, added."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from etl.demo.draw import works
from etl.demo.report import Report
from kpi.moments import parse_moment

Key = tuple[str, str, int]
MISSING: tuple[Key, ...] = (
    ("project", "浦江镇", 4),
    ("project", "江川路街道", 4),
    ("purchase", "新虹街道", 11),
    ("task_report", "区科委", 10),
)
# A town that fell silent and caught up with three months in one workbook.
SILENT, CAUGHT_UP_AT = "华漕镇", "2022-10-18T16:40"


@dataclass(frozen=True)
class Slip:
    """A first version with cells written otherwise, by row and column; the right one follows."""

    cells: tuple[tuple[int, str, object], ...]
    days_later: int
    remark: str


# returned for what stands in the cells
FLAWS: dict[Key, Slip] = {
    ("purchase", "梅陇镇", 8): Slip(((2, "purchased_on", "2022.8.32"),), 4, "（修改后）"),
    ("event", "区经委", 8): Slip(((0, "unit", "区商务委"),), 3, "（修改后）"),
    ("purchase", "马桥镇", 10): Slip(
        ((0, "amount", None), (1, "purchased_on", "10月底")), 6, "（修改后）"
    ),
}
# let in, found wrong by the sender weeks later, and replaced: one figure ten times too large
CORRECTIONS: dict[Key, Slip] = {
    ("purchase", "莘庄镇", 8): Slip(((1, "amount", 10.0),), 20, "（更正）"),
    ("county_sale", "援疆泽普分指", 9): Slip(((0, "amount", 10.0),), 13, "（更正）"),
}
ADDED_LATER: Key = ("purchase", "七宝镇", 9)
# A supplement that looks like a correction: returned with the question, then sent as a supplement.
MISTAKEN: Key = ("county_sale", "援滇昭通小组", 10)
LEFT_OUT = "绥江县"


def disciplined(reports: list[Report]) -> Iterator[Report]:
    """The reports as they really come in, once or twice or not at all."""
    silent = [r for r in reports if _is_silent(r)]
    if silent:
        yield _caught_up(silent)
    for report in reports:
        key = (report.form, report.unit, report.last)
        if key in MISSING or _is_silent(report):
            continue
        if key in FLAWS:
            yield from _twice(report, FLAWS[key])
        elif key in CORRECTIONS:
            yield from _twice(report, _ten_times(report, CORRECTIONS[key]))
        elif key == ADDED_LATER:
            yield from _in_two_parts(report)
        elif key == MISTAKEN:
            yield from _with_a_question(report)
        else:
            yield report


def _is_silent(report: Report) -> bool:
    return (report.form, report.unit) == ("purchase", SILENT) and 7 <= report.last <= 9


def _caught_up(silent: list[Report]) -> Report:
    rows = tuple(row for report in silent for row in report.rows)
    return replace(silent[-1], first=7, rows=rows, arrives_at=parse_moment(CAUGHT_UP_AT))


def _twice(report: Report, slip: Slip) -> Iterator[Report]:
    first = report
    for cell in slip.cells:
        first = first.with_cell(*cell)
    yield first
    yield replace(report, arrives_at=_after(report, slip.days_later), remark=slip.remark)


def _ten_times(report: Report, slip: Slip) -> Slip:
    cells = tuple((row, name, report.rows[row][name] * 10) for row, name, _ in slip.cells)
    return replace(slip, cells=cells)


def _in_two_parts(report: Report) -> Iterator[Report]:
    yield replace(report, rows=report.rows[:-2])
    later = _after(report, 15)
    yield replace(report, rows=report.rows[-2:], arrives_at=later, mode="append", remark="（补充）")


def _with_a_question(report: Report) -> Iterator[Report]:
    rest = tuple(row for row in report.rows if row["county"] == LEFT_OUT)
    yield replace(report, rows=tuple(row for row in report.rows if row not in rest))
    supplement = replace(report, rows=rest, arrives_at=_after(report, 5), remark="（绥江县）")
    yield supplement
    yield replace(supplement, arrives_at=_after(report, 10), mode="append")


def _after(report: Report, days: int) -> datetime:
    assert report.arrives_at is not None
    later = report.arrives_at + timedelta(days=days)
    while not works(later.date()):
        later += timedelta(days=1)
    return later
