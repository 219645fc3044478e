"""Processes that examine workbooks for us, kept for the next one: see child."""

import json
import logging
import pickle
from pathlib import Path
from signal import SIGXCPU
from tempfile import TemporaryDirectory

from etl import rules
from etl.examine.examine import NOT_UNDERSTOOD, Findings
from etl.examine.wire import read_findings
from etl.forms.context import Office
from etl.problems import Problem
from etl.questions import Answers
from etl.read.container import RESAVE
from etl.read.kept import Pool, TooSlowError
from etl.read.read import refusal
from etl.read.readers import complaint_in

EXAMINERS = Pool(Path(__file__).with_name("child.py"))
# so long it may take; its processor time is bounded more tightly, in the fork
WALL_SECONDS = 90
MOST_RECORDS = 100
FILES = ("book", "office", "answers", "answer", "records", "log")
log = logging.getLogger(__name__)
TOO_SLOW = Problem(
    rules.TOO_SLOW,
    "没能在限定的时间内读完、检查完这个文件",
    f"{RESAVE}；仍不行的，请删去无关工作表和多余的文字，或按月拆分",
)


def examine_apart(name: str, content: bytes, office: Office) -> Findings:
    """What `examine` says, in a process whose time and memory are bounded."""
    try:
        with EXAMINERS.one() as examiner, TemporaryDirectory() as folder:
            places = {n: str(Path(folder, n)) for n in FILES}
            Path(places["book"]).write_bytes(content)
            Path(places["office"]).write_bytes(pickle.dumps(office.answering(Answers())))
            Path(places["answers"]).write_bytes(pickle.dumps(office.answers))
            status = examiner.ask(WALL_SECONDS, name=name, **places)
            _log_again(Path(places["records"]))
            return _findings(status, name, Path(places["answer"]), Path(places["log"]))
    except TooSlowError:
        log.warning("%s was not examined in %s s", name, WALL_SECONDS)
        return Findings((), (TOO_SLOW,))


def _findings(status: int, name: str, answer: Path, complaint: Path) -> Findings:
    if status == 0:
        try:
            return read_findings(answer.read_bytes())
        except Exception:
            log.exception("no findings of %s", name)
            return Findings((), (NOT_UNDERSTOOD,))
    log.warning("examining %s ended with %s: %s", name, status, complaint_in(complaint))
    if status == -SIGXCPU:
        return Findings((), (TOO_SLOW,))
    # a crash while it was parsed is the file's, one thereafter ours
    return Findings((), (NOT_UNDERSTOOD if answer.exists() else refusal("").problem,))


def _log_again(records: Path) -> None:
    """What was logged there stands in our log, by the same names."""
    if not records.exists():
        return
    for line in records.read_text("ascii").splitlines()[:MOST_RECORDS]:
        logger, level, text = json.loads(line)
        logging.getLogger(logger).log(level, "%s", text)
