"""Reads the names out of a chain of capitalised words, by the words themselves and nothing around them.

"Italian Prime Minister Giuseppe Conte" becomes Italian and Giuseppe Conte, "Foreign and Commonwealth Office" stays one.
What the words can't tell is left open (`kind` None): the whole article decides later.
"""

from __future__ import annotations

from collections.abc import Callable

from index.actors import cues
from index.actors.persons import LONGEST_PERSON, is_person
from index.actors.pieces import ORDINARY, Piece, Sort, Unit
from index.actors.sequences import head_word, sequences
from index.actors.tables import tables
from index.model import NameKind

PERSON, ORGANISATION, COUNTRY = NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY
NATIONALITY, PLACE, EVENT = NameKind.NATIONALITY, NameKind.PLACE, NameKind.EVENT

_HEADS = {Sort.HEAD: ORGANISATION, Sort.SUFFIX: ORGANISATION, Sort.PLACE_HEAD: PLACE, Sort.EVENT_HEAD: EVENT}
_OF_NATIONS = (COUNTRY, NATIONALITY)
_WORDS = (Sort.WORD, Sort.PORTFOLIO)
_LIKE_PERSONS = (Sort.UNKNOWN, Sort.GIVEN, Sort.HONORIFIC, Sort.INITIAL)


def pieces_of(units: list[Unit], text: str, opens: bool) -> list[Piece]:
    """The names that may be in a chain, in order. `opens`: its first word opens a sentence."""
    found: list[Piece] = []
    for sequence in sequences(units):
        leads, first = opens and sequence.leads, _said_twice(sequence.units)
        if first:
            found.extend(_read(sequence.units[:first], text, sequence.titled, leads))
        found.extend(_read(sequence.units[first:], text, sequence.titled and not first, leads and not first))
    for piece in found:
        opened = opens and piece.start - 4 <= units[0].start
        if not opened and piece.words > 1 and text.startswith("The ", max(0, piece.start - 4)):
            _take_article(piece)
    return found


def _take_article(piece: Piece) -> None:
    """A capital on "The" in the middle of a sentence makes it part of the name, unless the tables know better."""
    if piece.weak and piece.kind is None:
        piece.kind, piece.weak = ORGANISATION, False
    if piece.kind is ORGANISATION and piece.text not in tables().kinds:
        piece.start -= 4
        piece.text = f"The {piece.text}"


def _read(sequence: list[Unit], text: str, titled: bool, opens: bool) -> list[Piece]:
    """The names in one sequence."""
    while opens and len(sequence) > 1 and _has_opening_word(sequence):
        sequence, opens = sequence[1:], False
    for at, unit in enumerate(sequence):
        if unit.sort is Sort.INSTRUMENT and not _is_part_after_all(sequence, at):
            return [*_nation_of(sequence[:at]), *_read(sequence[at + 1 :], text, False, False)]
        if unit.sort is Sort.DIGITS:
            return [*_read(sequence[:at], text, titled, opens), *_read(sequence[at + 1 :], text, False, False)]
    if not sequence:
        return []
    if len(sequence) == 1:
        return _single(sequence[0], titled, opens)
    if titled and not any(unit.sort in (Sort.HEAD, Sort.SUFFIX) for unit in sequence):
        return _after_title(sequence, text, opens)
    return _several(sequence, text, opens)


def _said_twice(sequence: list[Unit]) -> int:
    """The end of a person's name in front of a longer one of the same person, else 0: "Trump Donald John Trump"."""
    last = sequence[-1]
    if last.sort is Sort.GIVEN:
        return len(sequence) - 1 if len(sequence) > 2 and sequence[0].text == last.text else 0
    if last.sort not in (Sort.UNKNOWN, Sort.KNOWN, Sort.WORD):
        return 0
    return next((at + 1 for at, unit in enumerate(sequence[:-2]) if unit.text == last.text), 0)


def _is_part_after_all(sequence: list[Unit], at: int) -> bool:
    """Whether a word for laws and prizes is part of a name here: "Constitution Party", "Doris Day", and then "Day"."""
    if at + 1 < len(sequence):
        return sequence[at + 1].sort is Sort.HEAD
    given = at == 1 and sequence[0].sort is Sort.GIVEN
    return sequence[at].text in cues.SURNAMES_LIKE_HEADS and (at == 0 or given)


def _has_opening_word(sequence: list[Unit]) -> bool:
    """Whether the first word has its capital only from the sentence that it opens."""
    first, second = sequence[0], sequence[1]
    if first.sort not in _WORDS or first.given or second.join != " " or second.sort is Sort.HEAD:
        return False
    if any(unit.sort is Sort.SUFFIX for unit in sequence):
        return False
    return second.sort not in _WORDS or not any(unit.sort is Sort.HEAD for unit in sequence)


def _nation_of(sequence: list[Unit]) -> list[Piece]:
    """Of what names a law or a prize, only a nation that stands first is a name."""
    first = sequence[0] if sequence else None
    return [_whole(first, first.kind, True, False)] if first is not None and first.kind in _OF_NATIONS else []


def _single(unit: Unit, titled: bool, opens: bool) -> list[Piece]:
    """What one word by itself may be."""
    word = unit.text
    if (
        titled
        and len(word) > 1
        and unit.sort is not Sort.HONORIFIC
        and (unit.sort is not Sort.KNOWN or unit.given)
        and unit.sort in (*_LIKE_PERSONS, Sort.WORD, Sort.KNOWN)
    ):
        return [_whole(unit, PERSON, unit.sort is not Sort.WORD, opens, weak=unit.sort is Sort.WORD, titled=True)]
    if unit.kind is not None:
        common = opens and not unit.broken and not titled and word.lower() in tables().words
        sure = titled or unit.kind is not PLACE or not unit.given
        return [_whole(unit, unit.kind, sure, opens, weak=common and unit.kind in (ORGANISATION, PLACE))]
    if unit.sort in _NEVER_ALONE and word not in cues.SURNAMES_LIKE_HEADS:
        return []
    if word in cues.NEVER_ALONE:
        return [_whole(unit, None, False, opens, weak=True)]
    strong = unit.sort in (Sort.ACRONYM, Sort.UNKNOWN) or (
        unit.sort is Sort.GIVEN and word.lower() not in tables().words
    )
    return [_whole(unit, _GUESSES.get(unit.sort), False, opens, weak=not strong)]


_NEVER_ALONE = (Sort.STOP, Sort.INITIAL, Sort.DIGITS, Sort.INSTRUMENT, Sort.SUFFIX, Sort.HONORIFIC, Sort.MONTH)
_GUESSES = {Sort.ACRONYM: ORGANISATION, Sort.GIVEN: PERSON, Sort.DIRECTION: PLACE}


def _whole(
    unit: Unit, kind: NameKind | None, sure: bool, opens: bool, *, weak: bool = False, titled: bool = False
) -> Piece:
    return Piece(unit.start, unit.end, unit.text, kind, sure, opens, weak, titled)


def _piece(
    sequence: list[Unit],
    text: str,
    kind: NameKind | None,
    opens: bool,
    *,
    sure: bool = True,
    weak: bool = False,
    titled: bool = False,
) -> Piece:
    start, end = sequence[0].start, sequence[-1].end
    return Piece(start, end, text[start:end], kind, sure, opens, weak, titled, len(sequence))


def _after_title(sequence: list[Unit], text: str, opens: bool) -> list[Piece]:
    first = sequence[0]
    if first.sort is Sort.KNOWN and not first.given and first.kind is not EVENT:
        return [_whole(first, first.kind, True, opens), *_read(sequence[1:], text, True, False)]
    last = next((at for at, unit in enumerate(sequence) if at and unit.join not in (" ", "part")), len(sequence))
    if last > LONGEST_PERSON or first.sort is Sort.ACRONYM:
        return _several(sequence, text, opens)
    person = _piece(sequence[:last], text, PERSON, opens, titled=True)
    return [person, *_read(sequence[last:], text, False, False)]


def _several(sequence: list[Unit], text: str, opens: bool) -> list[Piece]:
    """The names in two units or more: the first reading that fits."""
    for reading in _READINGS:
        found = reading(sequence, text, opens)
        if found is not None:
            return found
    if all(unit.sort in ORDINARY for unit in sequence):
        return [_piece(sequence, text, None, opens, sure=False, weak=True)]
    like_a_person = len(sequence) <= LONGEST_PERSON and all(unit.sort in _LIKE_PERSONS for unit in sequence)
    return [_piece(sequence, text, PERSON if like_a_person else None, opens, sure=False)]


def _by_head(sequence: list[Unit], text: str, opens: bool) -> list[Piece] | None:
    """ "Libyan National Army", "Gulf of Sidra", "Air Canada"; but "Gary Hill" is a person."""
    head = _head_of(sequence)
    if head is None:
        return None
    if len(sequence) < 4 and sequence[-1].text in cues.SURNAMES_LIKE_HEADS and is_person(sequence):
        return [_piece(sequence, text, PERSON, opens)]
    described = head + 1 < len(sequence) and sequence[head + 1].join in ("of", "for")
    prefixed = not described and sequence[0].text in cues.ORGANISATION_PREFIXES
    word = head_word(sequence[head])
    body = word in cues.ORGANISATION_HEADS or (word == "Conference" and described and sequence[head + 1].join == "of")
    kind = ORGANISATION if body or prefixed else _HEADS.get(sequence[head].sort, PLACE)
    end = len(sequence) if described or prefixed else head + 1
    if end + 1 == len(sequence) and word in cues.TOWN_OF_COLLEGES and sequence[end].kind is PLACE:
        end += 1
    return [_piece(sequence[:end], text, kind, opens), *_read(sequence[end:], text, False, False)]


def _head_of(sequence: list[Unit]) -> int | None:
    """The place of the word that says what the phrase is: before the first "of", else the last one."""
    for at, unit in enumerate(sequence):
        if at and unit.join in ("of", "for"):
            return at - 1
    for at in range(len(sequence) - 1, 0, -1):
        if sequence[at].sort in _HEADS:
            return at
    prefixed = sequence[0].sort is Sort.HEAD and sequence[0].text in cues.ORGANISATION_PREFIXES
    return len(sequence) - 1 if prefixed else None


def _by_first_word(sequence: list[Unit], text: str, opens: bool) -> list[Piece] | None:
    """ "East Libya" is a place, "Northern Irish" a nationality, "Mount Athos" a place, "Hurricane Mitch" an event."""
    first, second = sequence[0], sequence[1]
    if first.sort is Sort.DIRECTION:
        if second.sort is Sort.KNOWN and second.kind in (NATIONALITY, COUNTRY, PLACE):
            kind = NATIONALITY if second.kind is NATIONALITY else PLACE
            return [_piece(sequence[:2], text, kind, opens), *_read(sequence[2:], text, False, False)]
        return [_piece(sequence, text, PLACE, opens, sure=False)]
    if first.sort is Sort.PLACE_PREFIX and not first.given:
        return [_piece(sequence, text, PLACE, opens)]
    return [_piece(sequence, text, EVENT, opens)] if first.text in cues.EVENT_PREFIXES else None


def _by_person(sequence: list[Unit], text: str, opens: bool) -> list[Piece] | None:
    """A person; two with "&" between; one after ordinary words ("Presiding Martin Mann")."""
    if is_person(sequence):
        return [_piece(sequence, text, PERSON, opens)]
    for at, unit in enumerate(sequence):
        if unit.join == "&" and is_person(sequence[:at]) and is_person(sequence[at:]):
            return [_piece(part, text, PERSON, opens) for part in (sequence[:at], sequence[at:])]
        if at and unit.sort is Sort.GIVEN and sequence[at - 1].sort in ORDINARY and is_person(sequence[at:]):
            return [*_read(sequence[:at], text, False, opens), _piece(sequence[at:], text, PERSON, False)]
    return None


def _by_company(sequence: list[Unit], text: str, opens: bool) -> list[Piece] | None:
    """ "Procter & Gamble"."""
    both = any(unit.join == "&" for unit in sequence)
    return [_piece(sequence, text, ORGANISATION, opens)] if both else None


def _by_known_start(sequence: list[Unit], text: str, opens: bool) -> list[Piece] | None:
    """A known name and more: "Italian Giuseppe Conte", "Libyan Red Crescent", "Chicago Blackhawks"."""
    first, rest = sequence[0], sequence[1:]
    if first.sort is Sort.ACRONYM:
        return [_whole(first, ORGANISATION, False, opens), *_read(rest, text, False, False)]
    if first.sort is not Sort.KNOWN:
        return None
    if first.kind in _OF_NATIONS and rest[0].kind is ORGANISATION and _is_generic(rest[0]):
        return [_piece(sequence[:2], text, ORGANISATION, opens), *_read(rest[1:], text, False, False)]
    if first.kind is PLACE and len(rest) == 1 and rest[0].sort is Sort.UNKNOWN and rest[0].text.endswith("s"):
        return [_piece(sequence, text, ORGANISATION, opens, sure=False)]
    return [_whole(first, first.kind, True, opens), *_read(rest, text, False, False)]


def _is_generic(unit: Unit) -> bool:
    """Whether a known body is one of many nations': "Red Crescent", "Supreme Court"."""
    ordinary = tables().words
    return all(word.lower() in ordinary or word in cues.ORGANISATION_HEADS for word in unit.text.split())


def _by_known_inside(sequence: list[Unit], text: str, opens: bool) -> list[Piece] | None:
    """A known name after unknown words begins a name of its own, but for one that a surname may be.

    A single unknown word that opens the sentence is then rather a rare noun: "Titleholders Zambia".
    """
    for at, unit in enumerate(sequence):
        if at and unit.sort in (Sort.KNOWN, Sort.ACRONYM) and not unit.given and not _may_end(sequence, at):
            before = _read(sequence[:at], text, False, opens)
            if opens and at == 1 and sequence[0].sort is Sort.UNKNOWN:
                before[0].weak = True
            return [*before, *_read(sequence[at:], text, False, False)]
    return None


def _may_end(sequence: list[Unit], at: int) -> bool:
    """Whether a known name can be the last word of a longer one: an unknown word and a city's name."""
    unit = sequence[at]
    if unit.kind is EVENT:
        return True
    last = at + 1 == len(sequence) and unit.sort is Sort.KNOWN and " " not in unit.text
    return last and unit.kind in (PLACE, ORGANISATION) and sequence[0].sort is Sort.UNKNOWN


_Reading = Callable[[list[Unit], str, bool], list[Piece] | None]
_READINGS: tuple[_Reading, ...] = (
    _by_head,
    _by_first_word,
    _by_person,
    _by_company,
    _by_known_start,
    _by_known_inside,
)
