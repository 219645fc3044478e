"""An edition proved from the originals: whatever was changed since is named."""

import pytest
from edition_facts import FILE, Load, edited, frozen, held, with_target
from places import CLEAN

from etl.forms.context import Office
from etl.store.disk.folder import Store
from etl.store.warehouse import RebuildError, bring_up_to_date
from etl.store.withdraw import withdraw
from kpi.engine.warehouse import published
from kpi.plan import Plan
from report.editions.freeze import add_file, freeze
from report.editions.manifest import EditionError
from report.editions.shelf import open_edition
from report.editions.verify import Difference, verify

pytestmark = pytest.mark.slow


def test_what_came_or_was_taken_back_later_changes_nothing(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    load(FILE, edited(qibao, "G5", 20_000), "2022-11-05")
    withdraw(store, office, 2, "填错", "测试")
    assert verify(store, edition, plan, office).is_identical


def test_a_changed_quota_is_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    found = verify(store, edition, with_target(plan, 301.0), office)
    assert found.causes == ("目标：镇街动员企业采购 七宝镇（自 2022-01-01 起）由 300 改为 301",)
    expected = Difference("enterprise_purchase", "七宝镇", "target", 300.0, 301.0)
    assert expected in found.differences


def test_a_changed_rule_is_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    changed = tuple(
        i.model_copy(update={"where": "category = '工会福利'"})
        if i.code == "enterprise_purchase"
        else i
        for i in plan.indicators
    )
    found = verify(store, edition, plan.model_copy(update={"indicators": changed}), office)
    assert found.causes == (
        "口径：指标“镇街动员企业采购”的 where 由“category = '企业动员'”改为“category = '工会福利'”",
    )
    assert not found.is_identical


def test_a_report_entered_later_with_an_earlier_moment_is_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    load(FILE, edited(qibao, "G5", 20_005), "2022-10-21")
    causes = verify(store, edition, plan, office).causes
    assert causes == (f"台账：第 2 行“{FILE}”是定稿之后补录的，注明的收到时刻在定稿之前",)


def test_a_document_that_was_changed_exchanged_or_lost_is_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    made = {"幻灯片.pptx": b"slides", "工作簿.xlsx": b"book"}
    edition = freeze(store, held(store, plan), published(store.root), made)
    add_file(edition, "通报.pdf", b"paper")
    assert verify(store, edition, plan, office).is_identical
    assert edition.file("通报.pdf") == b"paper"
    (edition.folder / "files" / "幻灯片.pptx").write_bytes(b"Slides")
    (edition.folder / "files" / "通报.pdf").unlink()
    (edition.folder / "files" / "别的.pdf").write_bytes(b"other")
    assert verify(store, edition, plan, office).causes == (
        "文件：“别的.pdf”不是由会议版做成的",
        "文件：“幻灯片.pptx”做成之后被改动",
        "文件：“通报.pdf”不见了",
    )
    with pytest.raises(EditionError, match=r"幻灯片\.pptx 做成之后被改动"):
        edition.file("幻灯片.pptx")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"mode": "replace"', '"mode": "append"', f"台账：第 1 行“{FILE}”已被改动"),
        ('"accepted"', '"returned"', f"台账：第 1 行“{FILE}”不见了"),
        ("{", "", "台账：ledger.jsonl 第 1 行读不出"),
    ],
)
def test_a_line_of_the_ledger_that_was_changed_is_named(
    store: Store,
    load: Load,
    plan: Plan,
    office: Office,
    qibao: bytes,
    before: str,
    after: str,
    told: str,
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    text = store.ledger.read_text("utf-8")
    assert before in text
    store.ledger.write_text(text.replace(before, after, 1), "utf-8")
    assert any(cause.startswith(told) for cause in verify(store, edition, plan, office).causes)


def test_a_row_of_a_quota_form_that_was_changed_is_named_and_moves_the_target(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    told = "c01_区合作交流办_指标下达表_2022年.xlsx"
    load(told, (CLEAN / told).read_bytes(), "2022-08-20")
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    original = store.original(edition.manifest.known[0].sha256)
    original.write_bytes(edited(original.read_bytes(), "C5", 8))
    with pytest.raises(RebuildError, match="原件的内容与收到时不同"):
        bring_up_to_date(store, office, afresh=True)
    found = verify(store, edition, plan, office)
    assert found.causes == (
        f"原件：“{told}”的内容与收到时不同：Sheet1 的 C5（目标值）由 1,200 变为 8",
    )
    assert ("target", 1200.0, 8.0) in {(d.figure, d.frozen, d.now) for d in found.differences}


def test_the_data_beside_an_edition_that_were_changed_or_lost_are_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    data = frozen(store, plan).folder / "warehouse.duckdb"
    told = "改动的单元格只能与现在发布的数据对照"
    data.write_bytes(data.read_bytes() + b" ")
    edition = open_edition(store, "三季度会")
    assert verify(store, edition, plan, office).causes == (
        f"会议版：warehouse.duckdb 已被改动，{told}",
    )
    data.unlink()
    assert verify(store, edition, plan, office).causes == (
        f"会议版：warehouse.duckdb 不见了，{told}",
    )
