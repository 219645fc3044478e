"""Rules are objects of one file: every problem names one, and each is named by some problem."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

from etl.problems import Problem
from etl.rules import RULES, Rule, rule_of

DEFINITIONS = ROOT / "etl" / "rules.py"
# Where a call has its rule, counted from 0.
MAKERS = {"Problem": 0, "RefusedError": 0, "fault": 0, "question": 1, "name_reader": 1}
MAKERS |= {"_warning": 3, "without_look_alikes": 1}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Every module that may give a problem or show one, without the definitions."""
    for room in ("etl", "pages"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if path != DEFINITIONS:
                yield path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))


def named(tree: ast.Module) -> set[str]:
    """The rules that a module names, as rules.NO_UNIT or as an import of its own."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="rules"), attr=name):
                found.add(name)
            case ast.ImportFrom(module="etl.rules", names=names):
                found |= {alias.name for alias in names}
    return found & set(RULES)


def written_out(tree: ast.Module, codes: set[str]) -> list[str]:
    """`line: what` of every rule that is not an object: a known code, a rule of its own making,
    or any text where a rule belongs.
    """
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if text in codes:
                found.append(f"{node.lineno}: {text}")
            case ast.Call(func=ast.Name(id="Rule")):
                found.append(f"{node.lineno}: Rule(…)")
            case ast.Call(func=ast.Name(id=name), args=args) if name in MAKERS:
                rule = args[MAKERS[name]] if len(args) > MAKERS[name] else None
                if isinstance(rule, ast.Constant | ast.JoinedStr):
                    found.append(f"{node.lineno}: {name} with a text")
    return found


def test_every_rule_has_a_code_of_its_own_and_is_called_by_it() -> None:
    called = {rule.code: name for name, rule in RULES.items() if not name.startswith("MORE_")}
    assert called == {name.lower(): name for name in called.values()}
    assert {r.code for n, r in RULES.items() if n.startswith("MORE_")} == {"more_problems"}
    assert len({(r.code, r.severity) for r in RULES.values()}) == len(RULES)
    assert len({r.title for r in RULES.values()}) == len(RULES)


def test_every_rule_is_given_by_some_check() -> None:
    assert set(RULES) - set().union(*(named(tree) for _, tree in trees())) == set()


def test_no_rule_is_written_out_where_it_is_used() -> None:
    codes = {rule.code for rule in RULES.values()}
    assert [f"{path}:{what}" for path, tree in trees() for what in written_out(tree, codes)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('Problem("bad_money", message, hint)', ["1: Problem with a text", "1: bad_money"]),
        ('question(table, "brand_new", message, hint)', ["1: question with a text"]),
        ('Problem(Rule("brand_new", "error", "新"), message, hint)', ["1: Rule(…)"]),
        ('wrong = ("no_unit", message, hint)', ["1: no_unit"]),
        ("Problem(rules.NO_UNIT, message, hint)", []),
        ("question(table, rule, message, hint)", []),
    ],
)
def test_a_rule_that_is_no_object_is_found(source: str, found: list[str]) -> None:
    assert sorted(written_out(ast.parse(source), {"bad_money", "no_unit"})) == sorted(found)


def test_a_problem_is_written_as_ever_and_read_again() -> None:
    problem = Problem(RULES["BAD_MONEY"], "“很多”不是金额", "请写成数字", "8月", "D4", "很多")
    assert json.dumps(problem.as_line(), ensure_ascii=False) == (
        '{"severity": "error", "rule": "bad_money", "message": "“很多”不是金额", '
        '"hint": "请写成数字", "sheet": "8月", "cell": "D4", "value": "很多"}'
    )
    assert Problem.of_line(problem.as_line()) == problem


@pytest.mark.parametrize(
    ("code", "severity", "title"),
    [
        ("of_another_version", "warning", "of_another_version"),
        ("bad_money", "info", "不是合理的金额"),
    ],
)
def test_a_rule_of_another_version_keeps_its_code_and_severity(
    code: str, severity: str, title: str
) -> None:
    line = {"severity": severity, "rule": code, "message": "问题", "hint": "怎样改"}
    problem = Problem.of_line(line)
    assert problem.rule == Rule(code, severity, title)  # type: ignore[arg-type]
    assert problem.as_line() == line | {"sheet": None, "cell": None, "value": None}


def test_a_rule_that_is_known_is_the_one_object() -> None:
    assert all(rule_of(rule.code, rule.severity) is rule for rule in RULES.values())
