"""The same figures under another month, one tour's number on two days: asked about."""

from collections.abc import Callable
from typing import Any

import pytest

from etl.examine.examine import Findings

Rows = list[list[Any]]
Examined = Callable[[str, dict[str, Rows]], Findings]
HEADERS = {
    "劳务协作就业人数月报表": [
        "结对县（区）",
        "本月新增来沪就业人数",
        "本月新增就地就近就业人数",
    ],
    "食堂采购预留份额执行情况表": [
        "预算单位",
        "有无食堂",
        "年度食堂采购总额",
        "预留比例",
        "累计采购额",
    ],
    "援建项目进度表": [
        *("项目编号", "项目名称", "项目级别", "县（区）"),
        *("计划投资", "完成投资", "已拨付资金"),
    ],
}
EMPLOYED: Rows = [["隆阳区", 12, 30], ["施甸县", 8, 22]]
CANTEENS: Rows = [
    ["甲小学", "有", 1_200_000, "10%", 90_000],
    ["乙小学", "有", 800_000, "10%", 50_000],
]
PROJECTS: Rows = [
    ["BS-01", "学校", "市级", "隆阳区", 2_000_000, 1_500_000, 1_000_000],
    ["BS-02", "医院", "市级", "施甸县", 3_500_000, 2_100_000, 2_000_000],
]
CASES = [
    ("区人社局", "劳务协作就业人数月报表", EMPLOYED),
    ("区财政局", "食堂采购预留份额执行情况表", CANTEENS),
    ("援滇保山小组", "援建项目进度表", PROJECTS),
]


def month(unit: str, title: str, name: str, rows: Rows) -> Rows:
    return [[title], [f"填报单位：{unit}", None, f"填报月份：2022年{name}"], HEADERS[title], *rows]


def choices(found: Findings) -> dict[str, dict[str, str]]:
    asked = {p.code: p.asked for p in found.problems if p.is_open}
    return {rule: {c.code: c.totals for c in a.choices} for rule, a in asked.items() if a}


@pytest.mark.parametrize(("unit", "title", "rows"), CASES)
def test_the_same_figures_in_two_months_are_asked_about(
    examined: Examined, unit: str, title: str, rows: Rows
) -> None:
    book = {name: month(unit, title, name, rows) for name in ("7月", "9月")}
    ((rule, told),) = choices(examined("报表.xlsx", book)).items()
    assert rule == "month_copied"
    assert told["both"] == f"{told['first']}；{told['first']}"


@pytest.mark.parametrize(("unit", "title", "rows"), CASES)
def test_months_that_differ_in_one_figure_are_as_they_should_be(
    examined: Examined, unit: str, title: str, rows: Rows
) -> None:
    later = [rows[0], [*rows[1][:-1], rows[1][-1] + 1]]
    book = {"7月": month(unit, title, "7月", rows), "9月": month(unit, title, "9月", later)}
    assert choices(examined("报表.xlsx", book)) == {}


def test_projects_that_are_done_stand_still(examined: Examined) -> None:
    done = [[*row[:5], row[4], row[4]] for row in PROJECTS]
    title = "援建项目进度表"
    book = {name: month("援滇保山小组", title, name, done) for name in ("7月", "9月")}
    assert choices(examined("报表.xlsx", book)) == {}


def tours(*rows: tuple[str, str]) -> dict[str, Rows]:
    header = ["团号", "类别", "组织单位", "目的地", "出发日期", "人数"]
    cover = ["填报单位：区文旅局", None, "填报月份：2022年9月"]
    told = [[number, "旅游", "甲旅行社", "隆阳区", day, 32] for number, day in rows]
    return {"9月": [["赴对口地区组团情况表"], cover, header, *told]}


def test_one_number_of_a_tour_on_two_days_is_asked_about(examined: Examined) -> None:
    found = examined("文旅局.xlsx", tours(("T-001", "2022-09-05"), ("T-001", "2022-09-15")))
    told = {"once": "人数 32，1 行", "all": "人数 64，2 行", "return": ""}
    assert choices(found) == {"tour_on_two_days": told}


def test_a_number_that_is_none_names_no_tour(examined: Examined) -> None:
    found = examined("文旅局.xlsx", tours(("1", "2022-09-05"), ("1", "2022-09-15")))
    assert choices(found) == {}


@pytest.mark.parametrize(
    ("title", "rules"),
    [
        ("2022年度劳务协作就业人数表", ["other_span"]),
        ("闵行区2022年度就业情况表", ["other_span"]),
        ("2022年度劳务协作就业人数月报表", []),
        ("2022年9月劳务协作就业人数表", []),
    ],
)
def test_a_title_of_the_year_alone_over_a_months_figures_is_asked_about(
    examined: Examined, title: str, rules: list[str]
) -> None:
    rows = month("区人社局", "劳务协作就业人数月报表", "9月", EMPLOYED)
    assert list(choices(examined("就业.xlsx", {"S": [[title], *rows[1:]]}))) == rules


def purchases(*above: list[Any], header: str = "采购日期") -> dict[str, Rows]:
    columns = ["采购单位", "采购渠道", header, "采购额度"]
    rows = [["甲公司", "超市", "1月5日", 12_000], ["乙公司", "超市", "1月6日", 8_500]]
    return {"S": [["消费帮扶采购明细表"], ["填报单位：七宝镇"], *above, columns, *rows]}


@pytest.mark.parametrize(
    ("book", "rule"),
    [
        (purchases([None, None, "（2021）"]), "unknown_words"),
        (purchases([None, None, 2021]), "other_state"),
        (purchases([2021]), "other_state"),
        (purchases([None, None, "去年"]), "unknown_words"),
        (purchases(header="采购日期（2021年）"), "unknown_words"),
    ],
)
def test_another_year_above_days_without_one_is_asked_about(
    examined: Examined, book: dict[str, Rows], rule: str
) -> None:
    told = {"as_is": "采购额度 20,500.00 元，2 行", "return": ""}
    assert choices(examined("七宝镇.xlsx", book)) == {rule: told}


@pytest.mark.parametrize("year", ["2021年", "二〇二一年", "21年"])
def test_a_year_above_days_without_one_is_theirs(examined: Examined, year: str) -> None:
    found = examined("七宝镇.xlsx", purchases([None, None, year]))
    assert not found.accepted
    assert "date_outside_year" in {p.code for p in found.problems}


@pytest.mark.parametrize("year", ["2022年", 2022, "（2022）"])
def test_the_plans_own_year_above_days_agrees(examined: Examined, year: Any) -> None:
    assert examined("七宝镇.xlsx", purchases([None, None, year])).accepted


def quarter(title: str, *more: list[Any], below: str = "") -> dict[str, Rows]:
    cover = ["填报单位：援滇保山小组", None, "金额单位：元"]
    header = HEADERS["援建项目进度表"]
    return {"S": [[title], cover, *more, header, *PROJECTS, *([[below]] if below else [])]}


@pytest.mark.parametrize(
    ("file", "book"),
    [
        ("保山项目8月.xlsx", quarter("援建项目进度表（第三季度）")),
        ("保山项目截至8月底.xlsx", quarter("援建项目进度表（1-9月）")),
        ("保山.xlsx", quarter("援建项目进度表（三季度）", ["填报日期：2022年8月25日"])),
        ("保山.xlsx", quarter("援建项目进度表（三季度）", ["填报日期", "2022年8月25日"])),
        ("保山.xlsx", quarter("援建项目进度表（三季度）", below="注：数据截至8月31日")),
    ],
)
def test_a_list_of_a_quarter_that_names_another_month_is_asked_about(
    examined: Examined, file: str, book: dict[str, Rows]
) -> None:
    assert list(choices(examined(file, book))) == ["other_span"]


@pytest.mark.parametrize(
    ("file", "book"),
    [
        ("保山项目.xlsx", quarter("援建项目进度表（第三季度）")),
        ("保山三季度.xlsx", quarter("援建项目进度表（三季度）", ["填报日期：2022年10月8日"])),
        ("保山10月8日报.xlsx", quarter("援建项目进度表（三季度）", below="注：含9月新增项目")),
    ],
)
def test_a_quarters_list_is_that_of_its_end(
    examined: Examined, file: str, book: dict[str, Rows]
) -> None:
    found = examined(file, book)
    assert [str(part.months[0]) for part in found.parts] == ["2022-09-01"]


@pytest.mark.parametrize(
    ("basis", "rules"),
    [
        ("闵合组〔2022〕1号", []),
        ("闵合组〔2022〕1号（已废止）", ["row_state"]),
        ("已作废", ["row_state"]),
        ("征求意见稿", ["row_state"]),
    ],
)
def test_a_quota_whose_basis_is_not_in_force_is_asked_about(
    examined: Examined, basis: str, rules: list[str]
) -> None:
    header = ["指标", "承担单位", "目标值", "生效日期", "依据"]
    row = ["镇街动员采购", "七宝镇", 300, "2022-06-01", basis]
    sheet = [["指标下达表"], ["填报单位：区合作交流办"], header, row]
    assert list(choices(examined("下达.xlsx", {"S": sheet}))) == rules
