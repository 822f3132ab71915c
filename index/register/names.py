"""Names as the store has them, and the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from index.model import NameKind

_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
_GAP = re.compile(r"[\s\-‐‑–_.,]+")


def name_key(words: str) -> str:
    """The form in which names are compared: NFKC, case, accents, apostrophes and hyphens make no difference."""
    if words.isascii():  # nearly every name, and nothing below but case and gaps concerns it
        return _GAP.sub(" ", words.lower().replace("`", "'")).strip()
    plain = unicodedata.normalize("NFKC", words).translate(_APOSTROPHES).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return _GAP.sub(" ", bare).strip()


@dataclass(frozen=True, slots=True)
class StoredName:
    """A name as the store has it."""

    number: int
    actor: int
    """Number of its actor as resolved."""
    form: str
    kind: NameKind
    count: int
    """How often in all articles, boilerplate left out."""

    @property
    def fullness(self) -> tuple[int, int, str]:
        """Sort key: the longest form is the fullest; of equally long ones the most frequent."""
        return len(self.form), self.count, self.form


def shown_kind(found: NameKind, actor: NameKind) -> NameKind:
    """The kind of a mention: its actor's, but that the nationality of a country or place stays one."""
    if found is NameKind.NATIONALITY and actor in (NameKind.COUNTRY, NameKind.PLACE):
        return found
    return actor
