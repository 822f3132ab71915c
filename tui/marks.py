"""The one table of marks: what stands on the page and in the lists, and what it means.

The key page, the README's table and the manual page come from it; the marks themselves are those of `render.glyphs`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tui.render.glyphs import DRAWN, Glyphs
from tui.render.row import NEW
from tui.values import NameKind

KINDS = (
    (NameKind.PERSON, "a person; underlined"),
    (NameKind.ORGANISATION, "a government, army, company, outlet; bold"),
    (NameKind.COUNTRY, "a country or its people; italic"),
    (NameKind.PLACE, "a city, region, sea, building; italic and underlined"),
    (NameKind.EVENT, "a named event; bold and italic"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign, a look, or a sign and a word in a look."""

    sign: str
    """Empty for what is only a look."""
    sentence: str
    """What it means, and where it stands."""
    sign_role: str = "text"
    word: str = ""
    """A word that shows the look."""
    role: str = "text"

    @property
    def words(self) -> str:
        """All of it, without its look."""
        return f"{self.sign} {self.word}".strip()


def marks(drawn: Glyphs) -> tuple[Mark, ...]:
    """All marks as they are drawn, or said."""
    return (*_of_articles(drawn), *_of_the_strip(drawn), *_of_words(drawn), *_of_names(drawn))


def _of_articles(drawn: Glyphs) -> tuple[Mark, ...]:
    return (
        Mark(drawn.unread, "before a title: unread", "unread"),
        Mark(drawn.starred, "under a title, and above the page: starred", "star"),
        Mark("2 notes", "in the same places: how many notes it has", "tag"),
        Mark("#tag", "in the same places: its tags", "tag"),
        Mark(NEW, "under a title: not there when this kept search was last looked at", "star"),
    )


def _of_the_strip(drawn: Glyphs) -> tuple[Mark, ...]:
    """The column at the right edge of the page, and the sign of a note, which stands beside its line as well."""
    if not drawn.marks:
        return (Mark(drawn.noted, "beside a line: a note there", "mark-note"),)
    sign = drawn.marks
    whole = "the current name again; the column stands for the whole article, however long it is"
    return (
        Mark(sign["name"], f"at the right edge: {whole}", "mark-name"),
        Mark(sign["match"], "at the right edge: what a search found there", "mark-match"),
        Mark(sign["current"], "at the right edge: the one of those that you are at", "mark-current"),
        Mark(sign["note"], "at the right edge, and beside a line: a note there", "mark-note"),
        Mark(drawn.thumb, "at the right edge: the part of the article that is seen", "thumb"),
    )


def _of_words(drawn: Glyphs) -> tuple[Mark, ...]:
    return (
        Mark("", "what a search found, in all articles or in this one", word="found", role="match"),
        Mark("", "the current name, or the match that you are at", word="name", role="current"),
        Mark(drawn.spot, "where a cross-reference led to", "accent", word="sentence", role="spot"),
    )


def _of_names(drawn: Glyphs) -> tuple[Mark, ...]:
    signs = ((kind, drawn.kinds[kind], sentence) for kind, sentence in KINDS)
    return tuple(
        Mark("" if sign == kind.value else sign, sentence, "faint", word=kind.value, role=kind.value)
        for kind, sign, sentence in signs
    )


def markdown_table() -> str:
    """The marks as a Markdown table, for the README."""
    lines = ["| mark | means |", "|---|---|"]
    lines += [f"| {_quoted(mark)} | {mark.sentence} |" for mark in marks(DRAWN)]
    return "\n".join(lines) + "\n"


def _quoted(mark: Mark) -> str:
    return f"`{mark.sign}` {mark.word}".rstrip() if mark.sign else mark.word
