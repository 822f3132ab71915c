"""The names of the five samples against those that a careful reader marked (`tests/data/gold`)."""

from __future__ import annotations

import re
from pathlib import Path

from index.actors import find_names
from index.model import Block, BlockKind

GOLD = Path(__file__).parent.parent / "data" / "gold"
MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)\|([^⟧]*)⟧")
LEAST_UNTYPED, LEAST_TYPED = 0.97, 0.96
"""F1; below what the rules reach (0.99), so that a careful trade for other news stays possible."""


def marked(raw: str) -> tuple[str, dict[tuple[int, int], str]]:
    """The text without its marks, and the kind of each marked range."""
    text, at, kinds = "", 0, {}
    for match in MARK.finditer(raw):
        text += raw[at : match.start()]
        kinds[len(text), len(text) + len(match[1])] = match[2]
        text, at = text + match[1], match.end()
    return text + raw[at:], kinds


def test_the_names_of_the_samples_are_found_with_their_kinds() -> None:
    right, typed, count = 0, 0, 0
    for file in sorted(GOLD.glob("*.txt")):
        text, gold = marked(file.read_text(encoding="utf-8"))
        blocks = [Block(BlockKind.PARAGRAPH, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
        found = {(name.start, name.end): name.kind.value for name in find_names(text, blocks)}
        right += len(gold.keys() & found.keys())
        typed += len(gold.items() & found.items())
        count += len(gold) + len(found)
    assert 2 * right / count >= LEAST_UNTYPED
    assert 2 * typed / count >= LEAST_TYPED
