"""What is written on a project's line: its name, its rates, what lacks and the stated problem."""

from collections.abc import Mapping, Sequence

from kpi.topics.projects import LINE, Project
from kpi.words.numbers import amount, decimal
from kpi.words.statuses import STATUSES
from report.charts.markup import as_letters
from report.charts.theme import Palette

ROOM = 15.0  # per cent that a figure takes beside its mark
BESIDE = "\u2002\u2009"  # between a mark and its figure
LEFT, RIGHT = "middle left", "middle right"
LONGEST_NAME, LONGEST_ISSUE = 17, 12
HOVER_LETTERS = 26  # in a line over a mark
Statuses = Mapping[str, tuple[str, ...]]


def name_of(project: Project, statuses: Statuses, brief: bool, palette: Palette) -> str:
    name = as_letters(short(project.name or project.number, LONGEST_NAME))
    status = worse_of(project, statuses)
    named = f"{name} {_colored(STATUSES[status].shape, palette.statuses[status])}"
    number = as_letters(short(project.number, LONGEST_NAME))
    return named if brief else f"{named} {_colored(number, palette.muted)}"


def worse_of(project: Project, statuses: Statuses) -> str:
    both = statuses.get(project.number, ())
    return min(both, key=lambda status: STATUSES[status].urgency, default="待下达")


def _colored(text: str, color: str) -> str:
    return f'<span style="color:{color}">{text}</span>'


def short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def told_of(project: Project, names: Sequence[str]) -> list[str]:
    """What a click and a hover take from a line: the number first."""
    pairs = zip(names, project.rates, strict=True)
    rates = "　".join(f"{as_letters(name)} {amount(rate, '%')}" for name, rate in pairs)
    problem = f"存在问题：{project.issue or '未填'}"
    parts = (problem[n : n + HOVER_LETTERS] for n in range(0, len(problem), HOVER_LETTERS))
    name = as_letters(f"{project.name}（{project.number}）" if project.name else project.number)
    return [project.number, name, rates, "<br>".join(map(as_letters, parts))]


def beside(low: float, high: float) -> list[tuple[float, str, str]]:
    """The lower rate at the left of its mark, the higher at the right; alike ones once. Both on
    one side where a figure would lie across the line.
    """
    one, other = decimal(low), decimal(high)
    both = one if one == other else f"{one}–{other}"
    if LINE - ROOM < high < LINE:
        return [(low, both + BESIDE, LEFT)]
    if LINE <= low < LINE + ROOM or one == other:
        return [(high, BESIDE + both, RIGHT)]
    return [(low, one + BESIDE, LEFT), (high, BESIDE + other, RIGHT)]


def end_of(project: Project, color: str, brief: bool, palette: Palette) -> str:
    problem = as_letters(short(project.issue or "", LONGEST_ISSUE))
    if not project.is_below:
        # a figure space is as wide as a digit: problems stand below each other
        return f"{'　' * 4}{problem}" if problem and not brief else ""
    lacking = decimal(max(LINE - project.lowest_rate, 0.1))
    gap = _colored(f"差 {lacking:\u2007>4}", color)
    return gap if brief else f"{gap}　{problem or _colored('未填', palette.muted)}"
