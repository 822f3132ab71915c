"""What the headers of a message state. None of them, however broken, keeps its message from being read."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.message import Message

from index.errors import ReadError
from index.model import Origin
from index.readers.article import dates
from index.readers.article.titles import one_line
from index.readers.encoding import decode, decode_stated, is_utf8
from index.text import clean, word_table

BROKEN = (MessageError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the standard library's parsers of mail are known to raise for what they do not expect."""
_LONGEST = 10_000
"""Code points of a header that are looked at; the time of the library's parser grows with the square."""
_LONGEST_LINE = 998
"""Of a header in RFC 5322."""
_LINE_END = re.compile(r"[\r\n]+")
_ENCODED_WORD = re.compile(r"=\?[\w*-]{1,40}\?[qQ]\?[^?\r\n]{0,200}\?=")
_EIGHTH_BIT = re.compile("[\udc80-\udcff]")
_FEWEST = 12
"""Bytes above ASCII from which what they look like says more than what most mail was in."""
_PARTS = 10
"""Parts that are asked what the text is in."""
_CTIME = re.compile(r"\s*[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d(?::\d\d)?) (\d{4})\s*")
"""A date as Unix prints it, which some programs write into the header."""
_LIST = re.compile(r"(?P<name>[^<>]*)<[^<>]*>")
_SENDER = re.compile(r"(?P<name>[^<>]*)(?:<(?P<address>[^<>\s]*)>)?")
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>|(https?://[^<>\s]+)")
_OF_MAIL = word_table("from to cc sender subject date message-id received mime-version content-type return-path")


class Headers:
    """Reads the headers of one message or part."""

    def __init__(self, message: Message, declared: str = "") -> None:
        """`declared` is the encoding that the user says mail is in; empty where nobody does."""
        self.warnings: list[str] = []
        self._declared = declared
        self._known_senders: list[tuple[str, str]] | None = None
        self._encoding = _encoding(message)
        self._first: dict[str, str] = {}
        for name, value in message.raw_items():
            self._first.setdefault(str(name).casefold(), str(value))

    @property
    def are_of_mail(self) -> bool:
        """Whether there is any that mail has."""
        return not _OF_MAIL.isdisjoint(self._first)

    def fields(self) -> dict[object, object]:
        """The fields that `metadata.from_fields` takes."""
        archived = _ADDRESS.search(self.raw("archived-at"))
        return {
            "title": self.words("subject") or None,
            "date": dates.of_stamp(_CTIME.sub(r"\2 \1 \4 \3", self.raw("date"))) or None,
            "authors": [name or address for name, address in self._senders() if name or address],
            "url": (archived[1] or archived[2]) if archived else None,
            "language": self.raw("content-language").partition(",")[0].strip() or None,
        }

    def source(self) -> tuple[str | None, Origin]:
        """The name of the mailing list, else the domain of the sender: nobody states a source in so many words."""
        listed = _LIST.match(self.words("list-id"))
        name = one_line(clean(listed["name"])).strip(" \"'") if listed else ""
        if not name:
            name = next((one_line(clean(address)).rpartition("@")[2] for _, address in self._senders()), "").casefold()
        return (name, Origin.RULE) if name else (None, Origin.UNKNOWN)

    def raw(self, name: str) -> str:
        """The first header of this name as it is written, on one line; empty where there is none."""
        value = self._first.get(name, "")
        if len(value) > _LONGEST:
            value = value[:_LONGEST]
            self._warn(f"Its header “{name}” is longer than {_LONGEST:,} characters, so the rest is left off.")
        value = _LINE_END.sub("", value)
        return value if value.isascii() else self._eight_bits(value, name)

    def words(self, name: str) -> str:
        """The same, its encoded words decoded."""
        return decoded_words(self.raw(name))

    def _eight_bits(self, value: str, name: str) -> str:
        """A header that is not ASCII, as it must be.

        It is in what the user declares, else in UTF-8, in what the text is in, or in what its bytes look like.
        """
        value = _ENCODED_WORD.sub(lambda word: _EIGHTH_BIT.sub(_quoted, word[0]), value)
        if value.isascii():
            return value
        try:
            content = value.encode("utf-8", "surrogateescape")
            if self._declared:
                return decode(content, name, self._declared).text
            if is_utf8(content):
                return content.decode("utf-8")
            decoded = decode_stated(content, self._encoding or _likely(content), name)
        except (ReadError, UnicodeEncodeError):
            return clean(value)
        self._warn(f"Its header “{name}” states no encoding, so that {decoded.encoding} is a guess.")
        return decoded.text

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)

    def _senders(self) -> list[tuple[str, str]]:
        """Name and address of each."""
        if self._known_senders is None:
            self._known_senders = _senders(self.raw("from"))
        return self._known_senders


def _encoding(message: Message) -> str:
    """What the text of a message is in, as its first part that says so does; empty where none says it."""
    for part, _ in zip(message.walk(), range(_PARTS), strict=False):
        try:
            stated = part.get_content_charset()
        except BROKEN:
            continue
        if stated and stated not in ("us-ascii", "utf-8"):
            return stated
    return ""


def _likely(content: bytes) -> str:
    """What a header is in whose bytes are too few for a guess; empty where they are not."""
    return "cp1252" if sum(byte > 127 for byte in content) < _FEWEST else ""


def _quoted(sign: re.Match[str]) -> str:
    return f"={ord(sign[0]) & 0xFF:02X}"


def _senders(said: str) -> list[tuple[str, str]]:
    from email import policy

    try:
        found = policy.default.header_factory("from", said).addresses
        return [(decoded_words(one.display_name), one.addr_spec) for one in found]
    except BROKEN:
        match = _SENDER.match(said[:_LONGEST_LINE])
        return [(decoded_words(match["name"].strip()), match["address"] or "")] if match else []


def decoded_words(said: str) -> str:
    """Its encoded words decoded; itself where they are too broken for that."""
    if "=?" not in said:
        return said
    from email import policy

    try:
        return str(policy.default.header_factory("subject", said))
    except BROKEN:
        return said
