"""The processes that examine workbooks: the same verdict as here, and an end to anything else."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from places import CLEAN, ROOT

from etl.examine import apart
from etl.examine.apart import EXAMINERS, examine_apart
from etl.examine.examine import Findings, examine
from etl.examine.wire import read_findings
from etl.forms.context import Office
from etl.questions import Answers
from etl.read.kept import Pool

CSV = b"\xef\xbb\xbf" + "采购单位,采购渠道,采购日期,采购额度\n甲,专柜,2022-09-03,1\n".encode()
# What a fork does instead of examining, with limits of 400 MB and a second.
PROGRAM = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from etl.read.forks import serve

def work(answer, **_):
    {{doing}}

serve(work, 400 * 2**20, 1)
"""


@pytest.fixture
def verdict_where_a_fork(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, office: Office
) -> Callable[[str], str]:
    """The rule that a workbook is returned by whose fork does as a line of Python says."""

    def verdict(doing: str) -> str:
        script = tmp_path / "child.py"
        script.write_text(PROGRAM.format(doing=doing), "utf-8")
        pool = Pool(script)
        monkeypatch.setattr(apart, "EXAMINERS", pool)
        (problem,) = examine_apart("七宝镇.csv", CSV, office).problems
        pool.end_all()
        assert problem.message
        assert problem.hint
        return problem.code

    return verdict


@pytest.mark.parametrize("path", sorted(CLEAN.glob("*.xlsx"))[::9], ids=lambda p: p.stem)
def test_a_workbook_examined_apart_has_the_same_findings(path: Path, office: Office) -> None:
    content = path.read_bytes()
    here, apart = examine(path.name, content, office), examine_apart(path.name, content, office)
    assert apart.parts
    assert apart == here


def test_problems_of_a_returned_workbook_come_whole(office: Office) -> None:
    content = CSV.replace(b"-09-", b"-13-")
    apart = examine_apart("某某镇.csv", content, office)
    assert apart == examine("某某镇.csv", content, office)
    assert {p.code for p in apart.problems} == {"bad_date", "no_unit"}


def test_the_answers_go_with_each_workbook(office: Office) -> None:
    answered = office.answering(Answers({"12345678": "return"}))
    assert examine_apart("七宝镇.csv", CSV, answered).accepted
    assert examine_apart("七宝镇.csv", CSV, office).accepted


def test_what_takes_too_much_processor_time_is_refused(
    verdict_where_a_fork: Callable[[str], str],
) -> None:
    assert verdict_where_a_fork("[0 for _ in iter(int, 1)]") == "too_slow"


def test_what_only_waits_is_refused_and_the_next_one_is_examined(
    verdict_where_a_fork: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(apart, "WALL_SECONDS", 1)
        assert verdict_where_a_fork("import time; time.sleep(60)") == "too_slow"
    monkeypatch.setattr(apart, "EXAMINERS", EXAMINERS)
    assert examine_apart("七宝镇.csv", CSV, office).accepted


def test_a_crash_while_parsing_is_the_file_s_and_one_thereafter_ours(
    verdict_where_a_fork: Callable[[str], str],
) -> None:
    assert verdict_where_a_fork("import os; os.abort()") == "damaged"
    assert verdict_where_a_fork("Path(answer).touch(); bytearray(2**29)") == "not_understood"


def test_an_examination_that_needs_too_much_memory_is_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(name: str, content: bytes) -> list[object]:
        raise MemoryError

    findings = examine("七宝镇.csv", CSV, office, too_much)  # type: ignore[arg-type]
    assert [p.code for p in findings.problems] == ["too_large"]


def test_what_is_logged_there_stands_in_our_log(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    examine_apart("a.xlsx", b"PK\3\4 and nothing more", office)
    examine_apart("a.csv", b"\xff\xff\xff", office)
    assert "reader refused the file: UnicodeDecodeError" in caplog.text


@pytest.mark.parametrize("value", [print, {"a": Path("a")}, 1, b"", examine])
def test_nothing_but_findings_is_taken_from_there(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        read_findings(pickle.dumps(value))
    assert read_findings(pickle.dumps(Findings((), ()))) == Findings((), ())
