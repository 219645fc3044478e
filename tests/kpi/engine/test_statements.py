"""Queries are put together from files: what a file names and nobody gives is never left out."""

import pytest
from jinja2 import UndefinedError

from kpi.engine.schemas import Schemas
from kpi.engine.statements import statement
from kpi.plan import Plan
from kpi.sql.templates import SQL

SCHEMAS = Schemas("derived.plan_7", "derived.plan_7_known_8")
# what those that ask give beside the plan and the schemas
GIVEN = {
    "breakdown": {"has_within": False, "by": "county"},
    "breakdown_sums": {"slices": "derived.plan_7.slices_1", "has_within": False, "by": "county"},
    "explain_rows": {"form": "purchase"},
    "purchasers": {"slices": "derived.plan_7.slices_1"},
    "purchases": {"slices": "derived.plan_7.slices_1"},
    "left_out": {"form": "purchase"},
    "quality_warnings": {"forms": ("purchase", "tour")},
    "rows": {"form": "purchase", "has_slice": False, "has_within": False},
    "search_rows": {"form": "purchase", "column": "voucher", "words": 2, "is_often": False},
}
NAMES = sorted(path.stem for folder in ("questions", "tables") for path in (SQL / folder).iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_query_is_whole_with_what_it_is_given(name: str, plan: Plan) -> None:
    sql = statement(name, plan, SCHEMAS, **GIVEN.get(name, {}))
    assert [mark for mark in ("{{", "{%", "{#", "None") if mark in sql] == []


@pytest.mark.parametrize("name", GIVEN)
def test_a_name_that_nobody_gives_is_an_error(name: str, plan: Plan) -> None:
    with pytest.raises(UndefinedError, match=f"'({'|'.join(GIVEN[name])})' is undefined"):
        statement(name, plan, SCHEMAS)


def test_the_tables_of_a_plan_and_of_a_moment_are_named_where_they_stand(plan: Plan) -> None:
    assert "from derived.plan_7_known_8.duties" in statement("reports", plan, SCHEMAS)
    assert "join derived.plan_7.traits as t" in statement("rows_count", plan, SCHEMAS)


def test_what_stands_in_a_plans_texts_is_no_template(plan: Plan) -> None:
    text = "category = '{labels} {facts} {{ known }} {% include \"x\" %} {# #}'"
    union = plan.indicator("union_purchase").model_copy(update={"where": text})
    odd = plan.model_copy(update={"indicators": (union,)})
    assert f"where {text}" in statement("derived_pieces", odd, SCHEMAS)


def test_where_only_reports_count_there_is_no_row(plan: Plan) -> None:
    reports = tuple(i for i in plan.indicators if i.source == "submissions")
    assert reports
    sql = statement("derived_pieces", plan.model_copy(update={"indicators": reports}), SCHEMAS)
    assert "where false" in sql
    assert "union all" not in sql
