"""Names of units, counties, places and indicators."""

from collections.abc import Callable

from pydantic import ValidationInfo

from etl.forms.values.kind import Context, fault
from etl.read.cells import Value, show
from etl.read.signs import without_marks
from etl.rules import Rule
from kpi.plan import NameIndex, clean_name


def name_reader(index: str, rule: Rule, what: str) -> Callable[[Value, ValidationInfo], str]:
    """A reader of names: aliases become the proper name, a near miss is asked about.

    The mark of a footnote is no part of a name: 施甸县① is 施甸县.

    >>> read_unit = name_reader("units", rules.UNKNOWN_UNIT, "单位")
    >>> read_unit("莘庄镇", in_yuan), read_unit("闵行区莘庄镇", in_yuan)
    ('莘庄镇', '莘庄镇')
    >>> read_unit("某某镇", in_yuan)
    Traceback (most recent call last):
    pydantic_core._pydantic_core.PydanticCustomError: 不认识的单位“某某镇”
    """

    def read(value: Value, info: ValidationInfo) -> str:
        context: Context = info.context  # type: ignore[assignment]
        names: NameIndex = getattr(context, index)
        name = names.find(without_marks(show(value)))
        if name is None:
            hint = name_hint(show(value), names, context, what)
            raise fault(rule, f"不认识的{what}“{show(value)}”", hint)
        return name

    return read


def name_hint(text: str, names: NameIndex, context: Context, what: str) -> str:
    """How to mend a name that nobody has: the nearest one, or which kind of name is asked for."""
    city = context.places.find(text)
    if names is context.counties and city in context.cities:
        return f"“{city}”是市（地区），这里要写到县（区）"
    nearest = names.nearest(text)
    if nearest is None:
        return f"请按名册填写{what}的规范名称"
    return f"您是不是要写：{context.indicator_names.get(nearest, nearest)}？"


def read_origin(value: Value, info: ValidationInfo) -> str:
    """A paired county or city by its proper name; any other place as it is written.

    >>> read_origin("隆阳", in_yuan), read_origin("云南省保山市隆阳区", in_yuan)
    ('隆阳区', '隆阳区')
    >>> read_origin("山东 寿光", in_yuan)
    '山东寿光'
    """
    context: Context = info.context  # type: ignore[assignment]
    text = without_marks(show(value))
    return context.places.find(text) or clean_name(text)
