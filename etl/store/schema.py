"""The warehouse's tables: the fixed ones from schema.sql, a form's from its class."""

import hashlib
from pathlib import Path

from etl.forms.form import Form
from etl.forms.forms import FORMS

FIXED_SCHEMA = (Path(__file__).parent / "sql" / "schema.sql").read_text("utf-8")


def schema() -> str:
    """Every statement that makes an empty warehouse."""
    return FIXED_SCHEMA + "\n".join(_form_table(form) for form in FORMS.values())


def schema_digest() -> str:
    return hashlib.sha256(schema().encode()).hexdigest()


def _form_table(form: type[Form]) -> str:
    columns = ",\n    ".join(f'"{c.stored_as}" {c.kind.sql}' for c in form.columns())
    return f"""
create table {form.code} (
    submission_id integer not null,
    sheet varchar not null,
    row integer not null,
    reporting_unit varchar not null,
    month date not null,
    {columns}
);"""
