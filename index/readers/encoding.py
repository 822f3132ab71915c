"""Bytes → text: a byte order mark, then UTF-8, then a guess that is marked as one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

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

_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
"""Codes from U+0080 to U+009F in UTF-8, without the line end U+0085."""
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x0e\x0f"))
_SAMPLE = 65_536
"""Bytes that a guess looks at. charset-normalizer takes about 20 ms for as many."""
_MOST_CONTROLS = 0.02
"""Share of control codes above which a file is no text; real articles have none, the odd slip aside."""
_COMMON = ("cp1252", "iso8859_1", "cp1251", "cp1250")
_LATIN = ("cp1250", "cp1252", "iso8859_1", "iso8859_2", "iso8859_10", "iso8859_15", "iso8859_16", "latin_1")
"""What charset-normalizer takes for the Latin script of Central Europe in either of its encodings."""
_WINDOWS = re.compile(rb"[\x80-\x9f]")
"""Letters and quotation marks in cp1250, and nothing in ISO 8859-2, nor in any text."""
_LETTER = rb"[A-Za-z\xc0-\xff]"
_POLISH = re.compile(rb"[a-z]\xb1(?!\d)|" + _LETTER + rb"\xb6" + _LETTER)
"""ą or ś in ISO 8859-2; ± and ¶ in cp1250 and cp1252, which stand in no word."""
_CARONS = (re.compile(_LETTER + rb"\xb9" + _LETTER), re.compile(rb"\xbe" + _LETTER))
"""š and ž in ISO 8859-2; ą and ľ in cp1250, which no one language has both."""
_PAIRS = tuple(
    (re.compile(_LETTER + one), re.compile(_LETTER + other))
    for one, other in ((rb"\xf5", rb"\xfb"), (rb"\xf8", rb"\xec"))
)
"""ő and ű, ř and ě in either; as õ and û, ø and ì no language of Western Europe has both."""
_SAME = (("ascii",), ("utf-8",))
"""What is tried first where nothing is stated."""
WIDER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""Encodings that are stated for what is in a wider one, as https://encoding.spec.whatwg.org has it."""
_NO_CHARSETS = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined")
"""Python's own, which no document is in; the first two take the square of the time."""
_LONGEST_NAME = 40
_NAME = re.compile(rf"[a-z0-9][a-z0-9._:+-]{{0,{_LONGEST_NAME - 1}}}")
_OF_OTHERS = "Codes from U+0080 to U+009F stand in it for signs that were lost before it came here."
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
    warnings = (_OF_OTHERS,) if _C1.search(content) else ()
    return (_escaped(content) if b"\x1b" in sample else None) or Decoded(text, "utf-8", warnings=warnings)


def decode_stated(content: bytes, encoding: str | None, place: str) -> Decoded:
    """The text of bytes whose encoding is stated, beside them or among them: the one rule for pages, feeds and mail.

    A byte order mark counts for more, and UTF-8 is taken for what it is, since no other encoding looks like it by
    chance. Where the name is not known, or the bytes are not in it, it is guessed, with a warning. Raises `ReadError`
    as `decode`.
    """
    name = (encoding or "").strip(" \t\r\n'\"").casefold()
    if not name or content.startswith(tuple(mark for mark, _ in _MARKS)):
        return decode(content, place)
    codecs_of_it = _codecs(name)
    is_same = codecs_of_it[:1] in _SAME
    for known in codecs_of_it if not is_same and _can_be_in(content, codecs_of_it) else ():
        try:
            return Decoded(content.decode(known), known)
        except UnicodeError:
            continue
    found = decode(content, place)
    if (is_same or content.isascii()) and not found.guessed:
        return found
    shown = "".join(filter(str.isprintable, name))[:_LONGEST_NAME]
    warning = f"It says that it is in “{shown}”, but it was read as {found.encoding.upper()}."
    return replace(found, guessed=True, warnings=(warning, *found.warnings))


def encoding_of(name: str) -> str:
    """The one name of an encoding that is called so, too; empty where text can't be in one of this name."""
    if not _NAME.fullmatch(name.casefold()):
        return ""
    try:
        known = codecs.lookup(name).name
        b"a".decode(known)
    except LookupError:  # not known, or one that unpacks rather than decodes
        return ""
    except UnicodeError:  # one of several bytes a sign
        pass
    return "" if known in _NO_CHARSETS else known


def _codecs(name: str) -> tuple[str, ...]:
    """The codecs to try for an encoding that is stated; none where there is none of this name."""
    known = encoding_of(name)
    return (WIDER[known], known) if known in WIDER else (known,) if known else ()


def _can_be_in(content: bytes, codecs_of_it: tuple[str, ...]) -> bool:
    """In UTF-16 and UTF-32 every line end has a NUL; in anything else NULs and control codes are no text."""
    if any(known.startswith(("utf-16", "utf-32")) for known in codecs_of_it):
        return b"\0" in content
    return not _is_binary(content[:_SAMPLE]) and not is_utf8(content)


def is_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 and more than ASCII, which bytes in another encoding are hardly ever by chance."""
    try:
        return not content.isascii() and bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


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
    if best.encoding in _LATIN and (central := _central_european(sample)):
        return central
    equals = [match.encoding for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    equals += [same for same in best.could_be_from_charset if same in _COMMON]
    return next((encoding for encoding in _COMMON if encoding in equals), best.encoding).replace("_", "-")


def _central_european(sample: bytes) -> str:
    """Which encoding of Central Europe these bytes of the Latin script are in, where it can be told; else empty."""
    if not _WINDOWS.search(sample) and (_POLISH.search(sample) or all(form.search(sample) for form in _CARONS)):
        return "iso8859-2"
    return "cp1250" if any(one.search(sample) and other.search(sample) for one, other in _PAIRS) else ""
