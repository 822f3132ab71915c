"""Counts as the heights of bars that stand side by side: a sparkline, before anyone chooses signs for it."""

from __future__ import annotations

from collections.abc import Sequence

HEIGHTS = 8
"""As many as the block elements of Unicode have eighths."""
BLOCKS = " ▁▂▃▄▅▆▇█"
"""A sign for each height from 0 on."""


def bars(counts: Sequence[int], most: int) -> tuple[tuple[int, ...], int]:
    """Heights from 0 to HEIGHTS of at most `most` bars, and how many counts each of them sums up; at least one.

    The last bar may sum up fewer. Only no count at all has height 0, and the highest has HEIGHTS.
    """
    together = max(1, -(-len(counts) // max(1, most)))
    sums = [sum(counts[at : at + together]) for at in range(0, len(counts), together)]
    top = max(sums, default=0)
    return tuple(-(-count * HEIGHTS // top) if top else 0 for count in sums), together
