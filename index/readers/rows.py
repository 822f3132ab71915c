"""Row numbers for articles that a file names itself, so that an id outlives what is put before or behind its article.

A feed is saved again with new entries at its top and without its oldest, and a mailbox loses messages from its midst:
no position in them lasts, not even one counted from the end. What lasts is the name that the format gives each of
them, so the number is made of that. The path stays the file's, since nothing lies at a longer one.
"""

from __future__ import annotations

import hashlib


class Rows:
    """Gives the numbers of one file; those of equal names are told apart by the order in which they are asked for."""

    def __init__(self) -> None:
        self._given: dict[int, int] = {}
        """First number of a name → how many articles have had that name."""

    def row(self, name: str) -> int:
        """A number from 0 to 2**63 - 1, as wide as SQLite's: among a million names the odds for two alike are 1 in 18
        million."""
        first = _number(name, 0)
        before = self._given.get(first, 0)
        self._given[first] = before + 1
        return _number(name, before) if before else first


def _number(name: str, before: int) -> int:
    digest = hashlib.sha256(f"{before}\0{name}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) >> 1
