"""Cuts a chain of capitalised words into names, by the words themselves and nothing around them.

"Italian Prime Minister Giuseppe Conte" becomes Italian and Giuseppe Conte, "Foreign and Commonwealth Office" stays one.
What it can't tell it leaves open (`kind` None): the whole article decides later.
"""

from __future__ import annotations

from index.actors import cues
from index.actors.pieces import Piece, Sort, Unit
from index.actors.tables import tables
from index.model import NameKind

PERSON, ORGANISATION, COUNTRY = NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY
NATIONALITY, PLACE, EVENT = NameKind.NATIONALITY, NameKind.PLACE, NameKind.EVENT

_HEADS = {Sort.HEAD: ORGANISATION, Sort.SUFFIX: ORGANISATION, Sort.PLACE_HEAD: PLACE, Sort.EVENT_HEAD: EVENT}
_PEOPLED = (COUNTRY, NATIONALITY)
_ORDINARY = (
    Sort.WORD,
    Sort.PORTFOLIO,
    Sort.HEAD,
    Sort.PLACE_HEAD,
    Sort.EVENT_HEAD,
    Sort.DIRECTION,
    Sort.INSTRUMENT,
    Sort.TITLE,
)
_LONGEST_PERSON = 5
"""Words of a person's name; what is longer is a headline."""


def pieces_of(units: list[Unit], text: str, opens: bool) -> list[Piece]:
    """The names that may be in a chain, in order. `opens`: its first word opens a sentence."""
    found: list[Piece] = []
    for sequence, titled, first in _sequences(units):
        found.extend(_read(sequence, text, titled, opens and first))
    for piece in found:
        opened = opens and piece.start - 4 == units[0].start
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


def _sequences(units: list[Unit]) -> list[tuple[list[Unit], bool, bool]]:
    """Stretches of units that could be one name: (units, after a title, at the start of the chain)."""
    found: list[tuple[list[Unit], bool, bool]] = []
    current: list[Unit] = []
    titled = False
    first = True
    skipping = False

    def flush() -> None:
        nonlocal current, titled, first
        if current:
            found.append((current, titled, first))
            first = False
        current, titled = [], False

    for at, unit in enumerate(units):
        if current and not _joined(current, unit, units, at):
            flush()
        if skipping and _of_the_office(units, at):
            continue
        if unit.sort is Sort.MONTH and not _month_is_name(units, at, current):
            flush()
            first = skipping = False
        elif unit.text == "Will" and _month_is_name(units, at, current) and (at or current):
            skipping = False
            current.append(unit)
        elif unit.sort is Sort.STOP and not (unit.text in cues.FAITHS and _head_follows(units, at)):
            flush()
            first = skipping = False
        elif unit.sort is Sort.TITLE and not _names_a_body(units, at, current):
            while current and current[-1].text in cues.PORTFOLIOS and current[-1].sort is not Sort.KNOWN:
                current.pop()
            flush()
            titled, skipping, first = not unit.broken, not unit.broken, False
        else:
            skipping = False
            current.append(unit)
        if unit.broken:
            flush()
            skipping = False
    flush()
    return found


def _of_the_office(units: list[Unit], at: int) -> bool:
    """Whether a unit after a title says what for: "of State for Foreign Affairs", "Financial" of "Chief Financial Officer"."""
    unit, last = units[at], units[at - 1]
    if unit.join in ("of", "for", "and"):
        return unit.text in cues.PORTFOLIOS or unit.sort is Sort.WORD
    if unit.join != " " or unit.text not in cues.PORTFOLIOS or unit.broken:
        return False
    return last.sort is not Sort.TITLE or (
        at + 1 < len(units) and units[at + 1].sort is Sort.TITLE and units[at + 1].join == " "
    )


def _joined(current: list[Unit], unit: Unit, units: list[Unit], at: int) -> bool:
    """Whether a unit goes on with the sequence before it."""
    last = current[-1]
    join = unit.join
    if join in (" ", "&"):
        return True
    if join == "part":
        return last.sort in (Sort.GIVEN, Sort.UNKNOWN, Sort.INITIAL) or (
            last.sort is Sort.KNOWN and last.text in tables().given
        )
    if join == "of":
        return last.text in cues.OF_HEADS and last.sort is not Sort.KNOWN
    if join == "for":
        return last.text in cues.FOR_HEADS and last.sort is not Sort.KNOWN
    if join == "and":
        return _one_name_across(current, units, at)
    return False


def _one_name_across(current: list[Unit], units: list[Unit], at: int) -> bool:
    """Whether "X and Y" is one name: the head word stands only at its end, and X is no name by itself."""
    if units[at].sort is Sort.STOP or units[at].broken:
        return False
    if any(unit.join in ("of", "for") for unit in current):
        return units[at].sort in (Sort.WORD, Sort.PORTFOLIO, Sort.HEAD) and current[-1].sort in (
            Sort.WORD,
            Sort.PORTFOLIO,
        )
    if any(
        unit.sort in (Sort.HEAD, Sort.SUFFIX, Sort.GIVEN, Sort.INITIAL, Sort.KNOWN, Sort.TITLE) for unit in current[-1:]
    ):
        return False
    for unit in units[at:]:
        if unit is not units[at] and unit.join != " ":
            return False
        if unit.sort in (Sort.HEAD, Sort.SUFFIX):
            return unit is not units[at] or current[-1].sort in (Sort.WORD, Sort.PORTFOLIO)
        if unit.broken or unit.sort not in (Sort.WORD, Sort.PORTFOLIO, Sort.UNKNOWN, Sort.KNOWN):
            return False
    return False


def _month_is_name(units: list[Unit], at: int, current: list[Unit]) -> bool:
    """ "Theresa May", "April Glaspie"; not "in April"."""
    if current:
        return units[at].join == " " and current[-1].sort is Sort.GIVEN
    after = units[at + 1] if at + 1 < len(units) else None
    return after is not None and after.join == " " and after.sort is Sort.UNKNOWN and not units[at].broken


def _head_follows(units: list[Unit], at: int) -> bool:
    for unit in units[at + 1 :]:
        if unit.join != " " or unit.sort in (Sort.STOP, Sort.TITLE):
            return False
        if unit.sort in (Sort.HEAD, Sort.SUFFIX):
            return True
        if unit.broken:
            return False
    return False


def _names_a_body(units: list[Unit], at: int, current: list[Unit]) -> bool:
    """Whether a title is part of the name of a body: "King Saud University", "General Prosecutor's Office"."""
    unit = units[at]
    if unit.broken:
        return False
    after = units[at + 1] if at + 1 < len(units) else None
    if (
        unit.text in cues.SURNAMES_LIKE_TITLES
        and current
        and len(current) < 3
        and current[0].sort is Sort.GIVEN
        and (after is None or after.join != " ")
    ):
        return True
    if (
        after is not None
        and after.join == " "
        and after.sort in (Sort.HEAD, Sort.SUFFIX)
        and unit.text not in ("Mr", "Mr.")
    ):
        return after.text not in cues.PORTFOLIOS or after.sort is Sort.SUFFIX
    if unit.text in ("General", "Executive", "Major") and after is not None and after.join == " " and current:
        return after.sort in (Sort.WORD, Sort.HEAD) and _head_follows(units, at)
    if unit.text in ("King", "Queen", "Prince", "Princess", "Lord", "Saint", "Lady", "Father", "Captain"):
        run = units[at + 1 : at + 4]
        return any(u.sort in (Sort.HEAD, Sort.PLACE_HEAD) and u.join == " " for u in run)
    return False


def _read(sequence: list[Unit], text: str, titled: bool, opens: bool) -> list[Piece]:
    """The names in one sequence."""
    while sequence and opens and len(sequence) > 1 and _opening_word(sequence):
        sequence = sequence[1:]
        opens = False
    while sequence and sequence[-1].sort in (Sort.DIGITS,):
        sequence = sequence[:-1]
    if not sequence:
        return []
    for at, unit in enumerate(sequence):
        if unit.sort in (Sort.DIGITS, Sort.INSTRUMENT):
            if unit.sort is Sort.INSTRUMENT:
                return [*_known_only(sequence[:at], text), *_read(sequence[at + 1 :], text, False, False)]
            return [*_read(sequence[:at], text, titled, opens), *_read(sequence[at + 1 :], text, False, False)]
    if len(sequence) == 1:
        return _single(sequence[0], titled, opens)
    if titled and not any(unit.sort in (Sort.HEAD, Sort.SUFFIX) for unit in sequence):
        return _after_title(sequence, text, opens)
    return _several(sequence, text, opens)


def _known_only(sequence: list[Unit], text: str) -> list[Piece]:
    """Of what names a law or a prize only a nation or a person before it is a name."""
    if sequence and sequence[0].sort is Sort.KNOWN and sequence[0].kind in _PEOPLED:
        return [_piece(sequence[:1], text, sequence[0].kind, True, False)]
    return []


def _opening_word(sequence: list[Unit]) -> bool:
    """Whether the first word has its capital only from the sentence that it opens."""
    first, second = sequence[0], sequence[1]
    if first.sort not in (Sort.WORD, Sort.PORTFOLIO) or second.join != " ":
        return False
    if second.sort is Sort.HEAD or first.text in tables().given:
        return False
    rest = sequence[1:]
    if any(unit.sort is Sort.SUFFIX for unit in rest):
        return False
    if second.sort in (Sort.WORD, Sort.PORTFOLIO) and any(unit.sort in (Sort.HEAD, Sort.SUFFIX) for unit in rest):
        return False
    return True


def _single(unit: Unit, titled: bool, opens: bool) -> list[Piece]:
    sort, word = unit.sort, unit.text
    if titled:
        if (
            sort is Sort.KNOWN
            and (unit.kind is NATIONALITY or unit.kind in (ORGANISATION, COUNTRY, PLACE))
            and word not in tables().given
        ):
            return [_whole(unit, unit.kind, True, opens)]
        if sort in (Sort.UNKNOWN, Sort.GIVEN, Sort.WORD, Sort.KNOWN) and len(word) > 1:
            weak = sort is Sort.WORD
            return [_whole(unit, PERSON, not weak, opens, weak=weak, titled=True)]
    if sort is Sort.KNOWN:
        doubtful = unit.kind is PLACE and word in tables().given
        weak = opens and not unit.broken and unit.kind in (ORGANISATION, PLACE) and word.lower() in tables().words
        return [_whole(unit, unit.kind, not doubtful, opens, weak=weak)]
    if sort is Sort.ACRONYM:
        return [_whole(unit, ORGANISATION, False, opens)]
    if sort is Sort.GIVEN:
        return [_whole(unit, PERSON, False, opens, weak=word.lower() in tables().words)]
    if sort is Sort.UNKNOWN:
        return [_whole(unit, None, False, opens)]
    if sort in (Sort.WORD, Sort.PORTFOLIO, Sort.PLACE_PREFIX, Sort.HEAD, Sort.PLACE_HEAD, Sort.EVENT_HEAD, Sort.TITLE):
        return [_whole(unit, None, False, opens, weak=True)]
    if sort is Sort.DIRECTION:
        return [_whole(unit, PLACE, False, opens, weak=True)]
    return []


def _whole(
    unit: Unit, kind: NameKind | None, sure: bool, opens: bool, *, weak: bool = False, titled: bool = False
) -> Piece:
    return Piece(unit.start, unit.end, unit.text, kind, sure, opens, weak, titled)


def _piece(
    sequence: list[Unit],
    text: str,
    kind: NameKind | None,
    sure: bool,
    opens: bool,
    *,
    weak: bool = False,
    titled: bool = False,
) -> Piece:
    start, end = sequence[0].start, sequence[-1].end
    return Piece(start, end, text[start:end], kind, sure, opens, weak, titled, len(sequence))


def _after_title(sequence: list[Unit], text: str, opens: bool) -> list[Piece]:
    first = sequence[0]
    if first.sort is Sort.KNOWN and first.text not in tables().given and first.kind is not EVENT and len(sequence) > 1:
        return [_whole(first, first.kind, True, opens), *_read(sequence[1:], text, True, False)]
    last = len(sequence)
    for at, unit in enumerate(sequence):
        if at and unit.join not in (" ", "part"):
            last = at
            break
    if last > _LONGEST_PERSON or first.sort is Sort.ACRONYM:
        return _several(sequence, text, opens)
    return [
        _piece(sequence[:last], text, PERSON, True, opens, titled=True),
        *_read(sequence[last:], text, False, False),
    ]


def _several(sequence: list[Unit], text: str, opens: bool) -> list[Piece]:
    """A sequence of two units or more."""
    head = _last_head(sequence)
    if head is not None:
        return _with_head(sequence, head, text, opens)
    first = sequence[0]
    if first.sort is Sort.DIRECTION:
        return _with_direction(sequence, text, opens)
    if first.sort is Sort.PLACE_PREFIX and first.text not in tables().given:
        return [_piece(sequence, text, PLACE, True, opens)]
    if first.text in cues.EVENT_PREFIXES:
        return [_piece(sequence, text, EVENT, True, opens)]
    if _is_person(sequence):
        return [_piece(sequence, text, PERSON, True, opens)]
    for at, unit in enumerate(sequence):
        if unit.join == "&" and _is_person(sequence[:at]) and _is_person(sequence[at:]):
            return [_piece(part, text, PERSON, True, opens) for part in (sequence[:at], sequence[at:])]
    if any(unit.join == "&" for unit in sequence):
        return [_piece(sequence, text, ORGANISATION, True, opens)]
    if first.sort is Sort.KNOWN:
        return _after_known(sequence, text, opens)
    if first.sort is Sort.ACRONYM:
        return [_whole(first, ORGANISATION, False, opens), *_read(sequence[1:], text, False, False)]
    for at, unit in enumerate(sequence):
        if at and unit.sort in (Sort.KNOWN, Sort.ACRONYM) and unit.text not in tables().given:
            if unit.kind is EVENT or (
                at + 1 == len(sequence)
                and unit.kind in (PLACE, ORGANISATION)
                and unit.sort is Sort.KNOWN
                and " " not in unit.text
                and first.sort is Sort.UNKNOWN
            ):
                continue
            return [*_read(sequence[:at], text, False, opens), *_read(sequence[at:], text, False, False)]
    for at, unit in enumerate(sequence):
        if at and unit.sort is Sort.GIVEN and sequence[at - 1].sort in _ORDINARY and _is_person(sequence[at:]):
            return [*_read(sequence[:at], text, False, opens), _piece(sequence[at:], text, PERSON, True, False)]
    if all(unit.sort in _ORDINARY for unit in sequence):
        return [_piece(sequence, text, None, False, opens, weak=True)]
    if len(sequence) <= _LONGEST_PERSON and all(
        unit.sort in (Sort.UNKNOWN, Sort.GIVEN, Sort.HONORIFIC, Sort.INITIAL) for unit in sequence
    ):
        return [_piece(sequence, text, PERSON, False, opens)]
    return [_piece(sequence, text, None, False, opens)]


def _last_head(sequence: list[Unit]) -> int | None:
    """The place of the word that says what the phrase is, or of the head before its first "of"; None without one."""
    for at, unit in enumerate(sequence):
        if at and unit.join in ("of", "for"):
            return at - 1
    for at in range(len(sequence) - 1, 0, -1):
        if sequence[at].sort in _HEADS:
            return at
    if sequence[0].sort in (Sort.HEAD,) and sequence[0].text in cues.ORGANISATION_PREFIXES:
        return len(sequence) - 1
    return None


def _with_head(sequence: list[Unit], head: int, text: str, opens: bool) -> list[Piece]:
    kind = _HEADS.get(sequence[head].sort, ORGANISATION if sequence[head].text in cues.ORGANISATION_HEADS else PLACE)
    end = len(sequence) if head + 1 < len(sequence) and sequence[head + 1].join in ("of", "for") else head + 1
    if end == head + 1 and sequence[0].text in cues.ORGANISATION_PREFIXES:
        end, kind = len(sequence), ORGANISATION
    start = 0
    if kind is EVENT and sequence[0].sort is Sort.KNOWN and sequence[0].kind is NATIONALITY and head > 1:
        start = 0
    if (
        end == len(sequence)
        and len(sequence) < 4
        and _is_person(sequence)
        and sequence[head].text in cues.SURNAMES_LIKE_HEADS
    ):
        return [_piece(sequence, text, PERSON, True, opens)]
    body = sequence[start:end]
    found = [_piece(body, text, kind, True, opens)]
    return found + _read(sequence[end:], text, False, False)


def _with_direction(sequence: list[Unit], text: str, opens: bool) -> list[Piece]:
    """ "East Libya" is a place, "Northern Irish" a nationality."""
    second = sequence[1]
    if second.sort is Sort.KNOWN and second.kind is NATIONALITY:
        return [_piece(sequence[:2], text, NATIONALITY, True, opens), *_read(sequence[2:], text, False, False)]
    if second.sort is Sort.KNOWN and second.kind in (COUNTRY, PLACE):
        return [_piece(sequence[:2], text, PLACE, True, opens), *_read(sequence[2:], text, False, False)]
    if _is_person(sequence):
        return [_piece(sequence, text, PERSON, True, opens)]
    return [_piece(sequence, text, PLACE, False, opens)]


def _is_person(sequence: list[Unit]) -> bool:
    """A given name and what may follow it, or an initial before the last word."""
    count = len(sequence)
    if not 2 <= count <= _LONGEST_PERSON or any(
        unit.join not in ("", " ", "part", "of", "and", "-", "for", "and the") for unit in sequence[:1]
    ):
        return False
    if any(unit.join not in (" ", "part") for unit in sequence[1:]):
        return False
    if sequence[-1].sort is Sort.TITLE and sequence[-1].text not in cues.SURNAMES_LIKE_TITLES:
        return False
    if any(unit.broken for unit in sequence[:-1]):
        return False
    given = tables().given
    first = sequence[0]
    rest = sequence[1:]
    if first.sort is Sort.MONTH:
        return count == 2
    if (
        first.text.isupper()
        and first.sort is Sort.GIVEN
        and len(rest) < 3
        and all(unit.text.isupper() for unit in rest)
    ):
        return not any(unit.sort is Sort.KNOWN and unit.kind is ORGANISATION for unit in rest)
    if any(unit.sort in (Sort.ACRONYM, Sort.SUFFIX, Sort.DIGITS, Sort.STOP) for unit in rest):
        return False
    if any(" " in unit.text or unit.kind is NATIONALITY for unit in rest):
        return False
    if first.text in given and (
        first.sort is not Sort.KNOWN or rest[0].sort in (Sort.UNKNOWN, Sort.INITIAL, Sort.GIVEN, Sort.WORD)
    ):
        return " " not in first.text
    if first.sort is Sort.INITIAL and rest[-1].sort in (
        Sort.UNKNOWN,
        Sort.GIVEN,
        Sort.WORD,
        Sort.KNOWN,
        Sort.HONORIFIC,
    ):
        return len(rest[-1].text) > 2
    if first.sort is Sort.UNKNOWN and (
        any(unit.join == "part" or unit.sort in (Sort.INITIAL, Sort.HONORIFIC) for unit in rest)
    ):
        return True
    return first.sort is Sort.UNKNOWN and rest[0].text in given and rest[0].sort is Sort.GIVEN


def _is_generic(unit: Unit) -> bool:
    """Whether a known body is one of many nations': "Red Crescent", "Supreme Court"."""
    ordinary = tables().words
    return all(word.lower() in ordinary or word in cues.ORGANISATION_HEADS for word in unit.text.split())


def _after_known(sequence: list[Unit], text: str, opens: bool) -> list[Piece]:
    """A known name and more: "Italian Giuseppe Conte", "Chicago Blackhawks", "Libya Dawn"."""
    first, rest = sequence[0], sequence[1:]
    if first.kind in _PEOPLED and rest[0].kind is ORGANISATION and _is_generic(rest[0]):
        return [_piece(sequence[:2], text, ORGANISATION, True, opens), *_read(rest[1:], text, False, False)]
    if first.kind in _PEOPLED or first.kind is EVENT or first.kind is ORGANISATION:
        return [_whole(first, first.kind, True, opens), *_read(rest, text, False, False)]
    if len(rest) == 1 and rest[0].sort is Sort.UNKNOWN and rest[0].text.endswith("s"):
        return [_piece(sequence, text, ORGANISATION, False, opens)]
    return [_whole(first, first.kind, True, opens), *_read(rest, text, False, False)]
