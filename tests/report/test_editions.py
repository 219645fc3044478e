"""会议版: frozen for good, opened to the last digit, proved from the originals."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from etl.admit import load_file
from etl.context import Office
from etl.outcome import Receipt
from etl.store import Store
from etl.withdraw import withdraw
from kpi.plan import Plan
from kpi.plan.models import Quota
from kpi.times import Times
from kpi.warehouse import connect, published
from report.editions.manifest import EditionError, slug_of
from report.editions.shelf import Edition, add_file, editions, freeze, open_edition
from report.editions.verify import Difference, verify
from report.meeting import Meeting, meeting

SAMPLES = Path(__file__).parents[1] / "samples" / "clean"
FILE = "c10_七宝镇_消费帮扶采购明细表_2022年1-9月.xlsx"
DAY = date(2022, 9, 30)
Load = Callable[[str, bytes, str], None]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def load(store: Store, office: Office) -> Load:
    """Lets a workbook in, received on a day."""

    def let_in(name: str, content: bytes, received: str) -> None:
        receipt = Receipt("测试", datetime.fromisoformat(received), "replace")
        assert load_file(store, office, name, content, receipt).verdict == "accepted"

    return let_in


@pytest.fixture
def qibao() -> bytes:
    return (SAMPLES / FILE).read_bytes()


def edited(content: bytes, cell: str, value: object) -> bytes:
    """The workbook with one cell changed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0][cell] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def held(store: Store, plan: Plan, name: str = "三季度会") -> Meeting:
    known_at = datetime(2022, 10, 26)
    return meeting(connect(store.root), plan, Times(DAY, known_at), name)


def frozen(store: Store, plan: Plan, name: str = "三季度会") -> Edition:
    return freeze(store, held(store, plan, name), published(store.root).sha256)


def test_an_edition_gives_back_the_very_figures(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    before = held(store, plan)
    frozen(store, plan)
    assert open_edition(store, "三季度会").meeting() == before


def test_a_name_is_used_once_and_nothing_is_written_over(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    with pytest.raises(EditionError, match="已有名为“三季度会”的会议版"):
        frozen(store, plan)
    add_file(edition, "通报.pdf", b"one")
    with pytest.raises(EditionError, match=r"已有文件 通报\.pdf"):
        add_file(edition, "通报.pdf", b"two")
    assert [p.read_bytes() for p in edition.files] == [b"one"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("../../etc/passwd", "etc_passwd"), ("第三季度 会议", "第三季度_会议"), ("a" * 99, "a" * 40)],
)
def test_a_name_never_leads_out_of_the_folder(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(EditionError, match="请给会议版起一个名字"):
        slug_of(" /.. ")


def test_a_file_added_under_a_path_stays_in_the_edition(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    path = add_file(frozen(store, plan), "../../out.txt", b"x")
    assert path.parent.name == "files"


def test_what_came_or_was_taken_back_later_changes_nothing(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    load(FILE, edited(qibao, "G5", 1), "2022-11-05")
    withdraw(store, office, 2, "填错", "测试")
    assert verify(store, edition, plan, office).is_identical


def test_a_single_changed_cell_in_an_original_is_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    path = store.original(edition.manifest.known[0].sha256)
    path.write_bytes(edited(qibao, "G5", 162_951))
    found = verify(store, edition, plan, office)
    assert found.causes == (
        f"原件：“{FILE}”的内容与收到时不同：Sheet1 的 G5（采购额度）由 16295000 变为 16295100",
    )
    changed = {(d.indicator, d.entity) for d in found.differences if d.figure == "actual"}
    assert changed == {
        ("enterprise_purchase", "七宝镇"),
        ("enterprise_purchase", "镇（合计）"),
        ("enterprise_purchase", "全区（合计）"),
    }


def test_a_changed_quota_is_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    quotas = tuple(
        Quota(**q.model_dump() | {"target": 301.0})
        if (q.indicator, q.entity) == ("enterprise_purchase", "七宝镇")
        else q
        for q in plan.quotas
    )
    found = verify(store, edition, plan.model_copy(update={"quotas": quotas}), office)
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
    load(FILE, edited(qibao, "G5", 5), "2022-10-21")
    causes = verify(store, edition, plan, office).causes
    assert causes == (f"台账：第 2 行“{FILE}”是定稿之后补录的，注明的收到时刻在定稿之前",)


def test_an_edition_that_was_changed_itself_is_not_opened(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    content = edition.folder / "content.json"
    content.write_bytes(content.read_bytes().replace(b"158", b"258", 1) + b" ")
    with pytest.raises(EditionError, match=r"content\.json 已被改动或缺失"):
        open_edition(store, "三季度会").meeting()


def test_a_folder_that_is_no_edition_is_passed_over(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    frozen(store, plan)
    (store.root / "editions" / "杂物").mkdir()
    assert [e.manifest.name for e in editions(store)] == ["三季度会"]
