"""What a sheet hides or strikes through among a table's rows and columns: its sender says why."""

from collections.abc import Iterator, Set

from etl import rules
from etl.forms.context import Office
from etl.problems import Choice, Problem, cell_name, column_name
from etl.questions import Question, ask
from etl.read.cells import Range, show
from etl.rules import Rule
from etl.table.headers import said_by
from etl.table.locate import Table
from etl.table.row_words import FIGURES

CHOICES = (Choice("count", "照常计入"), Choice("skip", "不计入"))
READ = (Choice("read", "按隐藏的列读"),)
# Kinds of a column whose values change what a row brings.
DECIDING = (*FIGURES, "percent", "yes_no", "choice", "day")
MOST_NAMED = 10


def settle_marked_rows(table: Table, unit: str, office: Office) -> tuple[Table, list[Problem]]:
    """The table without the rows that, hidden or struck through, are not to count; one question
    for each way.
    """
    marks, problems = table.sheet.marks, list[Problem]()
    hidden = _among(table, marks.hidden_rows)
    struck = [r for r in _among(table, {row for row, _ in marks.struck}) if _is_struck(table, r)]
    unseen = [r for r in _among(table, {row for row, _ in marks.unseen}) if _is_unseen(table, r)]
    doubtful = _among(table, _rows_of(marks.may_be_struck, table))
    how = "被筛选隐藏了" if marks.filtered else "是隐藏的"
    for rule, rows, what in (
        (rules.HIDDEN_ROWS, hidden, f"{how}，打开表格时看不到"),
        (rules.STRUCK_ROWS, struck, "划了删除线"),
        (rules.UNSEEN_ROWS, unseen, "有的数或名称与底色同色或字太小，看不到"),
        (rules.STRUCK_BY_CONDITION, doubtful, "设了会划删除线的条件格式，打开表格时可能是划掉的"),
    ):
        if rows:
            choice, problem = ask(_question(table, rule, rows, what), office.answers, unit)
            problems.append(problem)
            table = table.without(rows) if choice == "skip" else table
    return table, problems


def _among(table: Table, rows: Set[int]) -> list[int]:
    """Those of the table's data rows."""
    return [row for row in table.rows.tolist() if row in rows] if rows else []


def _question(table: Table, rule: Rule, rows: list[int], what: str) -> Question:
    numbers = "、".join(str(row + 1) for row in rows[:MOST_NAMED])
    more = f" 等 {len(rows)} 行" if len(rows) > MOST_NAMED else " 行"
    return Question(
        rule,
        what=f"{table.form.code}|{table.sheet.name}|{numbers}|{len(rows)}",
        message=f"《{table.form.title}》第 {numbers}{more}{what}，看不出要不要计入",
        hint="要计入的，请取消隐藏、筛选、删除线或改掉颜色；不计入的，请删去这些行；或回答这个问题",
        choices=CHOICES,
        sheet=table.sheet.name,
        cell=cell_name(rows[0], table.headers[0].index),
        remembered=False,
    )


def _is_struck(table: Table, row: int) -> bool:
    """Whether something of a row is crossed out that makes it what it is: a remark does not."""
    return _has(table, row, table.sheet.marks.struck)


def _is_unseen(table: Table, row: int) -> bool:
    """Whether a figure, a day or a name of a row cannot be seen; a zero is often made so."""
    return _has(table, row, table.sheet.marks.unseen)


def _has(table: Table, row: int, places: Set[tuple[int, int]]) -> bool:
    marked = (h for h in table.headers if (row, h.index) in places and not h.column.remark)
    return any(table.sheet.cell(row, h.index) not in (None, "", 0, 0.0) for h in marked)


def _rows_of(ranges: tuple[Range, ...], table: Table) -> set[int]:
    """The rows of ranges that hold a column that is read."""
    columns = {h.index for h in table.headers if not h.column.remark}
    rows: set[int] = set()
    for top, left, bottom, right in ranges:
        if any(left <= index <= right for index in columns):
            rows.update(range(top, min(bottom, table.sheet.rows - 1) + 1))
    return rows


def marked_words(table: Table, unit: str, office: Office) -> Iterator[Problem]:
    """A question where a header that is read, or a word of the cover, is struck or cannot be seen:
    does it hold?
    """
    marks = table.sheet.marks
    places = {"划了删除线": marks.struck, "与底色同色或字太小，看不到": marks.unseen}
    read = {h.index for h in table.headers}
    for how, marked in places.items():
        words = [
            (row, index)
            for row, index in sorted(marked)
            if table.cover_from <= row <= table.header_row
            and (row < table.top_row or index in read)
            and table.sheet.cell(row, index) not in (None, "")
        ]
        if words:
            yield _asked_words(table, words, how, unit, office)


def _asked_words(
    table: Table, words: list[tuple[int, int]], how: str, unit: str, office: Office
) -> Problem:
    named = words[:MOST_NAMED]
    told = "、".join(f"{cell_name(*p)}“{show(table.sheet.cell(*p))[:30]}”" for p in named)
    question = Question(
        rules.MARKED_WORDS,
        what=f"{table.form.code}|{how}|{told}",
        message=f"《{table.form.title}》表头或表格上方的 {told} {how}，看不出算不算数",
        hint="不要的请删去，要的请去掉删除线、改掉颜色；或回答这个问题",
        choices=(Choice("read", "照写的读"),),
        sheet=table.sheet.name,
        cell=cell_name(*words[0]),
    )
    return ask(question, office.answers, unit)[1]


def marked_cells(table: Table) -> Iterator[Problem]:
    """Figures of which a part is crossed out: the rest is what counts."""
    columns = {h.index: h.column for h in table.headers if h.column.kind.name in DECIDING}
    rows = set(table.rows.tolist()) if table.sheet.marks.partly_struck else set()
    for row, index in sorted(table.sheet.marks.partly_struck):
        if row in rows and index in columns:
            value = show(table.sheet.cell(row, index))
            header = columns[index].header
            message = f"第 {row + 1} 行“{header}”有一部分划了删除线，按没有划去的“{value}”读"
            hint = "不对的，请删去划掉的字，只留正确的数"
            name = table.sheet.name
            yield Problem(rules.PARTLY_STRUCK, message, hint, name, cell_name(row, index), value)


def hidden_columns(table: Table, unit: str, office: Office) -> Iterator[Problem]:
    """A hidden column that is read is asked about; one that yields to a visible one is told."""
    hidden = table.sheet.marks.hidden_columns
    if not hidden:
        return
    used = [h for h in table.headers if h.index in hidden and h.column.kind.name in DECIDING]
    if used:
        names = "、".join(f"{column_name(h.index)} 列“{h.column.header}”" for h in used)
        question = Question(
            rules.HIDDEN_COLUMN,
            what=f"{table.form.code}|{'、'.join(h.column.name for h in used)}",
            message=f"《{table.form.title}》{names}是隐藏的，打开表格时看不到",
            hint="要按这一列读的，请取消隐藏；不要的，请删去；或回答这个问题",
            choices=READ,
            sheet=table.sheet.name,
            cell=cell_name(table.header_row, used[0].index),
        )
        yield ask(question, office.answers, unit)[1]
    shown = {h.column.name: h for h in table.headers if h.index not in hidden}
    for index in sorted(hidden):
        text = show(table.sheet.cell(table.header_row, index))
        meaning = said_by(table.form, text) if text else None
        if meaning and (header := shown.get(meaning.column.name)):
            message = (
                f"{column_name(index)} 列“{text}”是隐藏的，没有读；"
                f"“{header.column.header}”按看得到的 {column_name(header.index)} 列读"
            )
            cell = cell_name(table.header_row, index)
            hint = "不对的，请删去不要的一列"
            yield Problem(rules.HIDDEN_COLUMN_UNREAD, message, hint, table.sheet.name, cell)
