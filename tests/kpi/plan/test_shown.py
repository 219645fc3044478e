"""What a plan shows first is named by codes; every fault of it is told with all the others."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from places import PLANS, ROOT

from kpi.plan import Plan, PlanError
from kpi.plan.load import plans_folder, read_plan
from kpi.plan.shown import ALONE, PAGES, USUAL, Shown

pytestmark = pytest.mark.slow

FaultsOf = Callable[..., list[str]]
PLACE = "plan.yaml（shown），字段"


def edited(folder: Path, *edits: tuple[str, str]) -> Path:
    """A copy of the plan of 2022 in which texts of plan.yaml were replaced: old, new."""
    copytree(plans_folder() / "2022", folder / "2022")
    path = folder / "2022" / "plan.yaml"
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return folder / "2022"


@pytest.fixture
def faults_of(tmp_path: Path) -> FaultsOf:
    def faults(*edits: tuple[str, str]) -> list[str]:
        with pytest.raises(PlanError) as error:
            read_plan(edited(tmp_path, *edits))
        return error.value.faults

    return faults


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (
            ("indicators: [tour_group]", "indicators: [tour_groups]"),
            f"{PLACE} headlines.2.indicators：没有指标“tour_groups”；"
            "请写 indicators.yaml 中的代码，是不是“tour_group”？",
        ),
        (
            ("towns: enterprise_purchase", "towns: county_sale"),
            f"{PLACE} towns：“结对县农特产品销售”（county_sale）不合用；"
            "须按镇街考核的指标，请换一个代码",
        ),
        (
            ("counties: county_sale", "counties: teachers_posted"),
            f"{PLACE} counties：“选派教师县均人数”（teachers_posted）不合用；"
            "须按结对县考核的指标，请换一个代码",
        ),
        (
            ("{indicator: union_purchase, caption", "{indicator: county_sale, caption"),
            f"{PLACE} purchases.1.indicator：“结对县农特产品销售”（county_sale）不合用；"
            "须由采购明细（purchase）合计的指标，请换一个代码",
        ),
        (
            ("beside_purchases: county_sale", "beside_purchases: county_sales"),
            f"{PLACE} beside_purchases：没有指标“county_sales”；"
            "请写 indicators.yaml 中的代码，是不是“county_sale”？",
        ),
        (
            ("[investment_rate, disbursement_rate]  #", "[investment_rate, canteen_share]  #"),
            f"{PLACE} project_rates：“食堂采购预留份额”（canteen_share）不合用；"
            "须按项目（project）算的比率，请换一个代码",
        ),
        (
            ("[investment_rate, disbursement_rate]  #", "[investment_rate]  #"),
            f"{PLACE} project_rates：现有 1 个；"
            "须写两个：投资的比率在前，拨付的在后；没有援建项目的不写",
        ),
        (
            ("bulletin: [enterprise_purchase, county_sale]", "bulletin: [county_sale, no_such]"),
            f"{PLACE} bulletin：没有指标“no_such”；请写 indicators.yaml 中的代码",
        ),
        (
            ("workbook: [enterprise_purchase", "workbook: [county_sale"),
            f"{PLACE} workbook：“county_sale”写了 2 次；请只留一次",
        ),
        (
            ("{page: towns}", "{page: town}"),
            f"{PLACE} steps.2.page：没有页面“town”；请写 {'、'.join(PAGES)} 之一，是不是“towns”？",
        ),
        (
            ("{page: indicator, indicator: county_sale}", "{page: towns, indicator: county_sale}"),
            f"{PLACE} steps.5.indicator：页面“towns”不选指标；"
            "请删去 indicator，或把 page 改为 indicator",
        ),
        (
            (
                "{page: indicator, indicator: county_sale}",
                "{page: indicator, indicator: county_sales}",
            ),
            f"{PLACE} steps.5.indicator：没有指标“county_sales”；请写 indicators.yaml 中的代码，"
            "是不是“county_sale”？",
        ),
        (
            ("enterprise_purchase], caption: 采购总额①–③}", "enterprise_purchase]}"),
            f"{PLACE} headlines.0.caption：几个指标的合计须有名称；请写 caption",
        ),
        (
            (
                "{indicators: [county_sale], caption",
                "{indicators: [county_sale, job_fair], caption",
            ),
            f"{PLACE} headlines.1.indicators：计量单位为万元、场的指标不能相加；"
            "请只写计量单位相同、且不是百分比的指标",
        ),
        (
            ("{indicators: [tour_group]}", "{indicator: tour_group}"),
            "2022/plan.yaml，字段 shown.headlines.2.indicators：缺少这一项；"
            "请补上，没有的写 ~（csv 留空）",
        ),
        (
            ("{page: overview}", "overview"),
            "2022/plan.yaml，字段 shown.steps.0：须是一组“键: 值”，现为“overview”",
        ),
        (
            ("towns: enterprise_purchase", "towers: enterprise_purchase"),
            "2022/plan.yaml，字段 shown.towers：不认识这一项，请删去或改正名称，"
            "现为“enterprise_purchase”",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_how_it_is_mended(
    faults_of: FaultsOf, edit: tuple[str, str], fault: str
) -> None:
    assert fault in faults_of(edit)


def test_a_fault_in_one_line_hides_none_of_the_others_and_brings_no_false_one(
    faults_of: FaultsOf,
) -> None:
    faults = faults_of(
        ("number: 闵府办发", "numbers: 闵府办发"),
        ("{indicators: [tour_group]}", "{caption: 成团}"),
        ("{indicators: [convalescence]}", "{indicators: [convalescense]}"),
        ("{page: overview}", "overview"),
        ("{page: travel}", "{page: travels}"),
        ("towns: enterprise_purchase", "towns: [enterprise_purchase]"),
        ("counties: county_sale", "counties: tour_group"),
    )
    assert [fault.partition("：")[0] for fault in faults] == [
        "2022/plan.yaml，字段 shown.headlines.2.indicators",
        "2022/plan.yaml，字段 shown.steps.0",
        "2022/plan.yaml，字段 shown.towns",
        "2022/plan.yaml，字段 number",
        "2022/plan.yaml，字段 numbers",
        f"{PLACE} headlines.3.indicators",
        f"{PLACE} counties",
        f"{PLACE} steps.7.page",
    ]


def test_a_list_that_is_none_is_told_once(faults_of: FaultsOf) -> None:
    lines = (
        "  steps:  # what a meeting looks at, one after the other\n",
        "  steps: 总览\n  other:\n",
    )
    assert [fault for fault in faults_of(lines) if "steps" in fault] == [
        "2022/plan.yaml，字段 shown.steps：须是列表"
    ]


def test_a_code_that_cannot_be_read_is_not_told_twice(tmp_path: Path) -> None:
    folder = edited(tmp_path)
    path = folder / "indicators.yaml"
    path.write_text(path.read_text("utf-8").replace("code: tour_group", "code: 成团"), "utf-8")
    with pytest.raises(PlanError) as error:
        read_plan(folder)
    assert not [fault for fault in error.value.faults if "shown" in fault]


def test_a_plan_that_says_nothing_shows_nothing_first_and_steps_through_its_pages(
    tmp_path: Path,
) -> None:
    copytree(PLANS / "2023", tmp_path / "2023")
    path = tmp_path / "2023" / "plan.yaml"
    head, _, rest = path.read_text("utf-8").partition("shown:\n")
    for section in ("", "shown:\n\n", "shown: {towns: ~, bulletin: ~, steps: ~}\n"):
        path.write_text(f"{head}{section}areas:{rest.partition('areas:')[2]}", "utf-8")
        read_plan.cache_clear()
        shown = read_plan(tmp_path / "2023").shown
        assert shown == Shown()
        assert (shown.headlines, shown.towns, shown.project_rates) == ((), None, ())
        assert tuple(step.page for step in shown.steps) == USUAL


def test_the_pages_of_a_meeting_are_those_that_there_are() -> None:
    found = {path.stem for path in (ROOT / "pages").glob("[a-z]*.py")}
    assert set(PAGES) == found - {"search"} | set(ALONE)
    assert set(USUAL) <= set(PAGES)


def test_every_part_of_it_and_every_page_is_in_the_guide_to_a_new_year() -> None:
    text = (ROOT / "docs" / "new-year.md").read_text("utf-8")
    assert [name for name in (*Shown.model_fields, *PAGES) if f"`{name}`" not in text] == []


def test_purchases_are_named_by_how_many_they_are(plan: Plan) -> None:
    parts = plan.shown.purchases
    names = [Shown(purchases=parts[:n]).purchases_name for n in range(4)]
    assert names == ["采购", "采购①", "采购①–②", "采购①–③"]


def test_of_an_older_plan_as_much_is_shown_as_it_has(plan: Plan) -> None:
    codes = {i.code for i in plan.indicators} - {"union_purchase", "disbursement_rate"}
    shown = plan.shown.among(codes)
    assert [card.indicators[0] for card in shown.headlines] == [
        *("county_sale", "tour_group", "convalescence"),
        *("entrepreneur_trained", "investment_rate"),
    ]
    assert shown.purchase_codes == ("bulk_purchase", "enterprise_purchase")
    assert (shown.project_rates, shown.towns) == ((), "enterprise_purchase")
    assert plan.shown.among({i.code for i in plan.indicators}) == plan.shown
    assert plan.shown.among(()) == Shown()
