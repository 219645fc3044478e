"""数据报送: the list of all, one submission's page, and taking it back."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from blocks import text_box
from facts import write_workbook
from filelock import FileLock
from streamlit.testing.v1 import AppTest

import etl.store.disk.folder
from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Withdrawal, read_lines
from etl.store.outcome import Receipt
from kpi.moments import parse_moment

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("running_server")]

OpenPage = Callable[..., AppTest]
TOWN = "莘庄镇"
HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]


class Desk:
    """Sends 莘庄镇's purchases of August through the real door."""

    def __init__(self, folder: Path, office: Office) -> None:
        self.store, self.office, self.folder = Store(folder / "store"), office, folder

    def path(self, name: str, *rows: tuple[object, float]) -> Path:
        cover = [["填报单位", TOWN], ["报表期间", "2022年8月"], HEADERS]
        lines = [["甲公司", "专柜", on, yuan, f"{n:04}"] for n, (on, yuan) in enumerate(rows)]
        return write_workbook(self.folder, f"{TOWN}{name}.xlsx", {"S": [*cover, *lines]})

    def send(self, name: str, day: int, *rows: tuple[object, float]) -> None:
        path = self.path(name, *rows)
        receipt = Receipt("张三", parse_moment(f"2022-09-{day:02}T09:00"), "replace")
        load_file(self.store, self.office, path.name, path.read_bytes(), receipt)


@pytest.fixture
def desk(sent: Path, tmp_path: Path, office: Office) -> Desk:
    """A copy of what was sent, for the test to change."""
    copytree(sent, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path, office)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """30,000 元, corrected to 50,000 元; and one that was returned for its date."""
    folder = tmp_path_factory.mktemp("sent")
    desk = Desk(folder, office)
    desk.send("一", 8, (date(2022, 8, 3), 30_000))
    desk.send("二", 9, (date(2022, 8, 3), 50_000))
    desk.send("三", 10, ("2022.13.45", 1))
    return folder


def opened(open_page: OpenPage, desk: Desk, number: int) -> AppTest:
    return open_page(desk.store.root, "submissions", submission=str(number))


def test_all_are_listed_the_newest_first_with_what_became_of_them(
    open_page: OpenPage, desk: Desk
) -> None:
    app = open_page(desk.store.root, "submissions")
    assert app.title[0].value == "收到 3 份报送：已接收 1 份，已退回 1 份，已被替换 1 份"
    lines = app.dataframe[0].value[["编号", "结果", "收到", "单位", "报表", "错误"]].values.tolist()
    assert lines == [
        [3, "✖ 已退回", "2022-09-10 09:00", TOWN, "", 1],
        [2, "✔ 已接收", "2022-09-09 09:00", TOWN, "消费帮扶采购明细表", 0],
        [1, "◌ 已被替换", "2022-09-08 09:00", TOWN, "消费帮扶采购明细表", 0],
    ]


def test_the_list_is_filtered_by_unit_form_and_what_became_of_them(
    open_page: OpenPage, desk: Desk
) -> None:
    def listed(**chosen: str) -> list[int]:
        app = open_page(desk.store.root, "submissions", **chosen)
        return list(app.dataframe[0].value["编号"]) if len(app.dataframe) else []

    assert listed(unit=TOWN) == [3, 2, 1]
    assert listed(unit="七宝镇") == []
    assert listed(sent_form="消费帮扶采购明细表") == [2, 1]
    assert listed(sent_form="培训情况表") == []
    assert listed(sent_state="已退回") == [3]


def test_a_correction_says_what_it_changed_and_which_figures_it_moved(
    open_page: OpenPage, desk: Desk
) -> None:
    app = opened(open_page, desk, 2)
    assert app.title[0].value == r"第 2 号报送：✔ 已接收，莘庄镇二\.xlsx"
    assert app.table[0].value.values.tolist() == [
        ["S", "消费帮扶采购明细表", TOWN, "2022年8月", "1"]
    ]
    assert any("采购额度 30,000\\.00 → 50,000\\.00 元" in m.value for m in app.markdown)
    moved = app.table[-1].value.values.tolist()
    assert ["镇街动员企业采购", TOWN, "完成", "3.0 万元", "5.0 万元"] in moved


def test_one_that_was_replaced_names_the_one_that_counts(open_page: OpenPage, desk: Desk) -> None:
    app = opened(open_page, desk, 1)
    assert app.title[0].value == r"第 1 号报送：◌ 已被替换，莘庄镇一\.xlsx"
    labels = [link.label for link in app.get("page_link")]
    assert labels == ["所有报送", "2022年8月《消费帮扶采购明细表》已由第 2 号更正"]


def test_a_returned_one_has_its_problems_and_the_marked_workbook(
    open_page: OpenPage, desk: Desk
) -> None:
    app = opened(open_page, desk, 3)
    assert app.title[0].value == r"第 3 号报送：✖ 已退回，莘庄镇三\.xlsx"
    assert app.header[0].value == "1 个错误，0 条提醒"
    assert app.table[0].value.iloc[0, :4].tolist() == ["错误", "S", "C4", r"2022\.13\.45"]
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["下载退回件（原表标出有问题的单元格）", "下载原件"]
    assert len(app.expander) == 0


@pytest.mark.parametrize("number", ["9", "0", "-1", "x", "<b>", "1 or 1=1"])
def test_a_number_that_is_not_there_is_said_above_the_list(
    open_page: OpenPage, desk: Desk, number: str
) -> None:
    app = open_page(desk.store.root, "submissions", submission=number)
    assert app.warning[0].value.startswith("没有第 ")
    assert app.title[0].value.startswith("收到 3 份报送")


def take_back(app: AppTest, reason: str, sure: bool) -> AppTest:
    text_box(app, "撤回的原因（必填）").set_value(reason)
    text_box(app, "经手人").set_value("李四")
    if sure:
        app.checkbox[0].check()
    return next(b for b in app.button if b.label == "撤回").click().run()


def test_a_submission_is_taken_back_and_what_it_replaced_counts_again(
    open_page: OpenPage, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    app = opened(open_page, desk, 2)
    with caplog.at_level(logging.INFO):
        take_back(app, "单位弄错\n伪造的一行", sure=True)
    assert not app.exception
    assert app.title[0].value == r"第 2 号报送：– 已撤回，莘庄镇二\.xlsx"
    assert "李四撤回" in app.warning[0].value
    told = [m.value for m in app.markdown]
    assert any("重新计入：第 1 号的《消费帮扶采购明细表》莘庄镇 2022年8月" in m for m in told)
    assert len(app.expander) == 1  # the changes; there is no second withdrawal
    line = read_lines(desk.store)[-1]
    assert isinstance(line, Withdrawal)
    assert (line.withdraws, line.withdrawn_by) == (2, "李四")
    assert desk.store.original(read_lines(desk.store)[1].sha256).exists()
    logged = [r.getMessage() for r in caplog.records if "withdrawn" in r.getMessage()]
    assert logged == [r"submission 2 withdrawn by '李四': '单位弄错\n伪造的一行'"]


@pytest.mark.parametrize(("reason", "sure"), [("", True), ("  ", True), ("错了", False)])
def test_without_a_reason_or_a_second_thought_nothing_is_taken_back(
    open_page: OpenPage, desk: Desk, reason: str, sure: bool
) -> None:
    app = take_back(opened(open_page, desk, 2), reason, sure)
    assert app.warning[0].value == "没有撤回：请写明原因，并勾选确认。"
    assert len(read_lines(desk.store)) == 3


def test_a_busy_store_takes_nothing_back_and_says_so(
    open_page: OpenPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(open_page, desk, 2)
    monkeypatch.setattr(etl.store.disk.folder, "LOCK_SECONDS", 0.05)
    with FileLock(desk.store.root / ".lock"):
        take_back(app, "错了", sure=True)
    assert app.error[0].value.startswith(
        "没有撤回：另一个程序正在写入数据目录。请稍后再试，或联系管理员。"
    )
    assert len(read_lines(desk.store)) == 3


def test_an_upload_into_a_busy_store_is_not_received_and_says_so(
    open_page: OpenPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(desk.store.root, "submissions")
    path = desk.path("四", (date(2022, 8, 4), 1))
    app.get("file_uploader")[0].upload(path.name, path.read_bytes())
    monkeypatch.setattr(etl.store.disk.folder, "LOCK_SECONDS", 0.05)
    send = next(b for b in app.button if b.label == "检查并报送")
    with FileLock(desk.store.root / ".lock"):
        send.click().run()
    assert not app.exception
    assert app.error[0].value.startswith(
        r"莘庄镇四\.xlsx：没有收下：另一个程序正在写入数据目录。请稍后再报，或联系管理员。"
    )
    assert app.title[0].value.startswith("收到 3 份报送")
    assert len(read_lines(desk.store)) == 3
