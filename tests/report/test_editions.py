"""会议版: frozen for good, opened to the last digit, proved from the originals."""

import io
import re
import struct
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from etl.admit import load_file
from etl.context import Office
from etl.outcome import Receipt
from etl.store import Store
from etl.withdraw import withdraw
from kpi.plan import Plan
from kpi.plan.models import Quota
from kpi.plan.usage import run
from kpi.times import Times
from kpi.warehouse import connect, published
from report.__main__ import main
from report.editions.compare import compare_editions
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
        f"原件：“{FILE}”的内容与收到时不同："
        "Sheet1 的 G5（采购额度）由 162,950.00 元 变为 162,951.00 元",
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


def test_an_edition_whose_times_were_changed_is_not_opened(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    manifest = frozen(store, plan).folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("2022-09-30", "2022-08-31"), "utf-8")
    with pytest.raises(EditionError, match=r"manifest\.json 已被改动"):
        open_edition(store, "三季度会")


def test_a_document_that_was_changed_exchanged_or_lost_is_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    made = {"幻灯片.pptx": b"slides", "工作簿.xlsx": b"book"}
    edition = freeze(store, held(store, plan), published(store.root).sha256, made)
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


def test_an_original_that_is_gone_is_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    store.original(edition.manifest.known[0].sha256).unlink()
    assert verify(store, edition, plan, office).causes == (
        f"原件：“{FILE}”不见了",
        f"第 1 号“{FILE}”的原件不见了，请从备份恢复 submissions/",
    )


def test_a_changed_cell_that_makes_the_workbook_unreadable_is_named(
    store: Store, load: Load, plan: Plan, office: Office, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    edition = frozen(store, plan)
    path = store.original(edition.manifest.known[0].sha256)
    path.write_bytes(edited(qibao, "G5", "许多"))
    *_, last = verify(store, edition, plan, office).causes
    assert "Sheet1 的 G5：" in last


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"mode": "replace"', '"mode": "append"', f"台账：第 1 行“{FILE}”已被改动"),
        ('"accepted"', '"returned"', f"台账：第 1 行“{FILE}”不见了"),
        ("{", "", "台账：有一行读不出"),
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


def with_part(content: bytes, before: str, after: str) -> bytes:
    """An .ods with a text of its contents changed once."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "content.xml":
                assert before.encode() in part
                part = part.replace(before.encode(), after.encode(), 1)
            new.writestr(name, part)
    return buffer.getvalue()


def ods(content: bytes) -> bytes:
    return with_part(content, 'office:value="110.989"', 'office:value="110.988"')


def xls(content: bytes) -> bytes:
    # whole numbers are kept in 30 bits
    before, after = (struct.pack("<I", yuan << 2 | 2) for yuan in (13_490, 13_491))
    assert content.count(before) == 1
    return content.replace(before, after)


def csv(content: bytes) -> bytes:
    return content.decode("gbk").replace("28420", "28421").encode("gbk")


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        (
            "m16_区经委四季度大宗批发直采直购.ods",
            ods,
            "Sheet1 的 I5（采购额度）由 1,109,890.00 元 变为 1,109,880.00 元",
        ),
        (
            "m08_华漕镇采购表10月.xls",
            xls,
            "Sheet1 的 E5（采购额度）由 13,490.00 元 变为 13,491.00 元",
        ),
        (
            "m10_古美路街道消费帮扶采购10月.csv",
            csv,
            "CSV 的 G5（采购额度）由 28,420.00 元 变为 28,421.00 元",
        ),
    ],
)
def test_a_changed_cell_is_named_in_every_format(
    store: Store,
    load: Load,
    plan: Plan,
    office: Office,
    name: str,
    change: Callable[[bytes], bytes],
    told: str,
) -> None:
    content = (SAMPLES.parent / "messy" / name).read_bytes()
    load(name, content, "2022-10-20")
    edition = frozen(store, plan)
    path = store.original(edition.manifest.known[0].sha256)
    path.write_bytes(change(content))
    assert verify(store, edition, plan, office).causes == (
        f"原件：“{name}”的内容与收到时不同：{told}",
    )


def test_two_editions_differ_by_what_was_frozen_and_tell_why(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    one = frozen(store, plan)
    quotas = tuple(
        Quota(**q.model_dump() | {"target": 301.0})
        if (q.indicator, q.entity) == ("enterprise_purchase", "七宝镇")
        else q
        for q in plan.quotas
    )
    load(FILE, edited(qibao, "G5", 1_162_950), "2022-10-27")
    later = plan.model_copy(update={"quotas": quotas})
    now = meeting(connect(store.root), later, Times(DAY, datetime(2022, 10, 28)), "后来的会")
    found = compare_editions(
        connect(store.root), one, freeze(store, now, published(store.root).sha256)
    )
    assert found.plan_changes == (
        "目标：镇街动员企业采购 七宝镇（自 2022-01-01 起）由 300 改为 301",
    )
    move = next(m for m in found.moves if m.entity == "七宝镇")
    assert move.before is not None
    assert move.after is not None
    assert (move.before.target, move.after.target) == (300.0, 301.0)
    assert (move.after.actual or 0) - (move.before.actual or 0) == pytest.approx(100.0)
    assert {s.submission_id for s in move.submissions} >= {2}


def test_the_commands_freeze_list_compare_and_verify(
    store: Store, load: Load, qibao: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(*arguments: str) -> tuple[int, str]:
        status = run(main, "report", ["edition", *arguments, "--data", str(store.root)])
        return status, capsys.readouterr().out

    load(FILE, qibao, "2022-10-20")
    assert command("freeze", "前会", "--as-of", "2022-09-30", "--known-at", "2022-10-25")[0] == 0
    load(FILE, edited(qibao, "G5", 1_162_950), "2022-10-27")
    command("freeze", "后会", "--as-of", "2022-09-30", "--known-at", "2022-10-28")
    told = "截至 2022-09-30，按 2022-10-28 24:00 所知"
    assert command("list")[1].splitlines()[0] == f"后会：{told}"
    status, text = command("compare", "前会", "后会")
    line = next(line for line in text.splitlines() if " 七宝镇 " in line)
    assert re.split(r"\s{2,}", line) == [
        *("镇街动员企业采购", "七宝镇", "158.1 万元 滞后", "258.1 万元 超序时"),
        f"1 {FILE}、2 {FILE}",
    ]
    assert (status, command("verify", "前会")) == (
        0,
        (0, "一致：从原件重新计算，每个数字都与定稿相同。\n"),
    )


def test_a_folder_that_is_no_edition_is_passed_over(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    frozen(store, plan)
    (store.root / "editions" / "杂物").mkdir()
    assert [e.manifest.name for e in editions(store)] == ["三季度会"]
