"""A note while it is being written: every text is kept, one after the other, and nothing is kept twice.

typed(text) ──▶ write(note id, text) ──disk──▶ kept(note id)
                 while a text is on its way, only the newest of those that follow waits
"""

from __future__ import annotations

from collections.abc import Callable

Write = Callable[[str, str], None]
"""Gets the note's id, empty for one that is not there yet, and the text."""


class Draft:
    """What the reader has typed so far, and how much of it is on disk."""

    def __init__(self, write: Write, note: str = "", text: str = "", *, on_range: bool = False) -> None:
        """`note` is the id of one that is changed, `text` its words; both empty for a new one.

        A note on a range may be without words; any other keeps its last ones until it is taken away.
        """
        self._write = write
        self._on_range = on_range
        self.note = note
        """Empty until the first text is on disk."""
        self.text = text
        self._kept = text
        self._sent: str | None = None

    @property
    def is_on_its_way(self) -> bool:
        """Whether a text was sent, and not yet answered."""
        return self._sent is not None

    @property
    def is_kept(self) -> bool:
        """Whether all that was typed is on disk."""
        return self._sent is None and self._kept == self.text

    def begin(self) -> None:
        """Keeps the range at once, before there are any words."""
        self._sent = self.text
        self._write(self.note, self.text)

    def typed(self, text: str) -> None:
        """The whole text as it is now."""
        self.text = text
        self._go_on()

    def kept(self, note: str) -> None:
        """What was sent last is on disk, as this note."""
        self.note = note
        if self._sent is not None:
            self._kept, self._sent = self._sent, None
        self._go_on()

    def failed(self) -> None:
        """What was sent last could not be kept; it goes out again with the next letter."""
        self._sent = None

    def finish(self) -> None:
        """Nothing more will be typed, and nobody waits for an answer: what is not on its way yet is sent."""
        if self.text != (self._kept if self._sent is None else self._sent) and (self._on_range or self.text.strip()):
            self._sent = self.text
            self._write(self.note, self.text)

    def _go_on(self) -> None:
        if self._sent is None and self.text != self._kept and (self._on_range or self.text.strip()):
            self._sent = self.text
            self._write(self.note, self.text)
