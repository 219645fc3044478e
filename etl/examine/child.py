"""Examines one workbook after another, each in a fork, from its bytes to its findings.

The checks are imported once. A job is the arguments of `work`. What is logged in a fork goes to
`records`, a JSON line each, for the one who asked.
"""

import json
import logging
import pickle
import sys
from functools import lru_cache
from pathlib import Path

import numpy as np
import python_calamine  # noqa: F401  loaded once, before the forks

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from etl.examine.examine import examine
from etl.examine.warm import warm_up
from etl.examine.wire import write_findings
from etl.forms.context import Office
from etl.questions import Answers
from etl.read.cells import Sheet
from etl.read.container import kind_of
from etl.read.forks import limit_seconds, serve
from etl.read.read import refusal, sheets_of
from etl.read.read_child import CPU_SECONDS as PARSING_SECONDS
from etl.read.read_child import MEMORY_BYTES, parsed

CPU_SECONDS = 45
log = logging.getLogger("etl.examine.child")


@lru_cache(maxsize=4)
def the_office(pickled: bytes) -> Office:
    """Loaded and warmed up before the forks: each plan once."""
    office: Office = pickle.loads(pickled)
    warm_up(office)
    return office


def prepare(office: str, **_: str) -> bool:
    """Whether the plan was not known before."""
    known = the_office.cache_info().misses
    the_office(Path(office).read_bytes())
    return the_office.cache_info().misses > known


def work(name: str, book: str, office: str, answers: str, answer: str, records: str) -> None:
    """The findings of the workbook in the file `book` to the file `answer`.

    `answer` is there, and empty, as soon as the workbook is parsed.
    """
    logging.basicConfig(handlers=[_Lines(records)], level=logging.INFO, force=True)

    def read(name: str, content: bytes) -> list[Sheet]:
        sheets = _read(name, content, book)
        Path(answer).touch()
        limit_seconds(CPU_SECONDS)
        return sheets

    given: Answers = pickle.loads(Path(answers).read_bytes())
    reader = the_office(Path(office).read_bytes()).answering(given)
    findings = examine(name, Path(book).read_bytes(), reader, read)
    with open(answer, "wb") as out:
        write_findings(findings, out)


def _read(name: str, content: bytes, book: str) -> list[Sheet]:
    """As `read_sheets`, in this very process. Raises RefusedError."""
    kind = kind_of(name, content)
    path = Path(book).rename(f"{book}.{kind}")
    try:
        head, codes = parsed(str(path), kind)
    # calamine's PanicException is no Exception
    except BaseException as error:
        log.warning("reader refused the file: %s: %s", type(error).__name__, str(error)[:300])
        raise refusal(type(error).__name__) from None
    arrays = [np.frombuffer(column, dtype=np.int32) for column in codes]
    return sheets_of(head, np.concatenate(arrays) if arrays else np.empty(0, np.int32))


class _NoPandas:
    """pyarrow would load pandas at the first array, for a second; nobody needs it here."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


class _Lines(logging.Handler):
    """Each record as a JSON line: logger, level, text with the traceback."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        with open(self.path, "a", encoding="ascii") as lines:
            json.dump([record.name, record.levelno, self.format(record)], lines)
            lines.write("\n")


if __name__ == "__main__":
    sys.meta_path.insert(0, _NoPandas())
    serve(work, MEMORY_BYTES, PARSING_SECONDS, prepare)
