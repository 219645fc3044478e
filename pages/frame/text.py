"""Text from workbooks and file names is shown letter by letter, never read as Markdown."""

import re

from etl.personal import masked

# Every sign that Markdown or Streamlit may read as its own: the * of “5*3”, the : of “:red”.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~^])")
# After the signs are escaped, what is made a link in spite of it: the h of “http\://a\.cn”,
# the w of “www\.a\.cn”, the @ of “a@b\.cn”.
_ADDRESS = re.compile(r"h(?=ttps?\\:)|w(?=ww\\\.)|(?=@)", re.IGNORECASE)
_NOTHING = ":small[]"  # an element without letters: no address goes on beyond it


def plain(text: object) -> str:
    """The text with every sign that Markdown would take for its own escaped, and without links.

    Of a person's number the middle is left out.
    """
    shown = _SPECIAL.sub(r"\\\1", masked(str(text)))
    return _ADDRESS.sub(lambda found: found[0] + _NOTHING, shown)
