"""Writes the year's workbooks, loads them, and puts the finished store in its place whole."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from filelock import Timeout

from etl.demo.draw import Draw
from etl.demo.names import person
from etl.demo.progress import WAIT_SECONDS, only_maker, progress_file, telling
from etl.demo.report import Report
from etl.demo.workbook import file_name, write_workbook
from etl.demo.year import year_of_reports
from etl.examine.examine import NOT_UNDERSTOOD
from etl.forms.context import Office
from etl.store.admit import Bar, load_files
from etl.store.disk.folder import Store
from etl.store.outcome import Outcome, Receipt, Sent
from kpi.plan import Plan

# Says that a store holds the demo and nothing else, and may be thrown away.
MARK = "demo.json"
WORKBOOKS = "workbooks"
# What a store without any submission may hold.
EMPTY_STORE = {".lock", "warehouse"}


class DemoError(Exception):
    """The folder holds something that the demo must not touch."""


@dataclass(frozen=True)
class Made:
    """What was made, and what became of each workbook."""

    outcomes: tuple[Outcome, ...]

    def count(self, verdict: str) -> int:
        return sum(o.verdict == verdict for o in self.outcomes)

    @property
    def rows(self) -> int:
        return sum(sheet.rows for o in self.outcomes for sheet in o.sheets)


def is_demo(store: Store) -> bool:
    return (store.root / MARK).is_file()


def make_demo(
    store: Store,
    plan: Plan,
    seed: int,
    *,
    again: bool = False,
    bar: Bar | None = None,
    wanted: Callable[[Report], bool] = lambda report: True,
) -> Made | None:
    """Fills the store with the demo year; None where it is there already and not `again`.

    It is made in a folder beside and renamed at the end, so that nobody meets half a year.
    Raises DemoError where the folder holds anything else.
    """
    _refuse_strangers(store)
    store.root.parent.mkdir(parents=True, exist_ok=True)
    try:
        with only_maker(store):
            if is_demo(store) and not again:
                progress_file(store).unlink(missing_ok=True)
                return None
            with telling(store, bar) as telling_bar:
                return _make(store, plan, seed, telling_bar, wanted)
    except Timeout:
        raise DemoError(f"另一个程序正在生成演示数据，等了 {WAIT_SECONDS} 秒，请稍后再试") from None


def _make(store: Store, plan: Plan, seed: int, bar: Bar, wanted: Callable[[Report], bool]) -> Made:
    for left in store.root.parent.glob(f".{store.root.name}-*"):
        shutil.rmtree(left, ignore_errors=True)  # by one that was killed
    building = Store(store.root.with_name(f".{store.root.name}-{uuid4().hex}"))
    try:
        reports = [r for r in year_of_reports(plan, seed) if wanted(r)]
        made = _fill(building, reports, plan, seed, bar)
        (building.root / MARK).write_text(json.dumps({"year": plan.year, "seed": seed}) + "\n")
        _put_in_place(building.root, store.root)
    finally:
        shutil.rmtree(building.root, ignore_errors=True)
    return made


def _refuse_strangers(store: Store) -> None:
    there = {path.name for path in store.root.iterdir()} if store.root.is_dir() else set()
    if not is_demo(store) and there - EMPTY_STORE:
        raise DemoError(f"“{store.root}”里已有别的数据，演示数据不能放在这里；请用 --data 另指目录")


def _fill(store: Store, reports: list[Report], plan: Plan, seed: int, bar: Bar) -> Made:
    clerk = person(Draw(seed, "clerk", "区合作交流办"))
    sent = []
    with bar(reports, len(reports), "填写") as filled:
        for report in filled:
            name, content = file_name(report), write_workbook(report, seed)
            _keep(store.root / WORKBOOKS / report.unit / name, content)
            sent.append(Sent(name, content, Receipt(clerk, report.arrives_at, report.mode)))
    outcomes = load_files(store, Office(plan), sent, bar)
    # a fault of ours, told as a returned workbook: rather no year than one with a hole in it
    if faults := [o.file for o in outcomes if NOT_UNDERSTOOD in o.problems]:
        raise DemoError(f"有 {len(faults)} 份工作簿没能检查完，如“{faults[0]}”，演示数据未生成")
    return Made(tuple(outcomes))


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _put_in_place(made: Path, place: Path) -> None:
    old = place.with_name(f"{made.name}-old")
    if place.exists():
        place.rename(old)
    made.rename(place)
    shutil.rmtree(old, ignore_errors=True)
