"""A fault of a plan, in Chinese: where it is, what is wrong, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One contradiction; `rests` are the fields without which it cannot be said (tasks.*.task)."""

    place: str
    field: str | None
    problem: str
    mend: str
    rests: tuple[str, ...] = ()

    def __str__(self) -> str:
        field = f"，字段 {self.field}" if self.field else ""
        return f"{self.place}{field}：{self.problem}；{self.mend}"


def nearest(name: str, known: Iterable[str]) -> str:
    """What was probably meant; empty where nothing is like it."""
    matches = get_close_matches(name, list(known), 1)
    return f"，是不是“{matches[0]}”？" if matches else ""


def field_of(loc: tuple[int | str, ...]) -> str:
    """The field that a fault is in, as a path, without Pydantic's names of a field's variants."""
    parts = (str(part) for part in loc)
    return ".".join(part for part in parts if "[" not in part) or "（整体）"


_REASONS = {
    "missing": "缺少这一项；请补上，没有的写 ~（csv 留空）",
    "extra_forbidden": "不认识这一项，请删去或改正名称",
    "literal_error": "取值须是 {expected} 之一",
    "date_from_datetime_parsing": "须写成 2022-06-03 的样子",
    "date_parsing": "须写成 2022-06-03 的样子",
    "string_pattern_mismatch": "须符合 {pattern}",
    "float_parsing": "须是数字",
    "int_parsing": "须是整数",
    "string_type": "须是文字",
    "date_type": "须写成 2022-06-03 的样子",
    "greater_than_equal": "须不小于 {ge}",
    "less_than_equal": "须不大于 {le}",
    "too_short": "至少要有 {min_length} 个",
    "too_long": "最多只能有 {max_length} 个",
    "value_error": "{error}",
    "bool_parsing": "须是 true/false 或 yes/no",
    "model_type": "须是一组“键: 值”",
    "tuple_type": "须是列表",
}


def reason_of(error: dict[str, Any]) -> str:
    """What is wrong with a field, in Chinese, and what was found there."""
    context = error.get("ctx", {})
    if isinstance(context.get("expected"), str):
        context = context | {
            "expected": context["expected"].replace(", ", "、").replace(" or ", "、")
        }
    reason = _REASONS.get(error["type"], error["msg"]).format(**context)
    value = error.get("input")
    return reason if error["type"] == "missing" else f"{reason}，现为“{str(value)[:40]}”"
