"""Mail → articles: a message in a file, or a mailbox of them, and the messages that they carry.

bytes ──email──▶ headers ──▶ fields
            └──▶ parts ──▶ the text, plain before HTML ──▶ drafts
                        ├─▶ messages within, each an article of its own
                        └─▶ what is attached, by name only
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message

from index.errors import ReadError
from index.model import Article
from index.readers.article import metadata
from index.readers.article.assemble import assemble
from index.readers.article.blocks import Draft
from index.readers.document import BY_ITS_FORMAT, Document
from index.readers.encoding import Decoded
from index.readers.html import markup
from index.readers.mail import mailbox
from index.readers.mail import parts as mail_parts
from index.readers.mail import text as mail_text
from index.readers.mail.headers import BROKEN, Headers
from index.readers.mail.parts import Parts
from index.readers.rows import Rows
from index.text import clean, sha256

_MOST_STEPS = 100_000_000
"""Lines times multipart parts of a message: the parser looks in each line for the end of every part around it, which
takes 15 s for so many where they lie within each other."""
_MOST_LINES = 1_000_000
"""Of a message with its attachments: each takes memory, and 64 MB of attachments have nine tenths of as many."""
_MOST_OF_TEXT = 250_000
"""Lines of a text, four times a long novel's."""
_DEEPEST = 20
"""Messages within each other."""
_FOLDER_DATA = "x-imap"
"""A header of the first message of a mailbox in which programs note down the mailbox's own state."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A message that was found."""

    message: Message
    headers: Headers
    name: str
    """What it is called for good."""
    row: int
    place: str
    depth: int = 0
    alone: bool = False


def read_message(document: Document) -> Iterator[Article | ReadError]:
    """The message of a `.eml` file, and an article for each that it carries. Raises `ReadError`."""
    raw = document.content().removeprefix(b"\xef\xbb\xbf")
    message = _parsed(raw, document.relative)
    headers = Headers(message, document.declared.encoding)
    found = _Found(message, headers, _name(headers, raw), 0, document.relative, alone=True)
    yield from _articles(found, document, Rows())


def read_mailbox(document: Document) -> Iterator[Article | ReadError]:
    """The messages of a `.mbox` file in its own order, with an error in the place of each that can't be read."""
    rows = Rows()
    for number, raw in enumerate(mailbox.messages(document), start=1):
        if isinstance(raw, ReadError):
            yield raw
            continue
        place = f"{document.relative}, message {number:,}"
        try:
            message = _parsed(raw, place)
            headers = Headers(message, document.declared.encoding)
            if number == 1 and headers.raw(_FOLDER_DATA):
                continue
            name = _name(headers, raw)
            yield from _articles(_Found(message, headers, name, rows.row(name), place), document, rows)
        except ReadError as error:
            yield error
        except MemoryError:
            yield ReadError("reading it takes too much memory", place=place, remedy="Leave the message out")


def _parsed(raw: bytes, place: str) -> Message:
    """The tree of a message, its headers still as they are written: the parser must not stumble over one of them."""
    from email import message_from_bytes, policy

    if raw.count(b"\n") > _MOST_LINES:
        raise _too_long("it", _MOST_LINES, place)
    if raw.lower().count(b"multipart/") * raw.count(b"\n") > _MOST_STEPS:
        raise _broken(RecursionError(), place)
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
    except BROKEN as error:
        raise _broken(error, place) from error
    if not Headers(message).are_of_mail:
        raise ReadError("this is no mail: it has no headers", place=place, remedy="Leave it out, or name it .txt")
    return message


def _broken(error: Exception, place: str) -> ReadError:
    deep = isinstance(error, RecursionError)
    said = "its parts lie too deep within each other" if deep else f"it can't be read ({type(error).__name__})"
    return ReadError(said, place=place, remedy="Save the message anew, or leave it out")


def _name(headers: Headers, raw: bytes) -> str:
    """What a message is called for good: programs write its state into other headers as it is read and flagged."""
    stated = headers.raw("message-id").strip()
    if stated:
        return stated
    parts = [headers.raw(name) for name in ("date", "from", "subject")]
    return "\n".join(parts) if any(parts) else sha256(raw.decode("utf-8", "replace"))


def _articles(found: _Found, document: Document, rows: Rows) -> Iterator[Article | ReadError]:
    """The article of a message, and those of the messages that it carries. Raises `ReadError` where there is none."""
    try:
        parts = mail_parts.of(found.message)
        read = [_drafts(part, document, found.place) for part in parts.texts]
    except BROKEN as error:
        raise _broken(error, found.place) from error
    drafts = [draft for part, _ in read for draft in part]
    if drafts:
        how = _together([decoded for _, decoded in read])
        yield _article(drafts, how, replace(found, alone=found.alone and not parts.messages), parts, document)
    elif not parts.messages:
        raise _without_text(parts, found.place)
    for number, message in enumerate(parts.messages, start=1):
        headers = Headers(message, document.declared.encoding)
        name = f"{found.name}\n{number}\n{_name(headers, b'')}"
        place = f"{found.place}, message {number:,} in it"
        try:
            if found.depth >= _DEEPEST:
                raise _broken(RecursionError(), place)
            within = _Found(message, headers, name, rows.row(name), place, found.depth + 1)
            yield from _articles(within, document, rows)
        except ReadError as error:
            yield error


def _article(drafts: list[Draft], how: Decoded, found: _Found, parts: Parts, document: Document) -> Article:
    known = metadata.from_fields(found.headers.fields())
    source, origin = found.headers.source()
    warnings = (*known.warnings, *found.headers.warnings, *parts.warnings())
    known = replace(known, source=source, source_origin=origin, warnings=warnings)
    return assemble(drafts, known, document.place(how, found.row, named=found.place), alone=found.alone)


def _drafts(part: Message, document: Document, place: str) -> tuple[list[Draft], Decoded]:
    """The blocks of a part of text, and how its bytes were read."""
    content = mail_parts.content(part)
    if not content.strip():
        return [], BY_ITS_FORMAT
    if content.count(b"\n") > _MOST_OF_TEXT:
        raise _too_long("its text", _MOST_OF_TEXT, place)
    decoded = document.decoded_as(content, part.get_content_charset(), place)
    if part.get_content_type() == "text/html":
        return markup.drafts(markup.tree(decoded.text)), decoded
    flowed = str(part.get_param("format", "")).casefold() == "flowed"
    delete_space = str(part.get_param("delsp", "")).casefold() == "yes"
    return mail_text.drafts(clean(decoded.text), flowed=flowed, delete_space=delete_space), decoded


def _together(read: list[Decoded]) -> Decoded:
    """How the bytes of several parts were read, told as of one: a guess at one of them makes it a guess."""
    first = next((one for one in read if one.guessed), read[0])
    warnings = dict.fromkeys(warning for one in read for warning in one.warnings)
    return Decoded("", first.encoding, first.guessed, tuple(warnings))


def _too_long(what: str, most: int, place: str) -> ReadError:
    said = f"{what} has more than {most:,} lines, the most that is read"
    return ReadError(said, place=place, remedy="Save its text or what is attached as files of their own")


def _without_text(parts: Parts, place: str) -> ReadError:
    if parts.is_sealed:
        remedy = "Open it in your mail program, and save it without encryption and signature"
        return ReadError("its text is encrypted or sealed", place=place, remedy=remedy)
    attached = f", only {parts.listed()}" if parts.attached else ""
    remedy = "Save what is attached as files of their own" if parts.attached else "Leave it out"
    return ReadError(f"there is no text in it{attached}", place=place, remedy=remedy)
