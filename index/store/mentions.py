"""The mentions of an article as an array, and the bytes that the store keeps of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.model import NameKind

KINDS: tuple[NameKind, ...] = tuple(NameKind)
"""The order that the `kind` column of a mention array counts in; a change is a migration."""

START, END, KIND, FORM, NAME, SENTENCE_START, SENTENCE_END, BLOCK = range(8)
"""Columns of a mention array, shape (mentions, 8), int32. `FORM` indexes the article's own forms, `NAME` is a number of
`names` (−1 before names are resolved), `BLOCK` is −1 in boilerplate, so that such a mention counts nowhere."""
COLUMNS = 8

MentionArray = npt.NDArray[np.int32]


def pack_mentions(mentions: MentionArray) -> bytes:
    """Little-endian int32, row by row."""
    return mentions.astype("<i4").tobytes()


def unpack_mentions(packed: bytes) -> MentionArray:
    """The array again, shape (mentions, 8); read-only, since it shares the bytes."""
    return np.frombuffer(packed, dtype="<i4").reshape(-1, COLUMNS)
