"""The whole article decides what its single phrases leave open.

A form that carries a sign of its kind once (a title before it, a full name it belongs to, "in" before it) is of that
kind wherever else it stands; an ordinary word with a capital is a name only where something else says so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from index.actors import cues
from index.actors.pieces import Piece
from index.actors.tables import tables
from index.model import NameKind

PERSON, ORGANISATION, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE

_CONTEXT = 28
"""Characters read before and after a name."""


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"([A-Za-z-]+)(,? the|,)? ?[“\"(]?$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(r"(?:['’]s)?(,)? ?\(?([A-Za-z0-9]+)")


def settle(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces that are names, each with a kind."""
    persons = _surnames(pieces)
    organisations = _short_forms(pieces)
    places = _place_signs(pieces, text)
    known = tables()
    votes: dict[str, Counter[NameKind]] = defaultdict(Counter)
    inside: set[str] = set()
    for piece in pieces:
        if piece.sure and piece.kind is not None and piece.text not in known.kinds:
            votes[piece.text][piece.kind] += 3
        elif piece.words == 1 or not piece.sure:
            _vote(votes[piece.text], piece, text)
        if not piece.opens and not piece.weak:
            inside.add(piece.text)
    kept = []
    for piece in pieces:
        kind = _kind(piece, votes, persons, organisations, places)
        if kind is not None:
            piece.kind = kind
            kept.append(piece)
    return kept


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
                if len(words) > 2 and words[-2] in ("al", "el", "Al", "El", "bin", "ben", "de", "van", "von", "Van", "De", "Le", "La", "Ben", "Bin", "Abu"):
                    found[" ".join(words[-2:])] += 1
                    found[" ".join([words[-2].capitalize(), words[-1]])] += 1
            elif piece.titled and words:
                found[words[-1]] += 1
    return found


def _short_forms(pieces: list[Piece]) -> set[str]:
    """First words of organisations' names, by which they are called later: "Boeing" of "Boeing Co"."""
    found: set[str] = set()
    words = tables().words
    for piece in pieces:
        if piece.kind is ORGANISATION and piece.sure and piece.words > 1:
            parts = piece.text.split()
            for size in range(1, min(len(parts), 4)):
                short = " ".join(parts[:size])
                if size > 1 or (short.lower() not in words and short not in tables().kinds and short not in tables().given):
                    found.add(short)
    return found


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
        if not comma and word in cues.SPEECH:
            votes[PERSON] += 2
        elif comma and (word == "who" or (word.isdigit() and len(word) == 2)):
            votes[PERSON] += 4
        elif comma and tables().kinds.get(word) in (NameKind.COUNTRY, PLACE) and not piece.opens:
            votes[PLACE] += 2
        elif not comma and word in cues.ORGANISATION_AFTER:
            votes[ORGANISATION] += 2
        elif not comma and word in cues.LOWER_PLACE_HEADS:
            votes[PLACE] += 3
    if text.startswith("-based", piece.end):
        votes[PLACE] += 5


def _of_place(text: str, start: int) -> bool:
    words = text[max(0, start - 24) : start].split()
    return len(words) > 1 and words[-1] == "of" and words[-2].lower() in cues.PLACE_OF_BEFORE


def _kind(
    piece: Piece, votes: dict[str, Counter[NameKind]], persons: Counter[str], organisations: set[str], places: set[str]
) -> NameKind | None:
    text = piece.text
    if text in persons and piece.words == 1 and not (piece.opens and piece.weak and persons[text] < 1):
        if piece.kind is None or piece.kind in (PERSON, ORGANISATION) or (text not in places and piece.kind is not NameKind.NATIONALITY):
            return PERSON
    if piece.sure and not piece.weak:
        return piece.kind
    if piece.weak:
        return _weak(piece, votes[text])
    if text in organisations:
        return ORGANISATION
    heard = votes[text]
    if heard:
        best, score = max(heard.items(), key=lambda item: (item[1], item[0]))
        if score >= 2 and not (piece.kind is PERSON and piece.words > 1 and score < 3):
            return best
        if piece.kind is None and score > 0:
            return best
    if piece.kind is not None:
        return piece.kind
    return ORGANISATION if piece.words > 1 else PERSON


def _weak(piece: Piece, heard: Counter[NameKind]) -> NameKind | None:
    """Ordinary words are names only with a sign that does not depend on their capital."""
    if piece.titled:
        return PERSON
    if piece.words > 1 and piece.kind is not None and not piece.opens:
        return piece.kind
    return None
