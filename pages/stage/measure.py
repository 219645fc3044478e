"""How much room words take on the canvas, rather too much than too little."""

from math import ceil

from report.charts.stage import HEIGHT, MARGIN, TITLE, WIDTH

INNER = WIDTH - 2 * MARGIN
EDGE, GAP = 56, 20  # above and below all, and between its parts; as in stage.css
SUBTITLE = 40
TITLE_LINE, SENTENCE, SENTENCE_LINE = 64, 36, 48
SLACK = 0.96  # of a line that is filled: words are not parted


def lines_of(text: str, size: int, width: float) -> int:
    """How many lines a text takes in type of a size; none where there is no text."""
    return ceil(width_of(text, size) / (width * SLACK))


def width_of(text: str, size: int) -> float:
    return size * sum(1.0 if letter > "\u2000" else 0.58 for letter in text)


def room_between(title: str, subtitle: str, sentence: str) -> int:
    """The height that is left for the chart or table."""
    taken = 2 * EDGE + TITLE_LINE * lines_of(title, TITLE, INNER)
    taken += SUBTITLE * lines_of(subtitle, 28, INNER)
    taken += SENTENCE_LINE * lines_of(sentence, SENTENCE, INNER)
    return HEIGHT - taken - GAP * (3 if sentence else 2)
