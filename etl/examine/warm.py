"""What is made at the first workbook and kept, made before it: patterns, adapters, names."""

import numpy as np

from etl.examine.examine import examine
from etl.forms.context import Office
from etl.forms.form import Form
from etl.forms.forms import FORMS
from etl.read.cells import Column, Sheet


def warm_up(office: Office) -> None:
    """Examines one row of each form, all of its cells doubtful."""
    unit = office.plan.reference.units[0].name
    for form in FORMS.values():
        sheet = _sheet(form, unit, office.plan.year)
        examine("", b"", office, lambda name, content, sheet=sheet: [sheet])  # type: ignore[misc]


def _sheet(form: type[Form], unit: str, year: int) -> Sheet:
    headers = [column.header for column in form.columns()]
    width = max(len(headers), 6)
    cover = ["填报单位：", unit, "报表期间：", f"{year}年9月", "金额单位：", "元"]
    row = ["9月1日" if c.kind.name == "day" else "1" for c in form.columns()]
    rows = [
        [*cells, *[None] * (width - len(cells))] for cells in ([form.title], cover, headers, row)
    ]
    codes = np.arange(len(rows), dtype=np.int32)
    return Sheet(
        "", True, tuple(Column(codes, cells) for cells in zip(*rows, strict=True)), len(rows)
    )
