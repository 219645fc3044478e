"""A workbook beside those received before: what would go, count twice or for nothing is asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook

from etl.forms.context import Office
from etl.problems import Asked
from etl.store.admit import load_file, load_files
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Mode, read_ledger
from etl.store.outcome import Outcome, Receipt, Sent
from etl.store.warehouse import bring_up_to_date, reading
from kpi.moments import parse_moment

pytestmark = pytest.mark.slow
Rows = list[list[Any]]
Send = Callable[..., Outcome]
PURCHASE = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
TOUR = ["团号", "类别", "组织单位", "目的地", "出发日期", "人数"]
PROJECT = ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", "完成投资", "已拨付资金"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def send(store: Store, office: Office, workbook: Workbook) -> Send:
    """Sends a table, received on a day; the answer, if any, is that to every open question."""

    def sent(rows: Rows, at: str, answer: str = "", mode: Mode | None = None) -> Outcome:
        path = workbook("报表.xlsx", {"S": rows})
        receipt = Receipt("测试", parse_moment(f"{at}T09:00"), mode)
        outcome = load_file(store, office, path.name, path.read_bytes(), receipt)
        if not answer:
            return outcome
        given = {one.id: answer for one in open_questions(outcome)}
        receipt = Receipt("测试", receipt.received_at, mode, given)
        return load_file(store, office, path.name, path.read_bytes(), receipt)

    return sent


def open_questions(outcome: Outcome) -> list[Asked]:
    return [p.asked for p in outcome.problems if p.asked and p.is_open]


def errors(outcome: Outcome) -> list[str]:
    return [p.code for p in outcome.problems if p.severity == "error"]


def in_force(store: Store, form: str, what: str) -> list[Any]:
    """The values that count now, the same before and after a rebuild."""
    query = (
        f"select t.{what} from {form} as t inner join in_force('infinity'::timestamp) as f"
        f" on f.form = '{form}' and f.submission_id = t.submission_id"
        " and f.unit = t.reporting_unit and f.month = t.month order by t.month, 1"
    )
    found = []
    for afresh in (False, True):
        with store.locked():
            bring_up_to_date(store, Office.of_all_years(), afresh=afresh)
        with reading(store) as connection:
            assert connection is not None
            found.append([value for (value,) in connection.execute(query).fetchall()])
    assert found[0] == found[1]
    return found[0]


def tours(period: str, *rows: list[Any], unit: str = "区人社局") -> Rows:
    cover = [f"填报单位：{unit}", f"填报月份：2022年{period}"]
    tours = [[no, "疗休养", "工会", "隆阳区", day, people] for no, day, people in rows]
    return [["赴对口地区组团情况表"], cover, TOUR, *tours]


def projects(month: str, *numbers: str, unit: str = "援滇保山小组") -> Rows:
    cover = [f"填报单位：{unit}", f"填报月份：2022年{month}月", "金额单位：万元"]
    rows = [[no, f"茶园{no}", "区级", "隆阳区", 200, 100, 100] for no in numbers]
    return [["援建项目进度表"], cover, PROJECT, *rows]


def purchases(month: str, *rows: list[Any], unit: str = "七宝镇") -> Rows:
    cover = [f"填报单位：{unit}", f"填报月份：2022年{month}月", "金额单位：元"]
    bought = [["甲公司", "超市", day, amount, voucher] for day, amount, voucher in rows]
    return [["消费帮扶采购明细表"], cover, PURCHASE, *bought]


def test_a_project_that_the_last_months_list_had_is_missed(send: Send, store: Store) -> None:
    send(projects("8", "P01", "P02"), "2022-09-10")
    asked = send(projects("9", "P01"), "2022-10-10")
    assert errors(asked) == ["would_drop"]
    assert (
        "援滇保山小组2022年8月已报的《援建项目进度表》中有项目编号“P02”"
        in asked.problems[0].message
    )
    assert send(projects("9", "P01"), "2022-10-10", "replace").verdict == "accepted"
    assert in_force(store, "project", "project_no") == ["P01", "P02", "P01"]


@pytest.mark.parametrize(
    ("choice", "people"), [("replace", [50]), ("only", [100, 200, 50]), ("append", [100, 200, 50])]
)
def test_a_cover_wider_than_its_rows_empties_months_only_where_it_is_said(
    send: Send, store: Store, choice: str, people: list[int]
) -> None:
    send(tours("7-8月", ["A1", "2022-07-05", 100], ["A2", "2022-08-05", 200]), "2022-09-05")
    wide = tours("7-9月", ["A3", "2022-09-05", 50])
    (question,) = open_questions(send(wide, "2022-10-05"))
    assert [(c.code, c.totals.split("；")[0]) for c in question.choices[:2]] == [
        ("replace", "7月 人数 0，0 行（原来 人数 100，1 行）"),
        ("only", "7月 人数 100，1 行（原来 人数 100，1 行）"),
    ]
    assert send(wide, "2022-10-05", choice).verdict == "accepted"
    assert in_force(store, "tour", "people") == people


def test_the_answer_is_the_mode_of_the_submission(send: Send, store: Store) -> None:
    send(tours("7月", ["A1", "2022-07-05", 100]), "2022-09-05")
    send(tours("7-9月", ["A3", "2022-09-05", 50]), "2022-10-05", "append")
    assert [e.mode for e in read_ledger(store) if e.verdict == "accepted"] == ["replace", "append"]


def test_a_supplement_older_than_what_it_adds_to_counts_for_nothing(
    send: Send, store: Store
) -> None:
    send(purchases("8", ["2022-08-05", 110_000, "30000006"]), "2022-09-05")
    older = purchases("8", ["2022-08-09", 50_000, "30000009"])
    asked = send(older, "2022-09-02", mode="append")
    assert errors(asked) == ["counts_nothing"]
    assert (
        "2022-09-05 已有新表，比这份（2022-09-02 收到）晚：收下也不计入"
        in asked.problems[-1].message
    )
    assert errors(send(older, "2022-09-02")) == ["counts_nothing"]
    assert send(older, "2022-09-02", "keep", "append").verdict == "accepted"
    assert in_force(store, "purchase", "amount_fen") == [11_000_000]


@pytest.mark.parametrize(
    ("choice", "fen"),
    [
        ("once", [5_000_000, 11_000_000]),
        ("replace", [5_000_000, 11_000_000]),
        ("append", [5_000_000, 11_000_000, 11_000_000]),
    ],
)
def test_a_supplement_with_rows_that_were_reported_is_asked_about(
    send: Send, store: Store, choice: str, fen: list[int]
) -> None:
    first = ["2022-08-05", 110_000, "30000006"]
    send(purchases("8", first), "2022-09-05")
    again = purchases("8", first, ["2022-08-09", 50_000, "30000009"])
    assert errors(send(again, "2022-09-06", mode="append")) == ["sent_again"]
    assert send(again, "2022-09-06", choice, "append").verdict == "accepted"
    assert in_force(store, "purchase", "amount_fen") == fen


@pytest.mark.parametrize(("choice", "people"), [("once", [30, 20]), ("all", [30, 30, 20])])
def test_a_tour_of_two_bureaus_counts_once_or_twice(
    send: Send, store: Store, choice: str, people: list[int]
) -> None:
    send(tours("9月", ["T001", "2022-09-05", 30], unit="区文旅局"), "2022-10-05")
    both = tours("9月", ["T001", "2022-09-05", 30], ["T002", "2022-09-06", 20])
    asked = send(both, "2022-10-06")
    assert errors(asked) == ["reported_by_two"]
    assert "区文旅局已在“报表.xlsx”S 第 4 行报过" in asked.problems[0].message
    told = send(both, "2022-10-06", choice)
    assert (told.verdict, told.sheets[0].rows) == ("accepted", len(people) - 1)
    assert sorted(in_force(store, "tour", "people")) == sorted(people)


def test_a_project_number_of_two_offices_is_asked_about(send: Send) -> None:
    send(projects("8", "BS-01"), "2022-09-10")
    assert errors(send(projects("9", "BS-01", unit="七宝镇"), "2022-10-10")) == ["reported_by_two"]


def test_files_sent_together_see_the_tour_of_the_other(
    store: Store, office: Office, workbook: Workbook
) -> None:
    files = [
        workbook(f"{unit}.xlsx", {"S": tours("9月", ["T001", "2022-09-05", 30], unit=unit)})
        for unit in ("区文旅局", "区人社局")
    ]
    sent = [Sent(path.name, path.read_bytes(), Receipt("测试")) for path in files]
    assert [errors(o) for o in load_files(store, office, sent)] == [[], ["reported_by_two"]]


def test_a_month_far_from_the_units_own_is_asked_about(send: Send) -> None:
    for month in ("5", "6", "7"):
        send(purchases(month, [f"2022-0{month}-05", 20_000, f"1000{month}"]), f"2022-0{month}-28")
    large = purchases("8", ["2022-08-05", 2_000_000, "10008"])
    asked = send(large, "2022-09-05")
    assert errors(asked) == ["unlike_other_months"]
    assert "2,000,000.00 元，1 行，而其他月份一般是 20,000.00 元" in asked.problems[-1].message
    assert send(large, "2022-09-05", "as_read").verdict == "accepted"
    assert send(purchases("9", ["2022-09-05", 40_000, "10009"]), "2022-10-05").verdict == "accepted"
