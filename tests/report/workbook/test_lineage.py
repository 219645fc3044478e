"""The workbook's lineage: every figure down to the cells that it was made from."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpi.engine.warehouse import connect
from report.meeting.lineage import lineage_of
from report.meeting.meeting import Meeting

Lines = tuple[tuple[object, ...], ...]


@pytest.fixture(scope="module")
def lines(clean_store: Path, held: Meeting) -> Lines:
    return lineage_of(connect(clean_store), held).rows


def test_the_lineage_of_a_figure_sums_to_it(lines: Lines) -> None:
    mine = [r for r in lines if r[:2] == ("镇街动员企业采购", "七宝镇")]
    assert len(mine) == 34
    # 158.107 万元, each row with its file, sheet and the cell of its amount
    assert sum(r[3] for r in mine) == pytest.approx(158.107)
    assert mine[0][7:10] == ("c10_七宝镇_消费帮扶采购明细表_2022年1-9月.xlsx", "Sheet1", 5)
    assert "G5" in mine[0][10].split("、")


def test_the_lineage_has_every_figure_its_target_and_true_units(
    lines: Lines, held: Meeting
) -> None:
    entities = {
        (held.plan.indicator(r.indicator).name, r.entity) for r in held.rows if r.level == "entity"
    }
    assert {line[:2] for line in lines} == entities
    (rate,) = (r for r in lines if r[:2] == ("投资完成率", "MH2022-QJ-01"))
    # 931,000 of 1,830,000 元 are 50.9 %
    assert (rate[3], rate[4], rate[11]) == (931_000, "元", 1_830_000)
    assert rate[2] == pytest.approx(100 * rate[3] / rate[11])
    mine = next(r for r in lines if r[:2] == ("镇街动员企业采购", "浦锦街道"))
    assert mine[12] == 260
    assert "号报送 Sheet1 第 " in mine[13]


def test_a_figure_that_the_rows_of_today_do_not_make_is_the_meetings_own_and_says_so(
    clean_store: Path, held: Meeting
) -> None:
    rows = tuple(
        replace(r, actual=1234.5)
        if (r.indicator, r.entity) == ("enterprise_purchase", "七宝镇")
        else r
        for r in held.rows
    )
    found = lineage_of(connect(clean_store), replace(held, rows=rows)).rows
    (mine,) = (r for r in found if r[:2] == ("镇街动员企业采购", "七宝镇"))
    assert mine[2:5] == (1234.5, None, "万元")
    assert mine[7] == "现有的报表或口径与定稿时不同，来源从略；请用 report edition verify 核对"
    assert sum(r[:2] == ("镇街动员企业采购", "华漕镇") for r in found) > 1
