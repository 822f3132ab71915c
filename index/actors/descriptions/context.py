"""A name among the words of its sentence, and what those words can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.actors.descriptions import cues
from index.actors.descriptions.words import Word, words
from index.actors.values import Name
from index.model import NameKind
from index.signs import STRAIGHT

_BEFORE = 140
_AFTER = 200
"""Code points that are read on a side of a name where a description may stand: more than the longest has."""
_NEXT = 30
"""Those that are read on the other side, for a word or two."""
_SHOUTED = 5
"""Letters up to which a word in capitals is an acronym."""

_CLOSING = frozenset((",", ";", ":", "–", "—", "--", ")", "]", "?", "!"))
_NOUNS = {
    NameKind.PERSON: cues.PERSON_NOUNS,
    NameKind.ORGANISATION: cues.ORGANISATION_NOUNS,
    NameKind.COUNTRY: cues.PLACE_NOUNS,
    NameKind.PLACE: cues.PLACE_NOUNS,
    NameKind.EVENT: cues.EVENT_NOUNS,
}
_PREFIXES = ("then-", "ex-", "vice-", "co-", "former-")
_PERSON_ENDS = ("ist", "woman", "-maker", "-owner", "-holder", "-in-chief", "-elect", "-general", "-minister")
_ADJECTIVE_ENDS = ("al", "ary", "ic", "ive", "ous", "ful", "less", "ese", "ist", "ish", "ible", "able", "ian", "ent")


@dataclass(frozen=True, slots=True)
class Context:
    """The words around one name, within its sentence."""

    text: str
    start: int
    end: int
    """Range of the sentence."""
    words: Sequence[Word]
    at: int
    """Which of the words the name is."""
    name: Name

    @classmethod
    def of(
        cls, text: str, start: int, end: int, names: Sequence[Name], at: int, *, before: bool, after: bool
    ) -> Context | None:
        """The words around `names[at]`, on either side many or few.

        None where it is only a part of a compound, or of a kind that is not described.
        """
        name = names[at]
        if name.kind not in _NOUNS:
            return None
        first = max(start, name.start - (_BEFORE if before else _NEXT))
        last = min(end, name.end + (_AFTER if after else _NEXT))
        first, last = _at_words(text, first, last, start, end)
        left = right = at
        while left and names[left - 1].end > first:
            left -= 1
        while right + 1 < len(names) and names[right + 1].start < last:
            right += 1
        if names[left].start < first:
            left, first = left + 1, names[left].end
        if names[right].end > last:
            right, last = right - 1, names[right].start
        found = words(text, first, last, names[left : right + 1])
        place = next((number for number, word in enumerate(found) if word.name == name), None)
        return None if place is None else cls(text, start, end, found, place, name)

    @property
    def is_person(self) -> bool:
        return self.name.kind is NameKind.PERSON

    def glued(self, left: int) -> bool:
        """Whether only a blank stands between a word and the next."""
        return self.text[self.words[left].end : self.words[left + 1].start] in (" ", "\u00a0")

    def written(self, begin: int, end: int) -> str:
        """The text from one word to another, both included."""
        return self.text[self.words[begin].start : self.words[end].end]

    def plain(self, at: int) -> str:
        """What a word is looked up as; empty for a name, and past either end."""
        if not 0 <= at < len(self.words) or self.words[at].name is not None:
            return ""
        return self.words[at].text

    def closes(self, at: int) -> bool:
        """Whether a word is a mark behind which something else begins; the end of the sentence is one."""
        if at >= len(self.words):
            return self.words[-1].end >= self.end - 1
        mark = self.words[at]
        if mark.text == "-":
            return self.text[mark.start - 1].isspace() and self.text[mark.end : mark.end + 1].isspace()
        return mark.text in _CLOSING or (mark.text == "." and mark.end >= self.end - 2)

    def noun(self, at: int) -> bool:
        """Whether a word is a noun that can say what the name is."""
        word = self.words[at]
        if word.name is not None or word.possessive or word.is_mark:
            return False
        before = self.plain(at - 1)
        if word.text in _NOUNS[self.name.kind] or before in cues.COMPOUNDS.get(word.text, ()):
            return True
        if word.text in ("man", "woman", "person"):
            return self.is_person and (before.endswith("est") or before in ("first", "last", "only"))
        return self.is_person and _is_role(word)

    def modifies(self, at: int) -> bool:
        """Whether a word can stand before such a noun and belong to it."""
        word, plain = self.words[at], self.words[at].text
        if word.name is not None:
            return True
        if word.is_mark or plain in cues.FUNCTION or plain in cues.COURTESY or plain in cues.WHEN or plain.isdigit():
            return False
        if word.possessive or plain in cues.MODIFIERS or plain in cues.COMPOUNDS.get(self.plain(at + 1), ()):
            return True
        shouted = word.capital and len(plain) > _SHOUTED and self.written(at, at).isupper()
        return plain not in cues.VERBS and not shouted and (self._is_inner_capital(word) or self._looks_it(at))

    def _is_inner_capital(self, word: Word) -> bool:
        return word.capital and word.start > self.start

    def _looks_it(self, at: int) -> bool:
        """By its letters: words in -ed and -ing are verbs unless they are known, words in -s often."""
        plain = self.plain(at)
        if "-" in plain or plain in cues.PARTICIPLES:
            return True
        if plain.endswith(("ed", "ing")):
            return False
        if not plain.endswith("s") or plain.endswith(("ss", "us")):
            return True
        before = self.plain(at - 1)
        return before in cues.DETERMINERS or before in cues.ADJECTIVES or before.endswith(_ADJECTIVE_ENDS)

    def known(self, at: int) -> bool:
        """Whether a word that modifies is certain to be no verb."""
        word, plain = self.words[at], self.words[at].text
        if word.name is not None or word.possessive or "-" in plain or self._is_inner_capital(word):
            return True
        listed = plain in cues.MODIFIERS or plain in cues.PARTICIPLES
        return (
            listed or plain in cues.PERSON_NOUNS or plain in cues.ORGANISATION_NOUNS or plain.endswith(_ADJECTIVE_ENDS)
        )

    def adverb_of(self, at: int) -> bool:
        """Whether an adverb goes with the word behind it: "democratically elected"."""
        behind = self.plain(at + 1)
        describes = behind in cues.PARTICIPLES or behind.endswith(("ed", *_ADJECTIVE_ENDS))
        return self.plain(at).endswith("ly") and describes and not self.noun(at + 1)


def could_end_title(word: str, kind: NameKind) -> bool:
    """Whether a small word right before a name of a kind may be the last of a description, by the word alone."""
    plain = word.translate(STRAIGHT).casefold()
    if plain in _NOUNS.get(kind, ()) or plain in cues.OFFICES or plain in cues.COMPOUNDS:
        return True
    return plain.endswith(_PERSON_ENDS) if kind is NameKind.PERSON else plain in cues.EPITHETS | cues.EPITHET_ENDS


def _is_role(word: Word) -> bool:
    """Of a person, by its capital, its beginning or its end."""
    plain = word.text
    if word.capital and plain in cues.CAPITAL_TITLES:
        return True
    for prefix in _PREFIXES:
        if plain.startswith(prefix):
            rest = plain.removeprefix(prefix)
            return rest in cues.PERSON_NOUNS or rest in cues.CAPITAL_TITLES
    return len(plain) > 5 and plain.endswith(_PERSON_ENDS) and plain != "re-elect" and not plain.endswith("list")


def _at_words(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """The range without what it holds of a word at either end."""
    while start < first < last and not text[first - 1].isspace():
        first += 1
    while first < last < end and not text[last].isspace():
        last -= 1
    return first, last
