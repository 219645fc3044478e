"""Sheets without a table: instructions are harmless, figures are not."""

from etl import rules
from etl.forms.context import Office
from etl.problems import Choice, Problem
from etl.questions import Question, ask
from etl.read.cells import Sheet

# A table has some rows with figures; a cover sheet or a list of choices has hardly any.
FEWEST_ROWS = 2
NOT_OURS = Choice("other", "不是要报的数据，不读这张工作表")


def ask_about_sheet(sheet: Sheet, office: Office, unit: str) -> Problem | None:
    """A question about a sheet that has rows of figures and no headers that are known."""
    if not has_figures(sheet):
        return None
    question = Question(
        rules.UNREAD_SHEET,
        what=sheet.name,
        message=f"工作表“{sheet.name}”里有数字，却没有认得的表头，没有读取",
        hint="其中有要报送的数据时，请用模板的表头重新填写；没有的，请回答或删去这张工作表",
        choices=(NOT_OURS,),
        sheet=sheet.name,
    )
    return ask(question, office.answers, unit)[1]


def has_figures(sheet: Sheet) -> bool:
    """Whether some rows hold a text and a number: 上海甲公司 12500."""
    rows = (sheet.row(row) for row in range(min(sheet.rows, 500)))
    hits = (
        any(isinstance(v, str) and v.strip() for v in row)
        and any(isinstance(v, float) for v in row)
        for row in rows
    )
    return sum(hits) >= FEWEST_ROWS
