"""The private parts of pypdf that are used: how a font's codes become letters, how wide those are, and glyphs' names.

pypdf offers it only through `extract_text`, which takes no notice of gaps between words where a font has no space, as
none that XeTeX sets has. A test fails when a release changes what is taken here.
"""

from __future__ import annotations

from typing import Any

from pypdf._codecs.adobe_glyphs import adobe_glyphs
from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

from index.readers.pdf.font_tables import FontTables


def font_tables(resource: DictionaryObject) -> FontTables:
    """The tables of a font; raises what `errors.damage` lists."""
    font: Any = Font.from_font_resource(resource)
    return FontTables(font.encoding, font.character_map, font.character_widths, font.interpretable)


def listed_glyph(name: str) -> str:
    """What a glyph of this name stands for by the Adobe Glyph List; empty where it is not in it."""
    return str(adobe_glyphs.get(f"/{name}", ""))
