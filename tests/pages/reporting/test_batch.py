"""Many files at once: their sum, what is to be done first, one archive, and the dry run."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from blocks import text_box
from facts import Workbook
from filelock import FileLock
from streamlit.testing.v1 import AppTest

import etl.store.disk.folder
from etl.store.disk.folder import Store
from etl.store.lines.ledger import read_ledger

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("running_server")]

OpenPage = Callable[..., AppTest]
HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
DAY = date(2022, 8, 3)
GOOD = ["甲公司", "专柜", DAY, 12_000, "0001"]
DOUBTFUL = ["乙公司合计", "专柜", DAY, 30_000, "0002"]
BAD = ["丙公司", "专柜", "去年", 300_000, "0005"]
SOUND = ("华漕镇", "虹桥镇", "梅陇镇", "颛桥镇")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def files(workbook: Workbook) -> list[Path]:
    """Four that are sound, two with a bad day, and one with a question."""

    def one(unit: str, *rows: list[Any]) -> Path:
        cover = [["填报单位", unit], ["报表期间", "2022年8月"], HEADERS]
        return workbook(f"{unit}.xlsx", {"S": [*cover, *rows]})

    sound = [one(unit, [*GOOD[:4], f"1{n}"]) for n, unit in enumerate(SOUND)]
    return [*sound, one("莘庄镇", BAD), one("浦江镇", BAD), one("七宝镇", GOOD, DOUBTFUL)]


def sent(app: AppTest, label: str, *paths: Path) -> AppTest:
    for path in paths:
        app.get("file_uploader")[0].upload(path.name, path.read_bytes())
    text_box(app, "报送人").set_value("张三")
    return pressed(app, label)


def pressed(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception
    return app


def dry_run(open_page: OpenPage, store: Store, *paths: Path) -> AppTest:
    app = open_page(store.root, "submissions")
    app.toggle[0].set_value(True).run()
    return sent(app, "只检查", *paths)


def test_the_sum_comes_first_then_what_is_asked_and_returned_and_the_rest_is_folded(
    open_page: OpenPage, store: Store, files: list[Path]
) -> None:
    app = sent(open_page(store.root, "submissions"), "检查并报送", *files)
    assert app.header[0].value == "4 份接收，2 份退回，1 份待回答"
    assert [w.value.partition("（")[0] for w in app.warning] == [r"待回答：七宝镇\.xlsx"]
    assert [e.value for e in app.error] == [r"已退回：莘庄镇\.xlsx", r"已退回：浦江镇\.xlsx"]
    assert len(app.success) == 0
    (folded,) = app.expander
    assert folded.label == "4 份接收：点开看清单"
    assert folded.proto.expanded is False
    lines = folded.dataframe[0].value.values.tolist()
    assert lines[0] == [
        *("华漕镇.xlsx", "接收，1 号", "华漕镇", "消费帮扶采购明细表", "2022年8月", 1, 0)
    ]
    assert [line[0] for line in lines] == [f"{unit}.xlsx" for unit in SOUND]


def test_all_returned_workbooks_come_as_one_archive(
    open_page: OpenPage, store: Store, files: list[Path]
) -> None:
    app = sent(open_page(store.root, "submissions"), "检查并报送", *files)
    labels = [button.label for button in app.get("download_button")]
    assert labels[0] == "下载全部退回件（3 份，ZIP）"


def test_one_returned_file_needs_no_archive(
    open_page: OpenPage, store: Store, files: list[Path]
) -> None:
    app = sent(open_page(store.root, "submissions"), "检查并报送", files[0], files[4])
    assert app.header[0].value == "1 份接收，1 份退回"
    assert [s.value for s in app.success] == [r"已接收：华漕镇\.xlsx（第 1 号）"]
    assert not any("ZIP" in button.label for button in app.get("download_button"))


def test_a_dry_run_says_what_would_happen_and_stores_nothing(
    open_page: OpenPage, store: Store, files: list[Path]
) -> None:
    app = dry_run(open_page, store, *files)
    assert app.header[0].value == "4 份可以接收，2 份会退回，1 份要先回答"
    assert [e.value for e in app.error] == [r"会退回：莘庄镇\.xlsx", r"会退回：浦江镇\.xlsx"]
    assert app.warning[0].value == r"待回答：七宝镇\.xlsx（1 个问题）　只检查，没有入库"
    assert app.expander[0].dataframe[0].value["结果"].tolist() == ["可以接收"] * 4
    assert not store.ledger.exists()
    assert not list(store.root.rglob("*")) or not (store.root / "submissions").exists()
    assert not store.warehouse.exists()


def test_answered_in_a_dry_run_it_is_checked_again_and_still_nothing_is_stored(
    open_page: OpenPage, store: Store, files: list[Path]
) -> None:
    app = dry_run(open_page, store, files[-1])
    app.radio[1].set_value("data").run()
    pressed(app, "按回答再检查")
    assert app.header[0].value == "1 份可以接收"
    assert app.success[0].value == r"可以接收：七宝镇\.xlsx"
    assert not store.ledger.exists()
    app.toggle[0].set_value(False).run()
    pressed(app, "正式报送这 1 份")
    assert app.success[0].value == r"已接收：七宝镇\.xlsx（第 1 号）"
    (entry,) = read_ledger(store)
    assert (entry.received_by, [a.choice for a in entry.answers]) == ("张三", ["data"])


def test_in_a_dry_run_each_file_stands_beside_those_before_it(
    open_page: OpenPage, store: Store, workbook: Workbook
) -> None:
    cover = [["填报单位", "七宝镇"], ["报表期间", "2022年8月"], [*HEADERS[:4], "采购类别"]]
    union, firm = ["甲", "专柜", DAY, 12_000, "工会福利"], ["丙", "专柜", DAY, 30_000, "企业动员"]
    first = workbook("一.xlsx", {"S": [*cover, union]})
    second = workbook("二.xlsx", {"S": [*cover, firm]})
    app = dry_run(open_page, store, first, second)
    assert app.header[0].value == "1 份可以接收，1 份要先回答"
    app.radio[1].set_value("append").run()
    pressed(app, "按回答再检查")
    assert app.header[0].value == "2 份可以接收"
    assert not store.ledger.exists()


def test_what_was_checked_is_sent_and_its_question_answered_afterwards(
    open_page: OpenPage, store: Store, files: list[Path]
) -> None:
    app = dry_run(open_page, store, *files)
    app.toggle[0].set_value(False).run()
    pressed(app, "正式报送这 7 份")
    assert app.header[0].value == "4 份接收，2 份退回，1 份待回答"
    app.radio[1].set_value("data").run()
    pressed(app, "按回答处理")
    assert app.header[0].value == "5 份接收，2 份退回"
    # answered here, it stays in its place
    assert app.success[0].value == r"已接收：七宝镇\.xlsx（第 8 号）"
    assert len(read_ledger(store)) == 8


def test_what_was_checked_is_not_lost_when_the_store_is_busy(
    open_page: OpenPage, store: Store, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = dry_run(open_page, store, files[0])
    monkeypatch.setattr(etl.store.disk.folder, "LOCK_SECONDS", 0.05)
    store.root.mkdir(exist_ok=True)
    with FileLock(store.root / ".lock"):
        pressed(app, "正式报送这 1 份")
    assert any("没有收下" in e.value for e in app.error)
    pressed(app, "正式报送这 1 份")
    assert app.success[0].value == r"已接收：华漕镇\.xlsx（第 1 号）"
