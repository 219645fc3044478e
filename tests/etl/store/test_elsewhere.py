"""What other submissions tell: a voucher or an event seen before, a month halved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from facts import Workbook

from etl.forms.context import Office
from etl.store.admit import check_file, load_files
from etl.store.disk.folder import Store
from etl.store.elsewhere import is_exact
from etl.store.outcome import Outcome, Receipt, Sent

HEAD = ["采购单位", "采购类别", "采购渠道", "产品名称", "产地", "采购日期", "采购额度", "采购凭证"]
Send = Callable[..., list[Outcome]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def send(store: Store, office: Office, workbook: Workbook) -> Send:
    """Purchases of units in one batch: `send(("莘庄镇", "7", [("2022-07-02", 100, "A1")]))`."""

    def let_in(*tables: tuple[str, str, list[tuple[str, float, str]]]) -> list[Outcome]:
        files = []
        for unit, month, bought in tables:
            rows = [
                ["消费帮扶采购明细表"],
                ["填报单位", unit, "报表期间", f"2022年{month}月", "金额单位", "元"],
                HEAD,
                *(
                    ["甲公司", "企业动员", "产地直采", "核桃", "大关县", day, money, voucher]
                    for day, money, voucher in bought
                ),
            ]
            path = workbook(f"{unit}_{month}_{len(bought)}.xlsx", {"Sheet1": rows})
            files.append(Sent(path.name, path.read_bytes(), Receipt("测试", None, "replace")))
        return load_files(store, office, files)

    return let_in


def told(outcome: Outcome, rule: str) -> list[str]:
    assert outcome.verdict == "accepted"
    return [p.message for p in outcome.problems if p.code == rule]


def test_a_voucher_that_another_unit_has_reported_is_told_with_both_places(send: Send) -> None:
    send(("莘庄镇", "7", [("2022-07-02", 100, "20220702")]))
    found = send(("七宝镇", "7", [("2022-07-03", 50, "99"), ("2022-07-04", 100, "20220702")]))
    assert told(found[0], "duplicate_voucher") == [
        "凭证“20220702”已在莘庄镇报来的“莘庄镇_7_1.xlsx”Sheet1 第 4 行出现过，这里是 H5"
    ]


def test_files_sent_together_see_each_other(send: Send) -> None:
    row = ("2022-07-02", 100.0, "20220702")
    first, second = send(("莘庄镇", "7", [row]), ("七宝镇", "7", [row]))
    assert told(first, "duplicate_voucher") == []
    assert len(told(second, "duplicate_voucher")) == 1


def test_a_correction_is_not_held_against_what_it_replaces(send: Send) -> None:
    send(("莘庄镇", "7", [("2022-07-02", 100, "20220702")]))
    found = send(("莘庄镇", "7", [("2022-07-02", 110, "20220702"), ("2022-07-05", 1, "3")]))
    assert told(found[0], "duplicate_voucher") == []
    assert told(found[0], "large_change") == []


def test_a_month_that_changes_by_more_than_half_is_told_with_both_figures(send: Send) -> None:
    send(("莘庄镇", "7", [("2022-07-02", 100, "1"), ("2022-07-03", 900, "2")]))
    found = send(("莘庄镇", "7", [("2022-07-03", 499.99, "2")]))
    assert told(found[0], "large_change") == [
        "莘庄镇2022年7月的《消费帮扶采购明细表》变动超过一半：原来 1,000.00 元，现在 499.99 元"
    ]


def test_exactly_half_is_not_yet_told(send: Send) -> None:
    send(("莘庄镇", "7", [("2022-07-02", 100, "1")]))
    assert told(send(("莘庄镇", "7", [("2022-07-03", 50, "2")]))[0], "large_change") == []


@pytest.mark.parametrize(
    ("voucher", "expected"),
    [
        ("20220702", True),
        ("22312000008898026143", True),  # a text of twenty digits
        ("22312000008898027520", False),  # what is left of one that was a number
        ("京J-2022-0702", True),
        ("2.2312000008898E+19", False),  # what a workbook shows of one that was a number
        ("见附件2", False),
        ("无", False),
        ("½", False),
    ],
)
def test_only_vouchers_that_were_kept_in_full_are_compared(voucher: str, expected: bool) -> None:
    assert is_exact(voucher) is expected


def test_an_event_of_host_and_office_is_told(
    store: Store, office: Office, workbook: Workbook
) -> None:
    def event(unit: str) -> Sent:
        rows = [
            ["活动开展情况表"],
            ["填报单位", unit, "报表期间", "2022年7月"],
            ["活动类别", "主办单位", "对口地区", "活动日期", "参与人数", "活动成效"],
            ["展示推介", "莘庄镇", "大关县", "2022-07-08", 30, "好"],
        ]
        path = workbook(f"{unit}.xlsx", {"Sheet1": rows})
        return Sent(path.name, path.read_bytes(), Receipt("测试"))

    load_files(store, office, [event("莘庄镇")])
    sent = event("区经委")
    found = check_file(store, office, sent.name, sent.content, sent.receipt)
    assert [p.message for p in found.problems if p.code == "same_event"] == [
        "莘庄镇报来的“莘庄镇.xlsx”Sheet1 第 4 行已有同一活动：展示推介、2022-07-08、大关县"
    ]
