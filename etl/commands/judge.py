"""Files of a command line: each judged, its verdict told, its marked workbook written."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from etl.commands.paths import Source, sources
from etl.commands.show import CHECKED, LOADED, outcome_json, outcome_text
from etl.forms.context import Office
from etl.returned.hand_back import returned_workbook, write_returned
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.faults import STORE_FAULTS
from etl.store.outcome import Outcome, Receipt, Sent, failed
from kpi.usage.visible import terminal, well_formed

log = logging.getLogger(__name__)
Judge = Callable[[Store, Office, str, bytes, Receipt], Outcome]


def judge_all(
    judge: Judge,
    paths: tuple[str, ...],
    receipt: Receipt,
    returned_to: str | None,
    as_json: bool,
    data: str | None,
) -> int:
    """Judges files in the order given and prints what came of each; 1 where one was returned."""
    store, office = Store.at(data), Office.of_all_years()
    files, taken = sources(paths), set[str]()
    answers, verdicts = [], set()
    with progress_bar(files, "处理") as bar:
        for source in bar:
            outcome = _judged(judge, store, office, source, receipt)
            written = _hand_back(outcome, source, returned_to, taken)
            verdicts.add(outcome.verdict)
            answers.append(outcome_json(outcome, written))
            if not as_json:
                print(outcome_text(outcome, LOADED if judge is load_file else CHECKED, written))
    if as_json:
        print(json.dumps({"files": answers}, ensure_ascii=False))
    return 1 if verdicts & {"returned", "failed"} else 0


def _judged(
    judge: Judge, store: Store, office: Office, source: Source, receipt: Receipt
) -> Outcome:
    """What came of a file; one that could not be written down does not keep others from trying."""
    name = well_formed(source.name)
    try:
        return judge(store, office, name, source.content, receipt)
    except STORE_FAULTS as fault:
        log.warning("%s was not taken in: %s", name, fault)
        return failed(Sent(name, b"", receipt), fault)


def _hand_back(
    outcome: Outcome, source: Source, folder: str | None, taken: set[str]
) -> Path | None:
    """The marked workbook of a returned file, written where the user asked for it."""
    if folder is None or outcome.verdict != "returned":
        return None
    returned = returned_workbook(source.name, source.content, outcome.problems, outcome.told_cells)
    return write_returned(Path(folder), returned, taken)


def progress_bar(items: list[Any], label: str) -> Any:
    return click.progressbar(items, label=label, file=terminal(), show_pos=True)
