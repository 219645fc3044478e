"""The broken sample workbooks: each is refused at the sheet and cell that its list names."""

import json
from pathlib import Path
from typing import Any

import pytest
from places import BROKEN

from etl.examine.examine import examine
from etl.forms.context import Office

REFUSED = json.loads((BROKEN / "expected.json").read_text())["refused"]
# b13 is left out for its size; test_container.py makes its like.
CASES = [case for case in REFUSED if not case["file"].startswith("broken/b13")]
RULES = {
    "b01": "unknown_unit",
    "b02": "unknown_unit",
    "b03": "bad_date",
    "b04": "date_outside_year",
    "b05": "bad_money",
    "b06": "missing_column",
    "b07": "missing_cell",
    "b08": "formula_without_value",
    "b09": "encrypted",
    "b10": "damaged",
    "b11": "wrong_content",
    "b12": "empty_file",
    "b14": "unknown_form",
    "b15": "negative_count",
    "b16": "bad_yes_no",
    "b17": "bad_choice",
    "b18": "bad_task",
    "b19": "bad_percent",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"][7:10])
def test_a_broken_workbook_is_refused_where_its_list_says(
    office: Office, case: dict[str, Any]
) -> None:
    path = BROKEN / Path(case["file"]).name
    findings = examine(path.name, path.read_bytes(), office)
    first = findings.problems[0]
    assert findings.parts == ()
    assert (first.severity, first.code) == ("error", RULES[path.name[:3]])
    assert (first.sheet, first.cell) == (case["sheet"], case["cell"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"][7:10])
def test_nothing_else_in_a_broken_workbook_is_complained_of(
    office: Office, case: dict[str, Any]
) -> None:
    path = BROKEN / Path(case["file"]).name
    rules = {p.code for p in examine(path.name, path.read_bytes(), office).problems}
    assert rules == {RULES[path.name[:3]]}


def test_every_broken_sample_is_in_the_list() -> None:
    files = {path.name for path in BROKEN.glob("b*")}
    assert {Path(case["file"]).name for case in CASES} == files
