"""Which indicators are shown is the plan's to say: Python names none, by code or by name.

Forms are the program's own, and two of them are called as their indicators are: a form is told by
its keyword, `form="county_sale"`. etl knows forms alone, and is left out.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

from kpi.plan import Plan, load_plan

FILES = sorted(
    [ROOT / "app.py", *(p for r in ("kpi", "report", "pages") for p in ROOT.glob(f"{r}/**/*.py"))]
)
FORMS = {"form", "forms"}


def named(source: str, plan: Plan) -> list[str]:
    """`line: text` of every string that is a code, or that holds an indicator's name."""
    codes, names = ({getattr(i, field) for i in plan.indicators} for field in ("code", "name"))
    return [
        f"{line}: {text}"
        for line, text in sorted(set(texts(ast.parse(source))))
        if text in codes or any(name in text for name in names)
    ]


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string with its line, but docstrings and the names of forms."""
    nodes = list(ast.walk(tree))
    passed = [n.value for n in nodes if isinstance(n, ast.Expr)]
    passed += [n.value for n in nodes if isinstance(n, ast.keyword) and n.arg in FORMS]
    left_out = {
        id(part) for one in passed if not isinstance(one, ast.Call) for part in ast.walk(one)
    }
    for node in nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in left_out
        ):
            yield node.lineno, node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_indicator_is_named_in_python(path: Path) -> None:
    assert named(path.read_text("utf-8"), load_plan(2022)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('FIRST = "county_sale"', ["1: county_sale"]),
        ('show("county_sale")', ["1: county_sale"]),
        ('x = ("a", "投资完成率")', ["1: 投资完成率"]),
        ('x = f"每个项目的投资完成率 {rate}"', ["1: 每个项目的投资完成率 "]),
        ('show(form="county_sale", first="county_sale")', ["1: county_sale"]),
        ('"""Of 投资完成率."""', []),
        ('show(forms=("job_fair", "tour"))', []),
        ('states = ("滞后", "county_sales")', []),
    ],
)
def test_a_name_is_found_wherever_it_stands(plan: Plan, source: str, found: list[str]) -> None:
    assert named(source, plan) == found
