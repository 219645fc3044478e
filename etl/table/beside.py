"""What a sheet says outside its cells about a table: in comments, text boxes, print headers."""

from collections.abc import Iterator
from dataclasses import replace

from etl.read.cells import Remark
from etl.table.locate import Table

COMMENT = "批注"
# How our own explain a template's cells, and those of a workbook that was returned.
_OURS = (
    *("必填。", "可以不填。", "从下拉名单中选", "例：", "可改为："),
    *("错误：", "提醒：", "说明："),
)
# In a returned workbook the sender's own comment stands behind ours.
_THEIRS = "——原有批注——"


def remarks_on(table: Table) -> tuple[Remark, ...]:
    """The remarks that speak of the whole table; a comment on one of its rows does not."""
    return tuple(
        remark
        for remark in _theirs(table.sheet.remarks)
        if remark.kind != COMMENT
        or remark.row is None
        or table.cover_from <= remark.row <= table.header_row
    )


def _theirs(remarks: tuple[Remark, ...]) -> Iterator[Remark]:
    for remark in remarks:
        if remark.kind == COMMENT and remark.text.startswith(_OURS):
            _, _, text = remark.text.partition(_THEIRS)
            remark = replace(remark, text=text.strip())
        if remark.text:
            yield remark
