"""What a text is by itself, as the database's own parser reads it: one expression, or more."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import duckdb


def error_in(text: str) -> str:
    """What the parser says of a text that is no SQL by itself; empty where it can read it.

    In `a) or (b` it stumbles over the bracket, which a query around it would take for its own.
    """
    return str(_read(text).get("error_message", ""))


def is_one(text: str) -> bool:
    """Whether a text that can be read is one expression and nothing else: no name, no clause.

    `columns(…)`, which stands for as many expressions as there are such columns, is none.
    """
    nodes = [statement["node"] for statement in _read(text)["statements"]]
    if len(nodes) != 1 or _around(nodes[0]) != _around(_only(_read("null"))):
        return False
    expressions = nodes[0]["select_list"]
    several = any(node.get("columns") for node in _nodes(expressions))
    return len(expressions) == 1 and not expressions[0]["alias"] and not several


def has_parameter(text: str) -> bool:
    """Whether a text that can be read asks for a value to be bound to it: `$name`, `?`."""
    return any(node.get("class") == "PARAMETER" for node in _nodes(_read(text)))


def has_comment(text: str) -> bool:
    return any(kind == duckdb.token_type.comment for _, kind in duckdb.tokenize(text))


@cache
def _read(text: str) -> dict[str, Any]:
    """The tree of a select of nothing but the text: its `statements`, or its `error_message`."""
    result = _parser().execute("select json_serialize_sql($sql)", {"sql": f"select {text}"})
    (tree,) = result.fetchone() or ("{}",)
    read: dict[str, Any] = json.loads(tree)
    return read


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def _only(read: dict[str, Any]) -> dict[str, Any]:
    (statement,) = read["statements"]
    node: dict[str, Any] = statement["node"]
    return node


def _around(node: dict[str, Any]) -> dict[str, Any]:
    """All of a select but its list."""
    return {name: part for name, part in node.items() if name != "select_list"}


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """A tree's nodes, itself among them."""
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)
