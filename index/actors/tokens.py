"""Capitalised words of a text, and the chains in which they stand beside each other.

One pass of one regular expression; every alternative starts at a fixed place and repeats only character classes, so
the time is linear in the text, whatever it holds. Only Latin capitals begin a name: in other scripts capitals say
too little, and a few names less are better than junk.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

JOINS = {
    " ": " ",
    "\u00a0": " ",
    " of ": "of",
    " of the ": "of",
    " and ": "and",
    " and the ": "and the",
    " & ": "&",
    " for ": "for",
    " for the ": "for",
    " for a ": "for",
    " on ": "for",
}
"""The text between two capitalised words that may belong to one name → what kind of joint it is."""

_PARTICLES = (
    "de|de la|de las|de los|del|della|di|da|do|dos|das|du|des|van|van der|van den|van de|von|von der|von dem|zu|"
    "bin|ibn|ben|bint|al|el|ul|ur|ud|y|e|le|la|ter|ten|af|av|abu|bin al|d'|De|De La|De Los|De Las|Van|Van Der|"
    "Van Den|Van De|Von|Von Der|no"
)
_LONGEST_CHAIN = 40
"""Words; far more than a name has, and few enough to be read by functions that call themselves."""
_LONGEST_TOKEN = 60
"""Characters; anything longer is no word of any language that is read here."""


_SHORTEST_GLUED = 4
"""Characters; less may well be the beginning of a longer name: "McConnell", "MacDonald"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word as it stands, and how it hangs on the one before it."""

    start: int
    end: int
    text: str
    """With straight apostrophes."""
    join: str
    """One of the values of `JOINS`, or "part" for a particle; empty for the first of a chain."""


@cache
def latin_capitals() -> str:
    """All capital letters of the Latin script, as the inside of a character class."""
    return "".join(
        chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if unicodedata.category(chr(code)) == "Lu"
    )


@cache
def _pattern() -> re.Pattern[str]:
    capital = f"[{latin_capitals()}]"
    abbreviated = (
        "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Sens|Rep|Reps|Gov|St|Ste|Rev|Hon|Sr|Jr|Cpl|Adm|Brig|Messrs|Mt|Ft|Supt|Insp|"
        "Det|Pres|Sec|Cmdr|Pvt|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos|Ph|Mme|Inc|Ltd|Corp|Co|Cos|Bros|"
        "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|"
        "Tenn|Tex|Vt|Va|Wash|Wis|Wyo"
    )
    return re.compile(
        rf"(?=[{latin_capitals()}adelub])"  # what a match can begin with; saves two thirds of the attempts
        r"(?<![\w@#])(?<![\s(<]\.)(?:"
        rf"(?:{capital}\.){{2,8}}(?:{capital}(?!\w))?(?:-[A-Za-z]{{1,20}})?"
        rf"|(?:{abbreviated})\."
        rf"|{capital}\.(?= ?{capital})"
        rf"|(?:[aAeE][lrdnsztLRDNSZT]|[aA]s?[hH]|[dDlLO]|[uU]l|[bB]in)[-'’]{capital}\w{{0,40}}(?:[-'’]\w{{1,40}}){{0,4}}"
        rf"|{capital}\w{{0,40}}(?:(?:[-'’&](?!{capital}\.{capital}\.)|\.(?=[a-z]{{2,4}}\b))\w{{1,40}}){{0,5}}!?"
        r")"
    )


@cache
def _joins() -> dict[str, str]:
    joins = dict(JOINS)
    for particle in _PARTICLES.split("|"):
        joins[f" {particle} "] = "part"
    joins[" d'"] = joins[" d’"] = "part"
    return joins


def _is_code(text: str, start: int, end: int) -> bool:
    """Part of a web address, of a share's code ("GM.N"), or of what stands in angle brackets."""
    before = text[start - 1 : start]
    if before == "<":
        return True
    if before in ("/", "."):
        chunk = text[max(0, start - _LONGEST_TOKEN) : start].rsplit(None, 1)[-1]
        if "://" in chunk or "www." in chunk or (end - start <= 2 and before == "." and text[start - 2].isalnum()):
            return True
    exchange = text.startswith(".", end) and text[end + 1 : end + 2].isupper() and not text[end + 2 : end + 3].islower()
    return exchange and text[start : start + 2].isupper() and end - start > 1 and not text.startswith(".", end + 2)


@cache
def _seam() -> re.Pattern[str]:
    return re.compile(rf"(?<=[a-z])(?=[{latin_capitals()}])")


def _glued(text: str, start: int, word: str) -> int:
    """How many characters of a word are a name that stands right before it, and that the next text is glued to.

    So in pages whose links are run into each other: "Trump Donald John TrumpGOP senators balk". 0 for other words.
    """
    seams = [seam.start() for seam in _seam().finditer(word) if seam.start() >= _SHORTEST_GLUED]
    before = f" {text[max(0, start - _LONGEST_TOKEN) : start]}" if seams else ""
    return next((seam for seam in seams if f" {word[:seam]} " in before), 0)


def chains(text: str, start: int, end: int) -> Iterator[list[Token]]:
    """The chains of capitalised words in a range of the text, in order. A chain is never empty."""
    joins = _joins()
    chain: list[Token] = []
    at = -1
    for match in _pattern().finditer(text, start, end):
        first, last = match.span()
        word = match[0]
        if "’" in word:
            word = word.replace("’", "'")
        if word.endswith("!") and word != "Yahoo!":
            word, last = word[:-1], last - 1
        if len(word) > _LONGEST_TOKEN or text.startswith("$", last) or _is_code(text, first, last):
            continue
        join = joins.get(text[at:first], "") if chain and first - at < 16 else ""
        if chain and (not join or len(chain) >= _LONGEST_CHAIN):
            yield chain
            chain = []
        glued = _glued(text, first, word) if chain and join == " " and chain[-1].join in ("", " ") else 0
        if glued:
            yield [*chain, Token(first, first + glued, word[:glued], join)]
            chain, first, word, join = [], first + glued, word[glued:], ""
        chain.append(Token(first, last, word, join))
        at = last
    if chain:
        yield chain
