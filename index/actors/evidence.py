"""What an article says about the forms in it: surnames of people, short names of organisations, words beside them.

One pass over the phrases of an article; `votes` decides by it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from index.actors import cues
from index.actors.cues import word_set
from index.actors.forms import skeleton
from index.actors.pieces import Piece
from index.actors.tables import tables
from index.model import NameKind

PERSON, ORGANISATION = NameKind.PERSON, NameKind.ORGANISATION
PLACE, COUNTRY = NameKind.PLACE, NameKind.COUNTRY

CONTEXT = 28
"""Characters read before and after a name."""
_CERTAIN = 3
"""Votes of a phrase whose kind a title, a head word or a table tells; a word beside it has 1 to 5, by how often such
words were right on news of 2019 that was read for it."""
WITH_THE = -3
"""Votes for a person, of "the" right before the name."""
_SEEN = 2
"""Votes of a trained pipeline: as a word beside the name. On newswire of 1996 the rules alone have the right kind more
often than the pipeline alone (F1 80 and 69), and both together a little more often than the rules (81)."""
_APPOSITION = 50
"""Characters read of what a name is said to be; a word that is cut off there is hardly another."""
_ARTICLES_AFTER = (", a ", ", an ", ", the ")
_ENDS_OF_APPOSITIONS = word_set("of in on at for from to by with that which who whose where and or based founded owned")
_NEARLY_EVERYWHERE = 2 / 3
_OF_THEIR_OWN = ("Department", "Ministry", "Police")
"""Bodies that nobody calls by the first word of their names."""
_TIED = word_set("al el bin ben de van von le la abu del della da di du dos")
_ARTICLES = word_set("al el as ash ar ad an")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"([A-Za-z-]+)(,? the|,)? ?[“\"(]?$")


@cache
def _distance() -> re.Pattern[str]:
    return re.compile(r", (?:about |some )?\d[\d,.]* ?(?:km|kilomet|mile)")


@cache
def after_name() -> re.Pattern[str]:
    return re.compile(r"(?:['’]s)?(,)? ?\(?([A-Za-z0-9]+)")


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(r" ?\( ?[A-Z0-9][A-Za-z0-9]{0,7}\.[A-Z]{1,3} ?\)")


@dataclass(slots=True)
class Heard:
    """What the whole article says of its forms."""

    text: str
    persons: Counter[str]
    organisations: set[str]
    short_words: set[str]
    """Ordinary words that open the name of an organisation: "Delta" of "Delta Air Lines"."""
    places: set[str]
    """Forms that somewhere stand right after "in" and the like."""
    inside: set[str] = field(default_factory=set)
    """Forms with a capital in the middle of a sentence."""
    counted: Counter[str] = field(default_factory=Counter)
    speaking: Counter[str] = field(default_factory=Counter)
    """Lines of a transcript that a form begins."""
    votes: dict[str, Counter[NameKind]] = field(default_factory=lambda: defaultdict(Counter))
    seen: dict[str, Counter[NameKind]] = field(default_factory=lambda: defaultdict(Counter))
    """What a trained pipeline took a form for, and how often."""
    given: set[str] = field(default_factory=set)
    """First words of full names of persons."""
    skeletons: set[str] = field(default_factory=set)
    """Keys of the surnames, for other spellings of them."""


def listen(pieces: list[Piece], text: str) -> Heard:
    """What the article says, from all its phrases in order. `text` has straight apostrophes."""
    organisations, short_words = _short_forms(pieces)
    heard = Heard(text, _surnames(pieces), organisations, short_words, _place_signs(pieces, text))
    known = tables().kinds
    for piece in pieces:
        heard.counted[piece.text] += 1
        heard.speaking[piece.text] += _is_speaker(text, piece)
        if piece.kind is PERSON and piece.words > 1:
            heard.given.add(piece.text.split()[0])
        if not piece.opens:
            heard.inside.add(piece.text)
        if piece.sure and piece.kind is not None and piece.text not in known:
            heard.votes[piece.text][piece.kind] += _CERTAIN
        elif not piece.sure and not piece.weak:
            _vote(heard.votes[piece.text], piece, text)
        if piece.seen is not None:
            heard.seen[piece.text][piece.seen] += 1
    _hear_pipeline(heard)
    _hear_neighbours(heard, pieces)
    _hear_guesses(heard, pieces)
    return heard


def _hear_pipeline(heard: Heard) -> None:
    """A trained pipeline has one voice a form, and only where it says the same of it nearly everywhere."""
    for form, kinds in heard.seen.items():
        best, count = max(kinds.items(), key=lambda item: (item[1], item[0]))
        if count >= _NEARLY_EVERYWHERE * heard.counted[form]:
            heard.votes[form][best] += _SEEN


def _hear_neighbours(heard: Heard, pieces: list[Piece]) -> None:
    """Names told in one breath are of one kind: "Sirte and the Jufra", "Siemens, Otis"."""
    for before, piece in pairwise(pieces):
        if piece.sure or not before.sure or piece.start - before.end > 10:
            continue
        if heard.text[before.end : piece.start] in (" and ", " and the ", " or ", ", ", ", and "):
            if before.kind is ORGANISATION:
                heard.votes[piece.text][ORGANISATION] += 2
            elif before.kind in (PLACE, COUNTRY):
                heard.votes[piece.text][PLACE] += 2


def _hear_guesses(heard: Heard, pieces: list[Piece]) -> None:
    """Surnames of names that only look like a person's, where nothing speaks against it."""
    for piece in pieces:
        guessed = piece.kind is PERSON and piece.words > 1 and not piece.sure and not piece.weak
        if guessed and max(heard.votes[piece.text].values(), default=0) < _CERTAIN:
            heard.persons[piece.text.split()[-1]] += 1
    heard.skeletons.update(skeleton(name.lower()) for name in heard.persons if len(name) > 4 and " " not in name)


def _surnames(pieces: list[Piece]) -> Counter[str]:
    """Last words of full names of persons, and what a title stands before."""
    found: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind is PERSON and piece.sure and not piece.weak:
            words = [word for word in piece.text.split() if word not in cues.HONORIFIC_SUFFIXES]
            if len(words) > 1 or (piece.titled and words):
                found.update(_surname_forms(words))
    return found


def _surname_forms(words: list[str]) -> Iterator[str]:
    """The forms in which a surname may stand alone: with and without what is tied to it."""
    last = words[-1]
    yield last
    head, _, tail = last.partition("-")
    if tail and head.lower() in _ARTICLES:
        yield from (tail, f"{head.capitalize()}-{tail}", f"{head.lower()}-{tail}")
    if len(words) > 2 and words[-2].lower() in _TIED:
        yield from (f"{words[-2]} {last}", f"{words[-2].capitalize()} {last}")


def _short_forms(pieces: list[Piece]) -> tuple[set[str], set[str]]:
    """Parts of organisations' names that stand for them ("Boeing" of "Boeing Co"): names, and ordinary words."""
    found: set[str] = set()
    ordinary: set[str] = set()
    known = tables()
    for piece in pieces:
        if piece.kind is not ORGANISATION or not piece.sure or piece.words < 2:
            continue
        parts = piece.text.split()
        first = parts[0]
        if first.lower() in known.words:
            if first not in cues.PORTFOLIOS and parts[-1] not in _OF_THEIR_OWN:
                ordinary.add(first)
        elif first not in known.kinds and first not in known.given and parts[-1] != "Police":
            found.add(first)
        found.update(" ".join(parts[:size]) for size in range(2, min(len(parts), 4)))
    return found, ordinary


def _place_signs(pieces: list[Piece], text: str) -> set[str]:
    """Forms that somewhere stand right after "in" and the like."""
    found = set()
    for piece in pieces:
        if piece.words == 1 and not piece.titled and text.endswith((" in ", " near ", "In "), 0, piece.start):
            found.add(piece.text)
    return found


def _vote(votes: Counter[NameKind], piece: Piece, text: str) -> None:
    """What stands around one phrase says of its kind."""
    before = _before().search(text[max(0, piece.start - CONTEXT) : piece.start])
    if before is not None:
        for kind, weight in _by_word_before(before[1], before[2] or "", text, piece):
            votes[kind] += weight
    after = after_name().match(text[piece.end : piece.end + CONTEXT])
    if after is not None:
        for kind, weight in _by_word_after(after[2], bool(after[1]), text, piece):
            votes[kind] += weight
    if _listed().match(text, piece.end):
        votes[ORGANISATION] += 5
    said = _apposition(text, piece.end)
    if said is not None:
        votes[said] += 4
    if text.startswith("-based", piece.end) or (piece.text.isupper() and _is_dateline(text, piece)):
        votes[PLACE] += 5


def _by_word_before(word: str, tail: str, text: str, piece: Piece) -> Iterator[tuple[NameKind, int]]:
    if tail.endswith("the") or word == "The":
        yield PERSON, WITH_THE
        if piece.kind is not PERSON:
            yield ORGANISATION, 1
    elif word in cues.PERSON_BEFORE:
        yield PERSON, 1 if tail else 3
    elif tail:
        return
    elif word in cues.ORGANISATION_NOUNS:
        yield ORGANISATION, 2 if word.endswith(("er", "or")) else 3  # a maker of films is a person
    elif word in cues.PLACE_BEFORE:
        yield PLACE, 2
    elif word == "of" and _of_place(text, piece.start):
        yield PLACE, 4
    elif word in ("at", "from"):
        yield PLACE, 1
    elif word == "by":
        yield PERSON, 1


def _by_word_after(word: str, comma: bool, text: str, piece: Piece) -> Iterator[tuple[NameKind, int]]:
    if comma and word.isdigit() and _distance().match(text, piece.end):
        yield PLACE, 4
    elif comma and (word == "who" or (word.isdigit() and len(word) == 2)):
        yield PERSON, 4
    elif comma and not piece.opens and tables().kinds.get(word) in (COUNTRY, PLACE):
        yield PLACE, 2
    elif not comma and word in cues.ORGANISATION_AFTER:
        yield ORGANISATION, 3 if piece.words > 1 and _names_one_after(text, piece.end, word) else 2
    elif not comma and word in cues.LOWER_PLACE_HEADS:
        yield PLACE, 3


def _apposition(text: str, end: int) -> NameKind | None:
    """The kind of thing that a name is said to be right after it: ", a Swiss bank founded in", ", the bank's chief"."""
    if not text.startswith(_ARTICLES_AFTER, end):
        return None
    kind = None
    for word in text[end + 2 : end + 2 + _APPOSITION].split(" ")[1:]:
        noun = word.rstrip(",.;:)")
        if noun in cues.PERSON_BEFORE:
            kind = PERSON
        elif noun in cues.ORGANISATION_NOUNS:
            kind = ORGANISATION
        elif noun in cues.PLACE_OF_BEFORE:
            kind = PLACE
        if noun != word or noun in _ENDS_OF_APPOSITIONS:
            break
    return kind


def _names_one_after(text: str, end: int, word: str) -> bool:
    """Whether the word behind a name is somebody's office there: "Stifel Nicolaus analyst Mark Swartzberg"."""
    return text.startswith(f" {word} ", end) and text[end + len(word) + 2 : end + len(word) + 3].isupper()


def _is_speaker(text: str, piece: Piece) -> bool:
    """ "BERMAN: Thank you" at the start of a line of a transcript."""
    begins = not piece.start or text[piece.start - 1] == "\n"
    return begins and len(piece.text) > 3 and piece.text.isupper() and text.startswith(": ", piece.end)


def _is_dateline(text: str, piece: Piece) -> bool:
    """ "HAVERHILL, Mass. (Reuters) -" at the start of a line."""
    if piece.start and text[piece.start - 1] != "\n":
        return False
    return text.startswith((" (", ", ", " - ", " – ", " — ", " -- "), piece.end)


def _of_place(text: str, start: int) -> bool:
    words = text[max(0, start - 24) : start].split()
    return len(words) > 1 and words[-1] == "of" and words[-2].lower() in cues.PLACE_OF_BEFORE
