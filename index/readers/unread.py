"""Why no reader takes a file of some name, and what its owner can do where the contents may well be articles."""

from __future__ import annotations

from pathlib import PurePath

from index.places import printable
from index.readers.suffixes import packing_of, unpacked

_INSTEAD = {
    "Save it as .pdf, .html or .txt": (".doc", ".docx", ".odt", ".rtf", ".pages", ".wpd"),
    "Save it as .csv": (".xls", ".xlsx", ".ods", ".numbers"),
    "Save it as .html": (".mht", ".mhtml", ".webarchive", ".maff"),
    "Convert it to .epub or .pdf": (".mobi", ".azw", ".azw3", ".fb2", ".djvu", ".ps", ".chm"),
    "Export its messages as .eml or .mbox": (".msg", ".pst", ".ost"),
    "Export it as .csv or .jsonl": (".sqlite", ".sqlite3", ".db", ".mdb", ".accdb", ".parquet"),
    "Unpack it, or pack it as .zip or .tar.xz": (".7z", ".rar", ".zst", ".lz4", ".lzma", ".z", ".cab"),
}
"""What holds articles often enough to be worth a word, by what makes it readable here."""
_REMEDIES = {suffix: remedy for remedy, suffixes in _INSTEAD.items() for suffix in suffixes}


def why_unread(name: str) -> tuple[str, str]:
    """Reason and remedy for a file of this name; the remedy is empty for what holds no text, or nobody knows what."""
    packing = packing_of(name)
    suffix = PurePath(unpacked(name)).suffix
    if suffix:
        return f"no reader for {printable(suffix)}", _REMEDIES.get(suffix.casefold(), "")
    if packing:
        return f"nothing before {packing} says what is in it", f"Call it after that, as in x.txt{packing}"
    return "no reader for a name without an ending", "If it is text, give it one, as in x.txt"
