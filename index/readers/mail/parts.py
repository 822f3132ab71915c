"""The parts of a message: which are its text, and what else there is by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import Message
from typing import cast

from index.readers.article.titles import one_line
from index.readers.mail.headers import Headers, decoded_words
from index.text import clean

_LISTED = 5
"""Attachments that a warning names; the others are counted."""
_LONGEST_NAME = 60
_SEALS = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
"""Signatures by machine, which nobody misses."""
_TEXTS = frozenset({"text/plain", "text/html"})


@dataclass(slots=True)
class Parts:
    """What a message consists of."""

    texts: list[Message] = field(default_factory=list)
    """The parts that are its text, one after the other; of each that is sent in several forms only one."""
    attached: list[str] = field(default_factory=list)
    """Names of what is not read."""

    def listed(self) -> str:
        """The names of what is attached, in words."""
        more = len(self.attached) - _LISTED
        return ", ".join(self.attached[:_LISTED]) + (f" and {more:,} more" if more > 0 else "")

    def warnings(self) -> list[str]:
        return [f"Attached to it and not read: {self.listed()}."] if self.attached else []


def of(message: Message) -> Parts:
    """The parts of a message; those of a message that lies in it stay unread."""
    parts = Parts()
    parts.texts = _texts(message, parts)
    return parts


def content(part: Message) -> bytes:
    """The bytes of a part without what they were wrapped in for the way."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _texts(part: Message, parts: Parts) -> list[Message]:
    kind = part.get_content_type()
    if part.is_multipart() and kind.startswith("multipart/"):
        return _texts_within(kind, cast("list[Message]", part.get_payload()), parts)
    if kind in _TEXTS and not part.is_multipart() and part.get_content_disposition() != "attachment":
        return [part]
    if kind not in _SEALS:
        parts.attached.append(_name(part, kind))
    return []


def _texts_within(kind: str, children: list[Message], parts: Parts) -> list[Message]:
    if kind == "multipart/related":  # the others are what the first one shows: pictures and styles
        children = children[:1] + [child for child in children[1:] if child.get_content_disposition() == "attachment"]
    found = [_texts(child, parts) for child in children]
    if kind != "multipart/alternative":
        return [text for texts in found for text in texts]
    told = [texts for texts in found if any(content(text).strip() for text in texts)]
    plain = (texts for texts in told if any(text.get_content_type() == "text/plain" for text in texts))
    return next(plain, told[-1] if told else [])


def _name(part: Message, kind: str) -> str:
    """Of its file, else what it is."""
    name = decoded_words(part.get_filename() or "")
    if not name and kind == "message/rfc822":
        inner = cast("list[Message]", part.get_payload()) if part.is_multipart() else []
        name = Headers(inner[0]).words("subject") if inner else ""
    shown = one_line(clean(name)) or one_line(clean(kind))
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"
