"""The types of the forms' columns: the only place that knows how people write a value.

Each reader takes a cell's value and the sheet's context and returns the typed value, or raises a
PydanticCustomError whose type is the rule's code and whose `hint` says how to mend the cell.
"""

from etl.forms.values.day import EPOCH
from etl.forms.values.kind import BLANKS, Context, Kind
from etl.forms.values.money import FEN_PER, MONEY_UNITS, money_unit_in
from etl.forms.values.number import read_number
from etl.forms.values.text import plain_text, without_look_alikes
from etl.forms.values.types import (
    CHOICE,
    Count,
    CountyName,
    Day,
    HasOrNot,
    IndicatorCode,
    Money,
    Origin,
    Percent,
    PlaceName,
    Target,
    TaskNumber,
    Text,
    UnitName,
    YesNo,
    choice,
)

__all__ = [
    "BLANKS",
    "CHOICE",
    "EPOCH",
    "FEN_PER",
    "MONEY_UNITS",
    "Context",
    "Count",
    "CountyName",
    "Day",
    "HasOrNot",
    "IndicatorCode",
    "Kind",
    "Money",
    "Origin",
    "Percent",
    "PlaceName",
    "Target",
    "TaskNumber",
    "Text",
    "UnitName",
    "YesNo",
    "choice",
    "money_unit_in",
    "plain_text",
    "read_number",
    "without_look_alikes",
]
