"""What a template says of a column: how to fill it in, and an example that would be let in."""

from collections.abc import Iterator
from typing import Any

from etl.forms.context import Office
from etl.forms.form import Form, FormColumn
from etl.forms.leaders import LEVELS
from kpi.plan.entities import unit_names

HINTS = {
    "money": "金额，只填数字；单位见表头“金额单位”",
    "day": "日期，写成 2022-06-03 的样子",
    "percent": "百分比，写成 10% 的样子",
    "count": "0 或正整数",
    "yes_no": "是 或 否",
    "unit": "从下拉名单中选",
    "county": "从下拉名单中选",
    "place": "从下拉名单中选",
    "leader": "级别，从下拉名单中选；也可写职务和姓名，如 区委副书记 张某",
    "task": "工作要点任务序号",
    "indicator": "从下拉名单中选",
    "number": "数字，按该指标的计量单位",
}
_EXAMPLES: dict[str, Any] = {
    "purchaser": "上海某某有限公司",
    "channel": "对口地区产品专柜",
    "product": "核桃",
    "voucher": "31002200111",
    "buyer": "上海某某商贸有限公司",
    "budget_unit": "某某中学",
    "annual_total": 300000,
    "purchased": 45000,
    "group_no": "MH-2022-001",
    "organiser": "某某旅行社",
    "agency": "某某旅行社",
    "course": "农村致富带头人培训班（第一期）",
    "project_no": "MH2022-001",
    "planned": 40,
    "name": "某某村人居环境提升项目",
    "result": "签约意向 3 个",
    "sender": "某某小学",
    "receiver": "某某县第一小学",
    "enterprise": "上海某某有限公司",
    "village": "某某村",
    "task": 19,
    "progress": "已完成 7 家企业动员",
    "indicator": "镇街动员企业采购",
    "target": 300,
    "basis": "2022年工作要点第10条",
    "matter_no": "DB-001",
    "matter": "加快项目开工",
}
_BY_KIND: dict[str, Any] = {
    "money": 12000,
    "percent": 0.1,
    "count": 20,
    "task": 19,
    "number": 100,
    "text": "",
}


def senders(form: type[Form], office: Office) -> list[str]:
    """The units that may send a form, by their proper names."""
    units = (u for sender in form.senders for u in unit_names(sender, office.plan.reference))
    return list(dict.fromkeys(units))


def choices(column: FormColumn, office: Office) -> list[str]:
    """What a column's drop-down offers, nothing where it has none."""
    ref = office.plan.reference
    counties = [c.name for c in ref.counties]
    return {
        "yes_no": ["有", "无"] if column.name == "has_canteen" else ["是", "否"],
        "unit": [u.name for u in ref.units],
        "county": counties,
        "place": [*counties, *ref.cities],
        "indicator": [i.name for i in office.plan.indicators],
        "leader": list(LEVELS),
    }.get(column.kind.name, list(column.choices))


def hint(column: FormColumn) -> str:
    """How to fill a column in: its type, its own note, what may be chosen."""
    parts = [HINTS.get(column.kind.name, ""), column.note]
    parts += [f"可选：{'、'.join(column.choices)}"] if column.choices else []
    return "；".join(part for part in parts if part) or "文字"


def example(form: type[Form], office: Office) -> Iterator[Any]:
    """A row that would be let in, in the order of the form's columns; None: left empty."""
    for column in form.columns():
        yield _example(form, column, office)


def _example(form: type[Form], column: FormColumn, office: Office) -> Any:
    kind, allowed = column.kind.name, choices(column, office)
    if kind == "day":
        return office.plan.first_day.replace(month=9, day=_day(form, column.name))
    if kind == "unit":
        return senders(form, office)[0] if column.name == "unit" else allowed[0]
    if form.code == "quota" and column.name == "unit":
        return "莘庄镇"
    if kind == "money" and form.code == "project":
        return {"planned": 1000000, "invested": 600000, "allocated": 500000}[column.name]
    if kind == "origin":
        return office.plan.reference.counties[0].name
    if column.name in _EXAMPLES and kind not in ("yes_no", "choice"):
        return _EXAMPLES[column.name]
    return allowed[0] if allowed else _BY_KIND[kind] or None


def _day(form: type[Form], name: str) -> int:
    """What begins goes before what ends."""
    return 20 if name in ("returns_on", "ends_on", "due_on", "done_on", "finished_on") else 5
