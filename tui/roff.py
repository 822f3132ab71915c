"""Text as roff takes it: nothing in it becomes a request or an escape."""

from __future__ import annotations

import textwrap

_WIDTH = 78
"""Characters of a line; mandoc objects to more than 80."""

_ESCAPES = str.maketrans(
    {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", '"': "\\(dq"}
)


def text(words: str) -> str:
    """Inside a line, or as one."""
    return _guarded(_escaped(words))


def _escaped(words: str) -> str:
    made = words.translate(_ESCAPES)
    return "".join(one if one.isascii() else f"\\[u{ord(one):04X}]" for one in made)


def _guarded(line: str) -> str:
    """A line that begins with a dot would be a request."""
    return f"\\&{line}" if line.startswith(".") else line


def bold(words: str) -> str:
    return f"\\fB{text(words)}\\fR"


def italic(words: str) -> str:
    return f"\\fI{text(words)}\\fR"


def item(head: str, body: str) -> list[str]:
    """A term, already roff, with what is said of it."""
    return [".TP", head, *filled(body)]


def filled(words: str) -> list[str]:
    """Running text in lines that an editor can show."""
    lines = textwrap.wrap(_escaped(words), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [_guarded(line) for line in lines]


def paragraphs(words: str) -> list[str]:
    """Click's help: paragraphs with a blank line between; one that begins with \\b keeps its lines."""
    lines: list[str] = []
    for number, block in enumerate(words.strip().split("\n\n")):
        kept = block.split("\n")
        if kept[0].strip() == "\b":
            lines += [".PP", ".nf", *(text(line) for line in kept[1:]), ".fi"]
        else:
            lines += [*([".PP"] if number else []), *filled(" ".join(line.strip() for line in kept))]
    return lines
