"""数据质量: open warnings down to the cell, doubtful rows, what counts no more."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from facts import write_workbook
from stores import rewrite
from streamlit.testing.v1 import AppTest

from etl.forms.context import Office
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.outcome import Receipt
from etl.store.warehouse import bring_up_to_date
from etl.store.withdraw import withdraw
from kpi.moments import parse_moment

OpenPage = Callable[..., AppTest]
HEADERS = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
AT = {"as_of": "2022-09-30"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Store:
    """1: a row without a voucher; 2 corrects it in part; 3 is withdrawn; 4 is returned."""
    folder = tmp_path_factory.mktemp("quality")
    store = Store(folder / "store")

    def send(unit: str, month: int, day: int, *vouchers: str | None, on: object = None) -> None:
        cover = [["填报单位", unit], ["报表期间", f"2022年{month}月"], HEADERS]
        rows = [["甲公司", "专柜", on or date(2022, month, 3), 5000, v] for v in vouchers]
        path = write_workbook(folder, f"{unit}{month}月第{day}日.xlsx", {"S": [*cover, *rows]})
        receipt = Receipt("张三", parse_moment(f"2022-10-{day:02}T09:00"), "replace")
        load_file(store, office, path.name, path.read_bytes(), receipt)

    send("莘庄镇", 7, 8, "0001", None)
    send("莘庄镇", 8, 9, None)
    send("莘庄镇", 8, 10, "0003")
    send("七宝镇", 8, 11, None, None)
    send("七宝镇", 9, 12, "0004")
    send("华漕镇", 9, 13, "0005", on="2022.13.45")
    withdraw(store, office, 5, "单位弄错", "李四", parse_moment("2022-10-14T09:00"))
    return store


def test_the_open_warnings_are_counted_and_each_has_its_cell(
    open_page: OpenPage, store: Store
) -> None:
    app = open_page(store.root, "quality", **AT)
    assert app.title[0].value == "3 条提醒还没有消除，涉及 3 行数据"
    assert app.caption[0].value == "全区　现在所知　更正过 1 个月份，撤回 1 份，退回 1 份"
    rules, units, forms = (table.value.values.tolist() for table in app.table)
    assert rules == [["没有采购凭证", "3"]]
    assert units == [["七宝镇", "2"], ["莘庄镇", "1"]]
    assert forms == [["消费帮扶采购明细表", "3"]]
    lines = app.dataframe[0].value[["单位", "文件", "工作表", "单元格", "问题", "编号"]]
    assert lines.values.tolist() == [
        ["七宝镇", "七宝镇8月第11日.xlsx", "S", "E4", "第 4 行“采购凭证”：没有采购凭证", 4],
        ["七宝镇", "七宝镇8月第11日.xlsx", "S", "E5", "第 5 行“采购凭证”：没有采购凭证", 4],
        ["莘庄镇", "莘庄镇7月第8日.xlsx", "S", "E5", "第 5 行“采购凭证”：没有采购凭证", 1],
    ]


def test_the_doubtful_rows_are_those_that_count(open_page: OpenPage, store: Store) -> None:
    app = open_page(store.root, "quality", **AT)
    rows = app.dataframe[1].value[["单位", "月份", "行", "提醒", "编号"]].values.tolist()
    assert rows == [
        ["七宝镇", "2022-08", 4, "没有采购凭证", 4],
        ["七宝镇", "2022-08", 5, "没有采购凭证", 4],
        ["莘庄镇", "2022-07", 5, "没有采购凭证", 1],
    ]


def test_what_was_replaced_withdrawn_and_returned_is_listed(
    open_page: OpenPage, store: Store
) -> None:
    app = open_page(store.root, "quality", **AT)
    replaced, withdrawn, returned = (frame.value for frame in app.dataframe[2:5])
    assert replaced[["单位", "月份", "旧表", "新表", "新表收到"]].values.tolist() == [
        ["莘庄镇", "2022-08", 2, 3, "2022-10-10"]
    ]
    assert withdrawn[["编号", "撤回", "撤回人", "原因", "单位"]].values.tolist() == [
        [5, "2022-10-14 09:00", "李四", "单位弄错", "七宝镇"]
    ]
    assert returned[["编号", "结果", "单位"]].values.tolist() == [[6, "✖ 已退回", "华漕镇"]]


def test_a_unit_sees_its_own_and_an_earlier_day_what_was_known_then(
    open_page: OpenPage, store: Store
) -> None:
    app = open_page(store.root, "quality", **AT, unit="莘庄镇")
    assert app.title[0].value == "1 条提醒还没有消除，涉及 1 行数据"
    app = open_page(store.root, "quality", **AT, known_at="2022-10-09")
    assert app.title[0].value == "2 条提醒还没有消除，涉及 2 行数据"
    assert "更正过 0 个月份，撤回 0 份，退回 0 份" in app.caption[0].value


def test_a_row_in_the_address_is_shown_as_it_stood_in_the_workbook(
    open_page: OpenPage, store: Store
) -> None:
    app = open_page(store.root, "quality", **AT, row="4:S:5")
    assert app.subheader[0].value == r"源单元格：七宝镇8月第11日\.xlsx › S › 第 5 行"
    assert app.table[-1].value.loc[5].tolist()[:2] == ["甲公司", "专柜"]
    nothing = open_page(store.root, "quality", **AT, row="2:S:4")
    assert len(nothing.subheader) == 0


def test_a_rule_that_only_another_version_knows_is_shown_by_its_code(
    open_page: OpenPage, store: Store, office: Office
) -> None:
    written = json.dumps(store.entries())
    newer = written.replace("missing_voucher", "made_later").replace("bad_date", "made_later")
    rewrite(store, json.loads(newer))
    bring_up_to_date(store, office, afresh=True)
    app = open_page(store.root, "quality", **AT)
    assert app.table[0].value.values.tolist() == [["made_later", "3"]]
    assert app.dataframe[1].value["提醒"].tolist() == ["made_later"] * 3
    returned = open_page(store.root, "submissions", submission="6")
    assert returned.header[0].value == "1 个错误，0 条提醒"
    assert [button.label for button in returned.get("download_button")] == [
        "下载退回件（原表标出有问题的单元格）",
        "下载原件",
    ]
    assert len(returned.exception) == 0
