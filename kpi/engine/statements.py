"""A query of kpi/sql for a plan: with its facts, and the schemas in which its tables stand."""

from functools import cache, lru_cache

import duckdb

from kpi.engine.schemas import Same, Schemas
from kpi.plan import Indicator, Plan
from kpi.plan.facts import NO_LABELS, facts_of
from kpi.sql.templates import filled


def statement(name: str, plan: Plan, schemas: Schemas, **values: object) -> str:
    """The text of a query with the plan's indicators and these values put in.

    Raises jinja2.UndefinedError for a name that the query uses and nobody gives.
    """
    return _filled(name, Same(plan.indicators), schemas, tuple(values.items()))


# a rerun asks the same again, and 45 selects of facts take longer to write than to look up
@lru_cache(maxsize=256)
def _filled(
    name: str,
    indicators: Same[Indicator],
    schemas: Schemas,
    values: tuple[tuple[str, object], ...],
) -> str:
    given: dict[str, object] = {
        "labels": NO_LABELS,
        "derived": schemas.derived,
        "known": schemas.known,
        "facts": facts_of(indicators.parts),
        "is_ranked": not all(i.is_additive for i in indicators.parts),
    }
    return filled(name, **given | dict(values))


@lru_cache(maxsize=256)
def parsed(sql: str) -> duckdb.Statement:
    """A query as the database reads it; its `named_parameters` are what it is bound to."""
    # a tenth of what the longest of them takes is reading its text
    (query,) = _parser().cursor().extract_statements(sql)
    return query


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()
