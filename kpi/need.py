"""What it takes: by how much each is to do better, in words; one definition for every sentence."""

from collections.abc import Iterable, Sequence

from kpi.engine.progress import Progress
from kpi.gap import lacking, need_words, widest_gap_first
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND

NAMED = 3  # that a sentence names


def takes_words(row: Progress, uom: str) -> str:
    """每月需 71.1 万元, 年底前还需 1 人; where no month is asked of, 还差 4 份; else nothing."""
    missing = lacking(row, uom)
    return need_words(row, uom) or (f"还{missing}" if missing else "")


def widest_first(rows: Iterable[Progress]) -> list[Progress]:
    """Those behind of one indicator, who lacks most first; of those alike, the further behind."""
    return widest_gap_first(row for row in rows if row.status in BEHIND)


def who_is_behind(rows: Sequence[Progress], kind: str, uom: str) -> str | None:
    """9 个镇街落后，莘庄镇差 138.2 万元; None where nobody is behind."""
    behind = widest_first(rows)
    if not behind:
        return None
    return f"{len(behind)} 个{kind}落后，{spoken(behind[0].entity)}{lacking(behind[0], uom)}"


def what_it_takes(rows: Sequence[Progress], uom: str, most: int = NAMED) -> str:
    """莘庄镇每月需 71.1 万元，另 6 个也需加快; empty where nobody is behind."""
    behind = widest_first(rows)
    parts = [
        f"{spoken(row.entity)}{words}" for row in behind[:most] if (words := takes_words(row, uom))
    ]
    others = len(behind) - most
    return "，".join([*parts, *([f"另 {others} 个也需加快"] if parts and others > 0 else [])])
