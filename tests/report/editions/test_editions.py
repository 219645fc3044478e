"""会议版: frozen for good, opened to the last digit, compared."""

import json
import re
from datetime import datetime
from hashlib import sha256

import pytest
from edition_facts import DAY, FILE, Load, edited, frozen, held, with_target

from etl.store.disk.folder import Store
from kpi.engine.times import Times
from kpi.engine.warehouse import connect, published
from kpi.plan import Plan
from kpi.usage.command import run
from report.__main__ import main
from report.editions.compare import compare_editions
from report.editions.freeze import add_file, freeze
from report.editions.manifest import EditionError, slug_of
from report.editions.shelf import editions, open_edition
from report.meeting.meeting import meeting

pytestmark = pytest.mark.slow


def test_an_edition_gives_back_the_very_figures(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    before = held(store, plan)
    frozen(store, plan)
    assert open_edition(store, "三季度会").meeting() == before


def test_an_edition_of_before_plans_said_what_is_shown_first_shows_what_its_years_plan_does(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    before, edition = held(store, plan), frozen(store, plan)
    told = json.loads((edition.folder / "plan.json").read_text("utf-8"))
    del told["shown"]
    text = json.dumps(told, ensure_ascii=False)
    (edition.folder / "plan.json").write_text(text, "utf-8")
    digest = sha256(text.encode()).hexdigest()
    manifest = edition.manifest.model_copy(update={"plan_sha256": digest}).sealed()
    (edition.folder / "manifest.json").write_text(manifest.model_dump_json(), "utf-8")
    found = open_edition(store, "三季度会").meeting()
    assert found == before
    assert [card.name for card in found.headlines][:2] == [
        "采购总额①–③（万元）",
        "县域销售（万元）",
    ]


def test_the_steps_of_a_meeting_are_kept_under_its_seal(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    version = published(store.root)
    edition = freeze(store, held(store, plan), version, steps=("closing", "towns"))
    assert open_edition(store, "三季度会").manifest.steps == ("closing", "towns")
    manifest = edition.folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"closing"', '"wall"'), "utf-8")
    with pytest.raises(EditionError, match="已被改动"):
        open_edition(store, "三季度会")


def test_an_edition_of_before_it_knew_steps_and_ledger_opens_as_it_did(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    manifest = frozen(store, plan).folder / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    assert (told.pop("steps"), told.pop("ledger_lines")) == ([], 1)
    del told["ledger_head"], told["seal"]
    told["format"] = 3
    # the seal is that of all that was said then
    said = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    seal = sha256(said.encode()).hexdigest()
    manifest.write_text(json.dumps(told | {"seal": seal}), "utf-8")
    assert open_edition(store, "三季度会").manifest.steps == ()


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


def test_two_editions_differ_by_what_was_frozen_and_tell_why(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    one = frozen(store, plan)
    load(FILE, edited(qibao, "G5", 1_162_950), "2022-10-27")
    later = with_target(plan, 301.0)
    now = meeting(connect(store.root), later, Times(DAY, datetime(2022, 10, 28)), "后来的会")
    found = compare_editions(connect(store.root), one, freeze(store, now, published(store.root)))
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


def test_an_edition_without_a_seal_says_what_it_is_why_it_stays_shut_and_what_to_do(
    store: Store, load: Load, plan: Plan, qibao: bytes
) -> None:
    load(FILE, qibao, "2022-10-20")
    path = frozen(store, plan).folder / "manifest.json"
    told = json.loads(path.read_text("utf-8"))
    del told["seal"], told["known"][0]["line_sha256"]
    path.write_text(json.dumps(told | {"format": 1}), "utf-8")
    with pytest.raises(EditionError) as refused:
        open_edition(store, "三季度会")
    assert str(refused.value) == (
        "会议版“三季度会”是旧版程序定稿的，没有封签，无法证明它未被改动，所以不再打开。"
        "请按它的两个时间另起一个名称重新定稿：python -m report edition freeze 新名称 "
        f"--as-of 2022-09-30 --known-at 2022-10-26T00:00:00；旧文件夹 {path.parent} 可留作备查。"
    )
