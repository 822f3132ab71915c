"""The encoding that a web page states of itself, and what is made of it when that is not true."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from index.readers.encoding import WIDER, Decoded, decode, encoding_of, is_utf8

_HEAD = 4096
"""Bytes in which a page states its encoding; the HTML standard asks for the first 1024, not all pages keep to it."""
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_META = re.compile(rb"""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_MEANT = {**WIDER, "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
"""An encoding → the one that browsers read in its place; a page whose statement can be read as ASCII is no UTF-16."""


def decode_page(content: bytes, place: str) -> Decoded:
    """The text of a page: by its byte order mark, else as it states, else guessed. Raises `ReadError` for no text.

    UTF-8 is taken for what it is whatever the page states, since no other encoding looks like it by chance.
    """
    content = content.replace(b"\0", b"") if _slips(content) else content
    stated = stated_encoding(content)
    found = decode(content, place) if is_utf8(content) or stated is None else _as_stated(content, stated, place)
    if stated is None or stated == found.encoding or content.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")):
        return found
    if found.guessed or not content.isascii():
        return replace(found, guessed=True, warnings=(*found.warnings, _untrue(stated, found.encoding)))
    return found


def stated_encoding(content: bytes) -> str | None:
    """Python's name of the encoding that the declaration of XML or a `meta` states; None for none that is known."""
    head = content[:_HEAD]
    match = _XML.search(head) or _META.search(_COMMENT.sub(b"", head))
    if match is None:
        return None
    name = encoding_of(match[1].decode("ascii"))
    return _MEANT.get(name, name) or None


def _slips(content: bytes) -> bool:
    """Whether there are a few NULs in what is else text: browsers skip them."""
    nuls = content.count(0)
    return 0 < nuls < len(content) // 10


def _as_stated(content: bytes, stated: str, place: str) -> Decoded:
    try:
        text = content.decode(stated)
    except UnicodeDecodeError:
        return decode(content, place)
    return Decoded(text, stated)


def _untrue(stated: str, found: str) -> str:
    return f"The page says that it is {stated.upper()}, but it was read as {found.upper()}."
