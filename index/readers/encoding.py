"""Bytes → text: a byte order mark, then UTF-8, then a guess that is marked as one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from index.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16, whose mark begins the same way."""

_ESCAPES = ((re.compile(rb"\x1b\$\)C"), "iso2022_kr"), (re.compile(rb"\x1b(?:\$[@B]|\([BJ]|\$\()"), "iso2022_jp_2"))
"""Encodings of seven bits that would pass as UTF-8."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x0e\x0f"))
_SAMPLE = 65_536
"""Bytes that a guess looks at. charset-normalizer takes about 20 ms for as many."""
_MOST_CONTROLS = 0.02
"""Share of control codes above which a file is no text; real articles have none, the odd slip aside."""
_COMMON = ("cp1252", "iso8859_1", "cp1251", "cp1250")
_NO_TEXT = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape")
"""What Python calls encodings, too."""
_REMEDY = "Convert it to text, or leave it out"


@dataclass(frozen=True, slots=True)
class Decoded:
    """What bytes say, and how that was found."""

    text: str
    encoding: str
    guessed: bool = False
    warnings: tuple[str, ...] = ()


def decode(content: bytes, place: str, declared: str = "") -> Decoded:
    """The text of a file or line. Raises `ReadError` for what is no text; `place` names it in the error.

    `declared` is the encoding that the user says it is in; only a byte order mark counts for more.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content, encoding)
    if declared:
        return _declared(content, place, declared)
    wide = _without_mark(content)
    if wide:
        return wide
    sample = content[:_SAMPLE]
    if _is_binary(sample):
        raise ReadError("this is no text but binary data", place=place, remedy=_REMEDY)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(content)
    return (_escaped(content) if b"\x1b" in sample else None) or Decoded(text, "utf-8")


def encoding_of(name: str) -> str:
    """The one name of an encoding that is called so, too; empty where text can't be in one of this name."""
    try:
        b"a".decode(name)
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if found in _NO_TEXT else found


def _declared(content: bytes, place: str, encoding: str) -> Decoded:
    found = _marked(content, encoding)
    sample = found.text[:_SAMPLE].encode("utf-8", "surrogatepass")
    if _is_binary(sample):
        raise ReadError(f"as {encoding} this is no text", place=place, remedy="Correct its encoding in sources.toml")
    return found


def _is_binary(sample: bytes) -> bool:
    return b"\0" in sample or len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(sample)


def _marked(content: bytes, encoding: str) -> Decoded:
    name = encoding.removesuffix("-sig")
    try:
        return Decoded(content.decode(encoding), name)
    except UnicodeDecodeError:
        return Decoded(content.decode(encoding, "replace"), name, warnings=(replaced(name),))


def replaced(encoding: str) -> str:
    return f"Some bytes are no {encoding.upper()} and were replaced by \ufffd."


def _without_mark(content: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark: in the Latin script nearly every second byte, or three of four, is NUL."""
    sample = content[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    nuls = [sample[offset::4].count(0) / len(sample[offset::4]) for offset in range(4)]
    dense = [share > 0.7 for share in nuls]
    encodings = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    encoding = encodings.get((dense[0], dense[1], dense[2], dense[3]))
    if encoding is None:
        return None
    try:
        return Decoded(content.decode(encoding), encoding, guessed=True)
    except UnicodeDecodeError:
        return None


def _escaped(content: bytes) -> Decoded | None:
    for escape, encoding in _ESCAPES:
        if escape.search(content[:_SAMPLE]):
            try:
                return Decoded(content.decode(encoding), encoding.replace("_", "-"), guessed=True)
            except UnicodeDecodeError:
                continue
    return None


def _guess(content: bytes) -> Decoded:
    mended = content.decode("utf-8", "replace")
    wrong = mended.count("\ufffd")
    right = sum(1 for character in mended[:_SAMPLE] if character > "\x7f") - wrong
    if right > 10 * wrong:
        return Decoded(mended, "utf-8", guessed=True, warnings=(replaced("utf-8"),))
    encoding = _best_guess(content[:_SAMPLE])
    try:
        return Decoded(content.decode(encoding), encoding, guessed=True)
    except UnicodeDecodeError:
        return Decoded(content.decode(encoding, "replace"), encoding, guessed=True, warnings=(replaced(encoding),))


def _best_guess(sample: bytes) -> str:
    """The likeliest encoding; between equals the one that most of the world's old text is in."""
    from charset_normalizer import from_bytes

    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return "cp1252"
    equals = [match.encoding for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    equals += [same for same in best.could_be_from_charset if same in _COMMON]
    return next((encoding for encoding in _COMMON if encoding in equals), best.encoding).replace("_", "-")
