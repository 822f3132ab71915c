"""What the terminal sends, as Textual's events; Textual's own parser does all but lone escapes and broken bytes.

    escape ── a moment of nothing ──▶ Escape
    escape ── a letter in a read of its own ──▶ Escape, the letter
    escape and a letter in one read ──▶ alt and the letter, which the app takes apart where nothing is bound to it

Textual's parser waits for the end of an unknown sequence, and makes a circumflex of its escape when another follows:
esc o, then esc, would be typed into a note as `^o`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

ESCAPE = "\x1b"
_BEGIN = r"\[O\]P_^X\\"
"""What stands behind the escape of a longer sequence."""
_MARK = re.compile(rf"\x1b\[20(?P<paste>[01])~|(?P<lone>\x1b+)(?P<key>[^\x1b{_BEGIN}])", re.DOTALL)


class Keyboard:
    """Takes bytes as they are read, and gives events."""

    def __init__(self, *, debug: bool = False) -> None:
        self._parser = XTermParser(debug)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._held = ""
        """Escapes at the end of what was read: more may belong to them."""
        self._pasting = False

    @property
    def waits(self) -> bool:
        """Whether an escape is held until it is clear what it begins."""
        return bool(self._held)

    def take(self, received: bytes) -> Iterator[Message]:
        """The events of what was read."""
        text, held = self._decode(received), self._held
        if not text:
            return
        if held and re.match(f"[^{ESCAPE}{_BEGIN}]", text):
            yield from self.rest()
        else:
            self._held, text = "", held + text
        whole = text.rstrip(ESCAPE)
        self._held = text[len(whole) :]
        done = 0
        for mark in _MARK.finditer(whole):
            if mark["paste"]:
                self._pasting = mark["paste"] == "0"
                continue
            if mark.start() > done:
                yield from self._parser.feed(whole[done : mark.start()])
            done = mark.end()
            if self._pasting:  # no key; and the parser would type it as a circumflex before the rest
                yield from self._parser.feed(mark["key"])
            else:
                yield from _pressed(mark["lone"], mark["key"])
        if done < len(whole):
            yield from self._parser.feed(whole[done:])

    def rest(self) -> Iterator[Message]:
        """The events of what was held, and of what the parser waits for in vain."""
        held, self._held = self._held, ""
        yield from self._parser.tick()
        yield from (_escape() for _ in held)


def _escape() -> events.Key:
    return events.Key("escape", ESCAPE)


def _pressed(lone: str, key: str) -> Iterator[Message]:
    """A key with alt; the escapes before its own were pressed."""
    yield from (_escape() for _ in lone[1:])
    parser = XTermParser()
    if not key.isalnum():  # Textual has no name for it with alt
        yield _escape()
        yield from parser.feed(key)
        return
    yield from parser.feed(ESCAPE + key)
    yield from parser.feed("")  # the end: nothing else belongs to it


def apart(event: events.Key) -> tuple[events.Key, ...]:
    """Escape and the key that was typed right after it; of a key without alt, itself."""
    name = event.key.removeprefix("alt+")
    if name == event.key or event.character is None or len(event.character) != 1:
        return (event,)
    return _escape(), events.Key(event.character, event.character)
