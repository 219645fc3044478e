"""No pattern takes time that grows faster than its text, whatever the text is.

Each is run against texts that begin as a match does and go on with a run of something that it
repeats. Four times the text may take some four times as long; a square would take sixteen.
"""

import re
from time import process_time

import pytest
from patterns import Recipe, Use, recipes, uses

pytestmark = pytest.mark.slow

SIZE = 1000
# processor seconds below which nothing can be measured
UNNOTICED, MOST_GROWTH = 0.0002, 8
# no pattern that is not slow took a fifth of it for SIZE signs
SUSPICIOUS = 0.01
TRIES = 4


def seconds(use: Use, text: str) -> float:
    start = process_time()
    use.run(text)
    return process_time() - start


def growth(use: Use, recipe: Recipe, size: int) -> float:
    """How many times as long four times the text takes."""
    once = min(seconds(use, recipe.text(size)) for _ in range(5))
    if once > 1:
        return once
    return min(seconds(use, recipe.text(4 * size)) for _ in range(3)) / max(once, UNNOTICED)


def slow_text(use: Use) -> str | None:
    """A text that takes this pattern far too long: one of the three worst, if any does."""
    worst: list[tuple[float, Recipe]] = []
    for recipe in recipes(use.pattern):
        taken = seconds(use, recipe.text(SIZE))
        # so slow that it is measured, and proven, with shorter texts
        if taken > SUSPICIOUS and is_slow(use, recipe, SIZE // 4):
            return str(recipe)
        worst = sorted([*worst, (taken, recipe)], key=lambda w: -w[0])[:3]
        if taken > 1:
            break
    return next((str(recipe) for _, recipe in worst if is_slow(use, recipe, SIZE)), None)


def is_slow(use: Use, recipe: Recipe, size: int) -> bool:
    """Whether it grows too fast each time: another program on the machine disturbs one measure."""
    return all(growth(use, recipe, size) > MOST_GROWTH for _ in range(TRIES))


USES = uses("etl", "kpi", "pages")


def test_the_patterns_of_all_rooms_are_met() -> None:
    names = {use.where for use in USES}
    assert len(names) > 100
    assert {"etl/table/cover.py _LABELLED", "etl/table/row_words.py LONE"} <= names


@pytest.mark.parametrize("use", USES, ids=lambda u: f"{u.where} {u.method}")
def test_a_pattern_takes_no_longer_than_its_text_is_long(use: Use) -> None:
    assert slow_text(use) is None


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"(?P<number>.*?)\s*(人|名)?", "fullmatch"),
        (r"\(.*?\)", "search"),
        (r"\s+元", "search"),
        (r"(?:任务|事项).*[号码]", "search"),
        (r"<f[^>]*>", "search"),
    ],
)
def test_a_slow_pattern_is_found(pattern: str, method: str) -> None:
    assert slow_text(Use("", re.compile(pattern), method))
