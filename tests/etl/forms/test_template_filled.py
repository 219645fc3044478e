"""A blank template loads nothing, its example is never data, and filled in it always loads."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.forms.form import Form, FormColumn
from etl.forms.forms import FORMS
from etl.forms.template import HEADER_ROW, write_template
from etl.forms.template_hints import choices, example, senders
from kpi.plan.entities import entity_names
from kpi.plan.models import Quota

pytestmark = pytest.mark.slow

FORM_CODES = sorted(FORMS)
# What is believable of a column: the part is no more than the whole, a list's heads are few.
MONEY = {
    **{"annual_total": (5e5, 9e5), "purchased": (0.0, 5e5), "pledged": (1e3, 9e5)},
    **{"planned": (2e6, 9e6), "invested": (2e5, 2e6), "allocated": (2e5, 2e6)},
}
HEADS = {"succeeded": [0, 1], "trained": [1, 27, 150], "people": [1, 27, 150]}
WORDS = "沪滇协作核桃培训班第一期甲乙丙丁（上海）有限公司 Abc-12=+@*/.,，、"
REMARKS = ("中秋慰问", "职工福利 ", "832平台下单，已验收，", "Abc-12@*/联系人：张三", "发票附后；")
Fill = Callable[..., Findings]


@pytest.fixture
def fill(tmp_path: Path, office: Office) -> Fill:
    """Fills a form's template in as a spreadsheet program would, and examines it."""

    def write(code: str, rows: list[list[Any]], unit: str | None, money: str = "元") -> Findings:
        form, path = FORMS[code], tmp_path / f"{code}.xlsx"
        write_template(form, office, path)
        book = load_workbook(path)
        sheet = book["填报表"]
        sheet["B2"] = unit
        labels = {sheet.cell(row, 1).value: row for row in (2, 3, 4)}
        if rows and "报表期间：" in labels:
            sheet.cell(labels["报表期间："], 2).value = "2022年9月"
        if "金额单位：" in labels:
            sheet.cell(labels["金额单位："], 2).value = money
        for number, row in enumerate(rows, start=HEADER_ROW + 1):
            for index, value in enumerate(row, start=1):
                cell = sheet.cell(number, index)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
                style = sheet.column_dimensions[get_column_letter(index)]
                cell.number_format = style.number_format
        book.save(path)
        return examine(path.name, path.read_bytes(), office)

    return write


def errors(found: Findings) -> list[tuple[str, str | None, str]]:
    return [(p.code, p.cell, p.message) for p in found.problems if p.severity == "error"]


@pytest.mark.parametrize("code", FORM_CODES)
def test_a_blank_template_is_returned_for_having_no_rows(
    code: str, fill: Fill, office: Office
) -> None:
    found = fill(code, [], None)
    assert "no_rows" in {p.code for p in found.problems}
    assert found.parts == ()


@pytest.mark.parametrize("code", FORM_CODES)
def test_the_example_is_shown_beside_each_column_and_would_be_let_in(
    code: str, fill: Fill, office: Office, tmp_path: Path
) -> None:
    form = FORMS[code]
    row = list(example(form, office))
    assert errors(fill(code, [row], senders(form, office)[-1])) == []
    notes = load_workbook(tmp_path / f"{code}.xlsx")["填表说明"]
    shown = {notes.cell(r, 1).value: notes.cell(r, 4).value for r in range(7, notes.max_row + 1)}
    assert list(shown) == [c.header for c in form.columns()]
    missing = [c.header for c in form.columns() if c.required and shown[c.header] in (None, "")]
    assert missing == []


@pytest.mark.parametrize("code", FORM_CODES)
def test_every_header_has_a_note_and_every_choice_a_drop_down(
    code: str, office: Office, tmp_path: Path
) -> None:
    form, path = FORMS[code], tmp_path / "t.xlsx"
    write_template(form, office, path)
    sheet = load_workbook(path)["填报表"]
    ruled = {
        str(rule.sqref).split(":")[0]: rule.type for rule in sheet.data_validations.dataValidation
    }
    assert ruled["B2"] == "list"
    for index, column in enumerate(form.columns(), start=1):
        cell = sheet.cell(HEADER_ROW, index)
        assert cell.comment.text.startswith("必填" if column.required else "可以不填")
        if choices(column, office):
            assert ruled[f"{cell.column_letter}{HEADER_ROW + 1}"] == "list"


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("code", FORM_CODES)
def test_a_filled_template_always_loads_with_the_values_filled_in(
    code: str, seed: int, fill: Fill, office: Office
) -> None:
    form, chance = FORMS[code], random.Random(f"{code} {seed}")
    rows = list(rows_of(form, office, chance))
    unit = chance.choice(senders(form, office))
    found = fill(code, rows, unit)
    assert errors(found) == []
    (part,) = found.parts
    assert (part.form, part.unit, part.rows.num_rows) == (code, unit, len(rows))
    for index, column in enumerate(form.columns()):
        expected = [stored(column, row[index], office) for row in rows]
        read = part.rows[column.stored_as].to_pylist()
        blank = [(r, e) for r, e in zip(read, expected, strict=True) if e is not None and r != e]
        assert blank == [], column.header


def test_the_money_unit_of_the_cover_holds_for_every_amount(fill: Fill, office: Office) -> None:
    row = list(example(FORMS["purchase"], office))
    row[[c.name for c in FORMS["purchase"].columns()].index("amount")] = 12
    (part,) = fill("purchase", [row], "莘庄镇", "万元").parts
    assert part.rows["amount_fen"].to_pylist() == [12 * 1_000_000]


def rows_of(form: type[Form], office: Office, chance: random.Random) -> Iterator[list[Any]]:
    """Rows that a careful sender might write; columns that name a row never repeat."""
    counties = [c.name for c in office.plan.reference.counties]
    for number in range(len(counties) if form.code == "employment" else 25):
        values = {c.name: value_of(c, number, office, chance) for c in form.columns()}
        if form.code == "employment":
            values["county"] = counties[number]
        if form.code == "quota":
            values |= told_again(settable(office)[number], office)
        if form.code == "canteen":
            values["has_canteen"] = "有"  # without one there would be nothing to report
        if form.code == "purchase":
            values["category"] = "企业动员"
        yield [values[c.name] for c in form.columns()]


def settable(office: Office) -> list[Quota]:
    """The plan's quotas of indicators whose units the registers name."""
    plan = office.plan
    return [q for q in plan.quotas if entity_names(plan.indicator(q.indicator), plan)]


def told_again(quota: Quota, office: Office) -> dict[str, Any]:
    """A quota of the plan, told anew as the office would."""
    indicator = office.plan.indicator(quota.indicator)
    unit = entity_names(indicator, office.plan)[0] if quota.entity == "*" else quota.entity
    return {"indicator": indicator.name, "unit": unit, "target": quota.target or 1}


def value_of(column: FormColumn, number: int, office: Office, chance: random.Random) -> Any:
    if not column.required and chance.random() < 0.3:
        return None
    if offered := choices(column, office):
        return chance.choice(offered)
    kinds: dict[str, Callable[[], Any]] = {
        "text": lambda: (remark if column.remark else text)(number, chance),
        "origin": lambda: chance.choice(office.plan.reference.cities),
        "money": lambda: round(chance.uniform(*MONEY.get(column.name, (1e3, 9e5))), 2),
        "day": lambda: date(2022, 9, 1) + timedelta(days=chance.randrange(30)),
        "percent": lambda: chance.choice([0, 0.1, 0.155, 0.85, 1]),
        "count": lambda: chance.choice(HEADS.get(column.name, [0, 1, 27, 150])),
        "task": lambda: chance.randint(1, len(office.plan.tasks)),
        "number": lambda: chance.choice([0, 1, 300, 0.5]),
    }
    return kinds[column.kind.name]()


def remark(number: int, chance: random.Random) -> str:
    """What is said of a row; words that nobody knows would be asked about."""
    return f"{chance.choice(REMARKS)}第{number}批"


def text(number: int, chance: random.Random) -> str:
    """Odd but honest: it begins with a word and holds its row's number."""
    return f"甲{number:03}" + "".join(chance.choices(WORDS, k=chance.randint(0, 12)))


def stored(column: FormColumn, value: Any, office: Office) -> Any:
    """What the warehouse is to hold of a value that was filled in."""
    if value is None:
        return None
    kind = column.kind.name
    if kind == "money":
        return round(value * 100)
    if kind == "percent":
        return value * 100
    if kind == "yes_no":
        return value in ("是", "有")
    if kind == "text":
        return " ".join(value.split())
    if kind == "indicator":
        return next(i.code for i in office.plan.indicators if i.name == value)
    return value
