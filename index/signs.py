"""Signs that are written in several ways, and the one that all of them are compared as.

What compares words for a reader takes them from here. The rules that read a text (where a sentence ends, what is a
name, what is boilerplate) do not: to them an opening mark is another sign than a closing one.
"""

from __future__ import annotations

APOSTROPHES = "'’‘ʼʻ＇"
"""What stands for an apostrophe inside a word: as typed, as printed, the wrong way round, as a letter, full-width."""

_MISTYPED = "`´′"
"""What some type in its place. Texts hold them for other things, too, so that they join no words."""

STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES + _MISTYPED, "'") | dict.fromkeys('"“”„«»″＂', '"'))
"""For `str.translate`: every apostrophe and quotation mark as it is typed. A text keeps its length."""

BARE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
"""For `str.translate` of small letters: those whose stroke or ligature NFD leaves whole, as one types them without."""
