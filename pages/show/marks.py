"""A status in running text: shape, word and colour, the same as in tables and charts."""

from kpi.tasks import NO_FIGURE, NO_REPORT
from kpi.words.numbers import decimal
from kpi.words.statuses import STATUSES

# The names that Markdown has for them; .streamlit/config.toml gives each its colour.
COLOURS = {
    **dict.fromkeys(("已完成", "超序时", "达序时"), "green"),
    "滞后": "orange",
    **dict.fromkeys(("严重滞后", "逾期"), "red"),
}


# how a task without a figure stands, by its units' reports: the status that it looks like
LOOKS = {
    "受阻": "严重滞后",
    "推进中": "达序时",
    "未启动": "未到期",
    NO_REPORT: "未报送",
    NO_FIGURE: "未报送",
}


def looks_like(state: str) -> str:
    """The status whose shape, colour and urgency a task's state has."""
    return LOOKS.get(state, state)


def task_label(state: str) -> str:
    """▽ 滞后, or ■ 受阻 of a task that has no figure."""
    return f"{STATUSES[looks_like(state)].shape} {state}"


def marked(status: str) -> str:
    """■ 严重滞后 in red, as Markdown."""
    return f":{COLOURS.get(status, 'gray')}[{STATUSES[status].label}]"


def shape_marked(status: str) -> str:
    """■ in red, as Markdown, beside a name in a sentence."""
    return f":{COLOURS.get(status, 'gray')}[{STATUSES[status].shape}]"


def standing(status: str | None, gap_points: float | None) -> str:
    """▽ 滞后　慢 4.7 点, short enough for a card; either alone where there is no other."""
    parts = [marked(status)] if status else []
    if gap_points is not None:
        parts.append(f"{'快' if gap_points >= 0 else '慢'} {decimal(abs(gap_points))} 点")
    return "　".join(parts)
