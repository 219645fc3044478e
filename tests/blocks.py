"""What is laid out on a page that AppTest has drawn."""

from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block


def blocks(part: Any) -> Iterator[Block]:
    """Every container of a page or of a part of it, the outer before the inner."""
    for child in part.children.values():
        if isinstance(child, Block):
            yield child
            yield from blocks(child)


def keys_of_blocks(app: AppTest) -> set[str]:
    """The keys of those that have one."""
    ids = (getattr(block.proto, "id", "") for block in blocks(app._tree) if block.proto)
    return {id_.rsplit("-", 1)[-1] for id_ in ids if id_}


def beside_chip(app: AppTest, key: str) -> str | None:
    """The sentence that stands beside a filter's chip; None: no sentence, or no chip."""
    for block in blocks(app._tree):
        own = list(block.children.values())
        if any(getattr(child, "key", None) == f"chip-{key}" for child in own):
            sentences = [child.value for child in own if child.type == "caption"]
            return sentences[0] if sentences else None
    return None


def text_box(app: AppTest, label: str) -> Any:
    """The box with a label; the first of every page is that of the search."""
    return next(box for box in app.text_input if box.label == label)
