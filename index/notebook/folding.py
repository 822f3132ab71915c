"""What makes two spellings the same: NFKC, case, straight apostrophes and quotation marks."""

from __future__ import annotations

import re
import unicodedata

from index.signs import STRAIGHT

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def folded(text: str) -> str:
    """The text as it is compared. Folding twice, since a folded letter may have a compatible one of its own."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", once).casefold().translate(STRAIGHT)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(folded(text))
