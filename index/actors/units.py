"""The words of a chain as units: a known name of one word or more, or a single word with its class.

Possessives and tails such as "-led" are cut off here, and end a name wherever they stand.
"""

from __future__ import annotations

from functools import lru_cache

from index.actors import cues
from index.actors.pieces import Sort, Unit
from index.actors.sorts import sort_of
from index.actors.tables import tables
from index.actors.tokens import Token
from index.model import NameKind

_PREFIXES = frozenset(("pro", "anti", "non", "ex", "then", "mid", "pan", "neo", "post", "pre", "trans", "cross", "sub"))
"""What may stand before a nationality with a hyphen, and with a capital where it opens a sentence."""


def units(chain: list[Token], text: str) -> list[Unit]:
    """The units of a chain; `text` is the whole text with straight apostrophes, of the same length."""
    found: list[Unit] = []
    loud = _loud(chain) if len(chain) > 1 else frozenset()
    at = 0
    while at < len(chain):
        known = _longest_known(chain, at, text)
        if known is not None:
            unit, at = known
            found.append(unit)
            continue
        token = chain[at]
        if at in loud:
            found.append(Unit(token.start, token.end, token.text, Sort.STOP, token.join))
        else:
            found.extend(_of_token(token, text))
        at += 1
    return found


def _of_token(token: Token, text: str) -> list[Unit]:
    """The unit of a single token; two for a pair of peoples."""
    word, cut = _cut(token.text)
    end = token.end - cut
    if "-" in word and word not in tables().kinds:
        pair = _pair_of_peoples(token, word, end)
        if pair:
            pair[-1].broken = cut > 0
            return pair
    sort, kind = sort_of(word)
    if cut and kind is None and token.text.endswith(("-winning", "-nominated")):
        sort = Sort.INSTRUMENT  # a prize, whatever its name looks like: "Oscar-winning"
    plural_possessive = word.endswith("s") and text.startswith("' ", token.end) and sort in (Sort.UNKNOWN, Sort.KNOWN)
    broken = cut > 0 or plural_possessive
    return [Unit(token.start, end, word, sort, token.join, kind, word in tables().given, broken)]


@lru_cache(maxsize=65536)
def _cut(word: str) -> tuple[str, int]:
    """The word without possessive and tail, and how many characters fell off."""
    if word.endswith("'s"):
        return word[:-2], 2
    if "-" in word[1:]:
        head, _, tail = word.rpartition("-")
        tail = tail.removesuffix("'s")
        if tail in cues.HYPHEN_TAILS or (
            _is_tail(tail) and (head in tables().kinds or head.replace(".", "").isupper())
        ):
            kept, more = _cut(head)
            return kept, len(word) - len(head) + more
    return word, 0


def _is_tail(tail: str) -> bool:
    return tail.islower() and (tail in tables().words or tail.endswith(("ed", "ing")))


def _loud(chain: list[Token]) -> frozenset[int]:
    """The ordinary words in a stretch of capitals, as in a heading run into its paragraph: "ALL EYES ON ITALY One"."""
    capitals = [token.text.isupper() and len(token.text) > 1 for token in chain]
    if sum(capitals) < 2:
        return frozenset()
    words = tables().words
    return frozenset(
        at
        for at, token in enumerate(chain)
        if capitals[at]
        and (token.text.lower() in words or token.text.capitalize() in cues.STOPS)
        and ((at and capitals[at - 1]) or (at + 1 < len(chain) and capitals[at + 1]))
    )


def _longest_known(chain: list[Token], at: int, text: str) -> tuple[Unit, int] | None:
    """The longest known name of several words that begins with this token, and the place of the token after it."""
    token = chain[at]
    for form in _forms_from(token.text):
        end = token.start + len(form)
        if not text.startswith(form, token.start) or (end < len(text) and (text[end].isalnum() or text[end] == "_")):
            continue
        if form.endswith("'s") and token.join == " " and chain[at - 1].text in tables().given:
            continue
        after = at
        while after < len(chain) and chain[after].start < end:
            after += 1
        last = chain[after - 1]
        rest = last.text[len(last.text) - (last.end - end) :] if last.end > end else ""
        if rest in ("", "'s") or (rest.startswith("-") and _cut("X" + rest)[1]):
            return _known(token, form, bool(rest)), after
    return None


def _forms_from(word: str) -> tuple[str, ...]:
    """The known names of several words that may begin with this one, or with its part before a hyphen or a dot."""
    grouped = tables().by_first_word
    forms = grouped.get(word)
    if forms is None:
        if word.isalnum():
            return ()
        cut = next((place for place, char in enumerate(word) if not (char.isalnum() or char == "_")), 0)
        forms = grouped.get(word[:cut], ()) if cut else ()
    return forms


def _known(token: Token, form: str, broken: bool) -> Unit:
    """The unit of a known name; the article of "The Hague" stays, that of "The Times" does not."""
    kinds = tables().kinds
    start, end, kind = token.start, token.start + len(form), kinds[form]
    if form.startswith("The ") and form != "The Hague":
        start, form = start + 4, form[4:]
    return Unit(start, end, form, Sort.KNOWN, token.join, kind, False, broken)


def _pair_of_peoples(token: Token, word: str, end: int) -> list[Unit] | None:
    """ "Israeli-Palestinian" is two nationalities and "US-Turkish" two names; "Franco-German" is one."""
    left, _, right = word.rpartition("-")
    kinds = tables().kinds
    right_kind = kinds.get(right)
    if right_kind is None:
        return None
    left_kind = kinds.get(left)
    if right_kind is NameKind.NATIONALITY and left in cues.PREFIXES_OF_PEOPLES:
        return [Unit(token.start, end, word, Sort.KNOWN, token.join, NameKind.NATIONALITY)]
    second = Unit(end - len(right), end, right, Sort.KNOWN, "-", right_kind)
    if left_kind is not None:
        return [
            Unit(token.start, token.start + len(left), left, Sort.KNOWN, token.join, left_kind, False, True),
            second,
        ]
    if left.lower() in _PREFIXES:
        second.join = token.join
        return [second]
    return None
