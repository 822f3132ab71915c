"""The encoding that a web page states of itself, and what browsers make of it."""

from __future__ import annotations

import re

from index.readers import xml_declaration
from index.readers.encoding import Decoded, decode_stated, encoding_of

_HEAD = 4096
"""Bytes in which a page states its encoding; the HTML standard asks for the first 1024, not all pages keep to it."""
_META = re.compile(rb"""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_MEANT = {"ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"}
"""An encoding → the one that browsers read in its place; a page whose statement can be read as ASCII is no UTF-16."""


def decode_page(content: bytes, place: str) -> Decoded:
    """The text of a page, by `decode_stated`; a few NULs in it are skipped. Raises `ReadError` for no text."""
    content = content.replace(b"\0", b"") if _slips(content) else content
    return decode_stated(content, stated_encoding(content), place)


def stated_encoding(content: bytes) -> str | None:
    """The name of the encoding that the declaration of XML or a `meta` states; None where none is stated."""
    name = xml_declaration.stated_encoding(content)
    if name is None and (match := _META.search(_COMMENT.sub(b"", content[:_HEAD]))):
        name = match[1].decode("ascii")
    return name and _MEANT.get(encoding_of(name), name)


def _slips(content: bytes) -> bool:
    """Whether there are a few NULs in what is else text: browsers skip them."""
    nuls = content.count(0)
    return 0 < nuls < len(content) // 10
