"""What a file's name says of how it is read: its suffix, and what it is packed in."""

from __future__ import annotations

PACKED = (".gz", ".xz", ".bz2")
"""One file packed; what it holds is said by the suffix before this one."""
_SHORT = {".tgz": ".tar.gz", ".txz": ".tar.xz", ".tbz2": ".tar.bz2"}
"""Suffixes that stand for two."""

KNOWN = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".jsonl",
    ".html",
    ".htm",
    ".xhtml",
    ".pdf",
    ".epub",
    ".json",
    ".csv",
    ".tsv",
    ".rss",
    ".atom",
    ".xml",
    ".opml",
    ".eml",
    ".mbox",
    ".zip",
    ".tar",
    ".warc",
)
"""Each has its reader in the table `READABLE`, and a test holds the two together."""
_READ = frozenset(KNOWN)


def suffix_of(name: str) -> str:
    """The suffix of what a file of this name holds, in lower case; empty where no reader knows it."""
    suffix = _last_suffix(unpacked(name))
    return suffix if suffix in _READ else ""


def unpacked(name: str) -> str:
    """The name of what is packed in a file of this name; the name itself where it is not packed."""
    name = _written_out(name)
    packing = packing_of(name)
    return name[: -len(packing)] if packing else name


def packing_of(name: str) -> str:
    """How it is packed: one of `PACKED`, or empty."""
    suffix = _last_suffix(_written_out(name))
    return suffix if suffix in PACKED else ""


def stem_of(name: str) -> str:
    """The name without what says how to read it."""
    suffix = suffix_of(name)
    return unpacked(name)[: -len(suffix)] if suffix else name


def _written_out(name: str) -> str:
    short = _last_suffix(name)
    return name[: -len(short)] + _SHORT[short] if short in _SHORT else name


def _last_suffix(name: str) -> str:
    """From the last dot on, in lower case; empty where nothing stands before it. A scan asks it of every file."""
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if stem and dot else ""
