"""Text from workbooks and file names is shown letter by letter, never read as Markdown."""

import re

# Every sign that Markdown or Streamlit may read as its own: the * of “5*3”, the : of “:red”.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~^])")


def plain(text: object) -> str:
    """The text with every sign that Markdown would take for its own escaped."""
    return _SPECIAL.sub(r"\\\1", str(text))
