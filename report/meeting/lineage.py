"""The lineage of a meeting's figures: each down to its submissions, rows and cells."""

from collections.abc import Iterator

from kpi.engine.progress import Progress
from kpi.engine.warehouse import Connection
from kpi.trace.explain import explain_entities
from kpi.trace.explanation import Basis, Explanation
from report.meeting.meeting import Meeting
from report.meeting.section import Column, Section

MOST = 200_000
COLUMNS = (
    Column("indicator", "指标"),
    Column("entity", "对象"),
    Column("actual", "对象的数字", "number"),
    Column("amount", "这一行", "number"),
    Column("uom", "计量单位"),
    Column("month", "月份"),
    Column("submission", "报送编号", "count"),
    Column("file", "文件"),
    Column("sheet", "工作表"),
    Column("row", "行", "count"),
    Column("cells", "单元格"),
    Column("base", "这一行的分母", "number"),
    Column("target", "目标", "number"),
    Column("basis", "目标依据"),
)
NO_ROWS = "没有计入的行"
OTHERWISE = "现有的报表或口径与定稿时不同，来源从略；请用 report edition verify 核对"


def lineage_of(connection: Connection, meeting: Meeting) -> Section:
    """Every figure of an entity: the submissions, rows and cells that it was made from."""
    times = (meeting.as_of, meeting.known_at)
    explanations = {
        (figure.progress.indicator, figure.progress.entity): figure
        for figure in explain_entities(connection, meeting.plan, *times)
    }
    lines: list[tuple[object, ...]] = []
    for row in (row for row in meeting.rows if row.level == "entity"):
        figure = explanations.get((row.indicator, row.entity))
        is_own = figure is not None and _figures(figure.progress) == _figures(row)
        lines += _lines(figure) if figure and is_own else [_otherwise(meeting, row)]
    shown = tuple(lines[:MOST])
    cut = f"，此处列出前 {MOST} 行" if len(lines) > len(shown) else ""
    finding = f"每个数字由哪些单元格合成：共 {len(lines)} 行{cut}"
    return Section("lineage", "来源", finding, COLUMNS, shown)


def _figures(row: Progress) -> tuple[float | None, float | None]:
    return row.actual, row.target


def _otherwise(meeting: Meeting, row: Progress) -> tuple[object, ...]:
    """An edition's own figure, where the rows that are there now do not make it any more."""
    indicator = meeting.plan.indicator(row.indicator)
    head = (indicator.name, row.entity, row.actual, None, indicator.uom)
    return (*head, *(None, None, OTHERWISE, None, None, None, None), row.target, "")


def _lines(figure: Explanation) -> Iterator[tuple[object, ...]]:
    unit, basis = _unit(figure), _basis(figure.target)
    if not figure.rows:
        head = (figure.name, figure.progress.entity, figure.progress.actual, None, unit)
        yield (*head, *(None, None, NO_ROWS, None, None, None, None), figure.progress.target, basis)
    for row in figure.rows:
        cells = "、".join(cell.cell for cell in row.cells.values()) or "整份"
        yield (
            *(figure.name, figure.progress.entity, figure.progress.actual),
            *(row.amount / figure.scale, unit, f"{row.month:%Y-%m}", row.submission_id),
            *(row.file_name, row.sheet, row.row or None, cells),
            *(None if row.base is None else row.base / figure.scale, figure.progress.target, basis),
        )


def _unit(figure: Explanation) -> str:
    """What a row brings: of a per cent, the money above the line, or the project that counts."""
    if figure.uom != "%":
        return figure.uom
    return "元" if figure.scale % 100 == 0 else "项"


def _basis(target: Basis) -> str:
    """Where the quota stands: the plan, or a submission's sheet and row."""
    if target.submission_id is None:
        return target.basis
    return f"{target.basis}，第 {target.submission_id} 号报送 {target.sheet} 第 {target.row} 行"
