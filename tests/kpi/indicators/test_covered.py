"""Every indicator of the plan has a test of its own figures."""

import ast
from collections.abc import Iterator
from pathlib import Path

from kpi.plan import Plan


def mentioned(path: Path) -> Iterator[str]:
    """The texts that stand in a file's tests and in what parametrises them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.Assign):
            inner = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
            yield from (text for text in inner if isinstance(text, str))


def test_every_indicator_has_a_test_with_figures_worked_out_by_hand(plan: Plan) -> None:
    files = Path(__file__).parent.glob("test_*.py")
    tested = {text for file in files for text in mentioned(file)}
    assert {i.code for i in plan.indicators} - tested == set()
