"""What it takes: by how much each is to do better, in words; one definition for every sentence."""

from collections.abc import Iterable, Sequence

from kpi.engine.progress import Progress
from kpi.gap import gap, gap_words, lacked
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND

NAMED = 3  # that a sentence names


def need_words(row: Progress, uom: str) -> str:
    """每月需 71.1 万元 to reach the target; counts are whole: where a month needs less than one,
    年底前还需 1 人; where no month is asked of, 还差 4 份. Nothing where nothing is needed.
    """
    need = row.needed_per_month
    unit = " 点" if uom == "%" else f" {uom}"
    if need is None:
        lacking = gap(row)
        return f"还差 {lacked(lacking, uom)}{unit}" if lacking else ""
    if need <= 0:
        return ""
    if need < 1 and uom not in ("万元", "%"):
        return f"年底前还需 {lacked((row.target or 0.0) - (row.actual or 0.0), uom)}{unit}"
    return f"每月需 {lacked(need, uom)}{unit}"


def lacking_words(row: Progress, uom: str) -> str:
    """差 138.2 万元; of shares points. Nothing where nothing lacks."""
    words = gap_words(row, uom)
    return f"{words} {uom}" if words and uom != "%" else words


def widest_first(rows: Iterable[Progress]) -> list[Progress]:
    """Those behind of one indicator, who lacks most first; of those alike, the further behind."""
    behind = [row for row in rows if row.status in BEHIND]
    return sorted(behind, key=lambda r: (-(gap(r) or 0.0), r.pace_gap_points or 0.0))


def who_is_behind(rows: Sequence[Progress], kind: str, uom: str) -> str | None:
    """9 个镇街落后，莘庄镇差 138.2 万元; None where nobody is behind."""
    behind = widest_first(rows)
    if not behind:
        return None
    return f"{len(behind)} 个{kind}落后，{spoken(behind[0].entity)}{lacking_words(behind[0], uom)}"


def what_it_takes(rows: Sequence[Progress], uom: str, most: int = NAMED) -> str:
    """莘庄镇每月需 71.1 万元，另 6 个也需加快; empty where nobody is behind."""
    behind = widest_first(rows)
    parts = [
        f"{spoken(row.entity)}{words}" for row in behind[:most] if (words := need_words(row, uom))
    ]
    others = len(behind) - most
    return "，".join([*parts, *([f"另 {others} 个也需加快"] if parts and others > 0 else [])])
