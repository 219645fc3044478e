"""Names of units and counties as people write them: aliases, stray spaces, near misses."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DISTRICT_PREFIXES = ("上海市闵行区", "闵行区")


def clean_name(text: str) -> str:
    """The text in NFKC without white space or stars: `施 甸 县*` is 施甸县."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("*", "")


@dataclass(frozen=True)
class NameIndex:
    """Every spelling of a set of names, pointing to the proper one."""

    proper: Mapping[str, str]

    @classmethod
    def of(cls, names: Iterable[tuple[str, tuple[str, ...]]]) -> "NameIndex":
        pairs = [(spelling, name) for name, aliases in names for spelling in (name, *aliases)]
        return cls({clean_name(spelling): name for spelling, name in pairs})

    def find(self, text: str) -> str | None:
        """The proper name of a spelling, None when nobody is called so."""
        name = clean_name(text)
        return self.proper.get(name) or self._without_district(name)

    def _without_district(self, name: str) -> str | None:
        for prefix in DISTRICT_PREFIXES:
            rest = name.removeprefix(prefix)
            if rest != name:
                return self.proper.get(rest) or self.proper.get("区" + rest)
        return None

    def nearest(self, text: str) -> str | None:
        """The proper name that the sender may have meant."""
        close = difflib.get_close_matches(clean_name(text), list(self.proper), n=1, cutoff=0.5)
        return self.proper[close[0]] if close else None

    def mentioned_in(self, text: str) -> tuple[str, ...]:
        """Names that a title or a file name mentions, longest spelling first."""
        rest, names = clean_name(text), []
        for spelling in sorted(self.proper, key=len, reverse=True):
            if spelling in rest:
                names.append(self.proper[spelling])
                rest = rest.replace(spelling, "|")
        return tuple(dict.fromkeys(names))
