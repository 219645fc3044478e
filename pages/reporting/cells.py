"""What became of every cell of a sheet, in one line."""

from etl.account.cells import PARTS, SheetCells

WORDS = dict(zip(PARTS, ("数据", "表头", "封面", "合计", "说明", "未读懂"), strict=True))


def cells_text(cells: SheetCells) -> str:
    """214 格：数据 180，表头 12，封面 6，说明 16，未读懂 0: parts without any are left out."""
    counts = {part: getattr(cells, part) for part in PARTS}
    parts = [
        f"{WORDS[part]} {count:,}"
        for part, count in counts.items()
        if count or part in ("data", "unknown")
    ]
    return f"{cells.all:,} 格：{'，'.join(parts)}"
