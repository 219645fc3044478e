"""Every pattern of the code, how it is used, and texts that a slow one would stumble over."""

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType, SimpleNamespace
from typing import Any

from places import ROOT

METHODS = ("match", "fullmatch", "search", "finditer")
# those that look at each place of a text, as `search` does
USES = {"findall": "finditer", "sub": "finditer", "split": "finditer"}
# what stands for a local name in a pattern that is put together where it is used
LOCALS = {
    "plan": SimpleNamespace(year=2022),
    "form": SimpleNamespace(cadence="monthly"),
    "prefix": b"x:",
    "numbers": b"1|2",
    "task": 1,
}
COMMON = (" ", "1", "中", "(", ")", ":", "，", "万", "x", "年", "月")
MOST_RECIPES = 1000
# what ends a run so that it does not fit: no text's sign, and those that patterns except
SPOILERS = ("\0", "年", ":", "\n")


@dataclass(frozen=True)
class Use:
    """A pattern and the method that it is used with; `where`: module, and name or line."""

    where: str
    pattern: "re.Pattern[Any]"
    method: str

    def run(self, text: str) -> None:
        given: Any = text.encode("utf-8", "replace") if _is_bytes(self.pattern) else text
        found = getattr(self.pattern, self.method)(given)
        if self.method == "finditer":
            for _ in found:
                pass


def uses(*rooms: str) -> list[Use]:
    """Each pattern of the rooms with each method that it is used with anywhere."""
    paths = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    trees = {p: ast.parse(p.read_text("utf-8")) for p in paths if _uses_patterns(p)}
    modules = {p: _module(p) for p, tree in trees.items() if _imports_re(tree)}
    called = {call for tree in trees.values() for call in _methods(tree)}
    found = [use for p, module in modules.items() for use in _named(p, module, called)]
    for path, module in modules.items():
        found += _inline(path, trees[path], module)
    return found


def _uses_patterns(path: Path) -> bool:
    text = path.read_text("utf-8")
    return any(f".{method}(" in text for method in (*METHODS, *USES, "compile"))


def _imports_re(tree: ast.Module) -> bool:
    return any(isinstance(n, ast.Import) and n.names[0].name == "re" for n in tree.body)


def _module(path: Path) -> ModuleType:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return importlib.import_module(name)


def _methods(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The name of what a method of a pattern is called on, and the method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            method = USES.get(node.attr, node.attr)
            if method in METHODS:
                yield node.value.id, method


def _named(path: Path, module: ModuleType, called: set[tuple[str, str]]) -> Iterator[Use]:
    for name, value in vars(module).items():
        held = value if isinstance(value, list | tuple) else [value]
        for at, pattern in enumerate(p for p in held if isinstance(p, re.Pattern)):
            methods = [m for n, m in sorted(called) if n == name] or ["search"]
            place = f"{path.relative_to(ROOT)} {name}{f'[{at}]' if at else ''}"
            yield from (Use(place, pattern, method) for method in methods)


def _inline(path: Path, tree: ast.AST, module: ModuleType) -> Iterator[Use]:
    """Patterns given as text to a function of `re`."""
    inner = {n for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        func = node.func
        if not (isinstance(func.value, ast.Name) and func.value.id == "re"):
            continue
        method = USES.get(func.attr, func.attr)
        if func.attr == "compile" and node in inner:
            method = "finditer"
        if method not in METHODS:
            continue
        place = f"{path.relative_to(ROOT)}:{node.lineno}"
        flags = [a.attr for a in node.args if isinstance(a, ast.Attribute) and a.attr.isupper()]
        flag = getattr(re, flags[0]) if flags else 0
        for text in _values(node.args[0], module):
            yield Use(place, re.compile(text, flag), method)


def _values(node: ast.expr, module: ModuleType) -> Iterable[Any]:
    """What an argument is; of a name that goes through a collection of the module, each."""
    if "re.escape" in ast.unparse(node):
        return []  # words alone, any of which stands there or not
    source = compile(ast.Expression(node), "pattern", "eval")
    try:
        return [eval(source, {**vars(module), **LOCALS})]
    except NameError:
        if not isinstance(node, ast.Name):
            raise
        return _elsewhere(node.id, module)


def _elsewhere(name: str, module: ModuleType) -> list[Any]:
    texts: list[Any] = []
    for held in vars(module).values():
        if isinstance(held, tuple) and held and all(isinstance(h, str) for h in held):
            texts += [h for h in held if "(" in h]
        if isinstance(held, tuple) and held and all(isinstance(h, tuple) for h in held):
            texts += [h[0] for h in held if isinstance(h[0], str)]
    assert texts, f"{module.__name__}: what is the pattern {name}?"
    return texts


def _is_bytes(pattern: "re.Pattern[Any]") -> bool:
    return isinstance(pattern.pattern, bytes)


@dataclass(frozen=True)
class Recipe:
    """A text that begins as a match does, goes on with a run, and does not end as one does."""

    before: str
    run: str
    after: str

    def text(self, size: int) -> str:
        return self.before + self.run * (size // len(self.run)) + self.after


def recipes(pattern: "re.Pattern[Any]") -> list[Recipe]:
    """At most MOST_RECIPES of them, always the same."""
    source = pattern.pattern.decode("latin-1") if _is_bytes(pattern) else pattern.pattern
    flags = pattern.flags & ~re.UNICODE if _is_bytes(pattern) else pattern.flags
    tree = parser.parse(source, flags)
    examples = [e for e in dict.fromkeys(_examples(tree)) if e]
    pumps = [p for p in dict.fromkeys([*_pumps(tree), *COMMON]) if p]
    begun = {example[:at] for example in examples for at in range(1, min(len(example), 12) + 1)}
    found = [Recipe("", run, after) for run in (*pumps, *sorted(begun)) for after in SPOILERS]
    for example in examples:
        for run in pumps:
            places = {*range(min(len(example), 25)), len(example)}
            found += [Recipe(example[:at], run, after) for at in places for after in SPOILERS]
            found.append(Recipe(example, run, example))
    return found if len(found) < MOST_RECIPES else Random(1).sample(found, MOST_RECIPES)


def _examples(tree: Any) -> Iterator[str]:
    """A text for each alternative of the outermost choice, with all that may be left out, and
    without it.
    """
    for full in (True, False):
        outer = next((args[1] for op, args in tree if op is c.BRANCH), None)
        inner = next((args[-1] for op, args in tree if op is c.SUBPATTERN), [])
        outer = outer or next((args[1] for op, args in inner if op is c.BRANCH), [None])
        yield from (_text(tree, full, chosen) for chosen in outer)


def _text(tree: Any, full: bool, chosen: Any = None) -> str:
    return "".join(_of_node(op, args, full, chosen) for op, args in tree)


def _of_node(op: Any, args: Any, full: bool, chosen: Any) -> str:
    if op is c.LITERAL:
        return chr(args)
    if op is c.NOT_LITERAL:
        return "x" if args != ord("x") else "y"
    if op is c.ANY:
        return "x"
    if op is c.IN:
        return _of_set(args)
    if op is c.BRANCH:
        branches = args[1]
        return _text(chosen if any(b is chosen for b in branches) else branches[0], full, chosen)
    if op is c.SUBPATTERN:
        return _text(args[-1], full, chosen)
    if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        low, _, body = args
        return _text(body, full, chosen) * max(low, 1 if full else 0)
    if op is c.ATOMIC_GROUP:
        return _text(args, full, chosen)
    if op is c.ASSERT and args[0] > 0:
        return _text(args[1], full, chosen)
    return ""


def _of_set(items: Any) -> str:
    """A sign that a set takes."""
    negated = items[0][0] is c.NEGATE
    candidates = "x1 中(年y" if negated else "".join(map(_member, items))
    pattern = parser.SubPattern(parser.State(), [(c.IN, items)])
    compiled = re._compiler.compile(pattern)  # type: ignore[attr-defined]
    return next((sign for sign in candidates if compiled.match(sign)), "")


def _member(item: tuple[Any, Any]) -> str:
    op, args = item
    if op is c.LITERAL:
        return chr(args)
    if op is c.RANGE:
        return chr(args[0])
    return {c.CATEGORY_DIGIT: "1", c.CATEGORY_SPACE: " ", c.CATEGORY_WORD: "a"}.get(args, "x(")


def _pumps(tree: Any) -> Iterator[str]:
    """What a repetition anywhere in a pattern repeats."""
    for op, args in tree:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            yield _text(args[2], True)
            yield from _pumps(args[2])
        elif op is c.BRANCH:
            for branch in args[1]:
                yield from _pumps(branch)
        elif op is c.SUBPATTERN:
            yield from _pumps(args[-1])
        elif op in (c.ASSERT, c.ASSERT_NOT):
            yield from _pumps(args[1])
        elif op is c.ATOMIC_GROUP:
            yield from _pumps(args)
