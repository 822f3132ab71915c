"""Decides for each phrase of an article whether it is a name, and of which kind.

A form that carries a sign of its kind once (a title before it, a full name it belongs to, "in" before it) is of that
kind wherever else it stands; an ordinary word with a capital is a name only where something else says so.
"""

from __future__ import annotations

from index.actors import cues
from index.actors.evidence import CONTEXT, WITH_THE, Heard, after_name, listen
from index.actors.forms import is_acronym, skeleton
from index.actors.pieces import Piece
from index.actors.tables import tables
from index.model import NameKind

PERSON, ORGANISATION = NameKind.PERSON, NameKind.ORGANISATION
PLACE, COUNTRY = NameKind.PLACE, NameKind.COUNTRY

_QUARTERS = ("North", "South", "East", "West")
_LIKE_A_COMPANY = ("soft", "tech", "corp", "com", "bank", "tel", "net", "gas", "oil", "air", "pharma")


def settle(pieces: list[Piece], text: str) -> list[Piece]:
    """The phrases that are names, each with its kind. `text` has straight apostrophes."""
    heard = listen(pieces, text)
    kept = []
    for piece in pieces:
        kind = _kind(piece, heard)
        if kind is not None:
            piece.kind = kind
            if kind is PERSON and piece.words == 1:
                _widen_or_trim(piece, heard)
            kept.append(piece)
    return kept


def _widen_or_trim(piece: Piece, heard: Heard) -> None:
    """ "de Blasio" where the article has "Bill de Blasio"; Christie, not Christie's, where it has "Chris Christie"."""
    if piece.text.endswith("'s"):
        piece.end, piece.text = piece.end - 2, piece.text[:-2]
    start = heard.text.rfind(" ", 0, max(0, piece.start - 1)) + 1
    if 0 < piece.start - start < 6 and heard.text[start : piece.end] in heard.persons:
        piece.start, piece.text = start, heard.text[start : piece.end]


def _kind(piece: Piece, heard: Heard) -> NameKind | None:
    """The kind of a phrase; None where it is no name."""
    if piece.words == 1 and _is_surname(piece, heard):
        return PERSON
    if piece.weak:
        return _of_weak(piece, heard)
    if piece.sure:
        return piece.kind
    return _of_unsure(piece, heard)


def _of_unsure(piece: Piece, heard: Heard) -> NameKind | None:
    if piece.text.lower() in cues.PARTICLES:
        return None
    if is_acronym(piece.text):
        speaks = heard.speaking[piece.text] > 1
        return PERSON if speaks else PLACE if heard.votes[piece.text][PLACE] >= 5 else ORGANISATION
    if _is_other_form(piece, heard):
        return PERSON
    if piece.opens and piece.words == 1 and piece.text not in heard.inside and is_written_small(piece.text, heard.text):
        return None
    if piece.kind is PERSON and piece.words == 1 and _always_has_the(piece, heard):
        return _by_votes(piece, heard)
    return _by_votes(piece, heard) or piece.kind or _by_shape(piece)


def is_written_small(word: str, text: str) -> bool:
    """Whether a capitalised word also stands in a text without its capital: then it is a word."""
    small = word.lower()
    at = text.find(small)
    while at >= 0:
        end = at + len(small)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(small, end)
    return False


def _always_has_the(piece: Piece, heard: Heard) -> bool:
    """Whether a given name is none here: "the Oscar"."""
    text = piece.text
    return text not in heard.given and heard.votes[text][PERSON] <= WITH_THE * heard.counted[text]


def _is_surname(piece: Piece, heard: Heard) -> bool:
    """Whether a form that is somebody's surname is it here, too."""
    text = piece.text
    if text.endswith("'s") and text[:-2] in heard.persons:
        return True
    if text not in heard.persons or piece.kind is NameKind.NATIONALITY:
        return False
    if text in cues.SURNAMES_LIKE_TITLES and heard.text.endswith(("the ", "The "), 0, piece.start):
        return False
    if piece.sure and piece.kind in (PLACE, COUNTRY):
        return text not in heard.places
    if piece.weak and piece.opens and text not in heard.inside:
        after = after_name().match(heard.text[piece.end : piece.end + CONTEXT])
        return heard.text.startswith("'s ", piece.end) or (after is not None and after[2] in cues.SPEECH)
    return True


def _is_other_form(piece: Piece, heard: Heard) -> bool:
    """Another spelling of a surname of the article, a family, or a surname that everyone knows."""
    text = piece.text
    if text in tables().surnames or (text.endswith("s") and text[:-1] in heard.persons):
        return True
    return piece.words == 1 and piece.kind is None and len(text) > 4 and skeleton(text.lower()) in heard.skeletons


def _by_votes(piece: Piece, heard: Heard) -> NameKind | None:
    """What the article says of a form in all its places; a guess at a person's full name gives way only to much."""
    if piece.text in heard.organisations:
        return ORGANISATION
    votes = heard.votes[piece.text]
    if not votes:
        return None
    best, score = max(votes.items(), key=lambda item: (item[1], item[0]))
    needed = 1 if piece.kind is None else 3 if piece.kind is PERSON and piece.words > 1 else 2
    return best if score >= needed else None


def _by_shape(piece: Piece) -> NameKind:
    """A last guess: "PeopleSoft" and longer phrases are organisations, single words persons."""
    text = piece.text
    camel = any(char.isupper() for char in text[3:]) and "-" not in text
    return ORGANISATION if piece.words > 1 or camel or text.endswith(_LIKE_A_COMPANY) else PERSON


def _of_weak(piece: Piece, heard: Heard) -> NameKind | None:
    """Ordinary words are names only with a sign that does not depend on their capital."""
    if piece.titled or piece.words > 1:
        return PERSON if piece.titled else _of_weak_phrase(piece, heard)
    inside = not piece.opens or piece.text in heard.inside
    if piece.text in _QUARTERS:
        return PLACE if not piece.opens and heard.text.endswith(("the ", "The "), 0, piece.start) else None
    if piece.kind in (ORGANISATION, PLACE) and inside and piece.text in tables().kinds:
        return piece.kind
    if inside and piece.text in heard.short_words:
        return ORGANISATION
    return PERSON if inside and heard.seen[piece.text][PERSON] > 1 else None


def _of_weak_phrase(piece: Piece, heard: Heard) -> NameKind | None:
    if piece.opens:
        return None
    return piece.kind or (ORGANISATION if heard.counted[piece.text] > 1 else None)
