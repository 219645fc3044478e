"""The types of the forms' columns: how each is read, and how it is stored."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from etl import rules
from etl.forms.values.day import read_day
from etl.forms.values.kind import BLANKS, Kind
from etl.forms.values.money import read_money
from etl.forms.values.names import name_reader, read_origin
from etl.forms.values.number import read_count, read_percent, read_target, read_task
from etl.forms.values.text import read_choice, read_text, read_yes_no

Text = Annotated[str, BeforeValidator(read_text), Kind("text", "varchar")]
Money = Annotated[int, BeforeValidator(read_money), Kind("money", "bigint")]
Day = Annotated[date, BeforeValidator(read_day), Kind("day", "date")]
Percent = Annotated[float, BeforeValidator(read_percent), Kind("percent", "double")]
Count = Annotated[int, BeforeValidator(read_count), Kind("count", "bigint")]
YesNo = Annotated[bool, BeforeValidator(read_yes_no), Kind("yes_no", "boolean")]
# Under 有无食堂 the word 无 is an answer, elsewhere an empty cell.
HasOrNot = Annotated[bool, BeforeValidator(read_yes_no), Kind("yes_no", "boolean", BLANKS - {"无"})]
Target = Annotated[float, BeforeValidator(read_target), Kind("number", "double")]
TaskNumber = Annotated[int, BeforeValidator(read_task), Kind("task", "integer")]
UnitName = Annotated[
    str, BeforeValidator(name_reader("units", rules.UNKNOWN_UNIT, "单位")), Kind("unit", "varchar")
]
CountyName = Annotated[
    str,
    BeforeValidator(name_reader("counties", rules.UNKNOWN_COUNTY, "结对县（区）")),
    Kind("county", "varchar"),
]
PlaceName = Annotated[
    str,
    BeforeValidator(name_reader("places", rules.UNKNOWN_PLACE, "对口地区")),
    Kind("place", "varchar"),
]
Origin = Annotated[str, BeforeValidator(read_origin), Kind("origin", "varchar")]
IndicatorCode = Annotated[
    str,
    BeforeValidator(name_reader("indicators", rules.UNKNOWN_INDICATOR, "指标")),
    Kind("indicator", "varchar"),
]
CHOICE = Kind("choice", "varchar")
choice = BeforeValidator(read_choice)
