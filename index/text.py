"""Makes the canonical text, once, and finds its sentences.

Everything that is later called an offset counts code points of what `clean` gives, so nothing after it may change the
text again: `clean(clean(raw)) == clean(raw)` for every string.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

TEXT_VERSION = 3
"""Rises whenever the same file would give another text, other blocks or metadata; ranges are then made anew."""

_LINE_END = "\r\x0b\x0c\x85\u2028\u2029"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = "\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_DIRT = re.compile(f"[\t{_LINE_END}{_CONTROL}{_BIDI}{_UNSEEN}\ud800-\udfff]")
_REMOVED = re.compile(f"[{_CONTROL}{_BIDI}{_UNSEEN}]+")
_LINE_ENDS = re.compile(f"\r\n|[{_LINE_END}]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(raw: str) -> str:
    r"""The text as everything after it sees it.

    NFC; every line end is one line feed; a tab is a space. Gone are control codes, codes that turn the direction of
    the text round (directional marks stay, they can't hide anything) and characters that nobody sees but that would
    split a word: byte order marks, soft hyphens, zero width spaces, tags. Half a surrogate pair becomes U+FFFD.
    """
    if not raw.replace("\n", " ").isprintable() and _DIRT.search(raw):
        if _SURROGATE.search(raw):
            raw = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        raw = _LINE_ENDS.sub("\n", raw).replace("\t", " ")
        raw = _REMOVED.sub("", raw)
    return raw if unicodedata.is_normalized("NFC", raw) else unicodedata.normalize("NFC", raw)


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def word_table(listed: str) -> frozenset[str]:
    """The words of a list in source code, which reads better without a quotation mark around each."""
    return frozenset(listed.split())


# --- sentences

_CLOSERS = "\"'”’»›)\\]}"
_STOP = re.compile(f"[.!?…؟۔।]++[{_CLOSERS}]*+|[。！？]++[」』”’）]*+")
_STOPS = frozenset(".!?…؟۔।")
_OPENERS = "\"'“”‘„«‹([{¿¡—–-"
_QUOTES = re.compile('[“”"]')
_ALONE = "“”‘’\"'»)]"
_NEVER_LAST = word_table(
    """
    mr mrs ms mx dr prof gen lt col maj capt sgt cpl pvt cmdr adm brig rep reps sen sens gov govs rev hon pres
    supt insp st ste mt ft messrs mme mlle vs v viz cf al ed eds fr sr. spc pfc det dept asst assn gov't lt-gen
    maj-gen brig-gen atty attys sec amb dist
    """
)
"""Shortened titles and the like, in lower case without their stop: a name follows, so no sentence ends there."""

_BEFORE_NUMBER = word_table(
    """
    h.r no nos p pp vol fig figs ch sec art para col jan feb mar apr jun jul aug sep sept oct nov dec op ca c approx
    """
)
"""No sentence ends after these when a figure follows."""

_EITHER = word_table(
    """
    inc corp co ltd plc llc jr sr bros cos etc est jan feb mar apr aug sep sept oct nov dec mon tue tues wed thu
    thur thurs fri sat sun ave blvd rd calif fla tex mass conn ariz colo ill ind kan ky la md mich minn miss mo
    mont neb nev okla ore pa penn tenn va vt wash wis wisc wyo ala ark del ga ont que a.m p.m ph.d m.d b.c a.d e.g
    i.e
    """
)
"""A sentence ends after these only when a word follows that usually begins one."""

_BEGINS = word_table(
    """
    a after all although among an and any as at because before both but by despite during each even for from he
    her here his how however i if in instead it its last many meanwhile more most my neither no nor not now on
    once one only or other our several she since so some still such that the their then there these they this
    those though to under until we what when where whether while who why with yet you your
    """
)
"""Words that begin a sentence far more often than they follow a shortened word inside one."""

_NUMBERED = re.compile(r"[(\[]?\d{1,3}[.)]+")
"""The number of a point in a list, which belongs to the sentence behind it."""
_WORD = re.compile(r"[^\W_]+")
_TOKEN_REACH = 24
"""Code points looked at before a stop: longer than every shortened word, so that the cost of a stop has a bound."""


def sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Ranges of the sentences between `start` and `end`, in order, without the white space between them.

    Give it one block: a line feed inside the range is ordinary white space. Time grows with the length, whatever is
    in it.
    """
    found: list[tuple[int, int]] = []
    begin = quotes_from = _skip_space(text, start, end)
    quotes = 0
    for match in _STOP.finditer(text, begin, end):
        stop = _Stop(match.start(), match.end(), _skip_space(text, match.end(), end))
        if _stands_alone(text, stop, end):
            quotes += len(_QUOTES.findall(text, quotes_from, stop.end))
            quotes_from = stop.end
            if quotes % 2 or text[stop.following] in ")]’":
                stop = _Stop(stop.start, stop.following + 1, _skip_space(text, stop.following + 1, end), closed=True)
        if stop.following >= end:
            break
        if begin < stop.end and not _NUMBERED.fullmatch(text, begin, stop.end) and _ends_here(text, stop, end):
            found.append((begin, stop.end))
            begin = stop.following
    last = _trim_right(text, begin, end)
    if last > begin:
        found.append((begin, last))
    return tuple(_with_rests(text, found))


@dataclass(frozen=True, slots=True)
class _Stop:
    """Marks that may end a sentence, with the closing marks behind them."""

    start: int
    end: int
    following: int
    """Where the next word or mark is."""
    closed: bool = False
    """Whether a closing mark that stands alone was added."""


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _trim_right(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _stands_alone(text: str, stop: _Stop, end: int) -> bool:
    """Whether a quotation mark or bracket with white space on both sides follows the stop (“we will find out. “”)."""
    at = stop.following
    if at == stop.end or at >= end or text[at] not in _ALONE:
        return False
    return at + 1 >= end or text[at + 1].isspace()


def _ends_here(text: str, stop: _Stop, end: int) -> bool:
    """Whether a sentence ends with the stop; another word follows."""
    mark = text[stop.start]
    if mark in "。！？":
        return True
    if stop.following == stop.end:
        return _glued(text, stop, end)
    first = stop.following
    while first < min(end, stop.following + 4) and (text[first] in _OPENERS or text[first].isspace()):
        first += 1
    dash = text[stop.following] in "—–" or text.startswith("- ", stop.following)
    if dash or first >= end or text[first].islower() or text[first] in _STOPS:
        return False
    single = mark == "." and text[stop.start + 1 : stop.start + 2] != "."
    if not single:
        return True
    if not text[first].isalpha():
        return _shortened(text, stop.start) not in _BEFORE_NUMBER | _NEVER_LAST
    closed = stop.closed or stop.end - stop.start > 1
    return closed or _stop_is_full(text, stop.start, _WORD.match(text, first, end), opened=first > stop.following)


def _shortened(text: str, stop: int) -> str:
    """The token before a stop, in lower case; empty when it is longer than any shortened word."""
    reach = max(0, stop - _TOKEN_REACH)
    token = text[reach:stop].rsplit(None, 1)[-1:] or [""]
    shortened = token[0].lstrip("\"'“”‘’([{—–-").casefold() if len(token[0]) < _TOKEN_REACH else ""
    return shortened.removeprefix("then-").removeprefix("ex-")


def _stop_is_full(text: str, stop: int, following: re.Match[str] | None, *, opened: bool) -> bool:
    """Whether a single full stop before a capital ends a sentence, and not only a shortened word."""
    token = _shortened(text, stop)
    if not token:
        return True
    if token in _NEVER_LAST:
        return False
    initial = len(token) == 1 and token.isalpha() and text[stop - 1].isupper()
    acronym = "." in token and all(len(part) <= 2 and not part.isdigit() for part in token.split("."))
    if not (initial or acronym or token in _EITHER):
        return True
    word = following.group().casefold() if following else ""
    if initial and len(word) == 1:
        return False
    return word in _BEGINS or (opened and not initial)


def _glued(text: str, stop: _Stop, end: int) -> bool:
    """Whether a sentence ends although no space follows: in text that lost its line ends (“the poll.The results”)."""
    capital = stop.following + (text[stop.following] == "“")
    if capital + 1 >= end or not text[capital].isupper():
        return False
    one_letter = text[capital] in "AI" and text[capital + 1] == " "
    if not (text[capital + 1].islower() or one_letter) or text[stop.start] == "…":
        return False
    token = _shortened(text, stop.start)
    return len(token) >= 3 and token.isalpha() and text[stop.start - 1].islower() and token not in _NEVER_LAST


def _with_rests(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Joins pieces without a letter or digit (a lone closing mark, a row of stops) to the sentence before them."""
    whole: list[tuple[int, int]] = []
    for start, end in found:
        if whole and not _WORD.search(text, start, end):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole
