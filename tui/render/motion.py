"""Where the keys of a selection go: by character, word and line as vi's do, by sentence and paragraph to their ends.

Every place is the start of a character in a block that is shown, whatever the place before was.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tui.render import clusters
from tui.render.layout import Layout
from tui.render.wrap import Range
from tui.values import sentences

_WORD = re.compile(r"\w+|[^\w\s]+")


class Ground:
    """A text on its page, to move about in. There is at least one block shown."""

    def __init__(self, text: str, layout: Layout) -> None:
        self.text = text
        self.layout = layout
        self._blocks = [block for block in layout.shown if block[0] < block[1]]

    @property
    def is_empty(self) -> bool:
        """Nothing is shown to move about in."""
        return not self._blocks

    def nearest(self, offset: int) -> int:
        """The character at a code point, or the first shown after it, or the last of all."""
        number = self._block(offset)
        if number >= 0 and offset < self._blocks[number][1]:
            return clusters.floor(self.text, offset)
        return self._blocks[number + 1][0] if number + 1 < len(self._blocks) else self.bottom()

    def end_of(self, offset: int) -> int:
        """Where the character at a place ends."""
        return min(clusters.after(self.text, offset), self._blocks[self._block(offset)][1])

    def block_of(self, offset: int) -> Range:
        """The block that a place is in."""
        return self._blocks[max(0, self._block(offset))]

    def shown_in(self, start: int, end: int) -> Iterator[Range]:
        """The parts of a range that can be seen, block by block."""
        for first, last in self._blocks[max(0, self._block(start)) :]:
            if first >= end:
                return
            if max(first, start) < min(last, end):
                yield max(first, start), min(last, end)

    # Characters and words

    def right(self, offset: int) -> int:
        return self.nearest(self.end_of(offset)) if offset < self.bottom() else offset

    def left(self, offset: int) -> int:
        start, _ = self.block_of(offset)
        if offset > start:
            return clusters.before(self.text, offset)
        number = self._block(offset)
        return self._last(number - 1) if number > 0 else offset

    def next_word(self, offset: int) -> int:
        at = bisect_right(self._words, offset, key=lambda word: word[0])
        return self._words[at][0] if at < len(self._words) else self.bottom()

    def previous_word(self, offset: int) -> int:
        at = bisect_left(self._words, offset, key=lambda word: word[0])
        return self._words[at - 1][0] if at else self.top()

    def word_end(self, offset: int) -> int:
        ends = [clusters.floor(self.text, end - 1) for _, end in self._words[self._word_at(offset) :][:3]]
        return next((end for end in ends if end > offset), self.bottom())

    def _word_at(self, offset: int) -> int:
        return max(0, bisect_right(self._words, offset, key=lambda word: word[0]) - 1)

    @cached_property
    def _words(self) -> list[Range]:
        found = (word.span() for start, end in self._blocks for word in _WORD.finditer(self.text, start, end))
        return [word for word in found if clusters.is_border(self.text, word[0])]

    # Lines

    def line(self, offset: int, step: int, cell: int) -> int:
        """The character nearest to a cell of the line `step` lines of text below; the same where there is none."""
        number = self.layout.line_of(offset) + step
        while 0 <= number < len(self.layout.lines):
            line = self.layout.lines[number]
            if line.end > line.start:
                found = self.layout.offset_at(number, cell)
                return self._before_end(line.start, line.end, line.start if found is None else found)
            number += 1 if step > 0 else -1
        return offset

    def cell_of(self, offset: int) -> int:
        """The cell of its line that a place is drawn at."""
        return self.layout.place_of(offset)[1]

    def line_start(self, offset: int) -> int:
        return self.nearest(self.layout.lines[self.layout.line_of(offset)].start)

    def line_end(self, offset: int) -> int:
        line = self.layout.lines[self.layout.line_of(offset)]
        return self._before_end(line.start, line.end, line.end)

    def _before_end(self, start: int, end: int, offset: int) -> int:
        """A place on a line, and not where the line ends."""
        return self.nearest(max(start, min(offset, end - 1)))

    # Sentences, paragraphs, all

    def sentence_end(self, offset: int) -> int:
        """The last character of the sentence; at that, of the next one. So a quotation ends where the sentence does."""
        ends = [end for _, end in self._sentences]
        at = bisect_right(ends, offset)
        return ends[at] if at < len(ends) else self.bottom()

    def sentence_start(self, offset: int) -> int:
        starts = [start for start, _ in self._sentences]
        at = bisect_left(starts, offset)
        return starts[at - 1] if at else self.top()

    @cached_property
    def _sentences(self) -> list[Range]:
        """The first and the last character of each."""
        found = (one for start, end in self._blocks for one in sentences(self.text, start, end))
        return [(clusters.floor(self.text, start), clusters.floor(self.text, end - 1)) for start, end in found]

    def paragraph_end(self, offset: int) -> int:
        number = self._block(offset)
        last = self._last(number)
        return last if offset < last or number + 1 >= len(self._blocks) else self._last(number + 1)

    def paragraph_start(self, offset: int) -> int:
        number = self._block(offset)
        start = self._blocks[number][0]
        return start if start < offset or number == 0 else self._blocks[number - 1][0]

    def top(self) -> int:
        return self._blocks[0][0]

    def bottom(self) -> int:
        return self._last(len(self._blocks) - 1)

    def _last(self, number: int) -> int:
        return self._before_end(*self._blocks[number], self._blocks[number][1])

    def _block(self, offset: int) -> int:
        return bisect_right(self._blocks, offset, key=lambda block: block[0]) - 1


@dataclass(frozen=True, slots=True)
class Selection:
    """From one character to another, both within; or whole paragraphs."""

    anchor: int
    """Where it began."""
    head: int
    """Where the cursor is."""
    paragraphs: bool = False

    def on(self, ground: Ground) -> Selection:
        """With both ends on characters that are shown."""
        return Selection(ground.nearest(self.anchor), ground.nearest(self.head), self.paragraphs)

    def span(self, ground: Ground) -> Range:
        """The half-open range of the text."""
        first, last = min(self.anchor, self.head), max(self.anchor, self.head)
        if self.paragraphs:
            return ground.block_of(first)[0], ground.block_of(last)[1]
        return first, ground.end_of(last)

    def turned(self) -> Selection:
        """The cursor at the other end."""
        return Selection(self.head, self.anchor, self.paragraphs)
