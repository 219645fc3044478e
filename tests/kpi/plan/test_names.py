"""Names as people write them: aliases, stray spaces, prefixes, near misses."""

import pytest

from kpi.plan import NameIndex, Plan, clean_name


@pytest.fixture(scope="module")
def units(plan: Plan) -> NameIndex:
    return NameIndex.of((u.name, u.aliases) for u in plan.reference.units)


@pytest.fixture(scope="module")
def counties(plan: Plan) -> NameIndex:
    return NameIndex.of((c.name, c.aliases) for c in plan.reference.counties)


@pytest.mark.parametrize(
    ("written", "proper"),
    [
        ("莘庄镇", "莘庄镇"),
        (" 莘 庄\n镇* ", "莘庄镇"),
        ("\u3000莘庄镇\u3000", "莘庄镇"),
        ("莘庄", "莘庄镇"),
        ("莘工区", "莘庄工业区"),
        ("莘庄工业区", "莘庄工业区"),
        ("古美路街道", "古美街道"),
        ("区市场监管局", "区市场局"),
        ("上海市闵行区莘庄镇人民政府", "莘庄镇"),
        ("闵行区七宝镇", "七宝镇"),
        ("上海市闵行区文化和旅游局", "区文旅局"),
        ("闵行区经委", "区经委"),
        ("援外机构(保山)", "援滇保山小组"),
        ("徐汇区", None),
        ("", None),
    ],
)
def test_a_unit_is_found_by_every_spelling(
    units: NameIndex, written: str, proper: str | None
) -> None:
    assert units.find(written) == proper


@pytest.mark.parametrize(
    ("written", "proper"),
    [("隆阳", "隆阳区"), ("施 甸 县*", "施甸县"), ("新疆泽普", "泽普县"), ("腾冲市", None)],
)
def test_a_county_is_found_by_every_spelling(
    counties: NameIndex, written: str, proper: str | None
) -> None:
    assert counties.find(written) == proper


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("莘庄工业区消费帮扶采购明细表", ("莘庄工业区",)),
        ("莘庄镇 2022年8月", ("莘庄镇",)),
        ("莘庄工业园区与莘庄镇合报", ("莘庄工业区", "莘庄镇")),
        ("2022年8月明细", ()),
    ],
)
def test_the_longest_name_in_a_title_is_meant(
    units: NameIndex, title: str, names: tuple[str, ...]
) -> None:
    assert units.mentioned_in(title) == names


@pytest.mark.parametrize(
    ("written", "proper"),
    [("莘庄真", "莘庄镇"), ("浦江正", "浦江镇"), ("区文旅剧", "区文旅局"), ("某某有限公司", None)],
)
def test_the_nearest_name_is_proposed(units: NameIndex, written: str, proper: str | None) -> None:
    assert units.nearest(written) == proper


def test_a_cleaned_name_is_half_width_without_spaces_and_stars() -> None:
    assert clean_name("援外机构（ 保 山 ）＊") == "援外机构(保山)"
