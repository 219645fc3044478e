"""A remembered answer: the next month is read by it, 数据质量 lists it, and it is taken back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from blocks import text_box
from facts import write_workbook
from streamlit.testing.v1 import AppTest

from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Forgetting, read_lines
from etl.store.outcome import Outcome, Receipt
from kpi.moments import parse_moment

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("running_server")]

OpenPage = Callable[..., AppTest]
HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度（意向口径）", "采购凭证"]
AT = {"as_of": "2022-09-30"}


class Desk:
    """Sends 七宝镇's purchases, under a header that is not understood, through the real door."""

    def __init__(self, folder: Path, office: Office) -> None:
        self.store, self.office, self.folder = Store(folder / "store"), office, folder

    def path(self, month: int) -> Path:
        """Written once, for a workbook that is written again has other bytes."""
        if (path := self.folder / f"七宝镇{month}月.xlsx").exists():
            return path
        cover = [["填报单位", "七宝镇"], ["报表期间", f"2022年{month}月"], HEADERS]
        row = ["甲公司", "专柜", date(2022, month, 3), 12_000, f"{month:04}"]
        return write_workbook(self.folder, f"七宝镇{month}月.xlsx", {"S": [*cover, row]})

    def send(self, month: int, received: str, **answers: str) -> Outcome:
        path = self.path(month)
        receipt = Receipt("张三", parse_moment(f"{received}T09:00"), None, answers)
        return load_file(self.store, self.office, path.name, path.read_bytes(), receipt)


@pytest.fixture
def desk(tmp_path: Path, office: Office) -> Desk:
    """July was asked about on 5 August, and answered on the 6th."""
    desk = Desk(tmp_path, office)
    (asked,) = [p.asked for p in desk.send(7, "2022-08-05").problems if p.asked]
    assert asked.remembered
    answered = desk.send(7, "2022-08-06", **{asked.id: "as_is"})
    assert answered.verdict == "accepted"
    return desk


def upload(open_page: OpenPage, desk: Desk, month: int) -> AppTest:
    app = open_page(desk.store.root, "submissions")
    path = desk.path(month)
    app.get("file_uploader")[0].upload(path.name, path.read_bytes())
    next(b for b in app.button if b.label == "检查并报送").click().run()
    assert not app.exception
    return app


def test_the_next_month_is_read_by_it_and_says_since_when(open_page: OpenPage, desk: Desk) -> None:
    app = upload(open_page, desk, 8)
    assert app.success[0].value == r"已接收：七宝镇8月\.xlsx（第 3 号）"
    (told,) = (m.value for m in app.markdown if "意向口径" in m.value)
    assert told.startswith("- S › D3　")
    assert told.endswith("已按回答处理：就是本表要报的“采购额度”，照读（按 2022\\-08\\-06 的回答）")
    own = open_page(desk.store.root, "submissions", submission="3")
    assert any("的回答）" in m.value for m in own.markdown)
    first = open_page(desk.store.root, "submissions", submission="2")
    assert not any("的回答）" in m.value for m in first.markdown)


def test_it_is_listed_with_its_question_its_submission_and_who_gave_it(
    open_page: OpenPage, desk: Desk
) -> None:
    app = open_page(desk.store.root, "quality", **AT)
    assert "记住的回答：1 个" in [h.value for h in app.header]
    (line,) = app.dataframe[0].value.to_dict("records")
    assert line == {
        "单位": "七宝镇",
        "问题": "表头“采购额度（意向口径）”里的“意向口径”看不懂：它改不改变“采购额度”的数？",
        "回答": "就是本表要报的“采购额度”，照读",
        "从哪天起": "2022-08-06",
        "编号": 2,
        "回答人": "张三",
    }
    other = open_page(desk.store.root, "quality", **AT, unit="莘庄镇")
    assert "没有记住的回答" in [h.value for h in other.header]


def test_it_is_not_shown_where_one_looks_back(open_page: OpenPage, desk: Desk) -> None:
    app = open_page(desk.store.root, "quality", **AT, known_at="2022-09-01")
    assert not any("回答" in h.value for h in app.header)


def picked(open_page: OpenPage, desk: Desk) -> AppTest:
    app = open_page(desk.store.root, "quality", **AT)
    # a click on any cell of the line
    cell = {"rows": [], "columns": [], "cells": [(0, "单位")]}
    app.session_state["cells-remembered"] = {"selection": cell}
    return app.run()


def test_taken_back_it_is_asked_again_and_what_came_in_stays(
    open_page: OpenPage, desk: Desk
) -> None:
    app = picked(open_page, desk)
    assert any(
        "收回后，已收的报送不变；七宝镇下次再报同样格式的表" in m.value for m in app.markdown
    )
    text_box(app, "经手人").set_value("李四")
    app.checkbox[0].check()
    next(b for b in app.button if b.label == "收回").click().run()
    assert not app.exception
    assert app.success[0].value.startswith("已收回七宝镇的回答：就是本表要报的“采购额度”，照读。")
    assert "没有记住的回答" in [h.value for h in app.header]
    line = read_lines(desk.store)[-1]
    assert isinstance(line, Forgetting)
    assert (line.unit, line.forgotten_by) == ("七宝镇", "李四")
    again = upload(open_page, desk, 8)
    assert again.title[0].value == "收到 3 份报送：已接收 1 份，待回答 1 份，已回答 1 份"


def test_without_a_second_thought_nothing_is_taken_back(open_page: OpenPage, desk: Desk) -> None:
    app = picked(open_page, desk)
    next(b for b in app.button if b.label == "收回").click().run()
    assert app.warning[0].value == "没有收回：请勾选确认。"
    assert len(read_lines(desk.store)) == 2
