"""A question answered: the file counts, the answer is kept, remembered, and taken back."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook
from stores import rewrite

from etl.forms.context import Office
from etl.store.admit import check_file, load_file
from etl.store.disk.folder import Store
from etl.store.forget import NothingToForgetError, forget
from etl.store.lines.ledger import read_ledger, read_lines
from etl.store.lines.memory import remembered
from etl.store.outcome import Outcome, Receipt
from etl.store.warehouse import bring_up_to_date, reading
from etl.store.withdraw import withdraw
from kpi.moments import parse_moment

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def book(workbook: Workbook, month: int, amount: float = 1.25) -> Path:
    rows: list[list[Any]] = [
        ["填报单位：七宝镇", None, f"填报月份：2022年{month}月"],
        ["采购单位", "采购渠道", "采购日期", "采购额度（以万计）"],
        ["甲公司", "超市", date(2022, month, 5), amount],
    ]
    return workbook(f"{month}月.xlsx", {"S": rows})


def send(store: Store, office: Office, path: Path, day: str, **answers: str) -> Outcome:
    receipt = Receipt("张三", parse_moment(f"{day}T09:00"), answers=answers)
    return load_file(store, office, path.name, path.read_bytes(), receipt)


def question(outcome: Outcome) -> str:
    (problem,) = [p for p in outcome.problems if p.asked]
    assert problem.asked
    return problem.asked.id


def answered(store: Store, office: Office, workbook: Workbook) -> str:
    """August's book, returned with a question and let in as 万元: the question."""
    path = book(workbook, 8)
    asked = question(send(store, office, path, "2022-09-05"))
    send(store, office, path, "2022-09-05", **{asked: "wan"})
    return asked


def amounts(store: Store) -> list[int]:
    with reading(store) as connection:
        assert connection
        rows = connection.execute("select amount_fen from purchase order by 1").fetchall()
    return [row[0] for row in rows]


def test_an_unanswered_question_keeps_the_file_out(
    store: Store, office: Office, workbook: Workbook
) -> None:
    outcome = send(store, office, book(workbook, 8), "2022-09-05")
    assert (outcome.verdict, outcome.sheets) == ("returned", ())
    assert amounts(store) == []


def test_an_answered_file_counts_and_a_rebuild_gives_the_same(
    store: Store, office: Office, workbook: Workbook
) -> None:
    path = book(workbook, 8)
    asked = question(send(store, office, path, "2022-09-05"))
    assert send(store, office, path, "2022-09-05", **{asked: "wan"}).verdict == "accepted"
    assert amounts(store) == [1_250_000]
    with store.locked():
        bring_up_to_date(store, office, afresh=True)
    assert amounts(store) == [1_250_000]


def test_the_ledger_says_who_answered_what(
    store: Store, office: Office, workbook: Workbook
) -> None:
    asked = answered(store, office, workbook)
    entry = read_ledger(store)[-1]
    (answer,) = entry.answers
    assert (answer.unit, answer.question, answer.choice) == ("七宝镇", asked, "wan")
    assert (answer.words, answer.since, entry.received_by) == ("按万元读", None, "张三")


def test_the_same_layout_asks_nothing_next_month(
    store: Store, office: Office, workbook: Workbook
) -> None:
    answered(store, office, workbook)
    outcome = send(store, office, book(workbook, 9, amount=2), "2022-10-05")
    assert outcome.verdict == "accepted"
    assert amounts(store) == [1_250_000, 2_000_000]
    (answer,) = read_ledger(store)[-1].answers
    assert answer.since == 2  # remembered from the second line of the ledger


def test_an_answer_taken_back_is_asked_again_and_what_came_in_stays(
    store: Store, office: Office, workbook: Workbook
) -> None:
    asked = answered(store, office, workbook)
    forget(store, office, "七宝镇", asked, "李四")
    assert remembered(read_lines(store)) == {}
    assert amounts(store) == [1_250_000]
    assert send(store, office, book(workbook, 9), "2022-10-05").verdict == "returned"
    with pytest.raises(NothingToForgetError, match="没有记住七宝镇"):
        forget(store, office, "七宝镇", asked, "李四")


def test_the_answer_of_a_withdrawn_file_is_not_remembered(
    store: Store, office: Office, workbook: Workbook
) -> None:
    answered(store, office, workbook)
    withdraw(store, office, 2, "报错了", "张三", parse_moment("2022-09-06"))
    assert send(store, office, book(workbook, 9), "2022-10-05").verdict == "returned"


def test_the_same_bytes_with_another_answer_are_another_report(
    store: Store, office: Office, workbook: Workbook
) -> None:
    path = book(workbook, 8)
    asked = question(send(store, office, path, "2022-09-05"))
    send(store, office, path, "2022-09-05", **{asked: "wan"})
    assert send(store, office, path, "2022-09-06", **{asked: "wan"}).verdict == "unchanged"
    send(store, office, path, "2022-09-07", **{asked: "yuan"})
    assert [e.verdict for e in read_ledger(store)] == ["returned", "accepted", "accepted"]


def test_what_was_let_in_before_it_was_asked_about_is_replayed_as_it_was_read(
    store: Store, office: Office, workbook: Workbook
) -> None:
    """A version that asks more must not lose what an earlier one has let in."""
    path = book(workbook, 8)
    asked = question(send(store, office, path, "2022-09-05"))
    send(store, office, path, "2022-09-05", **{asked: "yuan"})
    lines = store.entries()
    del lines[1]["answers"]
    rewrite(store, lines)
    with store.locked():
        bring_up_to_date(store, office, afresh=True)
    assert amounts(store) == [125]


def test_an_answer_that_is_not_offered_and_a_return_keep_the_file_out(
    store: Store, office: Office, workbook: Workbook
) -> None:
    path = book(workbook, 8)
    asked = question(send(store, office, path, "2022-09-05"))
    assert send(store, office, path, "2022-09-05", **{asked: "fen"}).verdict == "returned"
    assert send(store, office, path, "2022-09-05", **{asked: "return"}).verdict == "returned"


def test_a_check_answers_without_changing_anything(
    store: Store, office: Office, workbook: Workbook
) -> None:
    path = book(workbook, 8)
    asked = question(check_file(store, office, path.name, path.read_bytes(), Receipt("张三")))
    receipt = Receipt("张三", answers={asked: "yuan"})
    outcome = check_file(store, office, path.name, path.read_bytes(), receipt)
    assert outcome.sheets[0].totals_fen == {"amount": 125}
    assert not store.ledger.exists()


def test_a_ledger_from_before_there_were_answers_is_read(store: Store) -> None:
    store.root.mkdir()
    line = {
        **{"submission_id": 1, "sha256": "0" * 64, "file_name": "a.xlsx", "claimed": False},
        **{"received_at": "2022-09-05T01:00:00Z", "received_by": "张三", "mode": "replace"},
        **{"verdict": "returned", "sheets": [], "problems": []},
    }
    store.ledger.write_text(json.dumps(line) + "\n")
    assert read_ledger(store)[0].answers == ()


@pytest.mark.parametrize(
    ("remark", "next_remark", "asked_again"),
    [
        ("镇里来人取走", "镇里来人取走", False),
        ("镇里来人取走", "中秋慰问", False),
        ("镇里来人取走", "客户已取消订单", True),
        # what is said of one row holds for that row alone
        ("客户已取消订单", "客户已取消订单", True),
    ],
)
def test_a_remark_that_was_answered_for_is_asked_about_no_more(
    store: Store,
    office: Office,
    workbook: Workbook,
    remark: str,
    next_remark: str,
    asked_again: bool,
) -> None:
    def remarked(month: int, remark: str) -> Path:
        rows: list[list[Any]] = [
            ["填报单位：七宝镇", None, f"填报月份：2022年{month}月"],
            ["采购单位", "采购渠道", "采购日期", "采购额度", "备注"],
            ["甲公司", "超市", date(2022, month, 5), 10_000 * month, remark],
        ]
        return workbook(f"{month}月.xlsx", {"S": rows})

    first = remarked(7, remark)
    asked = question(send(store, office, first, "2022-08-05"))
    assert send(store, office, first, "2022-08-05", **{asked: "keep"}).verdict == "accepted"
    outcome = send(store, office, remarked(8, next_remark), "2022-09-05")
    assert (outcome.verdict == "returned") is asked_again
