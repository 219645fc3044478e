"""Whatever stands in a workbook, reading it ends in a verdict, and an accepted one has rows."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.check.check import check_table
from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.forms.forms import FORMS
from etl.read.cells import Broken, Column, Sheet

WORDS = [
    *(
        "填报单位：七宝镇",
        "填报单位",
        "七宝镇",
        "填报月份：2022年9月",
        "金额单位：万元",
        "万元",
        "单位",
    ),
    *(
        "合计",
        "小计",
        "龙陵县小计",
        "同上",
        "〃",
        "注：含税",
        "续表",
        "-",
        "/",
        "无",
        "是",
        "√",
        "附件2",
    ),
    *(
        "1.2万",
        "￥1,299.00",
        "9月3日-5日",
        "2022.9.3",
        "15%",
        "施甸县",
        "企业动员",
        "超市",
        "36人次",
    ),
]
HEADERS = [h for form in FORMS.values() for c in form.columns() for h in c.headers]
CELL = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from(HEADERS),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(0, 50000).map(float),
    st.dates(date(2021, 1, 1), date(2023, 1, 1)),
    st.text(max_size=8),
    st.just(Broken("=1+1")),
)
# an area may be merged beyond the last row and column that have a cell
PLACE = st.integers(0, 14)


def sheet_of(rows: list[list[Any]], merged: Any) -> Sheet:
    columns = tuple(
        Column(np.arange(len(cells), dtype=np.int32), cells) for cells in zip(*rows, strict=True)
    )
    return Sheet("Sheet1", True, columns, len(rows), merged)


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(
    form=st.sampled_from(list(FORMS.values())),
    above=st.lists(st.lists(CELL, min_size=12, max_size=12), max_size=3),
    below=st.lists(st.lists(CELL, min_size=12, max_size=12), max_size=8),
    merges=st.none() | st.lists(st.tuples(PLACE, PLACE, PLACE, PLACE), max_size=4),
)
def test_odd_cells_around_a_header_end_in_a_verdict(
    office: Office, form: Any, above: Any, below: Any, merges: Any
) -> None:
    header = [c.header for c in form.columns()][:12]
    rows = [*above, header + [None] * (12 - len(header)), *below]
    ranges = merges and [
        (min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)) for r1, c1, r2, c2 in merges
    ]
    findings = judge(sheet_of(rows, ranges if ranges is None else tuple(ranges)), office)
    assert all(p.message and p.hint for p in findings.problems)
    assert "not_understood" not in {p.code for p in findings.problems}
    assert all(p.rows.num_rows for p in findings.parts)


def judge(sheet: Sheet, office: Office) -> Findings:
    """What `examine` makes of a sheet, without a file around it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.examine.examine.read_sheets", lambda name, content: [sheet])
        return examine("七宝镇9月.xlsx", b"", office)


def test_a_fault_of_the_checks_themselves_refuses_the_file_and_is_logged(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.examine.examine.find_tables", lambda sheet: 1 // 0)
        findings = judge(sheet_of([["采购单位", "采购额度"]], ()), office)
    assert (findings.parts, [p.code for p in findings.problems]) == ((), ["not_understood"])
    assert "ZeroDivisionError" in caplog.text


def test_a_header_merged_beyond_the_last_column_ends_in_a_verdict(office: Office) -> None:
    rows = [["采购单位", "采购渠道", "采购日期", "采购额度"], ["甲公司", "专柜", "2022-9-3", 1.0]]
    findings = judge(sheet_of(rows, ((0, 3, 0, 9),)), office)
    assert "not_understood" not in {p.code for p in findings.problems}


def test_a_table_can_be_checked_alone(office: Office) -> None:
    from etl.table.locate import find_tables

    rows = [["结对县（区）", "来沪就业人数", "就地就近就业人数"], ["隆阳区", 1.0, 2.0]]
    (table,) = find_tables(sheet_of(rows, ()))
    assert check_table(table, office, "区人社局2022年9月.xlsx").part is not None
