"""Which paths a word like `reuters/**/*.csv` means: `*` `?` `[a-z]` within a part, `**` any number of parts."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass, field

_LONGEST = 500
"""Code points; paths that people write are far shorter."""


@dataclass(frozen=True, slots=True)
class Glob:
    """Compares a path part by part; capitals count."""

    written: str
    _beginning: str = field(init=False, repr=False)
    """Its signs before the first that stands for others: most paths are told apart by them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_beginning", re.split(r"[*?\[]", self.written, maxsplit=1)[0])

    @staticmethod
    def objection(written: str) -> str:
        """Why it can mean no file, in words that follow “the files … ”; empty where it can."""
        parts = written.split("/")
        if written.startswith("/") or ".." in parts:
            return "lie outside of this folder"
        if len(written) > _LONGEST:
            return f"are a word of more than {_LONGEST} characters"
        return "are a part that is empty" if "" in parts[:-1] else ""

    def fits(self, path: str) -> bool:
        """Whether it means a file of this path, with `/` between parts. A folder (`reuters/`) means all below it."""
        if not path.startswith(self._beginning):
            return False
        wanted = (f"{self.written}**" if self.written.endswith("/") else self.written).split("/")
        reached = _past_stars(wanted, {0})
        for part in path.split("/"):
            stay = {at for at in reached if at < len(wanted) and wanted[at] == "**"}
            moved = {at + 1 for at in reached - stay if at < len(wanted) and fnmatch.fnmatchcase(part, wanted[at])}
            reached = _past_stars(wanted, stay | moved)
        return len(wanted) in reached


def _past_stars(wanted: list[str], reached: set[int]) -> set[int]:
    """With the places behind each `**`, which may stand for no part at all."""
    found = set(reached)
    for at, part in enumerate(wanted):
        if at in found and part == "**":
            found.add(at + 1)
    return found
