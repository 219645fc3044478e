"""What changed between two submissions, row by row."""

import json
from datetime import date
from typing import Any

import pytest
from facts import Facts

from etl.__main__ import main
from etl.changes.diff import Change, Diff, DiffError, Section, changes_of, diff
from etl.changes.pairing import KEYS
from etl.changes.show_diff import cells_of, diff_text
from etl.forms.forms import FORMS
from kpi.engine.warehouse import connect
from kpi.usage.command import run

Row = dict[str, Any]
TOWN = "莘庄镇"


def bought(voucher: str | None, amount: float, day: str = "2022-08-03", **more: Any) -> Row:
    row = {"purchaser": "甲公司", "category": "企业动员", "channel": "专柜", "product": "核桃"}
    return row | {"purchased_on": day, "amount": amount, "voucher": voucher} | more


def compare(facts: Facts, a: int = 1, b: int = 2) -> Diff:
    return diff(connect(facts.store.root), a, b)


def only(found: Diff) -> Section:
    (section,) = found.sections
    return section


def told(section: Section, change: Change) -> list[tuple[str, str, str]]:
    return list(cells_of(section.form, change))


def test_rows_with_the_same_voucher_are_one_row_that_changed(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-08", [bought("001", 100), bought("002", 200)])
    new = [bought("003", 300), bought("002", 250, product="苹果"), bought("001", 100)]
    facts.add("purchase", TOWN, "2022-08", new)
    section = only(compare(facts))
    assert (section.form, section.unit, section.month) == ("purchase", TOWN, date(2022, 8, 1))
    assert section.rows == (2, 3)
    assert section.totals_fen == {"amount_fen": (30_000, 65_000)}
    assert [c.new and c.new.values["voucher"] for c in section.added] == ["003"]
    assert section.removed == ()
    assert [told(section, c) for c in section.changed] == [
        [("产品名称", "核桃", "苹果"), ("采购额度", "200.00", "250.00")]
    ]


def test_a_row_that_has_only_moved_has_not_changed(facts: Facts) -> None:
    rows = [bought("001", 100), bought(None, 200), bought(None, 200)]
    facts.add("purchase", TOWN, "2022-08", rows)
    facts.add("purchase", TOWN, "2022-08", list(reversed(rows)))
    section = only(compare(facts))
    assert (section.added, section.removed, section.changed) == ((), (), ())


def test_of_equal_rows_one_may_be_added_or_removed(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-08", [bought(None, 200)])
    facts.add("purchase", TOWN, "2022-08", [bought(None, 200)] * 3)
    assert (len(only(compare(facts)).added), len(only(compare(facts, 2, 1)).removed)) == (2, 2)


def test_without_a_key_the_likest_rows_are_paired_and_unlike_ones_are_not(facts: Facts) -> None:
    old = [bought(None, 100, purchaser="乙公司"), bought(None, 500)]
    other = {"purchaser": "丙公司", "channel": "网上", "product": "牛肉", "category": "工会福利"}
    new = [bought(None, 110, "2022-08-04", purchaser="乙公司"), bought("9", 7, **other)]
    facts.add("purchase", TOWN, "2022-08", old)
    facts.add("purchase", TOWN, "2022-08", new)
    section = only(compare(facts))
    assert [told(section, c) for c in section.changed] == [
        [("采购日期", "2022-08-03", "2022-08-04"), ("采购额度", "100.00", "110.00")]
    ]
    assert [len(section.added), len(section.removed)] == [1, 1]


def test_a_corrected_august_is_compared_with_august_alone(facts: Facts) -> None:
    quarter = [bought(f"00{m}", 100, f"2022-0{m}-03") for m in (7, 8, 9)]
    facts.add("purchase", TOWN, "2022-07~09", quarter)
    facts.add("purchase", TOWN, "2022-08", [bought("008", 150)])
    found = compare(facts)
    assert only(found).month == date(2022, 8, 1)
    assert len(only(found).changed) == 1
    assert found.only_in_a == {("purchase", TOWN): {date(2022, 7, 1), date(2022, 9, 1)}}
    assert found.only_in_b == {}


def test_a_row_whose_date_moves_to_another_month_is_told_there(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-07~08", [bought("1", 5, "2022-07-31"), bought("2", 6)])
    facts.add("purchase", TOWN, "2022-07~08", [bought("1", 5, "2022-08-01"), bought("2", 6)])
    section = only(compare(facts))
    assert (section.month, section.rows) == (date(2022, 8, 1), (2, 2))
    assert told(section, section.changed[0]) == [("采购日期", "2022-07-31", "2022-08-01")]


def test_snapshots_of_two_months_are_compared_whole(facts: Facts) -> None:
    def project(number: str, invested: float) -> Row:
        row = {"project_no": number, "name": "路", "level": "区级", "county": "昌宁县"}
        return row | {"planned": 100, "invested": invested, "allocated": 10}

    facts.add("project", TOWN, "2022-08", [project("A1", 10), project("A2", 20)])
    facts.add("project", TOWN, "2022-09", [project("A1", 60), project("A3", 5)])
    found = compare(facts)
    assert only(found).month == date(2022, 9, 1)
    section = only(found)
    assert [told(section, c) for c in section.changed] == [[("完成投资", "10.00", "60.00")]]
    assert [c.new and c.new.values["project_no"] for c in section.added] == ["A3"]
    assert [c.old and c.old.values["project_no"] for c in section.removed] == ["A2"]
    assert (found.only_in_a, found.only_in_b) == ({}, {})


def test_what_a_submission_changed_is_seen_against_what_was_in_force(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-07~08", [bought("7", 1, "2022-07-03"), bought("8", 2)])
    facts.add("purchase", TOWN, "2022-08", [bought("8", 3)], received="2022-02-01")
    more = [bought("9", 4)]
    facts.add("purchase", TOWN, "2022-08", more, received="2022-03-01", mode="append")
    first, second, third = (changes_of(connect(facts.store.root), n) for n in (1, 2, 3))
    assert first == []
    assert [(s.rows, s.totals_fen["amount_fen"]) for s in second] == [((1, 1), (200, 300))]
    assert [(s.rows, len(s.added)) for s in third] == [((1, 2), 1)]


def test_every_form_has_keys_that_are_columns_of_its_own() -> None:
    assert KEYS.keys() == FORMS.keys()
    for code, keys in KEYS.items():
        names = {"month", *(c.stored_as for c in FORMS[code].columns())}
        assert {name for key in keys for name in key} <= names


def test_a_number_that_was_not_accepted_is_said(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-08", [bought("1", 1)])
    with pytest.raises(DiffError, match="没有第 7 号已接收的报送"):
        compare(facts, 1, 7)


def test_two_submissions_with_nothing_in_common_are_told_as_such(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-08", [bought("1", 1)])
    facts.add("purchase", TOWN, "2022-09", [bought("1", 1, "2022-09-01")])
    assert diff_text(compare(facts), 1, 2).splitlines() == [
        "第 1 号 → 第 2 号",
        "没有共同的报表、单位和月份可比",
        "只有第 1 号讲到：《消费帮扶采购明细表》莘庄镇 2022年8月",
        "只有第 2 号讲到：《消费帮扶采购明细表》莘庄镇 2022年9月",
    ]


@pytest.fixture
def answers(facts: Facts, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> Any:
    # the facts have no originals: what is published already has to do
    monkeypatch.setattr("etl.changes.history.bring_up_to_date", lambda *_: [])

    def answer(*arguments: str) -> str:
        assert run(main, "etl", ["diff", *arguments, "--data", str(facts.store.root)]) == 0
        return capsys.readouterr().out

    return answer


def test_the_command_tells_each_row(facts: Facts, answers: Any) -> None:
    facts.add("purchase", TOWN, "2022-08", [bought("1", 1000), bought("2", 2)])
    facts.add("purchase", TOWN, "2022-08", [bought("1", 1500), bought("3", 3, product=None)])
    assert answers("1", "2").splitlines() == [
        "第 1 号 → 第 2 号",
        "《消费帮扶采购明细表》莘庄镇 2022年8月：2 行 → 2 行，新增 1 行，删去 1 行，改动 1 行；"
        "采购额度 1,002.00 → 1,503.00 元",
        "    ＋ Sheet1!3 3 甲公司 企业动员",
        "    － Sheet1!3 2 甲公司 企业动员",
        "    ～ Sheet1!2 1 甲公司 企业动员　采购额度：1,000.00 → 1,500.00",
    ]


def test_a_mistyped_voucher_is_a_changed_cell(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-08", [bought("31002200111", 1000)])
    facts.add("purchase", TOWN, "2022-08", [bought("31002200171", 1000)])
    section = only(compare(facts))
    assert told(section, section.changed[0]) == [("采购凭证", "31002200111", "31002200171")]


def test_the_command_answers_in_json(facts: Facts, answers: Any) -> None:
    facts.add("purchase", TOWN, "2022-08", [bought("1", 1000)])
    facts.add("purchase", TOWN, "2022-08", [bought("1", 1500.5, "2022-08-04")])
    assert json.loads(answers("1", "2", "--json")) == {
        "a": 1,
        "b": 2,
        "sections": [
            {
                "form": "purchase",
                "unit": TOWN,
                "month": "2022-08",
                "rows": [1, 1],
                "totals_yuan": {"amount": [1000.0, 1500.5]},
                "added": [],
                "removed": [],
                "changed": [
                    {
                        "old": {"sheet": "Sheet1", "row": 2},
                        "new": {"sheet": "Sheet1", "row": 2},
                        "cells": {
                            "purchased_on": ["2022-08-03", "2022-08-04"],
                            "amount": [1000.0, 1500.5],
                        },
                    }
                ],
            }
        ],
        "only_in_a": [],
        "only_in_b": [],
    }
