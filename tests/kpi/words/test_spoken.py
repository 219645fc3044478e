"""How an entity is spoken of."""

from kpi.words.spoken import spoken


def test_a_report_of_a_units_month_is_told_by_unit_and_month() -> None:
    assert spoken("七宝镇@2022-07") == "七宝镇 2022-07"
    assert spoken("七宝镇（合计）") == "七宝镇（合计）"
