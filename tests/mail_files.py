"""Writes messages and mailboxes, so that a test can say what is odd about one."""

from __future__ import annotations

POSTMARK = "From ann@example.org Mon Jan  6 10:00:00 2020\n"


def message(body: str | bytes = "The army said so.", **headers: str) -> bytes:
    """Names of headers with `_` for `-`; an empty value leaves one out."""
    said = {
        "From": "Ann Lee <ann@news.example.org>",
        "Subject": "Troops take town",
        "Date": "Mon, 06 Jan 2020 23:30:00 -0800 (PST)",
        "Message_ID": "<1@example.org>",
    } | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in said.items() if value)
    return lines.encode() + b"\n" + (body if isinstance(body, bytes) else body.encode())


def parts(*pieces: str, kind: str = "mixed", boundary: str = "B") -> str:
    """A part that holds others, from its first header on."""
    within = "".join(f"--{boundary}\n{piece}\n" for piece in pieces)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\n\n{within}--{boundary}--\n"


def of_parts(*pieces: str, kind: str = "mixed") -> bytes:
    return message("").rstrip(b"\n") + b"\n" + parts(*pieces, kind=kind).encode()


def box(*messages: bytes, postmark: str = POSTMARK) -> bytes:
    return b"\n".join(postmark.encode() + one + b"\n" for one in messages)
