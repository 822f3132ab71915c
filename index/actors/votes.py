"""The whole article decides what its single phrases leave open.

A form that carries a sign of its kind once (a title before it, a full name it belongs to, "in" before it) is of that
kind wherever else it stands; an ordinary word with a capital is a name only where something else says so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

from index.actors import cues
from index.actors.forms import is_acronym, skeleton
from index.actors.pieces import Piece
from index.actors.tables import tables
from index.model import NameKind

PERSON, ORGANISATION, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE

_QUARTERS = ("North", "South", "East", "West")
_CONTEXT = 28
"""Characters read before and after a name."""


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"([A-Za-z-]+)(,? the|,)? ?[“\"(]?$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(r"(?:['’]s)?(,)? ?\(?([A-Za-z0-9]+)")


@dataclass(slots=True)
class _Heard:
    """What the whole article says of its forms."""

    text: str
    persons: Counter[str]
    organisations: set[str]
    short_words: set[str]
    """Ordinary words that open the name of an organisation: "Delta" of "Delta Air Lines"."""
    places: set[str]
    inside: set[str]
    """Forms with a capital in the middle of a sentence."""
    counted: Counter[str]
    votes: dict[str, Counter[NameKind]]
    skeletons: set[str] = field(default_factory=set)
    """Keys of the surnames, for other spellings of them."""


def settle(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces that are names, each with a kind."""
    heard = _listen(pieces, text)
    kept = []
    for piece in pieces:
        kind = _kind(piece, heard)
        if kind is not None:
            piece.kind = kind
            if kind is PERSON and piece.words == 1:
                _with_particle(piece, heard)
            kept.append(piece)
    return kept


def _with_particle(piece: Piece, heard: _Heard) -> None:
    """ "de Blasio" where the article has "Bill de Blasio"."""
    start = heard.text.rfind(" ", 0, max(0, piece.start - 1)) + 1
    if 0 < piece.start - start < 6 and heard.text[start : piece.end] in heard.persons:
        piece.start, piece.text = start, heard.text[start : piece.end]


def _listen(pieces: list[Piece], text: str) -> _Heard:
    organisations, short_words = _short_forms(pieces)
    heard = _Heard(
        text,
        _surnames(pieces),
        organisations,
        short_words,
        _place_signs(pieces, text),
        set(),
        Counter(),
        defaultdict(Counter),
    )
    known = tables().kinds
    for piece in pieces:
        heard.counted[piece.text] += 1
        if piece.sure and piece.kind is not None and piece.text not in known:
            heard.votes[piece.text][piece.kind] += 3
        elif not piece.sure and not piece.weak:
            _vote(heard.votes[piece.text], piece, text)
        if not piece.opens:
            heard.inside.add(piece.text)
    guessed = [
        piece for piece in pieces if piece.kind is PERSON and not piece.sure and not piece.weak and piece.words > 1
    ]
    for piece in guessed:
        if max(heard.votes[piece.text].values(), default=0) < 3:
            heard.persons[piece.text.split()[-1]] += 1
    heard.skeletons.update(skeleton(name.lower()) for name in heard.persons if len(name) > 4 and " " not in name)
    return heard


def _surnames(pieces: list[Piece]) -> Counter[str]:
    """Last words of full names of persons, with hyphenated particles also without them."""
    found: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind is PERSON and piece.sure and not piece.weak:
            words = [word for word in piece.text.split() if word not in cues.HONORIFIC_SUFFIXES]
            if len(words) > 1:
                found[words[-1]] += 1
                head, _, tail = words[-1].partition("-")
                if tail and head.lower() in ("al", "el", "as", "ash", "ar", "ad", "an"):
                    found[tail] += 1
                    found[head.capitalize() + "-" + tail] += 1
                    found[head.lower() + "-" + tail] += 1
                if len(words) > 2 and words[-2] in (
                    "al",
                    "el",
                    "Al",
                    "El",
                    "bin",
                    "ben",
                    "de",
                    "van",
                    "von",
                    "Van",
                    "De",
                    "Le",
                    "La",
                    "Ben",
                    "Bin",
                    "Abu",
                ):
                    found[" ".join(words[-2:])] += 1
                    found[" ".join([words[-2].capitalize(), words[-1]])] += 1
            elif piece.titled and words:
                found[words[-1]] += 1
    return found


def _short_forms(pieces: list[Piece]) -> tuple[set[str], set[str]]:
    """Parts of organisations' names by which they are called later ("Boeing" of "Boeing Co"): names, and ordinary words."""
    found: set[str] = set()
    ordinary: set[str] = set()
    words, kinds, given = tables().words, tables().kinds, tables().given
    for piece in pieces:
        if piece.kind is ORGANISATION and piece.sure and piece.words > 1:
            parts = piece.text.split()
            if (
                parts[0].lower() in words
                and parts[0] not in cues.PORTFOLIOS
                and parts[-1] not in ("Department", "Ministry")
            ):
                ordinary.add(parts[0])
            for size in range(1, min(len(parts), 4)):
                short = " ".join(parts[:size])
                if size > 1 or (short.lower() not in words and short not in kinds and short not in given):
                    found.add(short)
    return found, ordinary


def _place_signs(pieces: list[Piece], text: str) -> set[str]:
    """Forms that somewhere stand right after "in" and the like."""
    found = set()
    for piece in pieces:
        if piece.words == 1 and not piece.titled and text.endswith((" in ", " near ", "In "), 0, piece.start):
            found.add(piece.text)
    return found


def _vote(votes: Counter[NameKind], piece: Piece, text: str) -> None:
    """What stands around one piece says of its kind."""
    before = _before().search(text[max(0, piece.start - _CONTEXT) : piece.start])
    after = _after().match(text[piece.end : piece.end + _CONTEXT])
    if before is not None:
        word, tail = before[1], before[2] or ""
        if not tail and word in cues.PERSON_BEFORE:
            votes[PERSON] += 3
        elif tail == "," and word in cues.PERSON_BEFORE and word not in ("wife", "son"):
            votes[PERSON] += 1
        elif not tail and word in cues.PLACE_BEFORE:
            votes[PLACE] += 2
        elif not tail and word == "of" and _of_place(text, piece.start):
            votes[PLACE] += 4
        elif tail.endswith("the"):
            votes[ORGANISATION] += 1
            votes[PERSON] -= 3
        elif not tail and word in ("at", "from"):
            votes[PLACE] += 1
        elif not tail and word == "by":
            votes[PERSON] += 1
    if after is not None:
        comma, word = after[1], after[2]
        if comma and (word == "who" or (word.isdigit() and len(word) == 2)):
            votes[PERSON] += 4
        elif comma and tables().kinds.get(word) in (NameKind.COUNTRY, PLACE) and not piece.opens:
            votes[PLACE] += 2
        elif not comma and word in cues.ORGANISATION_AFTER:
            votes[ORGANISATION] += 2
        elif not comma and word in cues.LOWER_PLACE_HEADS:
            votes[PLACE] += 3
    if text.startswith("-based", piece.end):
        votes[PLACE] += 5
    if piece.text.isupper() and _is_dateline(text, piece):
        votes[PLACE] += 5


def _is_dateline(text: str, piece: Piece) -> bool:
    """ "HAVERHILL, Mass. (Reuters) -" at the start of a line."""
    if piece.start and text[piece.start - 1] != "\n":
        return False
    return text.startswith((" (", ", ", " - ", " – ", " — ", " -- "), piece.end)


def _of_place(text: str, start: int) -> bool:
    words = text[max(0, start - 24) : start].split()
    return len(words) > 1 and words[-1] == "of" and words[-2].lower() in cues.PLACE_OF_BEFORE


def _kind(piece: Piece, heard: _Heard) -> NameKind | None:
    text = piece.text
    if piece.words == 1 and text in heard.persons and _may_be_surname(piece, heard):
        return PERSON
    if text.endswith("'s") and text[:-2] in heard.persons:
        piece.end -= 2
        return PERSON
    if piece.sure and not piece.weak:
        return piece.kind
    if piece.weak:
        return _weak(piece, heard)
    if text.lower() in cues.PARTICLES:
        return None
    if piece.words == 1 and piece.kind is None and len(text) > 4 and skeleton(text.lower()) in heard.skeletons:
        return PERSON
    if text.endswith("s") and text[:-1] in heard.persons:
        return PERSON
    if text in tables().surnames:
        return PERSON
    votes = heard.votes[text]
    if is_acronym(text):
        return PLACE if votes[PLACE] >= 5 else ORGANISATION
    if text in heard.organisations:
        return ORGANISATION
    if votes:
        best, score = max(votes.items(), key=lambda item: (item[1], item[0]))
        if score >= 2 and not (piece.kind is PERSON and piece.words > 1 and score < 3):
            return best
        if piece.kind is None and score > 0:
            return best
    if piece.kind is not None:
        return piece.kind
    return ORGANISATION


def _may_be_surname(piece: Piece, heard: _Heard) -> bool:
    """Whether a form that is somebody's surname is it here, too."""
    if piece.kind is NameKind.NATIONALITY:
        return False
    if piece.sure and piece.kind in (PLACE, NameKind.COUNTRY) and piece.text in heard.places:
        return False
    if piece.weak and piece.opens and piece.text not in heard.inside:
        after = _after().match(heard.text[piece.end : piece.end + _CONTEXT])
        return heard.text.startswith("'s ", piece.end) or (after is not None and after[2] in cues.SPEECH)
    return True


def _weak(piece: Piece, heard: _Heard) -> NameKind | None:
    """Ordinary words are names only with a sign that does not depend on their capital."""
    if piece.titled:
        return PERSON
    if piece.kind is PLACE and piece.words == 1:
        after_article = not piece.opens and heard.text.endswith(("the ", "The "), 0, piece.start)
        return PLACE if after_article and piece.text in _QUARTERS else None
    if piece.words == 1 and piece.kind in (ORGANISATION, PLACE) and piece.text in heard.inside:
        return piece.kind
    if piece.words == 1 and piece.text in heard.short_words and (not piece.opens or piece.text in heard.inside):
        return ORGANISATION
    if piece.words > 1 and not piece.opens:
        return piece.kind or (ORGANISATION if heard.counted[piece.text] > 1 else None)
    return None
