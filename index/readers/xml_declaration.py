"""The declaration that an XML document begins with, in feeds, e-books and some web pages."""

from __future__ import annotations

import re

_ENCODING = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\sencoding\s*=\s*[\"']([^\"'>]{1,80})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
_HEAD = 1000
"""Bytes in which it ends."""


def stated_encoding(content: bytes) -> str | None:
    """What the declaration states; None where there is none, or none that is written in ASCII."""
    match = _ENCODING.match(content[:_HEAD].removeprefix(b"\xef\xbb\xbf"))
    return match[1].decode("ascii", "replace") if match else None


def without_declaration(text: str) -> str:
    """The document without its declaration, which is no longer true of decoded text."""
    match = _DECLARATION.match(text)
    return text[match.end() :] if match else text.lstrip()
