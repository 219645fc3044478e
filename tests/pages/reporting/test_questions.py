"""A workbook with questions: shown apart from what is wrong, answered, and counted at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from blocks import text_box
from facts import Workbook, write_workbook
from streamlit.testing.v1 import AppTest

import etl.store.admit
from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Entry, read_ledger
from etl.store.outcome import Receipt
from kpi.moments import parse_moment
from pages.reporting import receive

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("running_server")]

OpenPage = Callable[..., AppTest]
HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
DAY = date(2022, 8, 3)
GOOD = ["甲公司", "专柜", DAY, 12_000, "0001"]
DOUBTFUL = ["乙公司合计", "专柜", DAY, 30_000, "0002"]
TOTALS = {"total": "采购额度 12,000.00 元，1 行", "data": "采购额度 42,000.00 元，2 行"}


def sheet(unit: str, *rows: list[Any]) -> list[list[Any]]:
    return [["填报单位", unit], ["报表期间", "2022年8月"], HEADERS, *rows]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def one(workbook: Workbook) -> Path:
    return workbook("七宝镇.xlsx", {"S": sheet("七宝镇", GOOD, DOUBTFUL)})


@pytest.fixture
def two(workbook: Workbook) -> Path:
    """Two questions, one a sheet."""
    late = [[*GOOD[:4], "0003"], [*DOUBTFUL[:4], "0004"]]
    sheets = {"上旬": sheet("莘庄镇", GOOD, DOUBTFUL), "下旬": sheet("莘庄镇", *late)}
    return workbook("莘庄镇.xlsx", sheets)


def sent(open_page: OpenPage, store: Store, *paths: Path) -> AppTest:
    app = open_page(store.root, "submissions")
    for path in paths:
        app.get("file_uploader")[0].upload(path.name, path.read_bytes())
    text_box(app, "报送人").set_value("张三")
    next(b for b in app.button if b.label == "检查并报送").click().run()
    assert not app.exception
    return app


def choose(app: AppTest, number: int, code: str) -> AppTest:
    """Answers a question of those on the page; the first radio is that of the upload."""
    return app.radio[number].set_value(code).run()


def answer(app: AppTest, number: int = 0) -> AppTest:
    button(app, number).click().run()
    assert not app.exception
    return app


def button(app: AppTest, number: int = 0) -> Any:
    return [b for b in app.button if b.label == "按回答处理"][number]


def entries(store: Store) -> list[tuple[str, str, str, tuple[str, ...]]]:
    def line(entry: Entry) -> tuple[str, str, str, tuple[str, ...]]:
        choices = tuple(a.choice for a in entry.answers)
        return entry.file_name, entry.verdict, entry.received_by, choices

    return [line(entry) for entry in read_ledger(store)]


def test_a_question_is_told_once_with_its_place_and_what_each_answer_comes_to(
    open_page: OpenPage, store: Store, one: Path
) -> None:
    app = sent(open_page, store, one)
    assert app.warning[0].value == r"待回答：七宝镇\.xlsx（1 个问题）　还没有计入，回答后马上计入"
    assert len(app.error) == 0
    assert len(app.table) == 0  # there is nothing to mend
    asked = app.radio[1]
    assert asked.label.endswith("又填齐了各列，看不出是合计还是数据")
    assert any(m.value == "**问题**　S › A5" for m in app.markdown)
    assert [o.replace("\\", "") for o in asked.options] == [
        f"是合计，不计入：{TOTALS['total']}",
        f"是数据，计入：{TOTALS['data']}",
        "整份退回，改好再报",
    ]
    assert asked.value is None
    assert button(app).disabled
    assert any(c.value == "还有 1 个没有选" for c in app.caption)


def test_answered_it_counts_at_once_under_the_senders_name(
    open_page: OpenPage, store: Store, one: Path
) -> None:
    app = choose(sent(open_page, store, one), 1, "data")
    assert not button(app).disabled
    answer(app)
    assert app.success[0].value == r"已接收：七宝镇\.xlsx（第 2 号）"
    (told,) = (m.value for m in app.markdown if "是数据，计入" in m.value)
    assert told.startswith("- S › A5　第 5 行有“合计”")
    assert told.endswith("已按回答处理：是数据，计入")
    assert app.title[0].value == "收到 2 份报送：已接收 1 份，已回答 1 份"
    assert entries(store) == [
        ("七宝镇.xlsx", "returned", "张三", ()),
        ("七宝镇.xlsx", "accepted", "张三", ("data",)),
    ]
    assert read_ledger(store)[1].sheets[0].totals_fen == {"amount": 4_200_000}


def test_all_questions_of_a_file_are_answered_together(
    open_page: OpenPage, store: Store, two: Path
) -> None:
    app = choose(sent(open_page, store, two), 1, "data")
    assert button(app).disabled
    choose(app, 2, "total")
    answer(app)
    assert app.success[0].value == r"已接收：莘庄镇\.xlsx（第 2 号）"
    assert entries(store)[1] == ("莘庄镇.xlsx", "accepted", "张三", ("data", "total"))


def test_whoever_takes_the_file_back_need_not_answer_the_rest(
    open_page: OpenPage, store: Store, two: Path
) -> None:
    app = choose(sent(open_page, store, two), 2, "return")
    assert any(c.value == "整份退回，一行也不计入" for c in app.caption)
    answer(app)
    assert app.error[0].value == r"已退回：莘庄镇\.xlsx"
    assert sorted(app.table[0].value["程度"]) == ["错误", "问题"]
    assert [verdict for _, verdict, *_ in entries(store)] == ["returned", "returned"]


def test_files_are_answered_one_by_one_and_the_rest_stays(
    open_page: OpenPage, store: Store, one: Path, two: Path, workbook: Workbook
) -> None:
    sound = workbook("华漕镇.xlsx", {"S": sheet("华漕镇", [*GOOD[:4], "0009"])})
    app = sent(open_page, store, sound, one, two)
    assert app.header[0].value == "1 份接收，2 份待回答"
    choose(app, 2, "data")  # the first of the other file's two
    choose(app, 1, "total")
    answer(app, 0)
    assert app.header[0].value == "2 份接收，1 份待回答"
    assert [radio.value for radio in app.radio[1:]] == ["data", None]
    again = open_page(store.root, "submissions")
    assert len(again.radio) == 1  # another session has questions of its own


def test_what_waits_stays_when_more_is_sent_unless_it_is_sent_again_mended(
    open_page: OpenPage, store: Store, one: Path, two: Path, workbook: Workbook
) -> None:
    app = sent(open_page, store, one)
    send_more(app, two)
    assert [w.value.partition("（")[0] for w in app.warning] == [
        r"待回答：七宝镇\.xlsx",
        r"待回答：莘庄镇\.xlsx",
    ]
    send_more(app, workbook("七宝镇.xlsx", {"S": sheet("七宝镇", GOOD)}))
    assert [w.value.partition("（")[0] for w in app.warning] == [r"待回答：莘庄镇\.xlsx"]


def send_more(app: AppTest, path: Path) -> None:
    app.get("file_uploader")[0].upload(path.name, path.read_bytes())
    next(b for b in app.button if b.label == "检查并报送").click().run()
    assert not app.exception


def test_a_batch_is_loaded_at_once(
    open_page: OpenPage, store: Store, one: Path, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches = []

    def load_files(*args: Any) -> Any:
        batches.append([sent.name for sent in args[2]])
        return etl.store.admit.load_files(*args)

    monkeypatch.setattr(receive, "load_files", load_files)
    sent(open_page, store, one, two)
    assert batches == [["七宝镇.xlsx", "莘庄镇.xlsx"]]


def test_a_file_with_faults_is_returned_whatever_is_asked_about_it(
    open_page: OpenPage, store: Store, workbook: Workbook
) -> None:
    wrong = ["丙公司", "专柜", "去年", 300_000, "0005"]
    app = sent(open_page, store, workbook("坏.xlsx", {"S": sheet("七宝镇", GOOD, DOUBTFUL, wrong)}))
    assert app.error[0].value == r"已退回：坏\.xlsx"
    assert sorted(app.table[0].value["程度"]) == ["错误", "问题"]
    assert any(c.value == "“问题”等“错误”改好、再报送时回答" for c in app.caption)
    assert len(app.radio) == 1


def test_the_office_answers_on_the_submissions_own_page(
    open_page: OpenPage, store: Store, one: Path, office: Office
) -> None:
    receipt = Receipt("张三", parse_moment("2022-09-08T09:00"))
    for path in (one, sound(one.parent)):
        load_file(store, office, path.name, path.read_bytes(), receipt)
    app = open_page(store.root, "submissions", submission="1")
    assert app.title[0].value == r"第 1 号报送：▽ 待回答，七宝镇\.xlsx"
    assert app.header[0].value == "0 个错误，1 个问题待回答，0 条提醒"
    past = open_page(store.root, "submissions", submission="1", known_at="2022-10-01")
    assert len(past.radio) == 0
    text_box(app, "回答人").set_value("李四").run()
    answer(choose(app, 0, "data"))
    assert app.title[0].value == r"第 3 号报送：✔ 已接收，七宝镇\.xlsx"
    assert entries(store)[2] == ("七宝镇.xlsx", "accepted", "李四", ("data",))


def sound(folder: Path) -> Path:
    return write_workbook(folder, "华漕镇.xlsx", {"S": sheet("华漕镇", [*GOOD[:4], "0009"])})
