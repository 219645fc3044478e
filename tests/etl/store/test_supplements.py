"""A month that is sent again: which rows stay, and which would count twice, is asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from facts import Workbook

from etl.forms.context import Office
from etl.problems import Choice
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Mode
from etl.store.outcome import Outcome, Receipt
from kpi.moments import parse_moment

pytestmark = pytest.mark.slow
PURCHASE = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
FIRST = [
    ["甲公司", "超市", "2022-07-05", 12_500, "10000001"],
    ["乙公司", "超市", "2022-07-12", 36_000, "10000002"],
    ["丙公司", "超市", "2022-07-20", 8_200, "10000003"],
]
LATE = [["丁公司", "超市", "2022-07-30", 900, "10000009"]]
Send = Callable[..., Outcome]


@pytest.fixture
def send(tmp_path: Path, office: Office, workbook: Workbook) -> Send:
    store = Store(tmp_path / "store")

    def sent(
        rows: list[list[Any]], at: str, mode: Mode | None = None, unit: str = "七宝镇"
    ) -> Outcome:
        cover = [f"填报单位：{unit}", "填报月份：2022年7月", "金额单位：元"]
        path = workbook("报表.xlsx", {"S": [["消费帮扶采购明细表"], cover, PURCHASE, *rows]})
        receipt = Receipt("测试", parse_moment(f"{at}T09:00"), mode)
        return load_file(store, office, path.name, path.read_bytes(), receipt)

    return sent


def asked(outcome: Outcome) -> list[str]:
    return [p.code for p in outcome.problems if p.is_open]


def choices(outcome: Outcome) -> list[Choice]:
    (question,) = [p.asked for p in outcome.problems if p.asked and p.is_open]
    return [choice for choice in question.choices if choice.code != "return"]


def test_rows_that_were_bought_late_do_not_replace_the_month_unasked(send: Send) -> None:
    send(FIRST, "2022-08-05")
    late = send(LATE, "2022-08-06")
    assert "有 3 行，这次没有：是更正还是补充？" in late.problems[0].message
    assert [(c.code, c.totals) for c in choices(late)] == [
        ("replace", "7月 采购额度 900.00 元，1 行（原来 采购额度 56,700.00 元，3 行）"),
        ("append", "7月 采购额度 57,600.00 元，4 行（原来 采购额度 56,700.00 元，3 行）"),
    ]


@pytest.mark.parametrize(
    "corrected",
    [
        [[*row[:3], row[3] * 2, row[4]] for row in FIRST],
        [[*row[:4], None] for row in FIRST],
        [["上海" + row[0], *row[1:]] for row in FIRST],
        FIRST[:2],
        [*FIRST, *LATE],
    ],
)
def test_a_corrected_month_is_not_asked_about(send: Send, corrected: list[list[Any]]) -> None:
    send(FIRST, "2022-08-05")
    assert send(corrected, "2022-08-06").verdict == "accepted"


@pytest.mark.parametrize(
    "again",
    [
        [[*row[:4], None] for row in FIRST],
        [["上海" + row[0], *row[1:]] for row in FIRST],
        [*FIRST, *LATE],
    ],
)
def test_a_supplement_knows_its_rows_by_voucher_or_by_buyer_day_and_amount(
    send: Send, again: list[list[Any]]
) -> None:
    send(FIRST, "2022-08-05")
    told = send(again, "2022-08-06", "append")
    assert asked(told) == ["sent_again"]
    once = choices(told)[0]
    late = len(again) - len(FIRST)
    total = f"{56_700 + 900 * late:,.2f} 元，{len(again)} 行"
    assert (once.code, once.totals.split("（")[0]) == ("once", f"7月 采购额度 {total}")


def test_another_towns_whole_table_is_asked_about_and_a_single_voucher_is_not(send: Send) -> None:
    send(FIRST, "2022-08-05")
    assert asked(send(FIRST, "2022-08-06", unit="莘庄镇")) == ["reported_by_two"]
    assert asked(send([FIRST[0], *LATE], "2022-08-07", unit="颛桥镇")) == []
