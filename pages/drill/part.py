"""The part that the filters' unit or county has of a figure which is not measured for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.forms.form import FormColumn
from etl.forms.forms import FORMS
from kpi.plan import Indicator
from kpi.plan.entities import reporting_units
from kpi.trace.breakdown import Within
from pages.frame.filters import View

COUNTY_KINDS = ("county", "origin", "place")
HOW_KINDS = ("origin", "place")
REPORTED_BY = "reporting_unit"
SOME_COUNTIES = ("yunnan_county", "key_county")


@dataclass(frozen=True)
class Part:
    """The rows that are meant, and what the part is called: 产地为大关县的部分."""

    within: Within
    label: str


def part_of(view: View, indicator: Indicator) -> Part | None:
    """The part of a figure that the filters ask for; None: the whole, or nothing of it."""
    unit, county = view.scope.unit, view.scope.county
    if indicator.source != "rows":
        return None
    if unit is not None:
        reporting = reporting_units(indicator, view.plan.reference)
        several = unit in reporting and len(reporting) > 1
        return Part((REPORTED_BY, unit), f"{unit}报送的部分") if several else None
    column = county_column(indicator)
    if county is None or column is None or indicator.entity in SOME_COUNTIES:
        return None
    # 产地 and 目的地 say how a county has to do with it, 结对县（区） does not
    how = f"{column.header}为" if column.kind.name in HOW_KINDS else ""
    return Part((column.stored_as, county), f"{how}{county}的部分")


def county_column(indicator: Indicator) -> FormColumn | None:
    """The column of an indicator's form that names a county, if it has one."""
    columns = FORMS[indicator.form].columns()
    return next((c for c in columns if c.kind.name in COUNTY_KINDS), None)


def parts_of(view: View, indicators: Sequence[Indicator]) -> list[tuple[Indicator, Part]]:
    """Of the indicators in the filters' area those of which there is a part."""
    area = view.scope.area
    in_area = [i for i in indicators if area in (None, view.plan.area_of(i).code)]
    parts = [(indicator, part_of(view, indicator)) for indicator in in_area]
    return [(indicator, part) for indicator, part in parts if part is not None]


def why_whole(view: View, indicator: Indicator) -> str | None:
    """Why the filters' unit or county takes no part of a figure: the sentence beside its chip."""
    unit, county = view.scope.unit, view.scope.county
    if unit is not None:
        if reporting_units(indicator, view.plan.reference) == (unit,):
            return f"这个指标全由{unit}报送，全区的数字就是它的"
        return f"这个指标不由{unit}报送，下面是全区的"
    if county is None:
        return None
    if indicator.source != "rows":
        return "这个指标看报表是否按时收到，不分结对县"
    if county_column(indicator) is None:
        return f"《{FORMS[indicator.form].title}》不写是哪个县，这个指标分不到结对县"
    return f"这个指标不考核{county}，下面是全区的"
