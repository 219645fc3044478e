"""Remarks word by word: a word of no harmless kind is left over, whatever it may be."""

import time

import pytest

from etl.account.remarks.harmless import KINDS, left_of_remark, vocabulary


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        ("中秋慰问", ""),
        ("80盒,每盒4包", ""),
        ("暂无", ""),
        ("客户反悔", "反悔"),
        ("还没到货", "还没"),
        ("没有发货", "没"),
        ("12箱×24瓶", "×"),
        ("8,500.00", "8,500.00"),
        ("500克*2", "500克*2"),
    ],
)
def test_what_no_kind_holds_is_left(clause: str, left: str) -> None:
    assert left_of_remark(clause, "purchase") == left


def test_a_gift_is_harmless_only_where_gifts_are_meant() -> None:
    assert left_of_remark("捐赠电脑20台", "enterprise") == ""
    assert left_of_remark("捐赠电脑20台", "purchase") != ""


def test_a_tour_comes_back_but_who_is_posted_does_not() -> None:
    assert left_of_remark("9月10日返沪", "tour") == ""
    assert left_of_remark("9月10日返沪", "posting") != ""


def test_each_kind_says_why_its_words_are_harmless() -> None:
    kinds = KINDS.read_text(encoding="utf-8").split("- kind: ")[1:]
    assert all("  reason: " in kind for kind in kinds)


def test_the_time_grows_with_the_text_alone() -> None:
    vocabulary("purchase")
    start = time.perf_counter()
    left_of_remark("中秋慰问一线职工用" * 5_000, "purchase")
    assert time.perf_counter() - start < 2
