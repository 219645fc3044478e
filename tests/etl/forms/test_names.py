"""Readers of names and numbers from a list: units, counties, places, indicators, tasks, choices."""

from collections.abc import Callable
from typing import Any

import pytest

from etl.forms.forms import FORMS
from etl.forms.values import CountyName, IndicatorCode, Origin, PlaceName, TaskNumber, UnitName

Read = Callable[..., Any]
Refusal = Callable[..., tuple[str, str, str]]


@pytest.mark.parametrize(
    ("kind", "cell", "name"),
    [
        (UnitName, "莘庄工业区", "莘庄工业区"),
        (UnitName, "莘工区", "莘庄工业区"),
        (UnitName, " 莘 庄 镇\n", "莘庄镇"),
        (UnitName, "莘庄镇*", "莘庄镇"),
        (UnitName, "区市场监管局", "区市场局"),
        (UnitName, "上海市闵行区莘庄镇", "莘庄镇"),
        (UnitName, "闵行区经委", "区经委"),
        (UnitName, "援外机构(保山)", "援滇保山小组"),
        (CountyName, "施 甸 县*", "施甸县"),
        (CountyName, "施甸", "施甸县"),
        (CountyName, "云南省保山市隆阳区", "隆阳区"),
        (CountyName, "云南大关县", "大关县"),
        (CountyName, "新疆泽普", "泽普县"),
        (PlaceName, "昭通市", "昭通市"),
        (PlaceName, "喀什", "喀什地区"),
        (PlaceName, "永善", "永善县"),
        (Origin, "保山市隆阳区", "隆阳区"),
        (Origin, "青海 果洛州", "青海果洛州"),
        (IndicatorCode, "镇街动员企业采购", "enterprise_purchase"),
        (IndicatorCode, "enterprise_purchase", "enterprise_purchase"),
    ],
)
def test_a_name_is_found_by_any_of_its_spellings(
    read: Read, kind: Any, cell: str, name: str
) -> None:
    assert read(kind, cell) == name


@pytest.mark.parametrize(
    ("kind", "cell", "rule", "message", "hint"),
    [
        (UnitName, "辛庄镇", "unknown_unit", "不认识的单位“辛庄镇”", "您是不是要写：莘庄镇？"),
        (UnitName, "火星", "unknown_unit", "不认识的单位“火星”", "请按名册填写单位的规范名称"),
        (
            CountyName,
            "大观县",
            "unknown_county",
            "不认识的结对县（区）“大观县”",
            "您是不是要写：大关县？",
        ),
        (
            PlaceName,
            "上海",
            "unknown_place",
            "不认识的对口地区“上海”",
            "请按名册填写对口地区的规范名称",
        ),
        (
            IndicatorCode,
            "镇街动员企业采购额",
            "unknown_indicator",
            "不认识的指标“镇街动员企业采购额”",
            "您是不是要写：镇街动员企业采购？",
        ),
    ],
)
def test_a_near_miss_is_refused_with_the_name_that_may_be_meant(
    refusal: Refusal, kind: Any, cell: str, rule: str, message: str, hint: str
) -> None:
    assert refusal(kind, cell) == (rule, message, hint)


def test_a_city_is_no_county(refusal: Refusal) -> None:
    assert refusal(CountyName, "保山市")[:2] == ("unknown_county", "不认识的结对县（区）“保山市”")


@pytest.mark.parametrize(("cell", "task"), [(1.0, 1), ("46", 46), ("１９", 19), (19.0, 19)])
def test_a_task_is_known_by_its_number(read: Read, cell: Any, task: int) -> None:
    assert read(TaskNumber, cell) == task


@pytest.mark.parametrize("cell", [47.0, 0.0, "十九", 1.5, "-1", float("nan"), True])
def test_a_task_that_the_plan_lacks_is_refused(refusal: Refusal, cell: Any) -> None:
    rule, _, hint = refusal(TaskNumber, cell)
    assert (rule, hint) == ("bad_task", "请对照工作要点任务分解表填写任务序号")


def test_a_choice_is_known_by_its_word_without_spaces_and_stars(office: Any) -> None:
    kind = next(c for c in FORMS["enterprise"].columns() if c.name == "ownership")
    assert kind.choices == ("民营", "国有", "外资", "其他")
    assert kind.adapter.validate_python(" 民 营* ", context=office.values) == "民营"
