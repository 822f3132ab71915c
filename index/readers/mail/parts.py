"""The parts of a message: which are its text, which are messages that it carries, and what else there is by name."""

from __future__ import annotations

import re
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
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_SEALED = frozenset({"application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_BOUNDARY = re.compile(r"^--(\S[^\r\n]{0,69}?)[ \t]*\r?\n(?=(?:[\w-]+:|[ \t]*\r?\n))", re.MULTILINE)
"""The line that begins a part, whatever the head of the message calls it."""


@dataclass(slots=True)
class Parts:
    """What a message consists of."""

    texts: list[Message] = field(default_factory=list)
    """The parts that are its text, one after the other; of each that is sent in several forms only one."""
    messages: list[Message] = field(default_factory=list)
    """The messages that it carries, as when one is forwarded as it came, or a list sends those of a day together."""
    attached: list[str] = field(default_factory=list)
    """Names of what is not read."""
    is_sealed: bool = False
    """Whether some of it is encrypted, or signed in a way that hides it."""

    def listed(self) -> str:
        """The names of what is attached, in words."""
        more = len(self.attached) - _LISTED
        return ", ".join(self.attached[:_LISTED]) + (f" and {more:,} more" if more > 0 else "")

    def warnings(self) -> list[str]:
        return [f"Attached to it and not read: {self.listed()}."] if self.attached else []


def of(message: Message) -> Parts:
    """The parts of a message, but for those of the messages that it carries."""
    parts = Parts()
    parts.texts = _texts(message, parts)
    return parts


def content(part: Message) -> bytes:
    """The bytes of a part without what they were wrapped in for the way."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _texts(part: Message, parts: Parts) -> list[Message]:
    kind = part.get_content_type()
    if kind.startswith("multipart/"):
        inner = cast("list[Message]", part.get_payload()) if part.is_multipart() else _without_boundary(part)
        return _texts_within(kind, inner, parts)
    if kind in _TEXTS and not part.is_multipart() and part.get_content_disposition() != "attachment":
        return [part]
    carried = _carried(part) if kind in _MESSAGES else None
    if carried is not None:
        parts.messages.append(carried)
    elif kind not in _SEALS:
        parts.is_sealed = parts.is_sealed or kind in _SEALED
        parts.attached.append(_name(part, kind))
    return []


def _carried(part: Message) -> Message | None:
    """The message that a part is; None where it is none."""
    inner = cast("list[Message]", part.get_payload()) if part.is_multipart() else []
    return inner[0] if inner and Headers(inner[0]).are_of_mail else None


def _without_boundary(part: Message) -> list[Message]:
    """The parts of one whose boundary is missing or another one than it says; all of it as text where none is found."""
    from email import message_from_string, policy

    said = str(part.get_payload())
    found = _BOUNDARY.search(said)
    if found is not None and '"' not in found[1]:
        whole = f'Content-Type: multipart/mixed; boundary="{found[1]}"\n\n{said}'
        again = message_from_string(whole, policy=policy.compat32)
        if again.is_multipart():
            return cast("list[Message]", again.get_payload())
    text = Message()
    text.set_payload(said)
    return [text] if said.strip() else []


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
    shown = one_line(clean(name)) or one_line(clean(kind))
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"
