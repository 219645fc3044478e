"""每月一报: who has not reported for a month, the matrix, and reminders to copy."""

from collections.abc import Callable
from datetime import date

import pytest
from facts import Facts
from streamlit.testing.v1 import AppTest

from kpi.reporting.reports import Report
from pages.reporting.reports import report_lines

OpenPage = Callable[..., AppTest]
TOWN, UNION = "莘庄镇", "区总工会"
AT = {"as_of": "2022-09-30", "report_form": "消费帮扶采购明细表"}
# 17 owe the purchases of July and August: the union, two bureaus and 14 towns


@pytest.fixture(scope="module")
def sent(module_facts: Facts) -> Facts:
    facts = module_facts
    facts.add("purchase", UNION, "2022-07", [], received="2022-08-10")
    facts.add("purchase", TOWN, "2022-07", [], received="2022-08-30")
    return facts.add("purchase", UNION, "2022-08", [], received="2022-09-10")


def test_who_has_not_reported_for_august_is_the_title(open_page: OpenPage, sent: Facts) -> None:
    app = open_page(sent.store.root, "monthly", **AT)
    assert app.title[0].value == (
        "8月份报表：应报 17 份，收到 1 份，16 份未报："
        "江川路街道、古美街道、新虹街道、浦锦街道等 16 家"
    )
    missing = app.table[0].value
    assert len(missing) == 16
    assert missing.iloc[0].tolist() == ["江川路街道", "《消费帮扶采购明细表》", "2022-09-25"]


def test_another_month_can_be_chosen(open_page: OpenPage, sent: Facts) -> None:
    app = open_page(sent.store.root, "monthly", **AT, report_month="2022年7月")
    assert app.title[0].value.startswith(
        "7月份报表：应报 17 份，收到 2 份（其中 1 份补报），15 份未报："
    )


def test_the_matrix_has_units_down_and_months_across(open_page: OpenPage, sent: Facts) -> None:
    app = open_page(sent.store.root, "monthly", **AT)
    matrix = app.dataframe[0].value.set_index("单位")
    assert list(matrix.columns) == ["7月", "8月", "9月"]
    assert matrix.loc[UNION].tolist() == ["● 按时", "● 按时", "◌ 未到期"]
    assert matrix.loc[TOWN].tolist() == ["▽ 补报", "✖ 未报", "◌ 未到期"]
    assert matrix.loc["七宝镇"].tolist() == ["✖ 未报", "✖ 未报", "◌ 未到期"]


def test_a_cell_in_the_address_links_to_its_submission(open_page: OpenPage, sent: Facts) -> None:
    app = open_page(sent.store.root, "monthly", **AT, cell=f"{TOWN}:2022-07")
    assert [part.value for part in app.subheader] == [f"{TOWN}　2022年7月"]
    assert "▽ 补报　《消费帮扶采购明细表》　期限 2022-08-25，首次收到 2022-08-30" in [
        part.value for part in app.markdown
    ]
    assert [link.label for link in app.get("page_link")] == ["看第 2 号报送"]


def test_a_cell_that_has_not_come_says_so(open_page: OpenPage, sent: Facts) -> None:
    app = open_page(sent.store.root, "monthly", **AT, cell=f"{TOWN}:2022-08")
    assert "✖ 未报　《消费帮扶采购明细表》　应于 2022-09-25 前报送，没有收到" in [
        part.value for part in app.markdown
    ]


@pytest.mark.parametrize("cell", ["", "x", f"{TOWN}:", f"{TOWN}:2022-13", ":2022-07", "甲:2022-07"])
def test_a_nonsense_cell_opens_none(open_page: OpenPage, sent: Facts, cell: str) -> None:
    app = open_page(sent.store.root, "monthly", **AT, cell=cell)
    assert len(app.subheader) == 0


def test_the_reminders_are_there_to_copy_all_in_one_and_each_alone(
    open_page: OpenPage, sent: Facts
) -> None:
    app = open_page(sent.store.root, "monthly", **AT)
    # 15 units owe two months, 莘庄镇 one
    assert app.header[1].value == "催报：16 家，共 31 份"
    assert app.code[0].value.count("【催报】") == 16
    text = (
        f"【催报】{TOWN}：截至2022年9月30日，尚有 1 份报表未收到：\n"
        "1. 《消费帮扶采购明细表》8月（应于2022年9月25日前报送，已逾期 5 天）\n"
        "请尽快补报；逾期后报送的记为“补报”，按逾期统计。"
    )
    assert text in app.code[0].value
    app = open_page(sent.store.root, "monthly", **AT, remind=TOWN)
    assert [part.value for part in app.code] == [text]


def test_discipline_is_told_by_unit_and_by_form(open_page: OpenPage, sent: Facts) -> None:
    app = open_page(sent.store.root, "monthly", **AT)
    units, forms = (frame.value for frame in app.dataframe[1:3])
    assert units[units["单位"] == UNION].iloc[0, 1:].tolist() == [100.0, 2, 2, 0, 0]
    assert units[units["单位"] == TOWN].iloc[0, 1:].tolist() == [0.0, 2, 0, 1, 1]
    # 2 of 34 in time, 1 late
    (row,) = forms.values.tolist()
    assert row == ["消费帮扶采购明细表", 5.9, 34, 2, 1, 31]


def report(unit: str, form: str, state: str, month: int = 8) -> Report:
    return Report(form, unit, date(2022, month, 1), date(2022, month + 1, 25), None, state)


def test_of_several_forms_the_worst_state_is_shown_and_how_many_are_in_it() -> None:
    found = report_lines(
        [
            report("甲", "purchase", "按时"),
            report("甲", "project", "按时"),
            report("乙", "purchase", "按时"),
            report("乙", "project", "补报"),
            report("丙", "purchase", "未报"),
            report("丙", "project", "补报"),
            report("丙", "tour", "未报"),
            report("丁", "purchase", "未到期", month=9),
        ]
    )
    assert found == [
        {"单位": "丙", "8月": "✖ 未报 2/3", "9月": ""},
        {"单位": "甲", "8月": "● 按时", "9月": ""},
        {"单位": "乙", "8月": "▽ 补报 1/2", "9月": ""},
        {"单位": "丁", "8月": "", "9月": "◌ 未到期"},
    ]
