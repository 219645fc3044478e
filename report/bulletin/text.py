"""The bulletin's text as it can be edited, and as Markdown: to write out and to read back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# the key behind a heading, which keeps its tables with it: {#indicators} of 指标进度 {#indicators}
KEY = re.compile(r"\{#(?P<key>[a-z_]+)\}$")
CLOSING = "落款"


class BulletinTextError(Exception):
    """An edited text that cannot be used; the message says what is missing."""


@dataclass(frozen=True)
class Part:
    """A numbered part: `key` names the tables and charts that follow its paragraphs."""

    key: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Bulletin:
    """Title, opening, parts in their order, and the lines at the end."""

    title: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]


def as_markdown(text: Bulletin) -> str:
    """The text for an editor; `{#key}` behind a heading keeps its tables with it."""
    blocks = [f"# {text.title}", *text.opening]
    for part in text.parts:
        blocks += [f"## {part.heading} {{#{part.key}}}", *part.paragraphs]
    return "\n\n".join([*blocks, f"## {CLOSING}", *text.closing]) + "\n"


def from_markdown(source: str) -> Bulletin:
    """The text that an editor gives back: parts may be changed, moved, left out or added.

    Raises BulletinTextError.
    """
    title, *groups = _groups(source)
    if not title[0].startswith("# "):
        raise BulletinTextError("通报正文须以“# 标题”开头")
    parts = [_part(*group) for group in groups]
    closing = [p.paragraphs for p in parts if p.heading == CLOSING]
    return Bulletin(
        title=title[0].removeprefix("# ").strip(),
        opening=tuple(title[1:]),
        parts=tuple(p for p in parts if p.heading != CLOSING),
        closing=closing[-1] if closing else (),
    )


def _groups(source: str) -> Iterator[list[str]]:
    """The paragraphs from each heading to the next; a line is a paragraph."""
    group: list[str] = []
    for line in filter(None, (line.strip() for line in source.lstrip("\ufeff").splitlines())):
        if line.startswith("## ") and group:
            yield group
            group = []
        group.append(line)
    yield group or [""]


def _part(first: str, *paragraphs: str) -> Part:
    line = first.removeprefix("## ").strip()
    # from the second letter on: a key alone is the heading itself
    match = KEY.search(line, 1)
    if match is None:
        return Part("", line, paragraphs)
    return Part(match["key"], line[: match.start()].rstrip(), paragraphs)
