"""A cell changed in an original is named: file, sheet, cell, what stood there, what stands now."""

import io
import re
import struct
from collections.abc import Callable
from zipfile import ZipFile

import openpyxl
import pytest
from edition_facts import FILE, Load, edited, frozen, original
from places import SAMPLES

from etl.forms.context import Office
from etl.store.disk.folder import Store
from etl.store.warehouse import RebuildError, bring_up_to_date
from kpi.plan import Plan
from report.editions.shelf import Edition
from report.editions.verify import verify

pytestmark = pytest.mark.slow


def test_a_single_changed_cell_in_an_original_is_named(
    store: Store, edition: Edition, plan: Plan, office: Office, qibao: bytes
) -> None:
    path = original(store, edition)
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


def test_a_changed_cell_that_makes_the_workbook_unreadable_is_named(
    store: Store, edition: Edition, plan: Plan, office: Office, qibao: bytes
) -> None:
    path = original(store, edition)
    path.write_bytes(edited(qibao, "G5", "许多"))
    *_, last = verify(store, edition, plan, office).causes
    assert "Sheet1 的 G5：" in last


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
    content = (SAMPLES / "messy" / name).read_bytes()
    load(name, content, "2022-10-20")
    edition = frozen(store, plan)
    path = original(store, edition)
    path.write_bytes(change(content))
    assert verify(store, edition, plan, office).causes == (
        f"原件：“{name}”的内容与收到时不同：{told}",
    )


def test_an_original_that_is_gone_is_named(
    store: Store, edition: Edition, plan: Plan, office: Office
) -> None:
    original(store, edition).unlink()
    assert verify(store, edition, plan, office).causes == (
        f"原件：“{FILE}”不见了",
        f"第 1 号“{FILE}”的原件不见了，请管理员从备份恢复",
    )


def test_a_changed_cell_enters_no_figure_and_is_named(
    store: Store, edition: Edition, plan: Plan, office: Office, qibao: bytes
) -> None:
    path = original(store, edition)
    path.write_bytes(edited(qibao, "G5", 162_951))
    before = store.current.read_bytes()
    with pytest.raises(RebuildError, match="的原件的内容与收到时不同"):
        bring_up_to_date(store, office, afresh=True)
    assert store.current.read_bytes() == before
    assert verify(store, edition, plan, office).causes == (
        f"原件：“{FILE}”的内容与收到时不同："
        "Sheet1 的 G5（采购额度）由 162,950.00 元 变为 162,951.00 元",
    )


def test_of_a_row_that_was_taken_out_the_first_cells_are_named_and_how_many_there_are(
    store: Store, edition: Edition, plan: Plan, office: Office, qibao: bytes
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(qibao))
    book.worksheets[0].delete_rows(6)
    path = original(store, edition)
    book.save(path)
    (cause,) = verify(store, edition, plan, office).causes
    assert "Sheet1 的 G6（采购额度）由 " in cause
    assert re.search(r"；等 \d{3} 处$", cause)
    assert cause.count(" 变为 ") == 20


def test_a_change_beside_the_table_is_told_apart(
    store: Store, edition: Edition, plan: Plan, office: Office, qibao: bytes
) -> None:
    path = original(store, edition)
    path.write_bytes(edited(qibao, "Z99", "旁注"))
    assert verify(store, edition, plan, office).causes == (
        f"原件：“{FILE}”的内容与收到时不同（改动的不是计入的单元格）",
    )
