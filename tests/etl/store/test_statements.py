"""The SQL files of etl: what a file names and nobody gives is an error, and a value is bound."""

import pytest
from jinja2 import UndefinedError

from etl.forms.forms import FORMS
from etl.store.statements import ETL, statement

# what those that ask give
GIVEN = {
    "control_totals": {"form": "purchase", "money": ("amount",)},
    "form_table": {"form": FORMS["tour"]},
    "insert_rows": {"form": "purchase"},
    "reported_keys": {"form": "posting", "keys": ("kind", "county"), "may_end": True},
    "reported_months": {"form": "purchase", "figure": None},
    "rows_elsewhere": {"form": "tour", "keys": ("group_no", "departs_on")},
    "rows_in_force": {"form": "purchase"},
    "sent_rows": {"form": "purchase"},
    "sheet_rows": {"form": "purchase"},
    "targets_before": {"form": "quota"},
    "vouchers_elsewhere": {"form": "purchase"},
}
NAMES = sorted(path.stem for path in ETL.glob("*/sql/*.sql"))


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_is_whole_with_what_it_is_given(name: str) -> None:
    sql = statement(name, **GIVEN.get(name, {}))
    assert [mark for mark in ("{{", "{%", "None") if mark in sql] == []


@pytest.mark.parametrize("name", GIVEN)
def test_a_name_that_nobody_gives_is_an_error(name: str) -> None:
    with pytest.raises(UndefinedError):
        statement(name)
