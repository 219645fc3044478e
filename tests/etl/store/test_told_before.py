"""What was told before under other dates, another unit or another target: asked, and replayed."""

from pathlib import Path
from typing import Any

import pytest
from facts import Workbook

from etl.forms.context import Office
from etl.problems import Asked
from etl.store.admit import load_file
from etl.store.disk.folder import Store
from etl.store.outcome import Outcome, Receipt
from etl.store.warehouse import bring_up_to_date, reading
from kpi.moments import parse_moment

pytestmark = pytest.mark.slow
Rows = list[list[Any]]
PURCHASE = ["采购单位", "采购渠道", "产品名称", "采购日期", "采购额度", "采购凭证"]


class Desk:
    """A store, and what is sent to it."""

    def __init__(self, store: Store, office: Office, workbook: Workbook) -> None:
        self.store, self.office, self.workbook = store, office, workbook

    def send(self, rows: Rows, at: str, answer: str = "") -> Outcome:
        """Sends a table; the answer, if any, is that to every open question."""
        path = self.workbook("报表.xlsx", {"S": rows})
        received = parse_moment(f"{at}T09:00")
        outcome = self._load(path, Receipt("测试", received))
        if not answer:
            return outcome
        given = {asked.id: answer for asked in open_questions(outcome)}
        return self._load(path, Receipt("测试", received, None, given))

    def _load(self, path: Path, receipt: Receipt) -> Outcome:
        return load_file(self.store, self.office, path.name, path.read_bytes(), receipt)

    def held(self, form: str, what: str) -> list[Any]:
        """The values that count now, the same before and after a rebuild."""
        query = (
            f"select t.{what} from {form} as t inner join in_force('infinity'::timestamp) as f"
            f" on f.form = '{form}' and f.submission_id = t.submission_id"
            " and f.unit = t.reporting_unit and f.month = t.month order by t.month, 1"
        )
        found = []
        for afresh in (False, True):
            with self.store.locked():
                bring_up_to_date(self.store, self.office, afresh=afresh)
            with reading(self.store) as connection:
                assert connection is not None
                found.append([value for (value,) in connection.execute(query).fetchall()])
        assert found[0] == found[1]
        return found[0]


@pytest.fixture
def desk(tmp_path: Path, office: Office, workbook: Workbook) -> Desk:
    return Desk(Store(tmp_path / "store"), office, workbook)


def open_questions(outcome: Outcome) -> list[Asked]:
    return [p.asked for p in outcome.problems if p.asked and p.is_open]


def choices(outcome: Outcome) -> dict[str, dict[str, str]]:
    """By the rule of each open question: the totals of its choices."""
    return {
        p.code: {c.code: c.totals for c in p.asked.choices if c.totals}
        for p in outcome.problems
        if p.asked and p.is_open
    }


def purchases(month: int, *rows: tuple[str, float, str | None], unit: str = "元") -> Rows:
    cover = ["填报单位：七宝镇", f"填报月份：2022年{month}月", f"金额单位：{unit}"]
    bought = [
        ["甲公司", "超市", product, f"2022-0{month}-1{n}", amount, voucher]
        for n, (product, amount, voucher) in enumerate(rows)
    ]
    return [["消费帮扶采购明细表"], cover, PURCHASE, *bought]


LIST = (("茶叶", 12_000, "88001"), ("大米", 8_500, "88002"), ("菌菇", 3_000, "88003"))


@pytest.mark.parametrize(("choice", "months"), [("once", [7] * 3), ("all", [7] * 3 + [8] * 3)])
def test_a_months_list_that_comes_again_with_other_dates_is_asked_about(
    desk: Desk, choice: str, months: list[int]
) -> None:
    desk.send(purchases(7, *LIST), "2022-08-05")
    again = purchases(8, *LIST, ("米线", 900, "88004"))
    asked = desk.send(again, "2022-09-05")
    assert choices(asked) == {
        "other_dates": {
            "once": "采购额度 900.00 元，1 行",
            "all": "采购额度 24,400.00 元，4 行",
        }
    }
    assert desk.send(again, "2022-09-05", choice).verdict == "accepted"
    assert [m.month for m in desk.held("purchase", "month")] == [*months, 8]


def test_a_list_without_vouchers_is_asked_about_where_all_of_it_is_the_same(desk: Desk) -> None:
    bare = [(product, amount, None) for product, amount, _ in LIST]
    desk.send(purchases(7, *bare), "2022-08-05")
    assert choices(desk.send(purchases(8, *bare), "2022-09-05")) == {
        "other_dates": {"once": "没有可计入的行", "all": "采购额度 23,500.00 元，3 行"}
    }
    more = [*bare, ("米线", 900, None)]
    assert desk.send(purchases(8, *more), "2022-09-06").verdict == "accepted"


def test_the_same_goods_under_other_vouchers_are_other_goods(desk: Desk) -> None:
    desk.send(purchases(7, *LIST), "2022-08-05")
    others = [(product, amount, f"9{voucher}") for product, amount, voucher in LIST]
    assert desk.send(purchases(8, *others), "2022-09-05").verdict == "accepted"


def employed(month: int, *heads: int) -> Rows:
    cover = ["填报单位：区人社局", f"填报月份：2022年{month}月"]
    header = ["结对县（区）", "本月新增来沪就业人数", "本月新增就地就近就业人数"]
    counties = zip(("隆阳区", "施甸县"), heads, strict=True)
    return [["劳务协作就业人数月报表"], cover, header, *[[c, n, n + 10] for c, n in counties]]


def test_last_months_heads_under_this_months_name_are_asked_about(desk: Desk) -> None:
    desk.send(employed(7, 12, 8), "2022-08-05")
    asked = desk.send(employed(9, 12, 8), "2022-10-05")
    assert list(choices(asked)) == ["month_copied"]
    assert desk.send(employed(9, 12, 8), "2022-10-05", "all").verdict == "accepted"
    assert desk.held("employment", "in_shanghai") == [8, 12, 8, 12]
    assert desk.send(employed(8, 12, 9), "2022-09-05").verdict == "accepted"


def quota(target: float, day: str = "2022-06-01") -> Rows:
    header = ["指标", "承担单位", "目标值", "生效日期", "依据"]
    row = ["镇街动员企业采购", "七宝镇", target, day, "闵合组〔2022〕1号"]
    return [["指标下达表"], ["填报单位：区合作交流办"], header, row]


@pytest.mark.parametrize(("choice", "targets"), [("newer", [250, 300]), ("once", [250])])
def test_a_second_target_of_one_day_is_asked_about(
    desk: Desk, choice: str, targets: list[float]
) -> None:
    assert desk.send(quota(250), "2022-06-05").verdict == "accepted"
    asked = desk.send(quota(300), "2022-07-05")
    assert choices(asked) == {
        "target_told_before": {"newer": "目标值 300，1 行", "once": "没有可计入的行"}
    }
    desk.send(quota(300), "2022-07-05", choice)
    assert desk.held("quota", "target") == targets


def test_a_target_from_another_day_on_is_a_new_one(desk: Desk) -> None:
    desk.send(quota(250), "2022-06-05")
    assert desk.send(quota(300, "2022-07-01"), "2022-07-05").verdict == "accepted"
    same = quota(250)
    same[-1][-1] = "再次下达"
    assert desk.send(same, "2022-07-06").problems == ()


@pytest.mark.parametrize(
    ("amount", "written", "choice", "totals", "fen"),
    [
        (120, "万元", "yuan", "采购额度 120.00 元，1 行", 12_000),
        (2.34567, "元", "wan", "采购额度 23,456.70 元，1 行", 2_345_670),
    ],
)
def test_a_month_unlike_the_others_may_be_read_in_the_other_unit(
    desk: Desk, amount: float, written: str, choice: str, totals: str, fen: int
) -> None:
    for n, usual in ((5, 11_000), (6, 13_000), (7, 12_000)):
        sent = purchases(n, ("大米", usual, f"5{n}"))
        assert desk.send(sent, f"2022-0{n + 1}-05").verdict == "accepted"
    month = purchases(8, ("茶叶", amount, "1"), unit=written)
    asked = choices(desk.send(month, "2022-09-05"))
    assert asked["unlike_other_months"][choice] == totals
    assert desk.send(month, "2022-09-05", choice).verdict == "accepted"
    assert desk.held("purchase", "amount_fen") == [1_100_000, 1_300_000, 1_200_000, fen]
