"""The warehouse's tables: the fixed ones from schema.sql, a form's from its class."""

import hashlib

from etl.forms.forms import FORMS
from etl.store.statements import statement


def schema() -> str:
    """Every statement that makes an empty warehouse."""
    forms = (statement("form_table", form=form) for form in FORMS.values())
    return "\n\n".join((statement("schema"), *forms))


def schema_digest() -> str:
    return hashlib.sha256(schema().encode()).hexdigest()
