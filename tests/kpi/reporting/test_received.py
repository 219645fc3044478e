"""What was received, what became of it, and which of it counts no more, on literal rows."""

import json
from datetime import date

import pytest
from facts import Facts, Workbook

from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt
from etl.store.withdraw import withdraw
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.plan import Plan
from kpi.reporting.quality import counted, doubtful_rows, open_warnings, replaced
from kpi.reporting.received import Received, coming, problems_of, received, units_of

UNION, TOWN = "区总工会", "莘庄镇"
HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
COVER = [["填报单位", TOWN], ["报表期间", "2022年8月"], HEADERS]
DAY = date(2022, 8, 3)
GOOD = ["乙公司", "专柜", DAY, 9, "02"]


def everything(facts: Facts, known_at: str | None = None) -> list[Received]:
    known = parse_moment(known_at) if known_at else None
    return received(connect(facts.store.root), facts.plan, known)


def states(facts: Facts, known_at: str | None = None) -> dict[int, str]:
    return {r.submission_id: r.state for r in everything(facts, known_at)}


def test_the_newest_stands_first_with_what_was_in_it(facts: Facts) -> None:
    facts.add("purchase", UNION, "2022-07", [], received="2022-08-10")
    facts.add("purchase", TOWN, "2022-07~08", [], received="2022-09-10")
    newest, oldest = everything(facts)
    assert (newest.submission_id, oldest.submission_id) == (2, 1)
    assert (newest.units, newest.forms) == ((TOWN,), ("purchase",))
    assert (newest.sheets[0].first_month, newest.sheets[0].last_month) == (
        date(2022, 7, 1),
        date(2022, 8, 1),
    )


def test_one_whose_every_month_was_replaced_counts_no_more(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-07~08", [], received="2022-09-10")
    facts.add("purchase", TOWN, "2022-08", [], received="2022-09-20")
    assert states(facts) == {1: "已接收", 2: "已接收"}
    facts.add("purchase", TOWN, "2022-07", [], received="2022-09-21")
    assert states(facts) == {1: "已被替换", 2: "已接收", 3: "已接收"}
    assert states(facts, "2022-09-20") == {1: "已接收", 2: "已接收"}


def test_which_month_was_replaced_by_which_is_told(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-07~08", [], received="2022-09-10")
    facts.add("purchase", TOWN, "2022-08", [], received="2022-09-20")
    facts.add("purchase", TOWN, "2022-08", [], received="2022-09-21")
    facts.add("purchase", TOWN, "2022-08", [], received="2022-09-22", mode="append")
    found = replaced(connect(facts.store.root), facts.plan)
    assert [(r.month, r.submission_id, r.by_submission) for r in found] == [
        (date(2022, 8, 1), 2, 3),
        (date(2022, 8, 1), 1, 2),
    ]
    early = replaced(connect(facts.store.root), facts.plan, parse_moment("2022-09-10"))
    assert early == []


def test_a_cells_submissions_are_known_the_newest_first(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-07~08", [], received="2022-09-10")
    facts.add("purchase", TOWN, "2022-08", [], received="2022-09-20")
    assert coming(connect(facts.store.root), facts.plan) == {
        ("purchase", TOWN, date(2022, 7, 1)): (1,),
        ("purchase", TOWN, date(2022, 8, 1)): (2, 1),
    }


class Door:
    """Sends 莘庄镇's purchases of August with and without vouchers, through the real door."""

    def __init__(self, store: Store, office: Office, workbook: Workbook) -> None:
        self.store, self.office, self.workbook = store, office, workbook

    def send(self, day: int, *vouchers: str | None, month: int = 8, on: object = None) -> None:
        cover = [["填报单位", TOWN], ["报表期间", f"2022年{month}月"], HEADERS]
        rows = [["甲公司", "专柜", on or date(2022, month, 3), 5000, v] for v in vouchers]
        path = self.workbook(f"{TOWN}{month}月第{day}日.xlsx", {"S": [*cover, *rows]})
        receipt = Receipt("张三", parse_moment(f"2022-10-{day:02}T09:00"), "replace")
        load_file(self.store, self.office, path.name, path.read_bytes(), receipt)


@pytest.fixture
def door(tmp_path, office: Office, workbook: Workbook) -> Door:
    return Door(Store(tmp_path / "store"), office, workbook)


def test_a_warning_is_open_until_its_row_is_replaced(door: Door, plan: Plan) -> None:
    door.send(8, "0001", None)
    connection = connect(door.store.root)
    (found,) = open_warnings(connection, plan)
    assert (found.rule, found.sheet, found.row, found.cell) == ("missing_voucher", "S", 5, "E5")
    assert (found.form, found.unit, found.month) == ("purchase", TOWN, date(2022, 8, 1))
    assert [row.place for row in doubtful_rows([found])] == [(1, "S", 5)]
    door.send(9, "0001", "0002")
    connection = connect(door.store.root)
    assert open_warnings(connection, plan) == []
    then = open_warnings(connection, plan, parse_moment("2022-10-08"))
    assert [w.cell for w in then] == ["E5"]


def test_warnings_are_counted_by_rule_unit_and_form(door: Door, plan: Plan) -> None:
    door.send(8, None, None)
    door.send(9, None, month=9)
    found = open_warnings(connect(door.store.root), plan)
    assert counted(found, "rule") == [("missing_voucher", 3)]
    assert counted(found, "unit") == [(TOWN, 3)]
    assert counted(found, "form") == [("purchase", 3)]


def test_a_returned_one_has_its_problems_and_its_unit_from_its_name(door: Door, plan: Plan) -> None:
    door.send(8, "0001", on="2022.13.45")
    connection = connect(door.store.root)
    (item,) = received(connection, plan)
    assert (item.state, item.errors, item.sheets) == ("已退回", 1, ())
    assert units_of(item, plan.reference) == (TOWN,)
    (told,) = problems_of(connection, plan, 1)
    assert (told.severity, told.rule, told.cell) == ("error", "bad_date", "C4")
    assert open_warnings(connection, plan) == []


def test_one_with_open_questions_waits_until_the_same_bytes_come_with_an_answer(
    door: Door, plan: Plan
) -> None:
    path = door.workbook("含合计.xlsx", {"S": [*COVER, GOOD, ["甲公司合计", "专柜", DAY, 5, "01"]]})

    def send(day: int, **answers: str) -> None:
        receipt = Receipt("张三", parse_moment(f"2022-10-{day:02}T09:00"), None, answers)
        load_file(door.store, door.office, path.name, path.read_bytes(), receipt)

    send(8)
    (item,) = received(connect(door.store.root), plan)
    assert (item.state, item.errors, item.questions) == ("待回答", 0, 1)
    (told,) = problems_of(connect(door.store.root), plan, 1)
    asked = json.loads(told.asked or "")
    assert [c["code"] for c in asked["choices"]] == ["total", "data", "return"]
    send(9, **{asked["id"]: "data"})
    now = received(connect(door.store.root), plan)
    assert [(r.submission_id, r.state) for r in now] == [(2, "已接收"), (1, "已回答")]
    (before,) = received(connect(door.store.root), plan, parse_moment("2022-10-08"))
    assert before.state == "待回答"


def test_one_with_open_questions_waits_no_more_when_its_mended_file_came(
    door: Door, plan: Plan
) -> None:
    for day, buyer in ((8, "甲公司合计"), (9, "甲公司")):
        path = door.workbook("八月.xlsx", {"S": [*COVER, GOOD, [buyer, "专柜", DAY, 5, "01"]]})
        receipt = Receipt("张三", parse_moment(f"2022-10-{day:02}T09:00"))
        load_file(door.store, door.office, path.name, path.read_bytes(), receipt)
    assert [r.state for r in received(connect(door.store.root), plan)] == ["已接收", "已退回"]


def test_a_withdrawn_one_says_when_why_and_by_whom(door: Door, plan: Plan) -> None:
    door.send(8, None)
    withdraw(door.store, door.office, 1, "单位弄错", "李四", parse_moment("2022-10-10T09:00"))
    connection = connect(door.store.root)
    (item,) = received(connection, plan)
    assert (item.state, item.reason, item.withdrawn_by) == ("已撤回", "单位弄错", "李四")
    assert item.withdrawn_at == parse_moment("2022-10-10T09:00")
    assert open_warnings(connection, plan) == []
    (before,) = received(connection, plan, parse_moment("2022-10-09"))
    assert (before.state, before.reason) == ("已接收", None)
