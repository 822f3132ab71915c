"""Fonts: the bytes of a string that is shown → its signs, and how far each of them goes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.readers.pdf.font_tables import FontTables
from index.readers.pdf.numbered_signs import signs
from index.readers.pdf.objects import dictionary, value

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

UNKNOWN = "\ufffd"
_CODECS = {
    "90pv-RKSJ": "cp932",
    "90msp-RKSJ": "cp932",
    "90ms-RKSJ": "cp932",
    "Ext-RKSJ": "cp932",
    "Add-RKSJ": "cp932",
    "83pv-RKSJ": "cp932",
    "EUC": "euc_jp",
    "GB-EUC": "gb18030",
    "GBpc-EUC": "gb18030",
    "GBK-EUC": "gb18030",
    "GBKp-EUC": "gb18030",
    "GBK2K": "gb18030",
    "B5pc": "cp950",
    "ETen-B5": "cp950",
    "ETenms-B5": "cp950",
    "HKscs-B5": "big5hkscs",
    "KSC-EUC": "cp949",
    "KSCms-UHC": "cp949",
    "KSCms-UHC-HW": "cp949",
    "KSCpc-EUC": "cp949",
    **{f"Uni{name}-UTF16": "utf-16-be" for name in ("JIS", "JIS2004", "JISX0213", "GB", "CNS", "KS")},
    **{f"Uni{name}-UCS2": "utf-16-be" for name in ("JIS", "GB", "CNS", "KS")},
    **{f"Uni{name}-UTF32": "utf-32-be" for name in ("JIS", "JIS2004", "GB", "CNS", "KS")},
    **{f"Uni{name}-UTF8": "utf-8" for name in ("JIS", "JIS2004", "GB", "CNS", "KS")},
    "UniJIS-UCS2-HW": "utf-16-be",
}
"""The predefined CMaps whose codes are in an encoding that has a codec; ISO 32000-1, table 118, without what is added
to say whether they are set along or down."""
_DOWN = re.compile(r"-?\bV$")
_ALONG = re.compile(r"-?\bH$")
_GLYPH = re.compile(r"uni((?:[0-9A-F]{4})+)|u([0-9A-F]{4,6})|[Cc]([0-9]{2,3})|G([0-9A-F]{2})")
_ONE_BYTE = re.compile(rb"begincodespacerange\s*<[0-9A-Fa-f]{2}>\s*<[0-9A-Fa-f]{2}>\s*endcodespacerange")
_MOST_KEPT = 20_000
"""Strings of a font whose signs are kept, since words come again."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A string as it is set."""

    signs: tuple[str, ...]
    """Of each glyph, in the order in which they are drawn; several letters for a ligature."""
    ends: tuple[float, ...]
    """How far from the beginning each glyph ends, in sizes of the letters."""
    spaces: int
    """Codes that word spacing applies to: those of one byte that are 32."""


@dataclass(slots=True)
class Face:
    """A font as text is set in it."""

    tables: FontTables
    codec: str = ""
    """What its codes are in; empty where the font says it itself."""
    wide: bool = False
    """Whether a code has several bytes."""
    down: bool = False
    """Whether lines go down the page."""
    scale: float = 0.001
    """Sizes of the letters in a unit of its widths."""
    em: float = 1.0
    """How large its letters are, in sizes; not 1 for fonts that are drawings and count in units of their own."""
    known: dict[bytes, Shown] = field(default_factory=dict)

    def shown(self, string: bytes) -> Shown:
        """A string of it."""
        found = self.known.get(string)
        if found is None:
            if len(self.known) >= _MOST_KEPT:
                self.known.clear()
            found = self.known[string] = self._set(string)
        return found

    def _set(self, string: bytes) -> Shown:
        found: list[str] = []
        ends: list[float] = []
        at = 0.0
        for sign, width in self._coded(string) if self.codec else self._mapped(string):
            at += 1.0 if self.down else width
            found.append(sign)
            ends.append(at)
        spaces = 0 if self.wide else string.count(b" ")
        return Shown(tuple(found), tuple(ends), spaces)

    def _coded(self, string: bytes) -> list[tuple[str, float]]:
        """Signs that the codec gives; how wide they are is told by their kind, since CIDs say it and not codes."""
        said = string.decode(self.codec, "replace")
        return [(sign, 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5) for sign in said]

    def _mapped(self, string: bytes) -> list[tuple[str, float]]:
        tables = self.tables
        default = tables.widths.get("default", 500)
        if self.wide:
            codes = [chr(int.from_bytes(string[at : at + 2], "big")) for at in range(0, len(string) - 1, 2)]
            return [(tables.signs.get(code, UNKNOWN), tables.widths.get(code, default) * self.scale) for code in codes]
        found = []
        for code in string:
            number = chr(code)
            sign = tables.signs.get(number)
            if sign is None:
                sign = self._encoded(code) if tables.interpretable else UNKNOWN
            found.append((sign, tables.widths.get(number, default) * self.scale))
        return found

    def _encoded(self, code: int) -> str:
        encoding = self.tables.encoding
        said = encoding.get(code, "") if not isinstance(encoding, str) else ""
        said = self.tables.signs.get(said, said)
        return sign_of_glyph(said[1:]) if len(said) > 1 and said[0] == "/" else said


PLAIN = Face(
    FontTables({code: bytes([code]).decode("cp1252", "ignore") or UNKNOWN for code in range(256)}, {}, {}, True)
)
"""For text whose font is missing or damaged."""


def face(resource: DictionaryObject) -> Face:
    """The font of a resource; raises what `errors.damage` lists."""
    from index.readers.pdf.pypdf_private import font_tables

    tables = font_tables(resource)
    match value(resource, "/Subtype"):
        case "/Type0":
            return _composite(resource, tables)
        case "/Type3":
            return _drawn(resource, tables)
    return Face(tables)


def _composite(resource: DictionaryObject, tables: FontTables) -> Face:
    """A font whose codes may have several bytes."""
    from pypdf.generic import StreamObject

    encoding = value(resource, "/Encoding")
    name = encoding.removeprefix("/") if isinstance(encoding, str) else ""
    codec = _CODECS.get(_ALONG.sub("", _DOWN.sub("", name)), "")
    if not codec and isinstance(value(resource, "/ToUnicode"), str):
        codec = "utf-16-be"  # its codes are Unicode already
    elif not codec and not tables.signs:
        codec, tables = _collected(resource, tables)
    narrow = isinstance(encoding, StreamObject) and _ONE_BYTE.search(encoding.get_data()) is not None
    return Face(tables, codec, wide=not narrow, down=_DOWN.search(name) is not None)


def _collected(resource: DictionaryObject, tables: FontTables) -> tuple[str, FontTables]:
    """The codec, or the tables with signs, of a font that only says which collection its numbers count."""
    within = value(resource, "/DescendantFonts")
    system = dictionary(dictionary(within[0] if isinstance(within, list) and within else None).get("/CIDSystemInfo"))
    ordering = str(value(system, "/Ordering"))
    if ordering == "UCS":
        return "utf-16-be", tables
    return "", replace(tables, signs={chr(number): sign for number, sign in signs(ordering).items()})


def _drawn(resource: DictionaryObject, tables: FontTables) -> Face:
    """A font of drawings counts in units of its own; its letters are half as wide as they are large."""
    matrix = value(resource, "/FontMatrix")
    scale = abs(float(matrix[0])) if isinstance(matrix, list) and len(matrix) == 6 else 0.001
    widths = sorted(width for width in tables.widths.values() if width > 0)
    middle = widths[len(widths) // 2] * scale if widths else 0.0
    return Face(tables, scale=scale, em=2 * middle or 1.0)


def sign_of_glyph(name: str) -> str:
    """What a glyph of this name stands for; `UNKNOWN` where nobody can tell.

    By the Adobe Glyph List Specification, 2: what follows a full stop is a variant, `_` joins the parts of a ligature.
    """
    from index.readers.pdf.pypdf_private import listed_glyph

    base = name.partition(".")[0]
    found = [listed_glyph(part) or _numbered(part) for part in base.split("_")]
    return "".join(found) if all(found) else UNKNOWN


def _numbered(name: str) -> str:
    """A sign whose number is its glyph's name, by the specification or as many programs write it: `uni0041`, `C65`."""
    match = _GLYPH.fullmatch(name)
    if match is None:
        return ""
    four, figures, decimal, byte = match.groups()
    if decimal:
        numbers = [int(decimal)]
    else:
        whole = four or figures or byte
        step = 4 if four else len(whole)
        numbers = [int(whole[at : at + step], 16) for at in range(0, len(whole), step)]
    honest = all(31 < number < 0xD800 or 0xE000 <= number < 0x110000 for number in numbers)
    return "".join(map(chr, numbers)) if honest else ""
